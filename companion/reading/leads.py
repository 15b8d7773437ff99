"""Parallel lead sentences: 坚持X，加强Y。 opening paragraphs in a row with the same first word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block

_LEAD = re.compile("^(坚持|聚焦|突出|强化|围绕|着力)[^，。]{1,12}，[^，。]{2,14}。")


def find_leads(blocks: Sequence[Block]) -> set[int]:
    """The blocks that are parallel leads, by number: two or more in a row that share their first word."""
    words = [match[1] if (match := _LEAD.match(block.text)) else "" for block in blocks]
    return {
        place
        for place, word in enumerate(words)
        if word
        and word in (words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else "")
    }
