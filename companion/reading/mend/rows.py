"""An outline as rows in the order of the text, each with a level: the form in which it is easily changed.

A row's parent is the nearest row above with a lower level, so that no change of levels can tear spans apart
or lose text. Title, salutation, opening and closing stand at the top, level 1, like sections.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from companion.model.outline import Outline, Point, PointKind
from companion.model.speech import Speech

Place = tuple[int, int]  # line and column, from 1

_SECTION_OR_POINT = (PointKind.SECTION, PointKind.POINT)
PARTS = frozenset({PointKind.TITLE, PointKind.SALUTATION, PointKind.OPENING, PointKind.CLOSING})
_TITLE_LINES = 3  # a heading that a hard wrap has cut goes on for no more than this


@dataclass(slots=True)
class Row:
    """A point while the outline is changed; `origin` is the point that the reader made, None for a new one.

    `gap` is how much deeper the point lies than its parent: 1, or more where the author skips levels, or 0
    for the parts around the body, which have depth 0. A paragraph that came under a new heading `is_adopted`.
    """

    start: Place
    level: int
    kind: PointKind
    style: str = "none"
    marker: str = ""
    origin: Point | None = None
    gap: int = 1
    is_adopted: bool = False

    @property
    def is_part(self) -> bool:
        """Tell whether the row is title, salutation, opening or closing."""
        return self.kind in PARTS


@dataclass(slots=True)
class Rows:
    """All rows of an outline, with the speech that they are about."""

    speech: Speech
    outline: Outline
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, speech: Speech, outline: Outline) -> Rows:
        """The rows of an outline."""
        levels: dict[str, int] = {}
        rows = []
        for point in outline.points:
            above = outline.by_id.get(point.parent or "")
            depth = above.depth if above else 0
            levels[point.id] = level = levels.get(point.parent or "", 0) + 1
            rows.append(
                Row(
                    (point.span.line, point.span.column),
                    level,
                    point.kind,
                    point.style,
                    point.marker,
                    point,
                    max(point.depth - depth, 0),
                )
            )
        return cls(speech, outline, rows)

    def at(self, place: Place) -> int:
        """The number of the row whose text has the character at a place; -1 before the first."""
        return bisect_right(self.rows, place, key=lambda row: row.start) - 1

    def starting_at(self, place: Place) -> range:
        """The numbers of the rows that begin at a place; a paragraph that opens with its list has company."""
        return range(bisect_left(self.rows, place, key=lambda row: row.start), self.at(place) + 1)

    def end_of_family(self, number: int) -> int:
        """The number of the first row after a row and everything below it."""
        level = self.rows[number].level
        after = number + 1
        while after < len(self.rows) and self.rows[after].level > level:
            after += 1
        return after

    def parent(self, number: int) -> int | None:
        """The number of the row above; None at the top."""
        level = self.rows[number].level
        numbers = range(number - 1, -1, -1) if level > 1 else ()
        return next((above for above in numbers if self.rows[above].level < level), None)

    def previous_sibling(self, number: int) -> int | None:
        """The number of the row before at the same level under the same parent, if it is no part."""
        level = self.rows[number].level
        numbers = range(number - 1, -1, -1)
        before = next((before for before in numbers if self.rows[before].level <= level), None)
        is_sibling = before is not None and self.rows[before].level == level and not self.rows[before].is_part
        return before if is_sibling else None

    def shift(self, number: int, by: int) -> None:
        """Move a row and everything below it by some levels; a point at the top is a section."""
        for row in self.rows[number : self.end_of_family(number)]:
            row.level += by
            if row.kind in _SECTION_OR_POINT:
                row.kind = _SECTION_OR_POINT[row.level > 1]
        self.rows[number].gap = 1

    def is_untouched(self, number: int) -> bool:
        """Tell whether a row of the reader still has the text before its children that it had."""
        origin = self.rows[number].origin
        if origin is None:
            return False
        after = self.outline.position[origin.id] + 1
        span = self.outline.points[after].span if after < len(self.outline.points) else None
        return self._following(number) == ((span.line, span.column) if span else None)

    def end(self, number: int) -> Place:
        """Where a row's own text ends: at the last sign before the next row that is not blank."""
        origin = self.rows[number].origin
        if origin is not None and not origin.children and self.is_untouched(number):
            return origin.span.end_line, origin.span.end_column
        lines = self.speech.lines
        line, column = self._following(number) or (len(lines), len(lines[-1]) + 1)
        while not (text := lines[line - 1][: column - 1].rstrip()) and line > 1:
            line, column = line - 1, len(lines[line - 2]) + 1
        return max((line, len(text)), self.rows[number].start)

    def text(self, number: int) -> str:
        """The beginning of a row's own text, as one line."""
        (line, column), (end_line, end_column) = self.rows[number].start, self.end(number)
        last = min(end_line, line + _TITLE_LINES)
        parts = list(self.speech.lines[line - 1 : last])
        if last == end_line:
            parts[-1] = parts[-1][:end_column]
        parts[0] = parts[0][column - 1 :]
        return _joined([part.strip() for part in parts])

    def _following(self, number: int) -> Place | None:
        return self.rows[number + 1].start if number + 1 < len(self.rows) else None


def _joined(parts: list[str]) -> str:
    """Lines as one: a blank only between signs of Latin writing."""
    text = parts[0]
    for part in parts[1:]:
        gap = " " if text[-1:].isascii() and part[:1].isascii() and text and part else ""
        text += gap + part
    return text
