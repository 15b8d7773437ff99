"""Putting right what was noted: by the scribe's `s/old/new/`, as another kind, in pieces, at another time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from companion.capture.correction import Correction
from companion.capture.retype import as_kind, line_of
from companion.capture.shifts import STEP_BACK, shift_all, shift_record
from companion.model.document import Change
from companion.model.minutes import NOTES, Note, NoteKind
from companion.session import records
from companion.session.session import Session

_PIECE_ENDS = re.compile(r"(?<=[；;。！？])\s*")


def last_note(session: Session) -> Note | None:
    """The note that was made last here, whatever its time says."""
    return max(session.register.notes.values(), key=lambda note: note.id, default=None)


def correct_last(session: Session, correction: Correction) -> str:
    """Correct the last note; returns the catalogue key of the reason why it could not be, or nothing."""
    note = last_note(session)
    if note is None:
        return "tui.told.no_note"
    corrected = correction.apply(note.text)
    if corrected.text is None:
        return corrected.reason
    session.edit_note(note.id, replace(line_of(note), text=corrected.text))
    return ""


def change_kind(session: Session, note: Note, kind: NoteKind) -> None:
    """The same words as another kind of note; owner and deadline stay."""
    session.edit_note(note.id, as_kind(line_of(note), kind))


def pieces(text: str) -> list[str]:
    """The parts that a note falls into at its full stops and semicolons."""
    return [piece.rstrip("；;") for piece in _PIECE_ENDS.split(text) if piece.strip()]


def split_note(session: Session, note: Note) -> int:
    """Make several notes of one, at the same point and time; returns how many there are then."""
    first, *others = pieces(note.text) or [note.text]
    if others:
        now = session.now()
        line = line_of(note)
        changes = [Change(NOTES, note.id, {"text": first, "updated": now})]
        for text in others:
            fields = records.line_fields(replace(line, text=text))
            changes.append(records.new_note(note.anchor, fields, note.author, note.created or now, now))
        session.make("split_note", note.text, *changes)
    return 1 + len(others)


def shift_back(session: Session, note: Note) -> None:
    """The note was begun ten seconds later than what it says."""
    changes = shift_record(session.store.document, NOTES, note.id, STEP_BACK)
    if changes:
        session.make("shift_note", note.text, *changes)


def shift_times(session: Session, by: timedelta) -> int:
    """Shift all times of the meeting at once, as when the clock was started late; returns how many."""
    changes = shift_all(session.store.document, by)
    if changes:
        session.make("shift_all", f"{by.total_seconds():+.0f} s", *changes)
    return len(changes)


_SPAN = re.compile(r"([+-]?)(?:(\d+):)?(\d+)\s*(?:s|秒)?")


def parse_span(text: str) -> timedelta | None:
    """A shift as typed: `-90`, `+2:30` (minutes and seconds); None for anything else."""
    found = _SPAN.fullmatch(text.strip().replace("＋", "+").replace("－", "-").replace("：", ":"))
    if found is None:
        return None
    seconds = int(found[2] or 0) * 60 + int(found[3])
    return timedelta(seconds=-seconds if found[1] == "-" else seconds)
