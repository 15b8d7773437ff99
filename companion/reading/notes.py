"""Notes below a text and the marks in it that refer to them: neither number anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.label_signs import read_number
from companion.reading.markers import LOWEST_RANK, RANKS, Marker

_HEADING = re.compile("(?:(?:注|附注|备注|Notes|NOTES)[：:]|(?:注[ 　]*释|[脚尾]注)[：:]?)$")
_SIGNS = {"circled": re.compile("[①-⑳]"), "paren-sign": re.compile("[⑴-⒇]")}


def drop_notes(blocks: Sequence[Block], chosen: list[Marker | None]) -> None:
    """Number nothing below 注： at the end of a text, up to the next heading: those are footnotes."""
    inside = False
    for place, block in enumerate(blocks):
        marker = chosen[place]
        if marker is None:
            inside = bool(_HEADING.match(block.text)) or (inside and not block.gap)
        elif RANKS.get(marker.style, LOWEST_RANK) < LOWEST_RANK or block.level is not None:
            inside = False
        elif inside:
            chosen[place] = None


def find_marks(blocks: Sequence[Block]) -> set[str]:
    """The families whose signs, one for each note at the end, are only marks: no list is counted with them."""
    last = next((place for place in range(len(blocks) - 1, -1, -1) if _HEADING.match(blocks[place].text)), None)
    if last is None:
        return set()
    return {name for name, signs in _SIGNS.items() if _are_marks(blocks, last, signs)}


def _are_marks(blocks: Sequence[Block], last: int, signs: re.Pattern[str]) -> bool:
    notes = [match[0] for block in blocks[last + 1 :] if (match := signs.match(block.text))]
    marks = [sign for block in blocks[:last] for sign in signs.findall(block.text)]
    return bool(notes) and marks == notes == sorted(notes, key=lambda sign: read_number(sign) or 0)
