"""Notes below a text and the marks in it that refer to them: neither number anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.label_signs import read_number
from companion.reading.markers import LOWEST_RANK, RANKS, Marker, match_marker

_HEADING = re.compile("(?:注|注[ 　]*释|附注|备注|[脚尾]注|Notes|NOTES)(?P<colon>[：:]?)$")
_HEADING_STARTS = "注附备脚尾N"
_SIGN = re.compile("[①-⑳⑴-⒇]|[〔［\\[][0-9一二三四五六七八九十]{1,3}[〕］\\]]")  # that a note begins with
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,16}\]:")  # of Markdown
_SIGNS = {"circled": re.compile("[①-⑳]"), "paren-sign": re.compile("[⑴-⒇]")}


def drop_notes(blocks: Sequence[Block], chosen: list[Marker | None]) -> None:
    """Number nothing below 注： at the end of a text, up to the next heading: those are footnotes."""
    for place in find_notes(blocks, chosen):
        chosen[place] = None


def find_notes(blocks: Sequence[Block], chosen: Sequence[Marker | None]) -> set[int]:
    """The places of footnotes: what they quote is no outline either."""
    inside, places = False, set[int]()
    for place, block in enumerate(blocks):
        marker = chosen[place]
        if marker is None:
            inside = _opens_notes(blocks, place) or (inside and (not block.gap or _is_numbered(block.text)))
        elif RANKS.get(marker.style, LOWEST_RANK) < LOWEST_RANK or block.level is not None:
            inside = False
        if inside or (block.text[:1] == "[" and _FOOTNOTE.match(block.text)):
            places.add(place)
    return places


def _is_numbered(text: str) -> bool:
    return bool(_SIGN.match(text)) or match_marker(text) is not None


def is_next_note(above: str, text: str) -> bool:
    """Tell a note from the line above it, another note or the heading of all, without an empty line between."""
    return bool(_SIGN.match(text)) and bool(_SIGN.match(above) or _HEADING.match(above))


def _opens_notes(blocks: Sequence[Block], place: int) -> bool:
    """Tell 注： above notes; without a colon, for 注释 may head a chapter as well, the first note says it."""
    text = blocks[place].text
    match = _HEADING.match(text) if text[:1] in _HEADING_STARTS else None
    if not match or match["colon"]:
        return match is not None
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    return blocks[place].level is None and below is not None and bool(_SIGN.match(below.text))


def find_marks(blocks: Sequence[Block]) -> set[str]:
    """The families whose signs, one for each note at the end, are only marks: no list is counted with them."""
    last = next((place for place in range(len(blocks) - 1, -1, -1) if _opens_notes(blocks, place)), None)
    if last is None:
        return set()
    return {name for name, signs in _SIGNS.items() if _are_marks(blocks, last, signs)}


def _are_marks(blocks: Sequence[Block], last: int, signs: re.Pattern[str]) -> bool:
    notes = [match[0] for block in blocks[last + 1 :] if (match := signs.match(block.text))]
    marks = [sign for block in blocks[:last] for sign in signs.findall(block.text)]
    return bool(notes) and marks == notes == sorted(notes, key=lambda sign: read_number(sign) or 0)
