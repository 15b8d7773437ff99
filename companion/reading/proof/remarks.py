"""How a check says what it found: the one place that makes remarks."""

from __future__ import annotations

from companion.model.outline import Point
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech

SHOWN = 24  # characters of a heading that are quoted


def at_words(kind: RemarkKind, line: int, start: int, words: str, key: str = "", **values: str | int) -> Remark:
    """A remark on words that begin at index `start` (from 0) of a line; the sentence is `check.KEY`."""
    name = f"check.{key or kind.value}"
    return Remark(kind, line, start + 1, start + max(len(words), 1), words, name, tuple(values.items()))


def at_point(kind: RemarkKind, speech: Speech, point: Point, key: str = "", **values: str | int) -> Remark:
    """A remark on the heading of a point: the first words of its first line."""
    start = point.span.column - 1
    return at_words(kind, point.span.line, start, opening_words(speech, point), key, **values)


def opening_words(speech: Speech, point: Point) -> str:
    """The marker and the first words of a point as written: its heading, or 24 characters of it."""
    span = point.span
    end = span.end_column if span.end_line == span.line else span.column + SHOWN
    words = speech.lines[span.line - 1][span.column - 1 : min(end, span.column + SHOWN)]
    heading = len(point.marker)
    for sign in "。！？；":
        found = words.find(sign, heading)
        words = words[:found] if found > 0 else words
    return words[:SHOWN].rstrip()
