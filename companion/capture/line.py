"""One typed line to what it says: kind, text, owners, deadline, tags, speaker, visibility.

    first sign   ! action  = decision  ? question  + added  ~ changed  * stressed  % scene  :speaker:words
    inside       @lead unit  +supporting unit (after an @)  >deadline  &deliverable  #tag  $私 $记 $纪 (or p, r, m)
    at the end   ?? to be verified

Any other line is a comment. Which signs count, and how one becomes text, is `capture.signs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from companion.capture import signs
from companion.capture.deadline import read_due
from companion.capture.shortcodes import expand_shortcodes
from companion.model.due import Due
from companion.model.minutes import NoteKind, Visibility
from companion.model.roster import Roster
from companion.model.workdays import Workdays

MINUTES_KINDS = (NoteKind.ACTION, NoteKind.DECISION)
_GAP = "\0"  # stands where a part was taken out of the words
_DUE_END = "，。；！？"
_MOST_DUE_WORDS = 8
_LONGEST_DUE = 80  # characters
_LONGEST_SPEAKER = 16


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What a typed line says.

    Owners stand under the roster's names; `unknown_owners` are those that it does not have, kept as typed.
    """

    kind: NoteKind
    text: str
    lead_unit: str = ""
    supporting_units: tuple[str, ...] = ()
    due: Due | None = None
    tags: tuple[str, ...] = ()
    speaker: str = ""
    visibility: Visibility = Visibility.RECORD
    to_verify: bool = False
    unknown_owners: tuple[str, ...] = ()
    deliverable: str = ""


@dataclass
class _Parts:
    """What has been read of a line so far."""

    roster: Roster
    workdays: Workdays
    today: date
    is_task: bool
    words: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    due: Due | None = None
    visibility: Visibility | None = None
    deliverable: str = ""
    part_end: int = -1


def parse_line(
    text: str,
    *,
    roster: Roster,
    workdays: Workdays,
    today: date,
    shortcodes: Mapping[str, str] | None = None,
) -> TypedLine:
    """Read a line as typed on a day; never fails, and what it does not understand is text."""
    text = expand_shortcodes(text.replace(_GAP, "").strip(), shortcodes or {})
    kind, text = _take_kind(text)
    speaker, text = _take_speaker(text) if kind is NoteKind.INTERJECTION else ("", text)
    to_verify, text = _take_doubt(text)
    parts = _Parts(roster, workdays, today, kind in MINUTES_KINDS)
    _read_parts(text, parts)
    lead, supporting = (parts.owners or [""])[0], parts.owners[1:]
    return TypedLine(
        kind=kind,
        text=_joined(parts.words),
        lead_unit=lead,
        supporting_units=tuple(dict.fromkeys(name for name in supporting if name != lead)),
        due=parts.due,
        tags=tuple(dict.fromkeys(parts.tags)),
        speaker=speaker,
        visibility=parts.visibility or (Visibility.MINUTES if kind in MINUTES_KINDS else Visibility.RECORD),
        to_verify=to_verify,
        unknown_owners=tuple(dict.fromkeys(parts.unknown)),
        deliverable=parts.deliverable,
    )


def _take_kind(text: str) -> tuple[NoteKind, str]:
    folded = signs.fold_signs(text)
    if signs.HEAD_ESCAPE.match(folded):
        return NoteKind.COMMENT, text[1:]
    first, second = folded[:1], folded[1:2]
    if first == second and first in signs.KIND_SIGNS:
        return NoteKind.COMMENT, text
    if first == signs.SPEAKER_SIGN and (second == signs.SPEAKER_SIGN or second.isalpha()):
        return NoteKind.INTERJECTION, text[1:]
    if first in signs.KIND_SIGNS:
        return signs.KIND_SIGNS[first], text[1:].lstrip()
    return NoteKind.COMMENT, text


