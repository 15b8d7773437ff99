"""The one value that every document is made of: the meeting, its points with their notes, tasks, figures.

All documents of a meeting agree because they are all made of this. It holds everything, private notes
included; what a document may show of it is decided in `audience`, in one place, before a document sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from companion.exporters.edits import Edit, edits_of
from companion.exporters.figures import Figure, figures_by_line, figures_of
from companion.exporters.fragments import Fragment, fragments
from companion.exporters.gate import check_minutes
from companion.exporters.matters import OpenMatter
from companion.exporters.states import Standing, standing_of
from companion.exporters.times import PointTime, point_times
from companion.model.minutes import Head, Minutes, Note, NoteKind, Tick
from companion.model.outline import Outline, Point, PointKind
from companion.model.speech import Speech

_SPEECH_AT = re.compile(r"(?:.*同志)?在(.+?)上的(?:讲话|致辞|报告|发言)(?:（.*）)?")
_KEPT_WITH_HEADING = "。：:.！!"
_HEADING_ENDS = ("", "\n", *_KEPT_WITH_HEADING)
_QUOTE_OF_ANCHOR = 45  # characters without blanks: an anchor quotes the first sixty of its point
_SHOWN = 30  # characters of the script that say what was said differently
DEVIATIONS = frozenset({NoteKind.ADDED, NoteKind.CHANGED})


@dataclass(frozen=True)
class Entry:
    """One point of the speech: its heading, its own words (fills in place), what was noted there."""

    point: Point
    heading: str
    body: tuple[Fragment, ...]
    notes: tuple[Note, ...] = ()
    tick: Tick | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Whether the speaker left the point out."""
        return self.tick is not None and self.tick.state == "skipped"

    @property
    def script(self) -> str:
        """The point's own words as they are printed in the speech."""
        return self.heading + "".join(piece.script for piece in self.body)

    def has_own_quote(self, note: Note) -> bool:
        """Whether a note's quote says more than at which point it is: an anchor takes a point's first words."""
        quote, script = ("".join(text.split()) for text in (note.anchor.quote, self.script))
        is_beginning = script.startswith(quote) and (quote == script or len(quote) >= _QUOTE_OF_ANCHOR)
        return bool(quote) and not is_beginning


@dataclass(frozen=True)
class Deviation:
    """One difference between script and delivery: `how` is "skipped", "added" or "changed"."""

    how: str
    point: Point | None
    where: str
    script: str
    text: str
    at: datetime | None
    note: Note | None = None


@dataclass(frozen=True)
class LedgerRow:
    """One action item as a line of the ledger (domain §3.2): one matter, one line; `seq` counts from 1.

    `source` is the way down to its point, all headings of it; `place` the same in few words.
    """

    seq: int
    note: Note
    source: str
    place: str
    quote: str
    task: str
    lead_unit: str
    supporting: tuple[str, ...]
    leader: str
    contact: str
    deliverable: str
    due_raw: str
    due: date | None
    tentative: bool
    status: str
    remarks: str
    progress: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units that the row concerns, the leading one first."""
        return tuple(dict.fromkeys(unit for unit in (self.lead_unit, *self.supporting) if unit))


@dataclass(frozen=True)
class Report:
    """A meeting, ready to be written out. Tuples are in the order of the speech, then of creation."""

    language: str
    made: datetime
    title: str
    head: Head
    speech_name: str
    speech_sha256: str
    minutes_id: str
    standing: Standing
    outline: Outline
    lines: tuple[str, ...]
    entries: tuple[Entry, ...]
    orphans: tuple[Note, ...]
    deviations: tuple[Deviation, ...]
    decisions: tuple[Note, ...]
    questions: tuple[Note, ...]
    ledger: tuple[LedgerRow, ...]
    figures: tuple[Figure, ...]
    open: tuple[OpenMatter, ...]
    is_clean: bool
    times: tuple[PointTime, ...]
    edits: tuple[Edit, ...] = ()
    corrections: tuple[tuple[datetime | None, str, str], ...] = ()
    note_takers: tuple[str, ...] = ()

    @property
    def meeting(self) -> str:
        """The name of the meeting; out of a title like 在…会议上的讲话 where the head has none."""
        if self.head.title:
            return self.head.title
        found = _SPEECH_AT.fullmatch(self.title)
        name = found[1] if found else self.title
        return name if name.endswith(("会", "会议")) or self.language != "zh" else f"{name}会议"

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of the speech, those that lost their place last."""
        return (*(note for entry in self.entries for note in entry.notes), *self.orphans)

    @property
    def spoken(self) -> tuple[Entry, ...]:
        """The points of the speech's body: everything below the title and the salutation."""
        return tuple(entry for entry in self.entries if entry.point.kind not in FRAME)

    def with_notes(self, keep: frozenset[str]) -> Report:
        """The report as if only the notes with these ids had been written; the ledger keeps its numbers."""
        entries = tuple(replace(one, notes=tuple(n for n in one.notes if n.id in keep)) for one in self.entries)
        return replace(
            self,
            entries=entries,
            orphans=tuple(note for note in self.orphans if note.id in keep),
            deviations=tuple(one for one in self.deviations if one.note is None or one.note.id in keep),
            decisions=tuple(note for note in self.decisions if note.id in keep),
            questions=tuple(note for note in self.questions if note.id in keep),
            ledger=tuple(row for row in self.ledger if row.note.id in keep),
            open=tuple(matter for matter in self.open if not matter.note or matter.note in keep),
        )


