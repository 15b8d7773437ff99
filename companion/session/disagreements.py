"""Where note-takers of one meeting disagree or say the same twice: questions, each with the answers to pick from.

An answer is a list of ordinary changes of one's own minutes; nobody else's file is ever written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from companion.capture.retype import typed_line
from companion.model.conflicts import (
    SETTLED,
    AlikeNotes,
    FigureConflict,
    TextConflict,
    alike_notes,
    figure_conflicts,
    text_conflicts,
)
from companion.model.document import Change, Document, Value
from companion.model.ids import new_id
from companion.model.minutes import FILLS, NOTES, Fill, Note, Visibility
from companion.model.outline import Blank
from companion.session.session import Session

KEPT_BOTH = "dismissals"


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to settle a question: its words, who said so, and the changes that settle it."""

    words: str
    author: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something to settle: `kind` is "figure", "text" or "alike"; `subject` says what it is about.

    Of a text, `field` is which part of the record it is; of notes that are alike, `author` is whose the subject is.
    """

    kind: str
    subject: str
    answers: tuple[Answer, ...]
    field: str = ""
    author: str = ""


def questions(session: Session) -> list[Question]:
    """What is there to settle in one's own minutes and those of the others: figures, texts, repetitions."""
    own = session.store.document
    documents = [own, *(other.document for other in session.store.others.values())]
    return [
        *(_of_figures(session, one) for one in figure_conflicts(documents)),
        *(_of_texts(session, one) for one in text_conflicts(own)),
        *_of_alike(own, alike_notes(documents)),
    ]


def settle(session: Session, question: Question, answer: Answer) -> None:
    """Carry out an answer as one step. Raises SaveError."""
    session.make("settle", question.subject, *answer.changes)


def _of_figures(session: Session, conflict: FigureConflict) -> Question:
    blank = next((blank for blank in session.outline.blanks if blank.n == conflict.n), None)
    subject = _named(blank) if blank else str(conflict.n)
    fills = sorted(conflict.fills, key=_words)
    answers = []
    for words, same in groupby(fills, key=_words):
        heard = list(same)
        authors = "、".join(dict.fromkeys(_author_of(session, fill) for fill in heard))
        answers.append(Answer(words, authors, tuple(_settle_figure(session, conflict, heard[0]))))
    return Question("figure", subject, tuple(answers))


def _named(blank: Blank) -> str:
    name = blank.label or f"{blank.before}＿{blank.after}"
    return f"{name}（{blank.unit}）" if blank.unit else name


def _settle_figure(session: Session, conflict: FigureConflict, keep: Fill) -> list[Change]:
    """The changes after which a figure holds; where only others disagree, one's own fill says which is right."""
    changes = conflict.settle(keep, session.store.document)
    if changes:
        return changes
    fields = {
        **keep.anchor.to_fields(),
        "n": keep.n,
        "value": keep.value,
        "unit": keep.unit or None,
        "status": keep.status,
        "author": session.author or None,
        "at": session.now(),
        SETTLED: conflict.rejected(keep),
    }
    return [Change(FILLS, new_id(), {name: value for name, value in fields.items() if value is not None})]


def _words(fill: Fill) -> str:
    return f"{fill.value}{fill.unit}"


def _author_of(session: Session, fill: Fill) -> str:
    """Who heard a figure: as the fill says, else whose file it is in."""
    if fill.author:
        return fill.author
    holders = (other.author for other in session.store.others.values() if other.document.record(FILLS, fill.id))
    return next(holders, session.author)


def _of_texts(session: Session, conflict: TextConflict) -> Question:
    note = session.register.notes.get(conflict.id)
    subject = note.text if note else conflict.field
    wordings = (conflict.shown, *conflict.others)
    answers = (Answer(_worded(value), "", tuple(conflict.settle(value))) for value in wordings)
    return Question("text", subject, tuple(answers), field=conflict.field)


def _worded(value: Value) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _of_alike(own: Document, pairs: Sequence[AlikeNotes]) -> Iterator[Question]:
    """Two notes that say the same, one of them one's own: fold them, or keep both for good.

    A private note of somebody else is not asked about: the question would tell it.
    """
    for pair in pairs:
        if any(_is_secret(note) and not own.record(NOTES, note.id) for note in (pair.first, pair.second)):
            continue
        key = f"alike:{pair.first.id}:{pair.second.id}"
        fold = pair.fold(own)
        if fold and own.record(KEPT_BOTH, key).get("deleted", True):
            gone = pair.second if fold[0].id == pair.second.id else pair.first
            kept = pair.first if gone is pair.second else pair.second
            both = Change(KEPT_BOTH, key, {"deleted": False, "words": kept.text[:60]})
            answers = (Answer(typed_line(kept), kept.author, tuple(fold)), Answer("", "", (both,)))
            yield Question("alike", typed_line(gone), answers, author=gone.author)


def _is_secret(note: Note) -> bool:
    return note.visibility is Visibility.PRIVATE
