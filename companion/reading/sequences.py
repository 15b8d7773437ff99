"""Which reading of each block's enumerator holds: strong forms by themselves, weak ones in company (`company.py`).

Numbers are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from companion.reading.blocks import Block
from companion.reading.company import chains_of, has_company
from companion.reading.dates import heads_a_log
from companion.reading.figures import add_measured, choose_lettered, drop_days, raise_zeroes
from companion.reading.letters import count_past_z
from companion.reading.markers import LOWEST_RANK, RANKS, Marker, read_markers

_CONTENTS_LINE = re.compile(r"(?:[.…·]{3,}|(?:\. ){3,})\s*\d{1,4}$")  # a line of a table of contents numbers nothing
_CONTENTS_TAIL = 16
_NOTES = re.compile("(?:注|注释|附注|备注|脚注|Notes|NOTES)[：:]$")
_WORDS = ("code:", "letter-dash", "letter-colon")  # UTF-8 and A - Z may stand at the head of a heading

Reading = Marker | None


def choose_markers(blocks: Sequence[Block]) -> list[Reading]:
    """The enumerator of every block, or None."""
    candidates = [_candidates(block) for block in blocks]
    _count_on_signs(blocks, candidates)
    drop_days(candidates)
    add_measured(blocks, candidates)
    raise_zeroes(candidates)
    choose_lettered(candidates)
    count_past_z(candidates)
    chains = chains_of(candidates)
    chosen = [
        next((m for m in markers if not m.weak or has_company(place, m, chains, blocks)), None) if markers else None
        for place, markers in enumerate(candidates)
    ]
    _drop_notes(blocks, chosen)
    return chosen


def _drop_notes(blocks: Sequence[Block], chosen: list[Reading]) -> None:
    """Number nothing below 注： at the end of a text, up to the next heading: those are footnotes."""
    inside = False
    for place, block in enumerate(blocks):
        marker = chosen[place]
        if marker is None:
            inside = bool(_NOTES.match(block.text)) or (inside and not block.gap)
        elif RANKS.get(marker.style, LOWEST_RANK) < LOWEST_RANK or block.level is not None:
            inside = False
        elif inside:
            chosen[place] = None


def _candidates(block: Block) -> list[Marker]:
    if block.verbatim or _CONTENTS_LINE.search(block.text[-_CONTENTS_TAIL:]):
        return []
    markers = list(read_markers(block.text))
    sign = block.bullet[:1]
    if block.bullet and not any(not marker.weak for marker in markers):
        return [
            *markers,
            Marker("dash" if sign in "—–" else "bullet", "", 0, 0, block.weak_bullet, sign=sign),
        ]
    if heads_a_log(block.text):
        return [Marker("date", "", 0, 0, weak=True)]
    if block.level is not None:
        return [
            marker if marker.style.startswith(_WORDS) else replace(marker, weak=False)
            for marker in markers
            if not marker.style.startswith("word-hanzi")
        ]
    return markers


def _count_on_signs(blocks: Sequence[Block], candidates: list[list[Marker]]) -> None:
    """Let #. of Markdown and reStructuredText go on with the enumerator at its indentation."""
    if not any(markers and markers[0].style == "auto" for markers in candidates):
        return
    lists: dict[int, list[Marker]] = {}
    for place, block in enumerate(blocks):
        if block.level is not None:
            lists = {}
            continue
        marker = candidates[place][0] if candidates[place] else None
        if marker and marker.style == "auto":
            above = lists.get(block.indent)
            style, number = (above[0].style, above[0].number) if above else (marker.style, 0)
            candidates[place] = [replace(marker, style=style, number=number + 1)]
        if marker is None or marker.style != "bullet":
            lists = {indent: found for indent, found in lists.items() if indent < block.indent}
            lists[block.indent] = candidates[place]
