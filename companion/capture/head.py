"""The head of the minutes as it is typed: people with their reasons, markings, and the end of a meeting."""

from __future__ import annotations

import re

from companion.model.fold import fold_width
from companion.model.outline import Outline, PointKind

_CLASSIFIED = re.compile(r"秘密|机密|绝密|\b(?:confidential|(?:top )?secret)\b", re.IGNORECASE)
_OPEN = re.compile(r"内部|工作秘密|unclassified", re.IGNORECASE)
_ADJOURNS = re.compile(r"散会|会议(?:到此)?结束|(?:meeting|we) (?:is|are) adjourned", re.IGNORECASE)
_PERSON = re.compile(r"(?P<name>[^、，,;；（(\s][^、，,;；（(]*)(?:[（(](?P<reason>[^）)]*)[）)])?")


def parse_people(typed: str) -> tuple[tuple[str, str], ...]:
    """Names, each with the words in brackets after it: `甲、乙（出差）` is 甲 with none and 乙 with 出差.

    Separated by 、 ， , ; or, between Chinese names of up to four characters, by spaces.
    """
    people = []
    for found in _PERSON.finditer(typed.strip()):
        name, reason = found["name"].strip(), (found["reason"] or "").strip()
        names = name.split() if re.fullmatch(r"[\u4e00-\u9fff·\s]+", name) else [name]
        people += [(each, "") for each in names[:-1]] + [(each, reason) for each in names[-1:]]
    return tuple(people)


def is_classified(marking: str) -> bool:
    """Tell whether a marking (`机密★20年`) is one of the three levels of state secrets (domain §5.3)."""
    marking = fold_width(marking)
    return bool(_CLASSIFIED.search(_OPEN.sub("", marking)))


def ends_meeting(text: str) -> bool:
    """Tell whether words of a closing declare the meeting over, so that its end can be stamped."""
    return bool(_ADJOURNS.search(text))


def skipped_by_jump(outline: Outline, start: str, target: str, ticked: set[str]) -> tuple[str, ...]:
    """The points that a jump forward passes over and nobody ticked, in order; none when it goes back.

    The point jumped from, those that hold the target, and the title and salutation are not among them.
    """
    first, last = outline.position[start], outline.position[target]
    above = {point.id for point in outline.ancestors(outline.by_id[target])}
    silent = (PointKind.TITLE, PointKind.SALUTATION)
    return tuple(
        point.id
        for point in outline.points[first + 1 : last]
        if point.id not in above and point.id not in ticked and point.kind not in silent
    )
