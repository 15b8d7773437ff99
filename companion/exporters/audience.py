"""Who may see what: a report cut down to what one document's readers may read (domain §5.2), here alone.

Private notes are in the document `private` alone; reasons for leave in the record and there; comments,
questions and disputes never in the minutes; a notice shows the rows of its own unit.
"""

from __future__ import annotations

from dataclasses import replace

from companion.exporters.report import Report
from companion.model.minutes import Note, NoteKind, Visibility
from companion.model.readers import is_for_minutes

RECORD, MINUTES, SPEECH, DIFFERENCES = "record", "minutes", "speech", "differences"
LEDGER, NOTICE, TIMELINE, FIGURES, DATA, PRIVATE = (
    "ledger",
    "notice",
    "timeline",
    "figures",
    "data",
    "private",
)

_DELIVERED = frozenset({NoteKind.ADDED, NoteKind.CHANGED})
_TASKS = frozenset({NoteKind.ACTION})
_DOCUMENT_KINDS: dict[str, frozenset[NoteKind]] = {
    SPEECH: _DELIVERED,
    DIFFERENCES: _DELIVERED,
    LEDGER: _TASKS,
    NOTICE: _TASKS,
    TIMELINE: frozenset(),
    FIGURES: frozenset(),
}
_WITH_REASONS = frozenset({RECORD, PRIVATE})


def view(report: Report, document: str, unit: str = "") -> Report:
    """The report as the readers of a document may see it; with a unit, only its own tasks and what is open in them."""
    keep = frozenset(note.id for note in report.notes if _may_see(note, document))
    seen = report.with_notes(keep)
    if unit:
        rows = tuple(row for row in seen.ledger if unit in row.units)
        tasks = {row.note.id for row in rows}
        seen = replace(seen, ledger=rows, open=tuple(matter for matter in seen.open if matter.note in tasks))
    return seen if document in _WITH_REASONS else _without_reasons(seen)


def _may_see(note: Note, document: str) -> bool:
    if document == PRIVATE:
        return True
    if note.visibility is Visibility.PRIVATE:
        return False
    if document == MINUTES:
        return is_for_minutes(note)
    kinds = _DOCUMENT_KINDS.get(document)
    return kinds is None or note.kind in kinds


def _without_reasons(report: Report) -> Report:
    absent = tuple((name, "") for name, _ in report.head.absent)
    extra = {name: value for name, value in report.head.extra.items() if name != "absent"}
    head = replace(report.head, absent=absent, extra=extra)
    return replace(report, head=head)