def _take_speaker(text: str) -> tuple[str, str]:
    """The speaker before the second colon of an interjection; none when there is no such colon."""
    place = signs.fold_signs(text).find(signs.SPEAKER_SIGN)
    if 0 <= place <= _LONGEST_SPEAKER and "\\" not in text[:place]:
        return text[:place].strip(), text[place + 1 :].lstrip()
    return "", text


def _take_doubt(text: str) -> tuple[bool, str]:
    doubt = re.search(r"(?<![\\?])\s*\?{2,}$", signs.fold_signs(text))
    return (True, text[: doubt.start()].rstrip()) if doubt and doubt.start() else (False, text)


def _read_parts(text: str, parts: _Parts) -> None:
    folded, place, plain = signs.fold_signs(text), 0, 0
    while place < len(text):
        if literal := _literal_at(text, folded, place, parts.part_end):
            kept, end = literal
            parts.words += [text[plain:place], text[kept:end]]
            place = plain = end
            continue
        end = _read_part(text, folded, place, parts) if folded[place] in signs.INLINE_SIGNS else place
        if end > place:
            held = text[plain:place]
            parts.words += [held, _GAP]
            place = plain = parts.part_end = end
        else:
            place += 1
    parts.words.append(text[plain:])


def _literal_at(text: str, folded: str, place: int, part_end: int) -> tuple[int, int] | None:
    """Where signs at a place that are text begin and end: after a backslash, or because they are doubled."""
    if found := signs.TAIL_ESCAPE.match(folded, place):
        return place + 1, found.end()
    if place != part_end and not signs.is_open(text, place):
        return None
    if found := signs.INLINE_ESCAPE.match(folded, place):
        return place + 1, found.end()
    doubled = signs.DOUBLED.match(folded, place)
    return (place, doubled.end()) if doubled else None


def _read_part(text: str, folded: str, place: int, parts: _Parts) -> int:
    """Read what the sign at a place begins; returns where it ends, or the place itself when it is text."""
    after_part = place == parts.part_end
    match folded[place]:
        case signs.OWNER if after_part or _names_owner(text, place, parts):
            return _read_owners(text, place + 1, parts)
        case signs.SUPPORT if parts.owners and signs.opens_support(text, place, after_part):
            return _read_owners(text, place + 1, parts)
        case signs.DUE if parts.due is None:
            return _read_due(text, place, parts, after_part)
        case signs.TAG if signs.opens_tag(text, place) or (after_part and signs.word_at(text, place + 1)):
            return _read_tag(text, folded, place + 1, parts)
        case signs.DELIVERABLE if parts.is_task and (after_part or signs.is_open(text, place)):
            return _read_deliverable(text, folded, place + 1, parts)
        case signs.VISIBILITY if after_part or signs.is_open(text, place):
            return _read_visibility(text, place, parts)
    return place


def _names_owner(text: str, place: int, parts: _Parts) -> bool:
    """Whether the `@` at a place names an owner; right after a Chinese word it may be a mere mention.

    There it counts in tasks and decisions, and elsewhere for units that the roster knows.
    """
    if not signs.opens_owner(text, place):
        return False
    after_word = place > 0 and text[place - 1].isalnum()
    return not after_word or parts.is_task or parts.roster.find(signs.owner_at(text, place + 1)[0]) is not None


def _read_owners(text: str, place: int, parts: _Parts) -> int:
    """One owner, and after 、 more of them as far as the roster knows them."""
    name, end = _longest_known(text, place, parts.roster)
    if not name:
        return place - 1
    _add_owner(name, parts)
    while text[end : end + 1] == "、":
        name, next_end = signs.owner_at(text, end + 1)
        if parts.roster.find(name) is None:
            break
        _add_owner(name, parts)
        end = next_end
    return end


