"""The outline of a speech: its points, its masked figures, and where each stands in the text.

Lines and columns count from 1, columns in Unicode code points, end columns are inclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class PointKind(StrEnum):
    """What part of a speech a point is."""

    TITLE = "title"
    SALUTATION = "salutation"
    OPENING = "opening"
    SECTION = "section"
    POINT = "point"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TOPIC = "topic"
    LEAD = "lead"
    CLOSING = "closing"


class BlankKind(StrEnum):
    """What a masked figure stands for."""

    AMOUNT = "amount"
    DATE = "date"
    GRADE = "grade"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the speech from (line, column) to (end_line, end_column), both included."""

    line: int
    column: int
    end_line: int
    end_column: int

    def contains(self, line: int, column: int) -> bool:
        """Tell whether the character at (line, column) lies in the stretch."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)


@dataclass(frozen=True, slots=True)
class Point:
    """One node of the outline; `span` covers it with everything below it."""

    id: str
    parent: str | None
    depth: int
    kind: PointKind
    style: str
    span: Span
    marker: str
    title: str
    children: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The marker and the title as they are shown: `（一）项目建设加快推进`."""
        end = self.marker[-1:]
        is_chapter = self.marker.startswith("第") and end.isalpha() and end != "次"  # GB/T 15834-2011 B.3.6
        gap = " " if end and self.title and (is_chapter or end.isascii()) else ""
        return f"{self.marker}{gap}{self.title}"


@dataclass(frozen=True, slots=True)
class Blank:
    """A masked figure or name in the speech, with what a note-taker needs to fill it.

    `before` and `after` are up to 12 characters of context; `unit` is the unit printed after the mask;
    `indicator` names the figure without, `label` with its measure (增速, 降幅).
    """

    n: int
    line: int
    column: int
    length: int
    kind: BlankKind
    point: str
    before: str
    after: str
    unit: str = ""
    indicator: str = ""
    label: str = ""
    measure: str = ""
    qualifier: str = ""
    prefix: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether a number is asked for; masked names are usually left as they are (domain §1.5)."""
        return self.kind is not BlankKind.NAME


Blanks = tuple[Blank, ...]


@dataclass(frozen=True, init=False, eq=False)
class Outline:
    """The points of a speech in document order, and its blanks in document order.

    `continued` are the lines, from 1, that go on with the paragraph of the line before: text wrapped at a fixed
    width. `markup` has the columns of a line, both from 1, whose signs are no words: `##`, `**`. Blanks may be
    given as a function that finds them: it is called once, when they are first asked for.
    """

    title: str
    points: tuple[Point, ...]
    _blanks: Blanks | Callable[[], Blanks]
    continued: frozenset[int]
    markup: Mapping[int, frozenset[int]]

    def __init__(
        self,
        title: str,
        points: tuple[Point, ...],
        blanks: Blanks | Callable[[], Blanks] = (),
        continued: frozenset[int] = frozenset(),
        markup: Mapping[int, frozenset[int]] | None = None,
    ) -> None:
        fields = {"title": title, "points": points, "_blanks": blanks, "continued": continued, "markup": markup or {}}
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outline):
            return NotImplemented
        return (self.title, self.points, self.blanks) == (other.title, other.points, other.blanks)

    def __hash__(self) -> int:
        return hash((self.title, self.points))

    @cached_property
    def blanks(self) -> Blanks:
        """The blanks, in document order."""
        return self._blanks() if callable(self._blanks) else self._blanks

    def words(self, number: int, line: str, start: int, end: int) -> str:
        """What columns `start` to `end` of a line say, given whole with its number: all but the markup."""
        signs = self.markup.get(number)
        if not signs:
            return line[start - 1 : end]
        return "".join(sign for column, sign in enumerate(line[start - 1 : end], start) if column not in signs)

    @cached_property
    def by_id(self) -> dict[str, Point]:
        """Every point by its id."""
        return {point.id: point for point in self.points}

    @cached_property
    def position(self) -> dict[str, int]:
        """The place of every point in document order, from 0, by its id."""
        return {point.id: place for place, point in enumerate(self.points)}

    @cached_property
    def blanks_by_point(self) -> dict[str, tuple[Blank, ...]]:
        """The blanks whose innermost point is the key."""
        grouped: dict[str, list[Blank]] = {}
        for blank in self.blanks:
            grouped.setdefault(blank.point, []).append(blank)
        return {point: tuple(blanks) for point, blanks in grouped.items()}

    def ancestors(self, point: Point) -> Iterator[Point]:
        """Yield the parents of a point, innermost first."""
        parent = point.parent
        while parent is not None:
            above = self.by_id[parent]
            yield above
            parent = above.parent

    def path(self, point: Point) -> tuple[str, ...]:
        """The headings from the outermost section down to the point itself."""
        return (*(above.heading for above in reversed(list(self.ancestors(point)))), point.heading)

    def descendants(self, point: Point) -> Iterator[Point]:
        """Yield the points below a point, in document order."""
        for child in point.children:
            below = self.by_id[child]
            yield below
            yield from self.descendants(below)
