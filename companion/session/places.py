"""Where the records of the minutes belong in the outline as it stands: mended since, or of a re-issued speech.

Anchors are read anew each time and never rewritten here: what a mend moved is back when the mend is undone.
Words that are nowhere to be found keep the point they had; `companion rebase` is what decides about those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from companion.model.minutes import Anchor, Fill, Minutes, Note, Tick
from companion.model.outline import Blank, Point
from companion.model.speech import Speech
from companion.session.records import blank_anchor

Place = tuple[int, int]  # line and column, from 1
R = TypeVar("R", Note, Tick, Fill)


class Places:
    """The points and blanks of one outline, found by place and by words."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._starts = [(point.span.line, point.span.column) for point in speech.outline.points]

    def settled(self, record: R) -> R:
        """A record with the point, a figure with the blank, that its words belong to now."""
        if isinstance(record, Fill):
            return self._in_blank(record)
        return replace(record, anchor=self.settle(record.anchor))

    def settle(self, anchor: Anchor) -> Anchor:
        """The anchor with the point that its words belong to now; itself where it is orphaned or unknown."""
        if anchor.orphaned:
            return anchor
        point = self._point_of(anchor)
        return anchor if point is None or point.id == anchor.point else replace(anchor, point=point.id)

    def point_at(self, line: int, column: int) -> Point:
        """The innermost point around a place; the first one for a place before it."""
        return self._speech.outline.points[max(0, bisect_right(self._starts, (line, column)) - 1)]

    def _in_blank(self, fill: Fill) -> Fill:
        """The figure in the blank with its words: they are numbered, and a later program may see more or fewer.

        Where the words stand and there is no blank any more, the figure is an orphan; a speech in which they do not
        stand is another issue, for `companion rebase`.
        """
        anchor, place = fill.anchor, (fill.anchor.line, fill.anchor.column)
        if not anchor.line or anchor.orphaned or self._blank_at.get(place) == fill.n:
            return fill
        alike = self._blanks_in(anchor.quote)
        if alike:
            blank = min(alike, key=lambda one: (abs(one.line - anchor.line), abs(one.column - anchor.column)))
            return replace(fill, n=blank.n, anchor=replace(anchor, point=blank.point))
        if not self._is_within(anchor.quote, place):
            return fill
        found = self._blank_at.get(place, 0)
        return replace(fill, n=found, anchor=anchor if found else replace(anchor, orphaned=True))

    @cached_property
    def _blank_at(self) -> dict[Place, int]:
        return {(blank.line, blank.column): blank.n for blank in self._speech.outline.blanks}

    def _blanks_in(self, words: str) -> list[Blank]:
        """The blanks with those words around them."""
        return self._blanks_by_words.get(words, [])

    @cached_property
    def _blanks_by_words(self) -> dict[str, list[Blank]]:
        found: defaultdict[str, list[Blank]] = defaultdict(list)
        for blank in self._speech.outline.blanks:
            found[blank_anchor(self._speech, blank).quote].append(blank)
        return found

    def _is_within(self, words: str, place: Place) -> bool:
        """Tell whether a sign at a place is one of those words."""
        line, column = place
        text = self._speech.lines[line - 1] if 0 < line <= len(self._speech.lines) else ""
        start = text.find(words, max(0, column - len(words)))
        return bool(words) and 0 <= start < column

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


def settled_minutes(minutes: Minutes, places: Places) -> Minutes:
    """The minutes with notes and ticks at the points, and figures in the blanks, that they belong to now."""
    return replace(
        minutes,
        notes=tuple(map(places.settled, minutes.notes)),
        ticks=tuple(map(places.settled, minutes.ticks)),
        fills=tuple(map(places.settled, minutes.fills)),
    )
