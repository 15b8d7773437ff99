"""Unnumbered headings of the parts of a report, above 一、 or （一）: short lines between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from companion.reading.blocks import Block
from companion.reading.front import is_salutation
from companion.reading.markers import LOWEST_RANK, RANKS, Marker

_HEADING = re.compile("(?![（(【])[^。；，：！？!?,;:…]{4,24}$")
_APPENDED = re.compile("(?P<open>【)?(?:名词解释|名词注释|注释|附件|附表|附录|参考文献|参考资料)(?(open)】)[：:]?$")
_ADDED = re.compile("附[：:](?![ \u3000]*[0-9一])[^。；！？]{2,30}$")  # 附：某某守则, whose list is below it
_CREDIT = re.compile(  # below a picture, or of a writer
    ".{0,10}(?:记者|記者|通讯员|通訊員)[ \u3000].{2,12}$|.*(?<![拍统統航])[摄攝]$|.*供[图圖]$|[图圖摄攝文]影?[/／]"
)
_INTRO = re.compile("如下|以下|包括|即$")
_HAN = re.compile("[\u4e00-\u9fff]")
_TEXT = 50  # characters from which a block is a paragraph of text
_CAPITALS = re.compile("(?=.{4,60}$)(?=.*[A-Z]{3})[A-Z][A-Z0-9 &/,'’()-]*:?$")
_EVERY_PAGE = 3  # times that a heading line does not occur
_TITLE_LINES = 2  # that an appendix may have
_FEWEST = 2  # parts that a report has, if any


def find_parts(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The blocks that head a part: at least two in a text, none where anything is stated by markup."""
    if any(block.level is not None for block in blocks):
        return set()
    appended = _appended(blocks, markers, start, stop)
    above = _above_sections(markers)
    found = {place for place in range(start, stop) if above[place] and _heads_a_part(blocks, markers, place)}
    is_log = any(marker and marker.style == "date" for marker in markers)
    found = found if len(found) >= _FEWEST and not is_log else set()
    return found | appended | _set_off(blocks, markers, start, stop) | _in_capitals(blocks, markers, start, stop)


def _appended(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The headings of what is appended, behind all lists of the text."""
    found = {n for n in range(start, stop) if _heads_an_appendix(blocks, markers, n)}
    inside = _inside_lists(markers) if found else []
    return {place for place in found if not inside[place]}


def _heads_an_appendix(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    marker, text = markers[place], blocks[place].text
    if marker is None and _ADDED.match(text):
        below = markers[place + 1] if place + 1 < len(markers) else None
        return below is not None and below.number == 1
    return (marker is None or marker.style == "bracket") and bool(_APPENDED.match(text))


def _in_capitals(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The headings of English minutes that are set in capitals, two at least; not those repeated on every page."""
    styles = {marker.style for marker in markers if marker}
    inside = _inside_lists(markers) if len(styles) > 1 else [False] * len(blocks)
    lines = Counter(block.text for block in blocks)
    found = {
        place
        for place in range(start, stop)
        if not (markers[place] or inside[place] or blocks[place].bullet)
        and (blocks[place].gap or place == start)
        and _CAPITALS.match(blocks[place].text)
        and lines[blocks[place].text] < _EVERY_PAGE
        and place + 1 < len(blocks)
    }
    return found if len(found) >= _FEWEST else set()


def _set_off(blocks: Sequence[Block], markers: Sequence[Marker | None], start: int, stop: int) -> set[int]:
    """The lone headings that a blank line sets off, where blank lines are rare and no list goes on behind them."""
    if sum(block.gap for block in blocks) * 3 > len(blocks):
        return set()
    inside = _inside_lists(markers)
    return {
        place
        for place in range(start, stop)
        if blocks[place].gap and not inside[place] and _heads_a_list(blocks, markers, place)
    }


def _heads_a_list(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    text, after = blocks[place].text, markers[place + 1] if place + 1 < len(blocks) else None
    is_heading = not markers[place] and _is_heading(text) and not _INTRO.search(text)
    return is_heading and len(_HAN.findall(text)) * 2 >= len(text) and after is not None and after.number == 1


def _inside_lists(markers: Sequence[Marker | None]) -> list[bool]:
    """For every block, whether some list has members before it and counts on behind it."""
    changes = [0] * (len(markers) + 1)
    latest: dict[str, tuple[int, int]] = {}
    for place, marker in enumerate(markers):
        if marker:
            before, number = latest.get(marker.style, (place, marker.number))
            if number + 1 == marker.number:
                changes[before] += 1
                changes[place] -= 1
            latest[marker.style] = place, marker.number
    return [depth > 0 for depth in accumulate(changes)]


def _above_sections(markers: Sequence[Marker | None]) -> list[bool]:
    """For every block, whether the sections start anew after it: between 一、 and 二、 nothing stands above them.

    Nor does what heads a text or bullets between 1. and 2., where there is nothing higher than those, nor what
    stands right above 25., which goes on with the 24. of the section.
    """
    top = min((RANKS.get(marker.style, LOWEST_RANK) for marker in markers if marker), default=LOWEST_RANK)
    if top == LOWEST_RANK:
        pairs = zip(_inside_lists(markers), (*markers[1:], None), strict=False)
        return [not is_inside or (after is not None and after.number > 0) for is_inside, after in pairs]
    above, starts_over, counts = [True] * len(markers), True, False
    inside = _inside_lists(markers)
    for place in range(len(markers) - 1, -1, -1):
        above[place] = starts_over and not (counts and inside[place])
        if marker := markers[place]:
            counts = marker.number > 1
            if RANKS.get(marker.style) == top:
                starts_over = marker.number == 1
    return above


def _heads_a_part(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    block = blocks[place]
    if markers[place] or block.bullet or not _is_heading(block.text) or place + 1 >= len(blocks):
        return False
    if any(_opens_appendix(marker) for marker in markers[max(0, place - _TITLE_LINES) : place]):
        return False
    if len(_HAN.findall(block.text)) * 2 < len(block.text):
        return False
    before = place == 0 or _is_text(blocks[place - 1]) or is_salutation(blocks[place - 1].text)
    after = blocks[place + 1]
    starts_over = (marker := markers[place + 1]) is not None and marker.number == 1
    heads_sections = starts_over and marker is not None and RANKS.get(marker.style, LOWEST_RANK) < LOWEST_RANK
    return (before and (_is_text(after) or starts_over)) or (heads_sections and not _INTRO.search(block.text))


def _is_heading(text: str) -> bool:
    return bool(_HEADING.match(text)) and not _CREDIT.match(text)


def _opens_appendix(marker: Marker | None) -> bool:
    """Tell 附件2：, whose title stands below it."""
    return marker is not None and marker.style.startswith(("word-hanzi:附", "word-paren:附"))


def _is_text(block: Block) -> bool:
    return len(block.text) >= _TEXT or block.text[-1] in "。！？；："
