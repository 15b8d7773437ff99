"""The measure of outlines: what it counts as found, missed, claimed and level."""

from __future__ import annotations

from companion.reading.reader import read_speech
from tests.bench.outline_accuracy import compare


def node(line: int, column: int, level: int, **more: object) -> dict[str, object]:
    """A node of a true outline."""
    return {"line": line, "column": column, "level": level, "label": "", "title": "", **more}


OUTLINE = read_speech("一、甲\n（一）乙\n导语：一是丙；二是丁。\n二、戊\n".encode(), "a.txt").outline


def test_an_outline_that_agrees_scores_full_marks():
    """Levels are those without paragraphs, and a list stands one under the nearest heading."""
    truth = [node(1, 1, 1), node(2, 2, 2), node(3, 4, 3), node(3, 9, 3), node(4, 1, 1)]

    score, complaints = compare(OUTLINE, truth)

    assert (score.f1, score.level, complaints) == (1.0, 1.0, [])


def test_misses_extras_and_levels_are_counted_apart():
    """A node that is not there, a point nobody asked for, a level that differs; a shift is forgiven."""
    truth = [node(1, 1, 2), node(2, 9, 3), node(3, 4, 3), node(3, 9, 4), node(4, 1, 2)]

    score, complaints = compare(OUTLINE, truth)

    assert (score.found, score.required, score.claimed, score.levels) == (4, 5, 5, 3)
    assert [row.split()[0] for row in complaints] == ["missed", "extra", "level"]


def test_optional_nodes_are_neither_missed_nor_wrong():
    """They may be found or not, and push nothing down."""
    truth = [
        node(1, 1, 1),
        node(2, 1, 9, optional=True),
        node(3, 4, 2),
        node(3, 9, 2),
        node(4, 1, 2, level_alt=[1]),
    ]

    score, _ = compare(OUTLINE, [*truth, node(2, 30, 1, optional=True)])

    assert (score.f1, score.level) == (1.0, 1.0)
