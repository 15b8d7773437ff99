"""Who else takes notes of this meeting, and what became of the speech since the notes were made."""

from __future__ import annotations

from companion.model.document import Document
from companion.model.minutes import SPEECH, text
from companion.model.speech import Speech
from companion.reading.rebase import Rebase, plan_rebase
from companion.session.opening import minutes_beside
from companion.session.session import Session
from companion.storage.siblings import author_of


def first_note_taker(session: Session) -> str:
    """Whose file the plain minutes are, when one's own stand beside them under one's own name; else empty."""
    first, own = minutes_beside(session.path), session.store.path
    is_further = own.name != first.name and own.parent.absolute() == first.parent.absolute()
    return author_of(first) if is_further and own.name.startswith(f"{session.path.stem}.") else ""


def is_reissued(session: Session) -> bool:
    """Tell whether the speech is not the one that the notes were made on."""
    known = text(session.store.document.record(SPEECH), "sha256")
    return bool(known) and known != session.speech.sha256


def is_same_issue(document: Document, speech: Speech, name: str) -> bool:
    """Tell whether minutes are of this very issue of a speech already, and under this name."""
    known = document.record(SPEECH)
    return (text(known, "name"), text(known, "sha256")) == (name, speech.sha256)


def plan_reissue(session: Session) -> Rebase:
    """What going over to the re-issued speech would do to the notes; nothing is done."""
    return plan_rebase(session.store.document, session.mended.read, session.path.name)


def go_over(session: Session, plan: Rebase) -> None:
    """Put the notes where they belong in the re-issued speech, as one step. Raises SaveError."""
    session.make("rebase", session.path.name, *plan.changes)
