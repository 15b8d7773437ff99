"""Sentences of the draft that someone rewrote: kept in the minutes, stale when their source has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from companion.model.document import Change
from companion.model.minutes import Head, Minutes, Note, NoteKind, Visibility, text

EDITS = "edits"
OVERVIEW = "overview"
_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Edit:
    """Someone's words for the sentence `id`, and the hash of what the sentence was made from at the time."""

    id: str
    text: str
    source_hash: str
    language: str = ""


def edits_of(minutes: Minutes) -> tuple[Edit, ...]:
    """The edits in a minutes file, those that were taken back left out."""
    return tuple(
        Edit(id, text(fields, "text"), text(fields, "source_hash"), text(fields, "language"))
        for id, fields in minutes.document.records(EDITS).items()
        if fields.get("deleted") is not True and text(fields, "text").strip()
    )


def edit_sentence(id: str, words: str, source_hash: str, language: str) -> Change:
    """The change that keeps someone's words for a sentence; no words give the sentence back to the draft."""
    if not words.strip():
        return Change(EDITS, id, {"deleted": True})
    fields = {"text": words, "source_hash": source_hash, "language": language, "deleted": None}
    return Change(EDITS, id, fields)


def note_source(note: Note) -> str:
    """The hash of all of a note that its sentence is made from."""
    due = note.due.to_fields() if note.due else {}
    return _digest([note.kind, note.text, note.lead_unit, note.supporting_units, due, note.tags])


def head_source(head: Head) -> str:
    """The hash of all of the head that the opening sentence is made from."""
    return _digest([head.title, head.date, head.started_at, head.venue, head.chair, head.recorder])


def stale_edits(minutes: Minutes) -> Iterator[tuple[Edit, Note | None]]:
    """The edits whose source has changed since, each with its note; the opening sentence has none."""
    notes = {note.id: note for note in minutes.notes}
    for edit in edits_of(minutes):
        note = notes.get(edit.id)
        if edit.id == OVERVIEW and edit.source_hash != head_source(minutes.head):
            yield edit, None
        elif note is not None and edit.source_hash != note_source(note) and may_draft(note):
            yield edit, note


def may_draft(note: Note) -> bool:
    """Whether a sentence of the minutes may come of a note at all."""
    return note.visibility is not Visibility.PRIVATE and note.kind is not NoteKind.COMMENT


def _digest(source: list[object]) -> str:
    data = json.dumps(source, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(data.encode("ascii")).hexdigest()[:_HASH_DIGITS]
