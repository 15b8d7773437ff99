"""The words of a stretch of the speech in pieces: what was printed, and each masked figure with its value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from companion.exporters.figures import Figure
from companion.model.joints import joint, text_start
from companion.model.outline import Outline, Span


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the speech: `script` as printed, `text` as delivered, `state` of a blank in it.

    `state` is "" for plain words, otherwise "open", "filled" or "to_verify"; `n` is the blank's number.
    """

    script: str
    text: str
    state: str = ""
    n: int = 0

    def from_offset(self, offset: int) -> Fragment:
        """The piece without its first characters; a blank stays whole."""
        if self.state or not offset:
            return self
        return replace(self, script=self.script[offset:], text=self.text[offset:])


def fragments(
    outline: Outline, lines: Sequence[str], span: Span, by_line: Mapping[int, Sequence[Figure]]
) -> tuple[Fragment, ...]:
    """The words of a span in order, without markup, each blank a piece of its own.

    Line ends are newlines in plain pieces, but for those inside a paragraph, which are joined.
    """
    return tuple(_pieces(outline, lines, span, by_line))


def _pieces(
    outline: Outline, lines: Sequence[str], span: Span, by_line: Mapping[int, Sequence[Figure]]
) -> Iterator[Fragment]:
    for number in range(span.line, span.end_line + 1):
        line, goes_on = lines[number - 1], number in outline.continued
        start = span.column if number == span.line else text_start(line) if goes_on else 1
        stop = span.end_column if number == span.end_line else len(line)
        if number > span.line:
            yield _plain(joint(lines[number - 2], line[start - 1 :]) if goes_on else "\n")
        here = [one for one in by_line.get(number, ()) if start <= one.blank.column <= stop]
        yield from _line_pieces(partial(outline.words, number, line), line, (start, stop), here)


def _line_pieces(
    words: Callable[[int, int], str], line: str, columns: tuple[int, int], figures: Sequence[Figure]
) -> Iterator[Fragment]:
    at, stop = columns
    for figure in figures:
        if figure.blank.column > at:
            yield _plain(words(at, figure.blank.column - 1))
        piece, length = _blank_piece(line, figure)
        yield piece
        at = figure.blank.column + length
    if at <= stop:
        yield _plain(words(at, stop))


def _plain(text: str) -> Fragment:
    return Fragment(text, text)


def _blank_piece(line: str, figure: Figure) -> tuple[Fragment, int]:
    """The piece for a blank and how many characters of the line it stands for."""
    blank, start = figure.blank, figure.blank.column - 1
    mask = line[start : start + blank.length]
    if not figure.is_filled or figure.fill is None:
        return Fragment(mask, mask, "open", blank.n), blank.length
    fill, length, unit = figure.fill, blank.length, ""
    if fill.unit not in ("", blank.unit) and blank.unit and line[start + length :].startswith(blank.unit):
        length, unit = length + len(blank.unit), fill.unit
    state = "to_verify" if figure.is_to_verify else "filled"
    text = _spoken(fill.value, mask, blank.prefix) + unit
    return Fragment(line[start : start + length], text, state, blank.n), length


def _spoken(value: str, mask: str, prefix: str) -> str:
    """The value to put in place of the mask; a known beginning (20××年) is neither lost nor doubled."""
    if not prefix:
        return value
    masked = len(mask.removeprefix(prefix))
    rest = value.removeprefix(prefix) if len(value) > masked else value
    return prefix + rest if mask.startswith(prefix) else rest
