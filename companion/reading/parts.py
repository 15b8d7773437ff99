"""Unnumbered headings of the parts of a report, above 一、 or （一）: short lines between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.front import is_salutation
from companion.reading.markers import Marker

_HEADING = re.compile("(?![（(【])[^。；，：！？!?,;:…]{4,24}$")
_APPENDED = re.compile("(?:名词解释|名词注释|注释|附件|附表|附录|参考文献)[：:]?$")
_HAN = re.compile("[\u4e00-\u9fff]")
_TEXT = 50  # characters from which a block is a paragraph of text
_FEWEST = 2  # parts that a report has, if any


def find_parts(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The blocks that head a part: at least two in a text, none where anything is stated by markup."""
    if any(block.level is not None for block in blocks):
        return set()
    appended = {n for n in range(start, stop) if not markers[n] and _APPENDED.match(blocks[n].text)}
    found = {place for place in range(start, stop) if _heads_a_part(blocks, markers, place)}
    return found | appended if len(found) >= _FEWEST else appended


def _heads_a_part(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    block = blocks[place]
    if markers[place] or block.bullet or not _HEADING.match(block.text) or place + 1 >= len(blocks):
        return False
    if len(_HAN.findall(block.text)) * 2 < len(block.text):
        return False
    before = place == 0 or _is_text(blocks[place - 1]) or is_salutation(blocks[place - 1].text)
    after = blocks[place + 1]
    starts_over = (marker := markers[place + 1]) is not None and marker.number == 1
    return before and (_is_text(after) or starts_over)


def _is_text(block: Block) -> bool:
    return len(block.text) >= _TEXT or block.text[-1] in "。！？；："
