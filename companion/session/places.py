"""Where the records of the minutes belong in the outline as it stands: mended since, or of a re-issued speech.

Anchors are read anew each time and never rewritten here: what a mend moved is back when the mend is undone.
Words that are nowhere to be found keep the point they had; `companion rebase` is what decides about those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from companion.model.minutes import Anchor, Minutes
from companion.model.outline import Point
from companion.model.speech import Speech

Place = tuple[int, int]  # line and column, from 1


class Places:
    """The points of one outline, found by place and by words."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._starts = [(point.span.line, point.span.column) for point in speech.outline.points]

    def settle(self, anchor: Anchor) -> Anchor:
        """The anchor with the point that its words belong to now; itself where it is orphaned or unknown."""
        if anchor.orphaned:
            return anchor
        point = self._point_of(anchor)
        return anchor if point is None or point.id == anchor.point else replace(anchor, point=point.id)

    def point_at(self, line: int, column: int) -> Point:
        """The innermost point around a place; the first one for a place before it."""
        return self._speech.outline.points[max(0, bisect_right(self._starts, (line, column)) - 1)]

    def _point_of(self, anchor: Anchor) -> Point | None:
        place = (anchor.line, anchor.column)
        known = self._speech.outline.by_id.get(anchor.point)
        if not anchor.line:
            return known
        if not self._stands_at(anchor.quote, place):
            return self._point_by_words(anchor) or self._point_by_path(anchor) or known
        return self._point_from(anchor, place)

    def _point_from(self, anchor: Anchor, place: Place) -> Point:
        """The point at a place; of several that begin there, the one of the anchor's id or headings."""
        outline = self._speech.outline
        last = self.point_at(*place)
        first = bisect_left(self._starts, (last.span.line, last.span.column))
        company = outline.points[first : outline.position[last.id] + 1]
        likely = [
            *(point for point in company if outline.path(point) == anchor.path),
            *(point for point in company if point.id == anchor.point),
        ]
        return likely[0] if likely else company[0] if not anchor.quote else last

    def _point_by_words(self, anchor: Anchor) -> Point | None:
        """The point around the nearest place with the quoted words, below the same headings if there is one."""
        places = self._places_of(anchor.quote) if anchor.quote else []
        places.sort(key=lambda place: (abs(place[0] - anchor.line), abs(place[1] - anchor.column)))
        points = [self._point_from(anchor, place) for place in places]
        below = (point for point in points if self._speech.outline.path(point) == anchor.path)
        return next(below, points[0] if points else None)

    def _point_by_path(self, anchor: Anchor) -> Point | None:
        """The only point below the same headings."""
        if not anchor.path:
            return None
        outline = self._speech.outline
        alike = (point for point in outline.points if point.heading == anchor.path[-1])
        found = [point for point in alike if outline.path(point) == anchor.path]
        return found[0] if len(found) == 1 else None

    def _places_of(self, words: str) -> list[Place]:
        places, start = [], self._flat.find(words)
        while start >= 0:
            line = bisect_right(self._offsets, start)
            places.append((line, start - self._offsets[line - 1] + 1))
            start = self._flat.find(words, start + 1)
        return places

    def _stands_at(self, words: str, place: Place) -> bool:
        line, column = place
        if not 0 < line <= len(self._offsets) or column < 1 or column > len(self._speech.lines[line - 1]) + 1:
            return False
        return self._flat.startswith(words, self._offsets[line - 1] + column - 1)

    @cached_property
    def _flat(self) -> str:
        """All lines in one, joined as quotes join them."""
        return " ".join(self._speech.lines)

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each line begins in that."""
        offsets, place = [], 0
        for line in self._speech.lines:
            offsets.append(place)
            place += len(line) + 1
        return offsets


def settled_minutes(minutes: Minutes, settle: Callable[[Anchor], Anchor]) -> Minutes:
    """The minutes with notes and ticks at the points they belong to now."""
    notes = tuple(replace(note, anchor=settle(note.anchor)) for note in minutes.notes)
    ticks = tuple(replace(tick, anchor=settle(tick.anchor)) for tick in minutes.ticks)
    return replace(minutes, notes=notes, ticks=ticks)
