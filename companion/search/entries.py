"""The entries of a speech and its minutes: headings, body, blanks, notes, owners."""

from __future__ import annotations

from collections.abc import Iterator

from companion.model.minutes import Fill, Minutes, Note
from companion.model.outline import Blank, Point, PointKind
from companion.model.speech import Speech
from companion.search.entry import Entry

_SENTENCE_ENDS = "。！？；：.!?;:…"
_WITHOUT_HEADING = {
    PointKind.SALUTATION,
    PointKind.OPENING,
    PointKind.PARAGRAPH,
    PointKind.CLOSING,
}


def entries_of(
    speech: Speech | None, minutes: Minutes | None = None, *, file: str = "", minutes_file: str = ""
) -> tuple[Entry, ...]:
    """Everything that can be found in a speech and its minutes, in the order of the speech, then the notes.

    Keys are ("point", id), ("blank", n) and ("note", id). `file` is kept in the entries as it is
    given, `minutes_file` in those of notes.
    """
    return tuple(each_entry(speech, minutes, file=file, minutes_file=minutes_file))


def each_entry(
    speech: Speech | None, minutes: Minutes | None = None, *, file: str = "", minutes_file: str = ""
) -> Iterator[Entry]:
    """Yield the entries that `entries_of` gives, for an index that takes them in slice by slice."""
    if speech is not None:
        for point in speech.outline.points:
            yield from _of_point(speech, minutes, point, file)
        for blank in speech.outline.blanks:
            yield blank_entry(blank, minutes.fills_by_blank.get(blank.n) if minutes else None, file)
    if minutes is not None:
        for note in minutes.notes:
            yield from _of_note(note, minutes_file or file)


def _of_point(speech: Speech, minutes: Minutes | None, point: Point, file: str) -> Iterator[Entry]:
    states = point_states(speech, minutes, point)
    common = {"key": ("point", point.id), "file": file, "point": point.id, "states": states}
    has_heading = point.kind not in _WITHOUT_HEADING and bool(point.title)
    if has_heading:
        lead = len(point.heading) - len(point.title)
        yield Entry(
            kind="heading",
            text=point.heading,
            line=point.span.line,
            column=point.span.column,
            lead=lead,
            breaks=_heading_breaks(speech, point, lead),
            **common,  # type: ignore[arg-type]  # mypy sees one type for all values
        )
    for text, places in _paragraphs(speech, point):
        if not has_heading or len(text) > len(point.heading) + 1:
            _, line, column = places[0]
            yield Entry(
                kind="body",
                text=text,
                line=line,
                column=column,
                breaks=places[1:],
                lead=len(point.marker) if text.startswith(point.marker) else 0,
                **common,  # type: ignore[arg-type]
            )


def _heading_breaks(speech: Speech, point: Point, lead: int) -> tuple[tuple[int, int, int], ...]:
    """Where the title itself stands, if the line has more or less between marker and title than the
    heading.
    """
    line = speech.lines[point.span.line - 1]
    start = line.find(point.title[:8], point.span.column - 1 + len(point.marker))
    if start < 0 or start == point.span.column - 1 + lead:
        return ()
    return ((lead, point.span.line, start + 1),)


def _paragraphs(speech: Speech, point: Point) -> Iterator[tuple[str, tuple[tuple[int, int, int], ...]]]:
    """The own text of a point, a paragraph at a time, with the places (offset, line, column) its lines
    begin at.

    A line that does not end a sentence goes on in the next: text wrapped by hand is found across its
    line ends.
    """
    own = speech.own_span(point)
    text, places = "", list[tuple[int, int, int]]()
    for number in range(own.line, own.end_line + 1):
        line = speech.lines[number - 1]
        first = own.column - 1 if number == own.line else 0
        last = own.end_column if number == own.end_line else len(line)
        piece = line[first:last]
        words = piece.strip()
        if words:
            if text and text[-1].isascii() and words[0].isascii():
                text += " "
            start = first + len(piece) - len(piece.lstrip())
            for place, part in _parts(speech, number, start, start + len(words)):
                places.append((len(text), number, place))
                text += part
        if text and (not words or words[-1] in _SENTENCE_ENDS):
            yield text, tuple(places)
            text, places = "", []
    if text:
        yield text, tuple(places)


def _parts(speech: Speech, number: int, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the words of a part of a line in pieces between its markup, each with its column."""
    line, begin = speech.lines[number - 1], start
    signs = speech.outline.markup.get(number)
    for place in sorted(sign - 1 for sign in signs if start < sign <= end) if signs else ():
        if place > begin:
            yield begin + 1, line[begin:place]
        begin = place + 1
    if begin < end:
        yield begin + 1, line[begin:end]


def point_states(speech: Speech, minutes: Minutes | None, point: Point) -> frozenset[str]:
    """Whether a point is "unspoken", "spoken" or "skipped", and whether one of its figures is still "blank"."""
    tick = minutes.ticks_by_point.get(point.id) if minutes else None
    blanks = speech.outline.blanks_by_point.get(point.id, ())
    filled = minutes.fills_by_blank if minutes else {}
    open_blanks = any(blank.n not in filled for blank in blanks)
    return frozenset({tick.state if tick else "unspoken"} | ({"blank"} if open_blanks else set()))


def blank_entry(blank: Blank, fill: Fill | None, file: str = "") -> Entry:
    """The entry of a blank, with the figure that was heard for it."""
    words = blank.label or blank.indicator or f"{blank.before}{blank.after}"
    value = f" {fill.value}{fill.unit}" if fill and fill.value else ""
    states = {"filled" if fill else "blank"}
    if fill and fill.status == "to_verify":
        states.add("to_verify")
    return Entry(
        key=("blank", blank.n),
        kind="blank",
        text=words + value,
        line=blank.line,
        column=blank.column,
        file=file,
        point=blank.point,
        states=frozenset(states),
    )


def _of_note(note: Note, file: str) -> Iterator[Entry]:
    owners = tuple(filter(None, (note.lead_unit, *note.supporting_units)))
    states = {name for name, holds in (("to_verify", note.to_verify), ("orphaned", note.anchor.orphaned)) if holds}
    for kind, text in ((note.kind.value, note.text), ("owner", "、".join(owners))):
        if text:
            yield Entry(
                key=("note", note.id),
                kind=kind,
                text=text,
                line=note.anchor.line,
                column=note.anchor.column,
                file=file,
                point=note.anchor.point,
                breaks=(),
                owners=owners,
                tags=note.tags,
                due=note.due.due if note.due else None,
                status=note.status,
                states=frozenset(states),
            )
