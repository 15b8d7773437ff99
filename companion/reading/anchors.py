"""Where an anchor belongs in a re-issued speech: by its quote, the headings above it, and its neighbours.

A place is where a point or a sentence begins, or the middle of a line. How well its words fit the quote counts
most, the quote's first sentence as much as all of it; then the path, then whether the place lies where the
anchors before and after it lead one to expect. Figures and masks count as the same, so that a mask that was
filled since is no change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from companion.model.fold import fold_width
from companion.model.minutes import Anchor
from companion.model.outline import Point
from companion.model.speech import Speech
from companion.reading.alignment import FOUND, Find, Place, align
from companion.reading.quotes import MOST_QUOTE, bare, first_sentence, is_same_words
from companion.reading.windows import Windows

CERTAIN = 0.9  # so like a beginning that no line need be searched
FIGURE_WEIGHT = 0.1  # dates and numbers tell one line of a list from the next, where no mask was filled
PATH_WEIGHT = 0.12  # less than what two rewordings of one sentence differ by


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of an anchor: `fate` is "same", "moved", "changed" or "orphaned"; `likeness` is 0–1.

    An orphaned anchor stands as it was, marked; all others stand in the new speech.
    """

    old: Anchor
    new: Anchor
    fate: str
    likeness: float


class Resolver:
    """A re-issued speech, made ready to look for many anchors."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._windows = Windows(speech)

    def resolve_all(self, anchors: Sequence[Anchor]) -> list[Resolution]:
        """What became of each anchor; their order guides those that would fit in several places."""
        found = align(self.finds(anchors), len(self._speech.lines))
        return [self.resolution(anchor, found[anchor]) for anchor in anchors]

    def finds(self, anchors: Iterable[Anchor]) -> dict[Anchor, list[Find]]:
        """The places that each anchor may belong to."""
        return {anchor: self._finds(anchor) for anchor in anchors}

    def fits(self, anchor: Anchor, place: Place, likeness: float) -> Find:
        """A place whose words are so like an anchor's, with what the headings above it say for it."""
        return Find(place, likeness, likeness + PATH_WEIGHT * self._path_likeness(anchor, place))

    def _finds(self, anchor: Anchor) -> list[Find]:
        """The places whose words are most like the quote."""
        quote = bare(anchor.quote[:MOST_QUOTE])
        if not quote:
            return []
        parts = {quote, first_sentence(anchor.quote[:MOST_QUOTE])}
        likely = self._windows.likely(parts)
        if max(likely.values(), default=0.0) < CERTAIN:
            likely |= self._windows.inside_lines(quote, parts)
        return [
            replace(find, score=find.score + FIGURE_WEIGHT * self._same_figures(anchor, find.place))
            for find in (self.fits(anchor, place, likeness) for place, likeness in likely.items() if likeness >= FOUND)
        ]

    def _same_figures(self, anchor: Anchor, place: Place) -> float:
        words = self._windows.words(place, len(anchor.quote))
        return fuzz.ratio(fold_width(anchor.quote), fold_width(words)) / 100

    def _path_likeness(self, anchor: Anchor, place: Place) -> float:
        point = self.point_at(*place)
        if point is None or not anchor.path:
            return 0.0
        path = self._speech.outline.path(point)
        return fuzz.ratio(bare(" ".join(anchor.path[-3:])), bare(" ".join(path[-3:]))) / 100

    def resolution(self, anchor: Anchor, find: Find | None) -> Resolution:
        """What became of an anchor that belongs to a place now; None for one that fits nowhere."""
        point = self.point_at(*find.place) if find else None
        if find is None or point is None:
            return Resolution(anchor, replace(anchor, orphaned=True), "orphaned", 0.0)
        line, column = find.place
        quote = self._windows.words(find.place, len(anchor.quote))
        path = self._speech.outline.path(point)
        new = Anchor(point.id, quote, line, column, path)
        if not is_same_words(quote, anchor.quote):
            return Resolution(anchor, new, "changed", find.likeness)
        stayed = (anchor.point, anchor.line, anchor.column, anchor.path) == (point.id, line, column, path)
        return Resolution(anchor, new, "same" if stayed else "moved", find.likeness)

    def point_at(self, line: int, column: int) -> Point | None:
        """The innermost point that a place belongs to; where none is around it, the one before it."""
        place = bisect_right(self._spans, (line, column), key=lambda one: (one[0], one[1])) - 1
        nearest: Point | None = self._spans[max(place, 0)][2] if self._spans else None
        point = nearest
        while point is not None and not point.span.contains(line, column):
            point = self._speech.outline.by_id[point.parent] if point.parent else None
        return point or nearest

    @cached_property
    def _spans(self) -> list[tuple[int, int, Point]]:
        points = self._speech.outline.points
        found = [(point.span.line, point.span.column, point.depth, point) for point in points]
        return [(line, column, point) for line, column, _, point in sorted(found, key=lambda one: one[:3])]