FRAME = frozenset({PointKind.TITLE, PointKind.SALUTATION})


def build_report(speech: Speech, minutes: Minutes, *, now: datetime, language: str = "zh") -> Report:
    """Everything the documents need, out of a speech and its minutes; `now` is the time printed on them.

    Seconds of `now` are dropped, so that a document can be made again from what it says of itself.
    """
    outline = speech.outline
    figures = figures_of(outline, minutes)
    entries = _entries(speech, minutes, figures)
    notes = [note for entry in entries for note in entry.notes]
    orphans = tuple(n for n in minutes.notes if n.anchor.orphaned or n.anchor.point not in outline.by_id)
    notes += orphans
    matters = check_minutes(speech, minutes, language)
    return Report(
        language=language,
        made=now.replace(second=0, microsecond=0),
        title=minutes.head.title or outline.title or speech.name,
        head=minutes.head,
        speech_name=minutes.speech_name or speech.name,
        speech_sha256=speech.sha256,
        minutes_id=minutes.id,
        standing=standing_of(minutes),
        outline=outline,
        lines=speech.lines,
        entries=entries,
        orphans=orphans,
        deviations=_deviations(entries, orphans, outline),
        decisions=tuple(note for note in notes if note.kind is NoteKind.DECISION),
        questions=tuple(note for note in notes if note.kind is NoteKind.QUESTION),
        ledger=_ledger(notes, outline),
        figures=figures,
        open=matters,
        is_clean=not any(matter.is_blocking for matter in matters),
        times=point_times(speech, minutes),
        edits=edits_of(minutes, language),
        corrections=_corrections(minutes),
        note_takers=minutes.note_takers,
    )


def _entries(speech: Speech, minutes: Minutes, figures: tuple[Figure, ...]) -> tuple[Entry, ...]:
    at_point: dict[str, list[Figure]] = {}
    for figure in figures:
        at_point.setdefault(figure.blank.point, []).append(figure)
    by_line = figures_by_line(figures)
    return tuple(
        Entry(
            point,
            *heading_and_body(speech, point, by_line),
            tuple(n for n in minutes.notes_by_point.get(point.id, ()) if not n.anchor.orphaned),
            minutes.ticks_by_point.get(point.id),
            tuple(at_point.get(point.id, ())),
        )
        for point in speech.outline.points
    )


def heading_and_body(
    speech: Speech, point: Point, by_line: Mapping[int, Sequence[Figure]]
) -> tuple[str, tuple[Fragment, ...]]:
    """The heading of a point as it is printed, and the words of its own that follow, fills in place.

    A point whose title is only the beginning of its sentence has no heading but its marker.
    """
    pieces = fragments(speech.lines, speech.own_span(point), by_line)
    own = "".join(piece.script for piece in pieces)
    heading = _printed_heading(own, point)
    return heading.strip(), _drop_front(pieces, len(heading))


