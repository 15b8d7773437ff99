"""Deadlines in English: a whole phrase to one time, a choice of two, a span, or no date at all.

`by` and its like are taken off first, and the time of day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from companion.capture.dates_english import RULES
from companion.capture.periods import Clock, Period

_LEAD_IN = re.compile(
    r"(?:by|before|no later than|not later than|on or before|at the latest by|until|till|due(?: by| on)?"
    r"|on|at|in|from|starting|between|during|deadline:?|latest|the|this coming|please)\s+"
)
_HOUR = (
    r"(?:\d{1,2}(?::\d{2})?\s?(?:am|pm)|\d{1,2}:\d{2}|noon|midday|midnight|cob|close of business|eod"
    r"|end of (?:the )?day|morning|afternoon|evening)"
)
_BEFORE_HOUR = re.compile(rf"{_HOUR}(?:\s+(?:on|of))?\s+")
_AFTER_HOUR = re.compile(rf"(?:\s+(?:at|by|before))?\s+{_HOUR}$|\s+at the latest$|\s+latest$")
VAGUE = re.compile(
    r"(?:asap|a\.s\.a\.p\.?|as soon as (?:possible|practicable)|immediately|right away|at once|soon|soonest"
    r"|shortly|urgent(?:ly)?|promptly|without delay|in due course|when possible|in the near future"
    r"|tbd|tbc|tba|to be (?:decided|confirmed|determined)|whenever.*|eventually|later"
    r"|timely|in good time|next steps?)"
)
_STANDING = re.compile(
    r"(?:ongoing|continuous(?:ly)?|continual(?:ly)?|standing|permanent(?:ly)?|long[- ]term|indefinitely)"
    r"(?: .{1,20})?"
)
_RECURRING = re.compile(r"(?:every|each)\b.{1,30}|(?:bi-?)?(?:daily|weekly|monthly|quarterly|yearly|annually)")
_EVENT = re.compile(
    r"(?:(?:before|after|during|until|upon|following|at|ahead of) (?:the |our |its |their )?[a-z].*|after .+)"
)
_PAST = re.compile(r".*\b(?:ago|last|yesterday|since|previous)\b.*")


def read_english(words: str, clock: Clock) -> Period | None:
    """What a phrase in half-width signs stands for; None when it names no time."""
    words = re.sub(r"\s+", " ", words.lower().replace(",", " ").replace("’", "'")).strip(" .")
    if _PAST.fullmatch(words):
        return None
    words = re.sub(r"^(?:within|during) (?:the|this) (?=(?:week|month|quarter|year)$)", "this ", words)
    return _read_whole(words, clock) or _undated(words)


def _read_whole(words: str, clock: Clock) -> Period | None:
    bare, bounded = _without_lead_in(words)
    for phrase in dict.fromkeys((words, bare, _without_hour(bare))):
        if found := _atom(phrase, clock) or _either(phrase, clock) or _span(phrase, clock):
            return found.closed() if bounded and found.kind not in ("either_or", "range") else found
    return None


def _without_lead_in(words: str) -> tuple[str, bool]:
    """The phrase itself, and whether a word such as `by` makes its end the bound."""
    bounded = False
    while found := _LEAD_IN.match(words):
        bounded |= found[0].split()[0] in ("by", "before", "no", "not", "until", "till", "due", "latest")
        words = words[found.end() :]
    return words, bounded


def _without_hour(words: str) -> str:
    return _without_lead_in(_BEFORE_HOUR.sub("", _AFTER_HOUR.sub("", words), count=1))[0]


def _undated(words: str) -> Period | None:
    if _RECURRING.fullmatch(words):
        return Period("recurring")
    if _STANDING.fullmatch(words):
        return Period("standing")
    if VAGUE.fullmatch(words):
        return Period("none")
    return Period("event") if _EVENT.fullmatch(words) else None


def _atom(words: str, clock: Clock) -> Period | None:
    for pattern, read in RULES:
        if found := pattern.fullmatch(words):
            try:
                return read(found, clock)
            except (ValueError, OverflowError):
                continue
    return None


def _either(words: str, clock: Clock) -> Period | None:
    parts = [_without_lead_in(part)[0] for part in words.removeprefix("either ").split(" or ")]
    found = [_atom(part, clock) for part in parts]
    days = [period.last for period in found if period is not None and period.last is not None]
    if len(parts) < 2 or len(days) < len(parts):
        return None
    return Period("either_or", min(days), max(days), is_window=True)


def _span(words: str, clock: Clock) -> Period | None:
    """`1 to 15 August`, `from July to September`."""
    for joint in re.finditer(r"\s*(?:–|—|\bto\b|\band\b|\bthrough\b|\s-\s)\s*", words):
        left, right = words[: joint.start()], _without_lead_in(words[joint.end() :])[0]
        unit = re.sub(r"^\S+", "", right)
        first = _atom(left, clock) or _atom(left + unit, clock)
        if first is None or first.first is None:
            continue
        last = _later(left, right, clock, first.first)
        if last is not None:
            return replace(last, kind="range", first=first.first, is_window=True)
    return None


def _later(left: str, right: str, clock: Clock, first: date) -> Period | None:
    """The end of a span, which may leave out the month and comes after its first day."""
    for when in (clock, Clock(first, clock.workdays)):
        last = _atom(right, when) or _atom(f"{left.split(' ')[0]} {right}", when)
        if last is not None and last.last is not None and last.last >= first:
            return last
    return None
