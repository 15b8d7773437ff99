"""What opens paragraphs in a row alike: lead sentences (坚持X，加强Y。) and sectors (工业方面，…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block

_LEAD = re.compile("^(坚持|聚焦|突出|强化|围绕|着力)[^，。]{1,12}，[^，。]{2,14}。")


_TOPIC = re.compile("([^，。；：、（）“”在从]{2,8})方面[，,]")
_NO_TOPIC = re.compile("另一|各|多|这|其他|一")


def find_topics(blocks: Sequence[Block]) -> dict[int, int]:
    """The blocks that open with a sector, two or more in a row: by number, the length of 工业方面，."""
    lengths = [_topic_length(block.text) for block in blocks]
    return {
        place: length
        for place, length in enumerate(lengths)
        if length and (any(lengths[place + 1 : place + 2]) or (place and lengths[place - 1]))
    }


def _topic_length(text: str) -> int:
    match = _TOPIC.match(text)
    return match.end() if match and not _NO_TOPIC.match(text) else 0


def find_leads(blocks: Sequence[Block]) -> set[int]:
    """The blocks that are parallel leads, by number: two or more in a row that share their first word."""
    words = [match[1] if (match := _LEAD.match(block.text)) else "" for block in blocks]
    return {
        place
        for place, word in enumerate(words)
        if word and word in (words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else "")
    }