def _longest_known(text: str, place: int, roster: Roster) -> tuple[str, int]:
    """The name at a place; with further words when the roster has a unit by all of them."""
    name, end = signs.owner_at(text, place)
    for more in re.finditer(r"(?: [A-Za-z][\w.&-]*){1,4}?(?= |$)", text[end:]):
        if more.start() == 0 and roster.find(text[place : end + more.end()]):
            return text[place : end + more.end()], end + more.end()
    return name, end


def _add_owner(name: str, parts: _Parts) -> None:
    unit = parts.roster.find(name)
    parts.owners.append(unit.name if unit else name)
    if unit is None:
        parts.unknown.append(name)


def _read_due(text: str, place: int, parts: _Parts, after_part: bool) -> int:
    """The deadline's words: the longest run of words that names one, else the words up to a space."""
    start = place + 1 + (len(text) - place - 1 - len(text[place + 1 :].lstrip()))
    free = after_part or place == 0 or text[place - 1].isspace()
    if start >= len(text) or not (free or (parts.is_task and signs.is_open(text, place))):
        return place
    ends = _word_ends(text, start)
    for end in reversed(ends):
        due = read_due(text[start:end], parts.today, parts.workdays)
        if due is not None and (free or _is_plain_deadline(due)):
            parts.due = due
            return end
    if not free or start > place + 1 or not ends or not text[start].isalnum():
        return place
    parts.due = Due(text[start : ends[-1]])
    return ends[-1]


def _word_ends(text: str, start: int) -> list[int]:
    """Where a deadline may end: after its one Chinese word, or after any of some Latin ones in a row."""
    text = text[: start + _LONGEST_DUE]
    folded = " " * start + signs.fold_signs(text[start:])
    stop = start
    while stop < len(text) and text[stop] not in _DUE_END and not _is_next_sign(text, folded, stop):
        stop += 1
    ends = [start + found.end() for found in re.finditer(r"\S+", text[start:stop])]
    latin = [end for end in ends if text[start:end].isascii()]
    return latin[:_MOST_DUE_WORDS] or ends[:1]


def _is_next_sign(text: str, folded: str, place: int) -> bool:
    if folded[place] not in signs.INLINE_SIGNS:
        return False
    return signs.is_open(text, place) or folded[place] in (signs.OWNER, signs.TAG)


def _is_plain_deadline(due: Due) -> bool:
    """Right after Chinese a `>` may mean "more than": only words that are surely a time are one."""
    return not re.fullmatch(r"[\d.%％/-]+", due.raw) and due.kind != "event"


def _read_tag(text: str, folded: str, place: int, parts: _Parts) -> int:
    word = signs.word_at(text, place)
    parts.tags.append(word)
    end = place + len(word)
    closes = folded[end : end + 1] == signs.TAG and (end + 1 == len(text) or text[end + 1].isspace())
    return end + closes


def _read_deliverable(text: str, folded: str, place: int, parts: _Parts) -> int:
    """What is to be handed in: the words up to a space or the next sign."""
    end = place
    while end < len(text) and not text[end].isspace() and not _is_next_sign(text, folded, end):
        end += 1
    if end == place:
        return place - 1
    parts.deliverable = text[place:end]
    return end


def _read_visibility(text: str, place: int, parts: _Parts) -> int:
    word = signs.word_at(text, place + 1)
    sight = signs.WORD_VISIBILITY.get(word.lower())
    if sight is None:
        return place
    parts.visibility = sight
    return place + 1 + len(word)


def _joined(words: list[str]) -> str:
    """The words left over; where a part was taken out between two spaces, one space stays."""
    text = "".join(words).strip()
    if text.startswith(_GAP):
        text = text.lstrip(f"{_GAP} \t\u3000").lstrip("，,、；;")
    text = re.sub(rf"[ \t\u3000]*(?:{_GAP}[ \t\u3000]*)+(?=[，。；：、！？,;])", "", text)
    text = re.sub(rf"[ \t\u3000]*(?:{_GAP}[ \t\u3000]*)+", lambda gap: " " if gap[0] != _GAP else "", text)
    return text.strip()
