"""Where an anchor belongs in a re-issued speech: by its quote, the headings above it, and its neighbours.

A place is a sentence's beginning or the middle of a line; how well its words fit the quote counts most,
then the path, then whether it lies where the anchors before and after it lead one to expect. Figures and
masks count as the same, so that a mask that was filled since is no change.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz, process

from companion.model.fold import fold_width
from companion.model.minutes import Anchor
from companion.model.outline import Point
from companion.model.speech import Speech

FOUND = 0.5  # of the quote's characters; unrelated sentences of official prose come to 0.25–0.4
CERTAIN = 0.9
CLEAR = 0.08  # by which the best place must be better than the next for its neighbours to be guided by it
PATH_WEIGHT = 0.12  # less than what two rewordings of one sentence differ by
NEAR_WEIGHT = 0.12
SNAP = 8  # characters: alignment leaves out what is new at a sentence's beginning
WEIGHED = 8  # places looked at closely for each anchor
MOST_QUOTE = 200  # characters; rapidfuzz's time grows with the product of both texts
_FIGURES = re.compile(r"[*＊×_]+|\d+(?:[.,]\d+)*")
_NUMBER = re.compile(r"^(?:第?[(]?[一二三四五六七八九十百\d]+[)、.章节条]|[一二三四五六七八九十]+[是要])")
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;”’）)]*")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of an anchor: `fate` is "same", "moved", "changed" or "orphaned"; `likeness` is 0–1.

    An orphaned anchor stands as it was, marked; all others stand in the new speech.
    """

    old: Anchor
    new: Anchor
    fate: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    column: int
    score: float
    likeness: float


