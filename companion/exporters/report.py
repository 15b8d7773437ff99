"""The one value that every document is made of: the meeting, its points with their notes, tasks, figures.

All documents of a meeting agree because they are all made of this. It holds everything, private notes
included; what a document may show of it is decided in `audience`, in one place, before a document sees it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from companion.exporters.deviations import Deviation, deviations_of
from companion.exporters.edits import Edit, edits_of
from companion.exporters.entries import Entry, entries_of
from companion.exporters.figures import Figure, figures_of
from companion.exporters.gate import check_minutes
from companion.exporters.ledger_rows import LedgerRow, ledger_rows
from companion.exporters.matters import OpenMatter
from companion.exporters.states import Standing, standing_of
from companion.exporters.times import PointTime, point_times
from companion.model.minutes import Head, Minutes, Note, NoteKind
from companion.model.outline import Outline, PointKind
from companion.model.speech import Speech

_SPEECH_AT = re.compile(r"(?:.*同志)?在(.+?)上的(?:讲话|致辞|报告|发言)(?:（.*）)?")


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
        return self.head.title or meeting_of(self.title, self.language)

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


def meeting_of(title: str, language: str) -> str:
    """The name of a meeting out of the title of a speech that was given there."""
    found = _SPEECH_AT.fullmatch(title)
    name = found[1] if found else title
    return name if name.endswith(("会", "会议")) or language != "zh" else f"{name}会议"


FRAME = frozenset({PointKind.TITLE, PointKind.SALUTATION})


def build_report(speech: Speech, minutes: Minutes, *, now: datetime, language: str = "zh") -> Report:
    """Everything the documents need, out of a speech and its minutes; `now` is the time printed on them.

    Seconds of `now` are dropped, so that a document can be made again from what it says of itself.
    """
    outline = speech.outline
    figures = figures_of(outline, minutes)
    entries = entries_of(speech, minutes, figures)
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
        deviations=deviations_of(entries, orphans, outline),
        decisions=tuple(note for note in notes if note.kind is NoteKind.DECISION),
        questions=tuple(note for note in notes if note.kind is NoteKind.QUESTION),
        ledger=ledger_rows(notes, outline),
        figures=figures,
        open=matters,
        is_clean=not any(matter.is_blocking for matter in matters),
        times=point_times(speech, minutes),
        edits=edits_of(minutes, language),
        corrections=_corrections(minutes),
        note_takers=minutes.note_takers,
    )


def _corrections(minutes: Minutes) -> tuple[tuple[datetime | None, str, str], ...]:
    rows = []
    for fields in minutes.document.records("corrections").values():
        at = fields.get("at")
        moment = at if isinstance(at, datetime) else None
        rows.append((moment, str(fields.get("name", "")), str(fields.get("text", ""))))
    return tuple(rows)