def _printed_heading(own: str, point: Point) -> str:
    lead = len(own) - len(own.lstrip(" \u3000"))
    if not point.title or point.title.endswith("…") or point.kind in (PointKind.PARAGRAPH, PointKind.OPENING):
        return own[:lead]
    end = own.find(point.title, lead) + len(point.title)
    is_front = point.title in own[: lead + len(point.marker) + len(point.title) + 4]
    after = own[end : end + 1]
    if after not in _HEADING_ENDS:
        return own[:lead]
    stop = end + (after in _KEPT_WITH_HEADING and after != "")
    return own[:stop] if is_front else own[:lead]


def _drop_front(pieces: Sequence[Fragment], count: int) -> tuple[Fragment, ...]:
    kept = []
    for piece in pieces:
        cut = min(count, len(piece.script))
        count -= cut
        if cut < len(piece.script):
            kept.append(piece.from_offset(cut))
    return tuple(kept)


def _deviations(entries: tuple[Entry, ...], orphans: tuple[Note, ...], outline: Outline) -> tuple[Deviation, ...]:
    found: list[Deviation] = []
    for entry in entries:
        where = " ".join(outline.path(entry.point))
        if entry.is_skipped and entry.tick:
            text = "".join(piece.script for piece in entry.body) or entry.heading
            found.append(Deviation("skipped", entry.point, where, text, "", entry.tick.at))
        found += [
            Deviation(note.kind.value, entry.point, where, _script(entry, note), note.text, note.created, note)
            for note in entry.notes
            if note.kind in DEVIATIONS
        ]
    found += [
        Deviation(n.kind.value, None, " ".join(n.anchor.path), n.anchor.quote, n.text, n.created, n)
        for n in orphans
        if n.kind in DEVIATIONS
    ]
    return tuple(found)


def _script(entry: Entry, note: Note) -> str:
    """The words of the script that a departure concerns: those quoted, else where the changed point begins."""
    if entry.has_own_quote(note):
        return note.anchor.quote
    script = " ".join(entry.script.split()) if note.kind is NoteKind.CHANGED else ""
    return script if len(script) <= _SHOWN else script[: _SHOWN - 1] + "…"


def _ledger(notes: Sequence[Note], outline: Outline) -> tuple[LedgerRow, ...]:
    actions = [note for note in notes if note.kind is NoteKind.ACTION]
    return tuple(_ledger_row(seq, note, outline) for seq, note in enumerate(actions, 1))


def _ledger_row(seq: int, note: Note, outline: Outline) -> LedgerRow:
    point = outline.by_id.get(note.anchor.point)
    path = outline.path(point) if point else note.anchor.path
    return LedgerRow(
        seq=seq,
        note=note,
        source=" ".join(path),
        place=_place(point, outline) if point else " ".join(path[-1:]),
        quote=note.anchor.quote,
        task=note.text,
        lead_unit=note.lead_unit,
        supporting=note.supporting_units,
        leader=str(note.extra.get("responsible_leader", "")),
        contact=str(note.extra.get("contact", "")),
        deliverable=note.deliverable,
        due_raw=note.due.raw if note.due else "",
        due=note.due.due if note.due else None,
        tentative=note.extra.get("tentative") is True or bool(note.due and note.due.masked),
        status=note.status or "draft",
        remarks=str(note.extra.get("remarks", "")),
        progress=_progress(note.extra.get("progress", "")),
    )


def _place(point: Point, outline: Outline) -> str:
    """Where a point is, in few words: the markers of those above it and its own heading."""
    above = "".join(one.marker.rstrip("、，,.：: ") for one in reversed(list(outline.ancestors(point))))
    gap = " " if above.isascii() else ""
    return f"{above}{gap}{point.heading}".strip()


def _progress(value: object) -> str:
    if isinstance(value, list):
        return "；".join(_progress(one) for one in value if one)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    return str(value)


def _corrections(minutes: Minutes) -> tuple[tuple[datetime | None, str, str], ...]:
    rows = []
    for fields in minutes.document.records("corrections").values():
        at = fields.get("at")
        moment = at if isinstance(at, datetime) else None
        rows.append((moment, str(fields.get("name", "")), str(fields.get("text", ""))))
    return tuple(rows)
