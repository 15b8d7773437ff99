"""How well outlines agree with those made by hand: `python -m tests.bench.outline_accuracy FOLDER`.

A folder holds documents `NAME` and their true outlines `NAME.outline.json`, a list of nodes with `line`,
`column`, `level`, and maybe `level_alt` (also right) and `optional` (neither a miss nor an error). A
point agrees with a node on the same line within three columns. Title, salutation, opening, closing and
unnumbered paragraphs claim nothing.

A point's level counts the numbered points, headings and bullets above it: what is optional in the truth,
parts and topics push nothing down, and a list inside an unnumbered paragraph stands one under the nearest
heading with a text of its own. A shift of the whole document is forgiven.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.model.outline import Outline, Point, PointKind
from companion.reading.reader import read_speech

TRUTH = ".outline.json"
COLUMNS = 3
_SILENT = {
    PointKind.TITLE,
    PointKind.SALUTATION,
    PointKind.OPENING,
    PointKind.CLOSING,
    PointKind.PARAGRAPH,
}


@dataclass(frozen=True)
class Score:
    """Counts of one document or of all: found and true required nodes, points claimed, levels right."""

    found: int = 0
    required: int = 0
    claimed: int = 0
    levels: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.required + other.required,
            self.claimed + other.claimed,
            self.levels + other.levels,
        )

    @property
    def recall(self) -> float:
        """The share of required nodes that were found."""
        return self.found / self.required if self.required else 1.0

    @property
    def precision(self) -> float:
        """The share of claimed points that are required nodes."""
        return self.found / self.claimed if self.claimed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0

    @property
    def level(self) -> float:
        """The share of found nodes whose level is right."""
        return self.levels / self.found if self.found else 1.0


def compare(outline: Outline, truth: list[dict[str, Any]]) -> tuple[Score, list[str]]:
    """The score of an outline against its truth, and a line for each disagreement."""
    points = [point for point in outline.points if point.kind not in _SILENT]
    pairs = _match(points, truth)
    required = [node for node in truth if not node.get("optional")]
    optional_points = {id for id, node in pairs.items() if node.get("optional")}
    levels = _levels(outline, optional_points)
    matched = {id: node for id, node in pairs.items() if not node.get("optional")}
    shift = _shift([(levels[id], node) for id, node in matched.items()])
    right = {id for id, node in matched.items() if levels[id] + shift in _allowed(node)}
    score = Score(len(matched), len(required), len(points) - len(optional_points), len(right))
    return score, _complaints(points, pairs, required, right, levels)


def _match(points: list[Point], truth: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    by_line: dict[int, list[dict[str, Any]]] = {}
    for node in sorted(truth, key=lambda node: bool(node.get("optional"))):
        by_line.setdefault(node["line"], []).append(node)
    pairs: dict[str, dict[str, Any]] = {}
    for point in points:
        near = [node for node in by_line.get(point.span.line, []) if abs(node["column"] - point.span.column) <= COLUMNS]
        if near:
            best = min(near, key=lambda node: abs(node["column"] - point.span.column))
            by_line[point.span.line].remove(best)
            pairs[point.id] = best
    return pairs


def _levels(outline: Outline, optional: set[str]) -> dict[str, int]:
    levels: dict[str, int] = {}
    latest: dict[str | None, str] = {}
    for point in outline.points:
        above = levels[point.parent] if point.parent else 0
        if point.kind is PointKind.PARAGRAPH:
            levels[point.id] = levels[latest[point.parent]] if point.parent in latest else above
            continue
        silent = point.kind in _SILENT or point.kind is PointKind.TOPIC or point.depth == 0
        levels[point.id] = above if silent or point.id in optional else max(above + 1, _own_depth(point, above))
        if point.id not in optional and _heads_text(point):
            latest[point.parent] = point.id
    return levels


def _heads_text(point: Point) -> bool:
    """Tell a heading with a text of its own from an item that is one sentence."""
    span = point.span
    is_heading = point.kind in (PointKind.SECTION, PointKind.POINT)
    words = len(point.marker) + len(point.title) + 2
    return is_heading and (span.end_line > span.line or span.end_column - span.column > words)


def _own_depth(point: Point, above: int) -> int:
    """Decimals stand at the level their components say, also where one in between is missing."""
    return point.depth if point.style == "decimal" else above + 1


def _allowed(node: dict[str, Any]) -> list[int]:
    return [node["level"], *node.get("level_alt", [])]


def _shift(levels: list[tuple[int, dict[str, Any]]]) -> int:
    shifts = Counter(allowed - level for level, node in levels for allowed in set(_allowed(node)))
    return max(shifts, key=lambda shift: (shifts[shift], -abs(shift)), default=0)


def _complaints(
    points: list[Point],
    pairs: dict[str, dict[str, Any]],
    required: list[dict[str, Any]],
    right: set[str],
    levels: dict[str, int],
) -> list[str]:
    found = {id(node) for node in pairs.values()}
    missed = [f"missed  {n['line']}:{n['column']} {n['label']}{n['title']}" for n in required if id(n) not in found]
    extra = [f"extra   {p.span.line}:{p.span.column} {p.heading[:30]}" for p in points if p.id not in pairs]
    wrong = [
        f"level   {p.span.line}:{p.span.column} {levels[p.id]} not {_allowed(pairs[p.id])} {p.heading[:30]}"
        for p in points
        if p.id in pairs and p.id not in right and not pairs[p.id].get("optional")
    ]
    return missed + extra + wrong


def run(words: list[str]) -> int:
    """Print a row per document and one for all; `-v` lists each disagreement. Exit code 1 below the goals."""
    folder = Path(next(word for word in words if word != "-v"))
    total, least = Score(), 1.0
    print(f"{'precision':>9} {'recall':>7} {'F1':>7} {'levels':>7}  document")
    for path in sorted(folder.glob(f"*{TRUTH}")):
        document = path.with_name(path.name.removesuffix(TRUTH))
        truth = json.loads(path.read_text(encoding="utf-8"))
        score, complaints = compare(read_speech(document.read_bytes(), document.name).outline, truth)
        _print_row(score, document.name)
        print(*(f"          {line}" for line in complaints if "-v" in words), sep="\n", end="")
        total, least = total + score, min(least, score.f1, score.level)
    _print_row(total, "ALL")
    return int(total.f1 < 0.97 or total.level < 0.97 or least < 0.9)


def _print_row(score: Score, name: str) -> None:
    print(f"\n{score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f} {score.level:7.3f}  {name}")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
