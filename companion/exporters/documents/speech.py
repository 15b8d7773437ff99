"""讲话稿（整理稿）: the script paragraph by paragraph, figures filled, deviations merged in and marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from companion.exporters.documents.parts import Desk, line_of
from companion.exporters.entries import Entry
from companion.exporters.figures import figures_by_line
from companion.exporters.fragments import Fragment, fragments
from companion.exporters.legible import legible
from companion.exporters.paper import Block, Heading, Mark, Paper, Paragraph, Run, words
from companion.exporters.states import State
from companion.model.joints import joint, text_start
from companion.model.minutes import Note, NoteKind
from companion.model.outline import Point, PointKind, Span

_ORDINARY = frozenset({PointKind.PARAGRAPH, PointKind.OPENING, PointKind.CLOSING, PointKind.SALUTATION})


@dataclass(frozen=True)
class _Piece:
    """The part of a line that is one point's own; `is_last` when the point has no further line."""

    span: Span
    entry: Entry
    is_first: bool
    is_last: bool


def compose(desk: Desk) -> Paper:
    """The speech as it was delivered; every line of the script is in it, in its order."""
    key = "speech.subtitle" if desk.report.standing.step(State.APPROVED) is None else "speech.subtitle_reviewed"
    blocks: list[Block] = [Paragraph(words(desk.words(key)), indent=False, align="center")]
    pieces = _pieces_by_line(desk)
    for numbers in _paragraphs(desk):
        if desk.report.lines[numbers[0] - 1].strip() or numbers[0] in pieces:
            blocks += _paragraph(desk, numbers, pieces)
    return desk.paper(desk.words("speech.title", title=desk.report.outline.title), [*blocks, *_orphans(desk)])


def _paragraphs(desk: Desk) -> Iterator[range]:
    """Yield the lines of each paragraph: one, or those that go on with it."""
    first = 1
    for number in range(2, len(desk.report.lines) + 2):
        if number not in desk.report.outline.continued:
            yield range(first, number)
            first = number


def _pieces_by_line(desk: Desk) -> dict[int, list[_Piece]]:
    lines = desk.report.lines
    found: dict[int, list[_Piece]] = defaultdict(list)
    for entry in desk.report.entries:
        own = _own_span(desk, entry.point)
        for number in range(own.line, own.end_line + 1):
            start = own.column if number == own.line else _start(desk, number)
            stop = own.end_column if number == own.end_line else len(lines[number - 1])
            span = Span(number, start, number, stop)
            found[number].append(_Piece(span, entry, number == own.line, number == own.end_line))
    return found


def _own_span(desk: Desk, point: Point) -> Span:
    """The part of a point before its first child, as in `Speech.own_span`."""
    if not point.children:
        return point.span
    child = desk.report.outline.by_id[point.children[0]].span
    line, column = child.line, child.column - 1
    while column < 1 and line > point.span.line:
        line -= 1
        column = len(desk.report.lines[line - 1])
    return Span(point.span.line, point.span.column, line, column)


def _start(desk: Desk, number: int) -> int:
    """The column at which a line begins; its indentation is none where it goes on with a paragraph."""
    return text_start(desk.report.lines[number - 1]) if number in desk.report.outline.continued else 1


def _paragraph(desk: Desk, numbers: range, by_line: Mapping[int, list[_Piece]]) -> list[Block]:
    pieces = [piece for number in numbers for piece in by_line.get(number, ())]
    if pieces and pieces[0].entry.point.kind is PointKind.TITLE:
        return _after(desk, pieces[0].entry)
    lines, runs = desk.report.lines, list[Run]()
    for number in numbers:
        start = _start(desk, number)
        runs += [Run(joint(lines[number - 2], lines[number - 1][start - 1 :]))] if runs else []
        runs += _line_runs(desk, number, start, by_line.get(number, []))
    return [_block(pieces, _trimmed(runs))]


def _line_runs(desk: Desk, number: int, at: int, pieces: list[_Piece]) -> list[Run]:
    line, runs = desk.report.lines[number - 1], list[Run]()
    between = partial(desk.report.outline.words, number, line)
    for piece in pieces:
        runs.append(Run(legible(between(at, piece.span.column - 1))))
        runs += _piece_runs(desk, piece)
        at = piece.span.end_column + 1
    return [*runs, Run(legible(between(at, len(line))))]


