"""Where the delivery left the script: 未讲, 加讲, 改讲."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.exporters.entries import Entry
from companion.model.minutes import Note, NoteKind
from companion.model.outline import Outline, Point

DEVIATIONS = frozenset({NoteKind.ADDED, NoteKind.CHANGED})
_SHOWN = 30  # characters of the script that say what was said differently


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


def deviations_of(entries: tuple[Entry, ...], orphans: tuple[Note, ...], outline: Outline) -> tuple[Deviation, ...]:
    """All departures in the order of the speech, those that lost their place last."""
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
