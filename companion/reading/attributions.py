"""Where a quotation is from, on a line of its own below it: ——2025年3月4日，在调研时的讲话; that lists nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.markers import Marker

_DASHES = "—–"
_NEAR = 6  # blocks
_QUOTED = "。！？…”’』」"  # that a quotation ends in
_NUMERAL = "[0-9０-９〇○零一二三四五六七八九十]"
_DATE = f"{_NUMERAL}{{4}}年(?:{_NUMERAL}{{1,3}}月(?:{_NUMERAL}{{1,3}}日)?)?"
_SPOKEN = (
    "(?:[讲講][话話]|[发發]言|致[辞辭词詞]|演[讲講]|[谈談][话話]|[会會][谈談见見]|[采採][访訪]|[报報]告"
    "|批示|指示|回信|[贺賀][信电電]|文章)"
)
_AT_TIME = f"{_DATE}[，,、 \u3000]"
_SAID = re.compile(  # whatever stands below it
    f"(?:{_AT_TIME}.*{_SPOKEN}|《[^》]+》[（(]?{_DATE}[^。]*|(?:摘|引|[选選]|出)自.*"
    f"|[^，。；：]{{2,24}}{_SPOKEN}[（(]{_DATE}[）)])$"
)
_NAMED = re.compile(f"(?:{_AT_TIME}.*|{_DATE}|《[^》]+》.*)(?<![。；;：:，,！？!?])$")


def drop_attributions(blocks: Sequence[Block], candidates: list[list[Marker]]) -> None:
    """Take the dash in front of where a quotation is from for no bullet."""
    dashes = {place for place, block in enumerate(blocks) if block.bullet and block.bullet[0] in _DASHES}
    below = [place for place in sorted(dashes) if _is_below_a_quotation(blocks, place, dashes)]
    said = {place for place in below if _SAID.match(blocks[place].text)}
    named = {place for place in below if _NAMED.match(blocks[place].text)}
    last = {place for place in named if place + 1 == len(blocks) or candidates[place + 1]}
    for place in said | {place for place in named if _is_in_row(place, dashes, said | named, said | last)}:
        candidates[place] = [marker for marker in candidates[place] if marker.style != "dash"]


def _is_in_row(place: int, dashes: set[int], sources: set[int], last: set[int]) -> bool:
    """Tell whether the dashes near by are sources too, most of them the last of a section: no dates of a history."""
    near = dashes.intersection(range(place - _NEAR, place + _NEAR + 1))
    return sources.issuperset(near) and sum(other in last for other in near) * 2 >= len(near)


def _is_below_a_quotation(blocks: Sequence[Block], place: int, dashes: set[int]) -> bool:
    """Tell whether a line stands below a paragraph, with no other dash beside it."""
    is_alone = dashes.isdisjoint((place - 1, place + 1))
    return is_alone and place > 0 and blocks[place - 1].text[-1] in _QUOTED
