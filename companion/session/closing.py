"""The closing gate of an open meeting: what is still open, letting it pass by name, and the way to the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from companion.catalogue import language
from companion.exporters.gate import check_minutes, wave_through
from companion.exporters.matters import MatterKind, OpenMatter
from companion.exporters.states import NEXT, State, pass_on
from companion.model.document import Change
from companion.model.ids import new_id
from companion.model.minutes import NOTES
from companion.session.session import Session

OPENING = (  # the order in which they are gone through: what only the room knows first, reminders last
    MatterKind.HEAD_MISSING,
    MatterKind.ABSENT_REASON,
    MatterKind.CONFLICT,
    MatterKind.ORPHAN,
    MatterKind.BLANK_OPEN,
    MatterKind.BLANK_TO_VERIFY,
    MatterKind.NOTE_TO_VERIFY,
    MatterKind.NO_LEAD,
    MatterKind.NO_DUE,
    MatterKind.TENTATIVE_DATE,
    MatterKind.NO_DELIVERABLE,
    MatterKind.STALE_EDIT,
    MatterKind.LOST_MEND,
    MatterKind.UNTICKED,
    MatterKind.PRIVATE_NOTE,
)


def open_matters(session: Session) -> tuple[OpenMatter, ...]:
    """Everything still open, those let pass with it, kind by kind; within a kind in the order of the speech."""
    place = {kind: number for number, kind in enumerate(OPENING)}
    found = check_minutes(session.speech, session.joined_minutes, language())
    return tuple(sorted(found, key=lambda matter: place.get(matter.kind, len(place))))


def let_pass(session: Session, matters: Sequence[OpenMatter], name: str) -> int:
    """Let matters pass by someone's name, as one step; returns how many. Raises SaveError."""
    waived = [matter for matter in matters if matter.is_blocking]
    if waived and name.strip():
        change = wave_through(tuple(waived), id=new_id(), name=name.strip(), at=session.now())
        session.make("let_pass", str(len(waived)), change)
    return len(waived) if name.strip() else 0


def set_deliverable(session: Session, note: str, words: str) -> None:
    """Say in what form a task is delivered; no words take it away. Raises SaveError."""
    fields = {"deliverable": words.strip() or None, "updated": session.now()}
    session.make("deliverable", words.strip(), Change(NOTES, note, fields))


def next_states(session: Session) -> tuple[State, ...]:
    """The states that the minutes can be passed on to from where they stand."""
    return NEXT[session.standing.state]


def pass_to(session: Session, state: State, *, name: str, opinion: str, on: date) -> bool:
    """Pass the minutes on by someone's name; False where there is no way there or nobody's name. Raises SaveError.

    No undo takes it back: what is signed is signed.
    """
    change = pass_on(session.standing, state, id=new_id(), name=name.strip(), opinion=opinion.strip(), on=on)
    if change is None:
        return False
    session.put_on_record(change)
    return True
