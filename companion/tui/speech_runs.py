"""The words of a point as styled runs: headings bold, figures in their blanks, words that were gone to marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from companion.model.joints import joint, text_start
from companion.model.minutes import Fill
from companion.model.outline import Blank, Point, PointKind, Span
from companion.model.speech import Speech
from companion.session.register import Register
from companion.tui.text import safe
from companion.tui.wrap import Run

Words = Callable[[int, int], str]  # two columns of a line → what they say


class SpeechRuns:
    """A speech, and the figures that were heard for it."""

    def __init__(self, speech: Speech, register: Register) -> None:
        self._speech, self._register = speech, register

    def of(self, point: Point, *, blank: int = 0, marked: Span | None = None) -> list[Run]:
        """The words of a point; blank number `blank` and the words `marked` stand out."""
        span = self._speech.own_span(point)
        blanks = self._speech.outline.blanks_by_point.get(point.id, ())
        heading = self._heading_end(point)
        runs: list[Run] = []
        for number in range(span.line, span.end_line + 1):
            line, before = self._speech.lines[number - 1], self._speech.lines[number - 2]
            goes_on = number in self._speech.outline.continued
            start = span.column if number == span.line else text_start(line) if goes_on else 1
            end = span.end_column if number == span.end_line else len(line)
            bold = heading if number == span.line else 0
            if number > span.line:
                runs.append((joint(before, line[start - 1 :]) if goes_on else "\n", ""))
            for first, last, is_marked in _parts(number, start, end, marked):
                inside = [one for one in blanks if one.line == number and first <= one.column <= last]
                words = partial(self._speech.outline.words, number, line)
                part = self._line_runs(words, (first, last, bold), inside, blank)
                runs += [(text, "selected" if is_marked else style) for text, style in part]
        return runs

    def _line_runs(
        self, words: Words, columns: tuple[int, int, int], blanks: list[Blank], filled: int
    ) -> Iterator[Run]:
        place, end, bold = columns
        for blank in blanks:
            yield from _styled(words, place, blank.column - 1, bold)
            yield self._blank_run(words, blank, is_filled=blank.n == filled)
            place = blank.column + blank.length
        yield from _styled(words, place, end, bold)

    def _blank_run(self, words: Words, blank: Blank, *, is_filled: bool) -> Run:
        """A figure that was heard, or the mask; `is_filled` where one is being typed."""
        fill = self._register.fill_of(blank.n) or self._register.others_fill_of(blank.n)
        if fill is None:
            mask = words(blank.column, blank.column + blank.length - 1)
            return f"[{mask}]", "selected" if is_filled else "blank"
        return figure(fill, blank), "doubt" if fill.status == "to_verify" else "selected" if is_filled else "fill"

    def _heading_end(self, point: Point) -> int:
        """The column where the bold words of a point end; 0 when it has none."""
        if point.kind in {PointKind.PARAGRAPH, PointKind.OPENING, PointKind.CLOSING}:
            return 0
        line = self._speech.lines[point.span.line - 1]
        at = line.find(point.title, point.span.column - 1) if point.title else -1
        return at + len(point.title) if at >= 0 else point.span.column - 1 + len(point.marker)


def figure(fill: Fill, blank: Blank) -> str:
    """A filled figure as it stands in the text: the unit only where it differs from the printed one."""
    unit = fill.unit if fill.unit and fill.unit != blank.unit else ""
    doubt = "?" if fill.status == "to_verify" else ""
    return f"{safe(fill.value, one_line=True)}{unit}{doubt}"


def _parts(number: int, start: int, end: int, marked: Span | None) -> Iterator[tuple[int, int, bool]]:
    """Yield the columns of a line from `start` to `end` in parts, each with whether it is marked."""
    if marked is None or not marked.line <= number <= marked.end_line:
        yield start, end, False
        return
    first = max(start, marked.column if number == marked.line else 1)
    last = min(end, marked.end_column if number == marked.end_line else end)
    for part in ((start, first - 1, False), (first, last, True), (last + 1, end, False)):
        if part[0] <= part[1]:
            yield part


def _styled(words: Words, start: int, end: int, bold: int) -> Iterator[Run]:
    """Yield the words of columns `start` to `end` of a line, those up to `bold` as heading."""
    if start <= bold:
        yield words(start, min(bold, end)), "heading"
        start = bold + 1
    if start <= end:
        yield words(start, end), ""
