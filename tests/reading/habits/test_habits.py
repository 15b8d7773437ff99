"""Made-up documents of many habits read as a person would outline them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from companion.model.outline import Outline, PointKind
from companion.reading.reader import read_speech

DOCUMENTS = sorted(path for path in (Path(__file__).parent / "documents").iterdir() if path.suffix != ".outline")
NODES = {PointKind.SECTION, PointKind.POINT, PointKind.ITEM, PointKind.TOPIC, PointKind.LEAD}
NEAR = 3  # columns that a node may be off


@dataclass
class Score:
    """How an outline compares with the true one."""

    wanted: int
    found: int
    right: int
    level: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted)

    @property
    def level_accuracy(self) -> float:
        """The share of the right nodes whose level is right."""
        return self.level / max(self.right, 1)


def nodes(outline: Outline) -> dict[tuple[int, int], int]:
    """The level of every node by its line and column; plain paragraphs do not count."""
    found = {}
    for point in outline.points:
        if point.kind in NODES:
            above = sum(parent.kind in NODES for parent in outline.ancestors(point))
            found.setdefault((point.span.line, point.span.column), above + 1)
    return found


def score(path: Path) -> Score:
    """The score of one document."""
    found = nodes(read_speech(path.read_bytes(), path.name).outline)
    rows = [row.split("\t") for row in path.with_suffix(".outline").read_text(encoding="utf-8").splitlines()]
    left, right, level = dict(found), 0, 0
    for levels, line, column, _, _ in rows:
        near = [place for place in left if place[0] == int(line) and abs(place[1] - int(column)) <= NEAR]
        if near:
            right += 1
            level += str(left.pop(min(near, key=lambda place: abs(place[1] - int(column))))) in levels.split("|")
    return Score(len(rows), len(found), right, level)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_reads_nearly_as_a_person_would_outline_it(path):
    """No document is read badly: F1 and levels stay above two thirds in each."""
    found = score(path)

    assert found.f1 >= 0.66, found
    assert found.level_accuracy >= 0.66, found


def test_the_documents_together_read_as_a_person_would_outline_them():
    """In all, F1 and level accuracy are at least 0.95."""
    scores = [score(path) for path in DOCUMENTS]
    total = Score(*(sum(getattr(one, name) for one in scores) for name in ("wanted", "found", "right", "level")))

    assert len(DOCUMENTS) == 30
    assert total.f1 >= 0.95, total
    assert total.level_accuracy >= 0.95, total
