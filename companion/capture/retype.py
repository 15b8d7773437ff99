"""A note as the line that would make it again, so that it can be edited where it was typed."""

from __future__ import annotations

import re

from companion.capture import signs
from companion.model.minutes import Note, NoteKind, Visibility

KIND_SIGN = {kind: sign for sign, kind in signs.KIND_SIGNS.items()}
_DOUBT = re.compile(r"(\?{2,}|？{2,}|[?？]{2,})$")
_GIVEN_BY_KIND = {NoteKind.ACTION: Visibility.MINUTES, NoteKind.DECISION: Visibility.MINUTES}


def typed_line(note: Note) -> str:
    """The line to type for a note: its sign, words, owner, supporting units, deadline, tags, visibility, doubt."""
    words = [_beginning(note)]
    words += [f"@{_name(note.lead_unit)}"] if note.lead_unit else []
    words += [f"+{_name(unit)}" for unit in note.supporting_units]
    words += [f">{note.due.raw}"] if note.due else []
    words += [f"#{tag}" for tag in note.tags]
    if note.visibility is not _GIVEN_BY_KIND.get(note.kind, Visibility.RECORD):
        words.append("$" + signs.VISIBILITY_WORDS[note.visibility][0])
    return " ".join(words) + (" ??" if note.to_verify else "")


def _beginning(note: Note) -> str:
    text = _escaped(note.text.replace("\n", " "))
    if note.kind is NoteKind.INTERJECTION:
        return f":{note.speaker}:{text}" if note.speaker else f":{text}"
    if note.kind in KIND_SIGN:
        return f"{KIND_SIGN[note.kind]} {text}"
    first = signs.fold_signs(text[:1])
    return f"\\{text}" if first and first in (*signs.KIND_SIGNS, signs.SPEAKER_SIGN) else text


def _escaped(text: str) -> str:
    """The words with a backslash before every sign that would count, and before a doubt that is none."""
    folded = signs.fold_signs(text)
    escaped = "".join(
        f"\\{sign}" if _counts(text, folded, place) else sign for place, sign in enumerate(text)
    )
    return _DOUBT.sub(r"\\\1", escaped)


def _counts(text: str, folded: str, place: int) -> bool:
    if folded[place] == "\\":
        return folded[place + 1 : place + 2] in [*signs.ALL_SIGNS]
    return folded[place] in signs.INLINE_SIGNS and signs.is_open(text, place)


def _name(name: str) -> str:
    return f"“{name}”" if " " in name else name
