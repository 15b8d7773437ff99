"""Drafts of points in document order, and the points they become: ids, ends, children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from companion.model.outline import Point, PointKind, Span
from companion.reading.label_signs import FILLER

_LETTERS = {
    PointKind.TITLE: "T",
    PointKind.SALUTATION: "S",
    PointKind.OPENING: "O",
    PointKind.CLOSING: "C",
    PointKind.PARAGRAPH: "p",
}
_ONCE = frozenset("TSOC")  # what a speech mostly has one of gets no number


@dataclass(slots=True)
class Draft:
    """A point in the making; `parent` is the number of another draft, -1 at the top."""

    parent: int
    depth: int
    kind: PointKind
    style: str
    start: tuple[int, int]
    end: tuple[int, int]
    marker: str
    title: str
    number: int = 0
    id: str = ""


def points_of(drafts: list[Draft]) -> tuple[Point, ...]:
    """The drafts as points, with ids, ends that cover what is below, and children.

    The drafts are used up: each goes when its point comes, for a long text has not room for both.
    """
    name_drafts(drafts)
    _cover_what_is_below(drafts)
    parents = [drafts[draft.parent].id if draft.parent >= 0 else None for draft in drafts]
    children: dict[int, list[str]] = {}
    for draft in drafts:
        children.setdefault(draft.parent, []).append(draft.id)
    points = []
    while drafts:
        draft = drafts.pop()
        points.append(_point(draft, parents.pop(), tuple(children.get(len(drafts), ()))))
    points.reverse()
    return tuple(points)


def _cover_what_is_below(drafts: Sequence[Draft]) -> None:
    for draft in reversed(drafts):
        if draft.parent >= 0:
            above = drafts[draft.parent]
            if above.end < draft.end:
                above.end = draft.end


def _point(draft: Draft, parent: str | None, children: tuple[str, ...]) -> Point:
    span = Span(*draft.start, *draft.end)
    marker, title = draft.marker.replace(FILLER, ""), draft.title.replace(FILLER, "").strip()
    return Point(draft.id, parent, draft.depth, draft.kind, draft.style, span, marker, title, children)


def name_drafts(drafts: Sequence[Draft]) -> None:
    """Give every draft its id: that of its parent and its number there: `1.p2.3`, T, S, O, O2, C, P1.

    The number is the one written where all that are written rise, else the place among its like.
    """
    letters = ["P" if draft.style == "part" else _LETTERS.get(draft.kind, "") for draft in drafts]
    rising = _rising(drafts, letters)
    counts: dict[tuple[int, str], int] = {}
    for draft, letter in zip(drafts, letters, strict=True):
        place = draft.parent, letter
        count = counts[place] = counts.get(place, 0) + 1
        above = f"{drafts[draft.parent].id}." if draft.parent >= 0 else ""
        if not letter and draft.parent in rising:
            count = draft.number
        draft.id = f"{above}{letter}" if count == 1 and letter in _ONCE else f"{above}{letter}{count}"


def _rising(drafts: Sequence[Draft], letters: Sequence[str]) -> set[int]:
    """The parents whose numbered children all rise as written."""
    latest: dict[int, int] = {}
    broken = set()
    for draft, letter in zip(drafts, letters, strict=True):
        if not letter:
            if draft.number <= latest.get(draft.parent, 0):
                broken.add(draft.parent)
            latest[draft.parent] = draft.number
    return set(latest) - broken
