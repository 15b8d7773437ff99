"""The places of a speech where quoted words may begin, with the words that follow, ready to be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property

from rapidfuzz import fuzz, process

from companion.model.speech import Speech
from companion.reading.alignment import Place
from companion.reading.quotes import MOST_QUOTE, bare

WEIGHED = 8  # wordings looked at closely for each part of a quote
KEPT = 16  # lengths of quotes kept ready: most quotes are of one length
LEAST = 40  # of 100: unrelated sentences of official prose come to 25–40
MARKER = 5  # characters of a list's sign before a point: no place of its own
SNAP = 8  # characters: alignment leaves out what is new at a beginning, or takes in what is before it
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;”’）)]*")


class Windows:
    """Where the points and sentences of a speech begin: `starts`, in order."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        points = {(point.span.line, point.span.column) for point in speech.outline.points}
        markers = {(line, column - step) for line, column in points for step in range(1, MARKER)}
        self.starts: list[Place] = sorted(points | (set(_sentences(speech.lines)) - markers))
        self._cuts: dict[int, list[str]] = {}
        self._groups: dict[int, dict[str, list[int]]] = {}
        self._texts = [bare(self._following(place, 2 * MOST_QUOTE)) for place in self.starts]

    def likely(self, parts: Collection[str]) -> dict[Place, float]:
        """The starts whose words are most like bare texts, each a beginning of one quote; 0–1 by all of them."""
        found: set[int] = set()
        for part in parts:
            windows = self._cut(len(part))
            best = process.extract(part, windows, scorer=fuzz.ratio, limit=WEIGHED, score_cutoff=LEAST)
            for _, _, number in best:
                found.update(self._alike(len(part))[windows[number]])
        return {self.starts[number]: _likeness(parts, self._texts[number]) for number in found}

    def _cut(self, length: int) -> list[str]:
        """The bare words that follow each start, so many characters."""
        if length not in self._cuts:
            if len(self._cuts) >= KEPT:
                self._cuts.clear()
                self._groups.clear()
            self._cuts[length] = [text[:length] for text in self._texts]
        return self._cuts[length]

    def _alike(self, length: int) -> dict[str, list[int]]:
        """The starts that are followed by the very same words."""
        if length not in self._groups:
            groups: dict[str, list[int]] = {}
            for number, text in enumerate(self._cut(length)):
                groups.setdefault(text, []).append(number)
            self._groups[length] = groups
        return self._groups[length]

    def words(self, place: Place, length: int) -> str:
        """The words at a place, across lines as a quote has them."""
        return self._following(place, length)[:length].strip()

    def inside_lines(self, quote: str, parts: Collection[str]) -> dict[Place, float]:
        """Where in the lines a bare quote stands, for one that does not begin with a sentence; how like it is."""
        found = {}
        for text, _, number in process.extract(quote, self._bare_lines, scorer=fuzz.partial_ratio, limit=3):
            aligned = fuzz.partial_ratio_alignment(quote, text) if len(text) >= len(quote) else None
            if aligned is not None:
                place = self._snapped((number + 1, self._column(number, aligned.dest_start)), len(quote))
                found[place] = _likeness(parts, bare(self._following(place, 2 * MOST_QUOTE)))
        return found

    def _following(self, place: Place, length: int) -> str:
        line, column = place
        text = self._speech.lines[line - 1][column - 1 :]
        while len(text) < length and line < len(self._speech.lines):
            text += " " + self._speech.lines[line]
            line += 1
        return text[:length]

    def _snapped(self, place: Place, length: int) -> Place:
        """The nearest beginning, where a place is so near to it that only its first words differ."""
        line, column = place
        at = bisect_right(self.starts, place)
        near = [start for start in self.starts[max(at - 1, 0) : at + 1] if start[0] == line]
        nearest = min(near, key=lambda start: abs(start[1] - column), default=place)
        return nearest if abs(nearest[1] - column) <= min(SNAP, length // 3) else place

    @cached_property
    def _bare_lines(self) -> list[str]:
        return [bare(line) for line in self._speech.lines]

    def _column(self, line: int, place: int) -> int:
        """The column of a character of the bare line in the line itself."""
        text = self._speech.lines[line]
        low, high = 0, len(text)
        while low < high:
            middle = (low + high) // 2
            if len(bare(text[: middle + 1])) > place:
                high = middle
            else:
                low = middle + 1
        return low + 1


def _likeness(parts: Collection[str], words: str) -> float:
    return sum(fuzz.ratio(part, words[: len(part)]) for part in parts) / (100 * len(parts))


def _sentences(lines: tuple[str, ...]) -> Iterator[Place]:
    for number, line in enumerate(lines, 1):
        for found in _SENTENCE.finditer(line):
            lead = len(found[0]) - len(found[0].lstrip())
            if lead < len(found[0]):
                yield number, found.start() + lead + 1
