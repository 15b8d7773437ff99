"""Sentences of the draft that someone rewrote: kept in the minutes, stale when their source has changed.

A record is named after its sentence and language (`ID.zh`), so that minutes in one language leave those in the
other alone. Those of older files have the name of the sentence alone; one with the language counts before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from companion.catalogue import LANGUAGES
from companion.model.document import Change
from companion.model.minutes import Head, Minutes, Note, text
from companion.model.readers import is_for_minutes

EDITS = "edits"
OVERVIEW = "overview"
_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Edit:
    """Someone's words for the sentence `id`, and the hash of what the sentence was made from at the time."""

    id: str
    text: str
    source_hash: str


def sentence_of_record(name: str) -> str:
    """The sentence that a record of an edit is about: a note's id, or that of the opening."""
    id, dot, language = name.rpartition(".")
    return id if dot and language in LANGUAGES else name


def edits_of(minutes: Minutes, language: str) -> tuple[Edit, ...]:
    """The edits of the minutes in one language, those that were taken back left out."""
    records = minutes.document.records(EDITS)
    named = {name.rpartition(".")[0]: fields for name, fields in records.items() if name.endswith(f".{language}")}
    older = {
        id: fields for id, fields in records.items() if "." not in id and text(fields, "language") in ("", language)
    }
    return tuple(
        Edit(id, text(fields, "text"), text(fields, "source_hash"))
        for id, fields in (older | named).items()
        if fields.get("deleted") is not True and text(fields, "text").strip()
    )


def edit_sentence(id: str, words: str, source_hash: str, language: str) -> Change:
    """The change that keeps someone's words for a sentence; no words give the sentence back to the draft."""
    name = f"{id}.{language}"
    if not words.strip():
        return Change(EDITS, name, {"deleted": True})
    fields = {"text": words, "source_hash": source_hash, "language": language, "deleted": None}
    return Change(EDITS, name, fields)


def note_source(note: Note) -> str:
    """The hash of all of a note that its sentence is made from."""
    due = note.due.to_fields() if note.due else {}
    return _digest([note.kind, note.text, note.lead_unit, note.supporting_units, due, note.tags])


def head_source(head: Head) -> str:
    """The hash of all of the head that the opening sentence is made from."""
    return _digest([head.title, head.date, head.started_at, head.venue, head.chair, head.recorder])


def stale_edits(minutes: Minutes, language: str) -> Iterator[tuple[Edit, Note | None]]:
    """The edits in a language whose source has changed since, each with its note; the opening sentence has none."""
    notes = {note.id: note for note in minutes.notes}
    for edit in edits_of(minutes, language):
        note = notes.get(edit.id)
        if edit.id == OVERVIEW and edit.source_hash != head_source(minutes.head):
            yield edit, None
        elif note is not None and edit.source_hash != note_source(note) and is_for_minutes(note):
            yield edit, note


def _digest(source: list[object]) -> str:
    data = json.dumps(source, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(data.encode("ascii")).hexdigest()[:_HASH_DIGITS]
