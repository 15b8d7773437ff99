"""The tasks as lines of a ledger (domain §3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from companion.model.minutes import Note, NoteKind
from companion.model.outline import Outline, Point


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


def ledger_rows(notes: Sequence[Note], outline: Outline) -> tuple[LedgerRow, ...]:
    """The tasks among notes, numbered in their order."""
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
