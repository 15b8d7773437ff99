"""A note back to the line it could have been typed as, and from one kind to another without retyping."""

from __future__ import annotations

import re
from dataclasses import replace

from companion.capture import signs
from companion.capture.line import MINUTES_KINDS, TypedLine
from companion.model.minutes import Note, NoteKind, Visibility

_STARTS = re.escape("".join(signs.KIND_SIGNS) + signs.SPEAKER_SIGN)
_INLINE = re.compile(rf"\\*[{re.escape(signs.INLINE_SIGNS)}]")
KIND_SIGN = {kind: sign for sign, kind in signs.KIND_SIGNS.items()}


def typed_line(note: Note) -> str:
    """The line to type for a note, so that it can be edited where it was typed."""
    return render_line(line_of(note))


def line_of(note: Note) -> TypedLine:
    """What a note says, as a typed line; owners count as known."""
    return TypedLine(
        kind=note.kind,
        text=note.text.replace("\n", " "),
        lead_unit=note.lead_unit,
        supporting_units=note.supporting_units,
        due=note.due,
        tags=note.tags,
        speaker=note.speaker,
        visibility=note.visibility,
        to_verify=note.to_verify,
        deliverable=note.deliverable,
    )


def render_line(line: TypedLine) -> str:
    """A line that is read as this one again: kind, words, owners, deadline, tags, visibility, doubt."""
    parts = [_owner(signs.OWNER, line.lead_unit)]
    parts += [_owner(signs.SUPPORT if line.lead_unit else signs.OWNER, name) for name in line.supporting_units]
    parts += [f"{signs.DUE}{line.due.raw}"] if line.due and line.due.raw else []
    parts += [signs.DELIVERABLE + line.deliverable] if line.deliverable else []
    parts += [f"{signs.TAG}{tag}" for tag in line.tags]
    if line.visibility is not usual_visibility(line.kind):
        parts.append(signs.VISIBILITY + signs.VISIBILITY_WORDS[line.visibility][0])
    parts = [part for part in parts if part]
    words = _escaped(line.text, line.kind, is_last=not parts)
    parts += ["??"] if line.to_verify else []
    return _head(line) + " ".join([words, *parts] if words else parts)


def usual_visibility(kind: NoteKind) -> Visibility:
    """Who reads a note of a kind when nothing else is said: tasks and decisions are for the minutes."""
    return Visibility.MINUTES if kind in MINUTES_KINDS else Visibility.RECORD


def as_kind(line: TypedLine, kind: NoteKind) -> TypedLine:
    """The same note as another kind; owners and deadline stay, so that turning it back loses nothing.

    A visibility that was only the usual one of the old kind becomes that of the new; a chosen one stays.
    """
    usual = line.visibility is usual_visibility(line.kind)
    return replace(line, kind=kind, visibility=usual_visibility(kind) if usual else line.visibility)


def _head(line: TypedLine) -> str:
    if line.kind is NoteKind.INTERJECTION:
        return f"：{line.speaker}："
    sign = KIND_SIGN.get(line.kind, "")
    return f"{sign} " if sign else ""


def _owner(sign: str, name: str) -> str:
    if not name:
        return ""
    return f"{sign}“{name}”" if re.search(r"[\s，。；：、！？,;:!?…@>#+$＠＞＃＋＄￥]", name) else f"{sign}{name}"


def _escaped(text: str, kind: NoteKind, is_last: bool) -> str:
    """The words with one backslash before every sign that would count where it stands."""
    folded = signs.fold_signs(text)
    places = [found.start() for found in _INLINE.finditer(folded) if signs.is_open(text, found.start())]
    tail = re.search(r"\\*\?{2,}$|\\+\?$", folded)
    places += [tail.start()] if tail and is_last else []
    escaped = "".join(("\\" if place in places else "") + sign for place, sign in enumerate(text))
    first = re.match(rf"\\*[{_STARTS}]", signs.fold_signs(escaped))
    return "\\" + escaped if first and kind is NoteKind.COMMENT else escaped