def _after(desk: Desk, entry: Entry) -> list[Block]:
    runs = tuple(_deviation(desk, note) for note in entry.notes)
    return [Paragraph(runs)] if runs else []


def _block(pieces: list[_Piece], runs: tuple[Run, ...]) -> Block:
    """A heading where a paragraph is nothing but one; the salutation stands flush left."""
    if not pieces:
        return Paragraph(runs)
    entry = pieces[0].entry
    point = entry.point
    has_more = any(one.text.strip() for one in _same_line(entry))
    alone = all(piece.entry is entry for piece in pieces) and pieces[0].is_first and not has_more
    if alone and point.kind not in _ORDINARY and point.depth >= 1 and not entry.notes:
        return Heading(min(point.depth, 4), tuple(Run(run.text, _unstressed(run.mark)) for run in runs))
    return Paragraph(runs, indent=point.kind is not PointKind.SALUTATION)


def _unstressed(mark: Mark) -> Mark:
    return Mark.PLAIN if mark is Mark.STRONG else mark


def _same_line(entry: Entry) -> list[Fragment]:
    found = []
    for piece in entry.body:
        if piece.text.startswith("\n"):
            break
        found.append(piece)
    return found


def _piece_runs(desk: Desk, piece: _Piece) -> list[Run]:
    entry = piece.entry
    pieces = fragments(desk.report.outline, desk.report.lines, piece.span, figures_by_line(entry.figures))
    if entry.is_skipped and entry.tick:
        mark = desk.words("speech.skipped", time=_clock(desk, entry.tick.at)) if piece.is_first else ""
        script = "".join(one.script for one in pieces)
        return [Run(mark, Mark.ADDED), Run(legible(script), Mark.DROPPED), *_notes(desk, piece)]
    runs = list(line_of(pieces, desk.words))
    if piece.is_first and entry.heading and runs and entry.point.kind not in _ORDINARY:
        runs = _with_heading(runs, entry.heading)
    return _strike_quotes(runs, [note for note in entry.notes if entry.has_own_quote(note)]) + _notes(desk, piece)


def _with_heading(runs: list[Run], heading: str) -> list[Run]:
    """The heading set apart from the words that run on after it, where it is printed in one piece."""
    first, *rest = runs
    place = first.text.find(heading)
    if place < 0 or first.mark is not Mark.PLAIN:
        return runs
    end = place + len(heading)
    return [Run(first.text[:end], Mark.STRONG), Run(first.text[end:]), *rest]


def _strike_quotes(runs: list[Run], notes: list[Note]) -> list[Run]:
    """The words that were said differently, struck out where they stand in one piece."""
    for quote in (note.anchor.quote for note in notes if note.kind is NoteKind.CHANGED and note.anchor.quote):
        for place, run in enumerate(runs):
            start = run.text.find(quote)
            if start >= 0 and run.mark is not Mark.DROPPED:
                end = start + len(quote)
                parts = [
                    Run(run.text[:start], run.mark),
                    Run(quote, Mark.DROPPED),
                    Run(run.text[end:], run.mark),
                ]
                runs = [*runs[:place], *parts, *runs[place + 1 :]]
                break
    return runs


def _notes(desk: Desk, piece: _Piece) -> list[Run]:
    return [_deviation(desk, note) for note in piece.entry.notes] if piece.is_last else []


def _deviation(desk: Desk, note: Note) -> Run:
    key = "speech.added" if note.kind is NoteKind.ADDED else "speech.changed"
    text = legible(note.text) + (desk.words("figure.to_verify_mark") if note.to_verify else "")
    return Run(desk.words(key, time=_clock(desk, note.created), text=text), Mark.ADDED)


def _clock(desk: Desk, moment: datetime | None) -> str:
    clock = desk.words.clock(moment)
    return f" {clock}" if clock else ""


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without the blanks that the script indents its lines with."""
    kept = [run for run in runs if run.text]
    if kept:
        kept[0] = Run(kept[0].text.lstrip(" \u3000\t"), kept[0].mark)
    return tuple(run for run in kept if run.text)


def _orphans(desk: Desk) -> list[Block]:
    if not desk.report.orphans:
        return []
    heading = Heading(1, words(desk.words("speech.orphans")))
    return [heading, *(Paragraph((_deviation(desk, note),)) for note in desk.report.orphans)]
