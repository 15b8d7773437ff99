"""Unnumbered headings of the parts of a report, above 一、 or （一）: short lines between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.front import is_salutation
from companion.reading.markers import LOWEST_RANK, RANKS, Marker

_HEADING = re.compile("(?![（(【])[^。；，：！？!?,;:…]{4,24}$")
_APPENDED = re.compile("(?:名词解释|名词注释|注释|附件|附表|附录|参考文献)[：:]?$")
_INTRO = re.compile("如下|以下|包括|即$")
_HAN = re.compile("[\u4e00-\u9fff]")
_TEXT = 50  # characters from which a block is a paragraph of text
_FEWEST = 2  # parts that a report has, if any


def find_parts(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The blocks that head a part: at least two in a text, none where anything is stated by markup."""
    if any(block.level is not None for block in blocks):
        return set()
    appended = {n for n in range(start, stop) if not markers[n] and _APPENDED.match(blocks[n].text)}
    above = _above_sections(markers)
    found = {place for place in range(start, stop) if above[place] and _heads_a_part(blocks, markers, place)}
    return found | appended if len(found) >= _FEWEST else appended


def _above_sections(markers: Sequence[Marker | None]) -> list[bool]:
    """For every block, whether the sections start anew after it: between 一、 and 二、 nothing stands above them."""
    top = min((RANKS.get(marker.style, LOWEST_RANK) for marker in markers if marker), default=LOWEST_RANK)
    above, following = [True] * len(markers), True
    if top == LOWEST_RANK:
        return above
    for place in range(len(markers) - 1, -1, -1):
        above[place] = following
        marker = markers[place]
        if marker and RANKS.get(marker.style) == top:
            following = marker.number == 1
    return above


def _heads_a_part(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    block = blocks[place]
    if markers[place] or block.bullet or not _HEADING.match(block.text) or place + 1 >= len(blocks):
        return False
    if len(_HAN.findall(block.text)) * 2 < len(block.text):
        return False
    before = place == 0 or _is_text(blocks[place - 1]) or is_salutation(blocks[place - 1].text)
    after = blocks[place + 1]
    starts_over = (marker := markers[place + 1]) is not None and marker.number == 1
    heads_sections = starts_over and marker is not None and RANKS.get(marker.style, LOWEST_RANK) < LOWEST_RANK
    return (before and (_is_text(after) or starts_over)) or (heads_sections and not _INTRO.search(block.text))


def _is_text(block: Block) -> bool:
    return len(block.text) >= _TEXT or block.text[-1] in "。！？；："