class Resolver:
    """A re-issued speech, made ready to look for many anchors."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._starts: list[tuple[int, int]] = []
        self._windows: list[str] = []
        for number, line in enumerate(speech.lines, 1):
            for found in _SENTENCE.finditer(line):
                lead = len(found[0]) - len(found[0].lstrip())
                self._starts.append((number, found.start() + lead + 1))
                self._windows.append(_bare(line[found.start() + lead :][: MOST_QUOTE * 2]))

    def resolve_all(self, anchors: Sequence[Anchor]) -> list[Resolution]:
        """What became of each anchor; those that are certain guide the others."""
        different = list(dict.fromkeys(anchors))
        places = {anchor: self._places(anchor) for anchor in different}
        guides = _guides(places)
        found = {anchor: self._choose(anchor, places[anchor], guides) for anchor in different}
        return [found[anchor] for anchor in anchors]

    def _places(self, anchor: Anchor) -> list[_Place]:
        """The places whose words are most like the quote, best first."""
        quote = _bare(anchor.quote[:MOST_QUOTE])
        if not quote:
            return []
        heads = [window[: len(quote)] for window in self._windows]
        likely = process.extract(quote, heads, scorer=fuzz.ratio, limit=WEIGHED, score_cutoff=FOUND * 80)
        found = {self._starts[place]: score / 100 for _, score, place in likely}
        for (line, column), likeness in self._inside_lines(quote):
            found[line, column] = max(found.get((line, column), 0), likeness)
        weighed = [
            _Place(line, column, likeness + PATH_WEIGHT * self._path_likeness(anchor, line, column), likeness)
            for (line, column), likeness in found.items()
        ]
        return sorted(weighed, key=lambda place: -place.score)

    def _inside_lines(self, quote: str) -> list[tuple[tuple[int, int], float]]:
        """Where in the lines the quote stands, for one that does not begin with a sentence."""
        found = []
        for text, _, number in process.extract(quote, self._bare_lines, scorer=fuzz.partial_ratio, limit=3):
            if len(text) < len(quote):
                continue
            aligned = fuzz.partial_ratio_alignment(quote, text)
            if aligned is not None:
                likeness = fuzz.ratio(quote, text[aligned.dest_start : aligned.dest_end]) / 100
                place = number + 1, self._column(number, aligned.dest_start)
                found.append((self._snapped(place, len(quote)), likeness))
        return found

    def _snapped(self, place: tuple[int, int], length: int) -> tuple[int, int]:
        """The beginning of the sentence, where a place is so near to it that only its first words are new."""
        reach = min(SNAP, length // 3)
        at = bisect_right(self._starts, (place[0], place[1] + 2)) - 1
        line, column = self._starts[at] if at >= 0 else (0, 0)
        return (line, column) if line == place[0] and place[1] - column <= reach else place

    @cached_property
    def _bare_lines(self) -> list[str]:
        return [_bare(line) for line in self._speech.lines]

    def _column(self, line: int, place: int) -> int:
        """The column of a character of the bare line in the line itself."""
        text = self._speech.lines[line]
        low, high = 0, len(text)
        while low < high:
            middle = (low + high) // 2
            if len(_bare(text[: middle + 1])) > place:
                high = middle
            else:
                low = middle + 1
        return low + 1

    def _path_likeness(self, anchor: Anchor, line: int, column: int) -> float:
        point = self._point_at(line, column)
        if point is None or not anchor.path:
            return 0.0
        path = self._speech.outline.path(point)
        return fuzz.ratio(_bare(" ".join(anchor.path[-3:])), _bare(" ".join(path[-3:]))) / 100

    def _choose(self, anchor: Anchor, places: list[_Place], guides: list[tuple[int, int]]) -> Resolution:
        expected = _expected(anchor.line, guides)
        length = max(len(self._speech.lines), 1)
        near = [
            replace(place, score=place.score + NEAR_WEIGHT * (1 - min(1.0, 4 * abs(place.line - expected) / length)))
            for place in places
        ]
        best = max(near, key=lambda place: place.score, default=None)
        point = self._point_at(best.line, best.column) if best else None
        if best is None or point is None or best.likeness < FOUND:
            return Resolution(anchor, replace(anchor, orphaned=True), "orphaned", best.likeness if best else 0.0)
        return self._resolution(anchor, best, point)

    def _resolution(self, anchor: Anchor, place: _Place, point: Point) -> Resolution:
        quote = self._words(place.line, place.column, len(anchor.quote))
        path = self._speech.outline.path(point)
        new = Anchor(point.id, quote, place.line, place.column, path)
        if _letters(quote) != _letters(anchor.quote):
            return Resolution(anchor, new, "changed", place.likeness)
        stayed = (anchor.point, anchor.line, anchor.column, anchor.path) == (point.id, new.line, new.column, path)
        return Resolution(anchor, new, "same" if stayed else "moved", place.likeness)

    def _words(self, line: int, column: int, length: int) -> str:
        text = self._speech.lines[line - 1][column - 1 :]
        while len(text) < length and line < len(self._speech.lines) and self._speech.lines[line]:
            text += " " + self._speech.lines[line]
            line += 1
        return text[:length].strip()

    def _point_at(self, line: int, column: int) -> Point | None:
        """The innermost point that a place belongs to."""
        spans = self._spans
        place = bisect_right(spans, (line, column), key=lambda one: (one[0], one[1])) - 1
        point: Point | None = spans[place][2] if place >= 0 else None
        while point is not None and not point.span.contains(line, column):
            point = self._speech.outline.by_id[point.parent] if point.parent else None
        return point

    @cached_property
    def _spans(self) -> list[tuple[int, int, Point]]:
        points = self._speech.outline.points
        found = [(point.span.line, point.span.column, point.depth, point) for point in points]
        return [(line, column, point) for line, column, _, point in sorted(found, key=lambda one: one[:3])]


def _guides(places: dict[Anchor, list[_Place]]) -> list[tuple[int, int]]:
    """Old and new lines of the anchors whose place is beyond doubt, in the order of the old ones."""
    found = []
    for anchor, weighed in places.items():
        if not weighed or weighed[0].likeness < CERTAIN:
            continue
        if len(weighed) == 1 or weighed[0].score - weighed[1].score >= CLEAR:
            found.append((anchor.line, weighed[0].line))
    return sorted(found)


def _expected(line: int, guides: list[tuple[int, int]]) -> float:
    """The line where an anchor should be, going by the nearest certain ones before and after it."""
    if not guides:
        return line
    place = bisect_right(guides, (line, 1 << 60))
    before, after = guides[max(place - 1, 0)], guides[min(place, len(guides) - 1)]
    if after[0] == before[0]:
        return before[1] + line - before[0]
    return before[1] + (after[1] - before[1]) * (line - before[0]) / (after[0] - before[0])


def _bare(text: str) -> str:
    """The text as it is compared: no spaces, one form of each sign, every figure and mask the same."""
    return _FIGURES.sub("*", fold_width(text)).replace(" ", "")


def _letters(text: str) -> str:
    """The text without spaces and the number of its point: what must be equal for a quote to be unchanged."""
    return _NUMBER.sub("", fold_width(text).replace(" ", ""))
