"""Where a point's own words can be cut in two: before each of its sentences, or before any sign of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from companion.model.outline import Point, Span
from companion.model.speech import Speech
from companion.session.places import Place

MASKS = "*＊×"  # they stand for figures and names, and are marks only by their looks
_ENDS = re.compile(r"[。！？；…!?;]+[”’」』）)》]*|(?<=[^\W\d])\.[”’\")]*(?=\s|$)")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十]{1,3}[，、：]|[一二三四五六七八九十]{1,3}[是要]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]"
)


@dataclass(frozen=True)
class Cuts:
    """The places of a point behind its first sign: where sentences and enumerators begin, and all `signs`.

    Signs are those that words can begin with; `end` is where the point's own words end.
    """

    sentences: tuple[Place, ...]
    signs: tuple[Place, ...]
    end: Place

    @classmethod
    def of(cls, speech: Speech, point: Point) -> Cuts:
        """The places of a point's own words, those of its children left out."""
        span = speech.own_span(point)
        start = (point.span.line, point.span.column)
        signs = tuple(place for place in _signs(speech, span) if place > start)
        begins = set(_begins(speech, span))
        return cls(tuple(place for place in signs if place in begins), signs, (span.end_line, span.end_column))

    def next(self, place: Place | None, where: str) -> Place | None:
        """The place that an arrow key goes to: left and right by sentences, up and down by signs."""
        stops = self.signs if where in ("up", "down") or not self.sentences else self.sentences
        if not stops or place is None:
            return stops[-1] if stops else None
        if where in ("left", "up", "home"):
            before = [stop for stop in stops if stop < place] or [place]
            return before[0] if where == "home" else before[-1]
        after = [stop for stop in stops if stop > place] or [place]
        return after[-1] if where == "end" else after[0]


def _lines(speech: Speech, span: Span) -> Iterator[tuple[int, int, str]]:
    """Yield each line of a span: its number, the column where it begins there, and the words."""
    for number in range(span.line, span.end_line + 1):
        first = span.column if number == span.line else 1
        last = span.end_column if number == span.end_line else None
        yield number, first, speech.lines[number - 1][first - 1 : last]


def _signs(speech: Speech, span: Span) -> Iterator[Place]:
    for number, first, words in _lines(speech, span):
        yield from ((number, first + offset) for offset, sign in enumerate(words) if _may_begin(sign))


def _may_begin(sign: str) -> bool:
    """Tell whether words can begin with a sign: not with a blank or a mark that closes something."""
    is_closing = unicodedata.category(sign) in ("Pe", "Pf", "Po") and sign not in MASKS
    return not sign.isspace() and not is_closing


def _begins(speech: Speech, span: Span) -> Iterator[Place]:
    """Yield where sentences and enumerators begin; a sentence may begin with a line, if the one before ended one."""
    has_ended = False
    for number, first, words in _lines(speech, span):
        ends = [match.end() for match in _ENDS.finditer(words)]
        offsets = [*([0] if has_ended else []), *ends, *(match.start() for match in _BEGINS.finditer(words))]
        for offset in offsets:
            blank = len(words[offset:]) - len(words[offset:].lstrip())
            yield number, first + offset + blank
        has_ended = bool(ends) and not words[ends[-1] :].strip()
