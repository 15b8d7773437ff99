"""Which notes the readers of the minutes get (domain §5.2): one rule for the screen and for the documents.

Decisions and tasks by their nature, unless they were kept to the record; what was said only when it was marked:
by its visibility, or by the tag of a verb (`#强调`). Comments, questions, interjections and scenes never, whatever
they are marked with, nor anything in dispute.
"""

from __future__ import annotations

from collections.abc import Iterable

from companion.model.minutes import Note, NoteKind, Visibility

DISPUTE_TAGS = frozenset({"争议", "分歧", "待议", "dispute", "undecided"})
VERB_TAGS = {
    "认为": "considered",
    "指出": "noted",
    "充分肯定": "affirmed",
    "肯定": "affirmed",
    "强调": "stressed",
    "要求": "required",
    "决定": "decided",
    "同意": "agreed",
    "原则同意": "agreed_in_principle",
    "明确": "settled",
}
_VERBS = VERB_TAGS | {name.replace("_", "-"): name for name in VERB_TAGS.values()}
_BY_NATURE = frozenset({NoteKind.DECISION, NoteKind.ACTION})
_NEVER = frozenset({NoteKind.COMMENT, NoteKind.QUESTION, NoteKind.INTERJECTION, NoteKind.SCENE})


def verb_of(tags: Iterable[str]) -> str:
    """The verb that tags mark words with (`强调`, `会议强调`, `stressed`), as its code name; empty if none does."""
    names = (tag.removeprefix("会议") for tag in tags)
    return next((_VERBS[name] for name in names if name in _VERBS), "")


def is_marked_for_minutes(visibility: Visibility, tags: Iterable[str]) -> bool:
    """Whether somebody asked for a note to be in the minutes."""
    return visibility is Visibility.MINUTES or (visibility is Visibility.RECORD and bool(verb_of(tags)))


def enters_minutes(kind: NoteKind, visibility: Visibility, tags: Iterable[str]) -> bool:
    """Whether what a line says gets into the minutes, by its kind, visibility and tags."""
    if kind in _NEVER or DISPUTE_TAGS & set(tags):
        return False
    if kind in _BY_NATURE:
        return visibility is Visibility.MINUTES
    return is_marked_for_minutes(visibility, tags)


def sight_of(note: Note) -> Visibility:
    """Who may read a note; of a decision or a task that says nothing of it, the readers of the minutes."""
    is_silent = note.visibility is Visibility.RECORD and "visibility" not in note.extra
    return Visibility.MINUTES if is_silent and note.kind in _BY_NATURE else note.visibility


def is_for_minutes(note: Note) -> bool:
    """Whether a note gets into the minutes."""
    return enters_minutes(note.kind, sight_of(note), note.tags)
