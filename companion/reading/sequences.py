"""Which reading of each block's enumerator holds: strong forms by themselves, weak ones in company (`company.py`).

Numbers are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from companion.reading.attributions import drop_attributions
from companion.reading.blocks import Block
from companion.reading.company import chains_of, has_company
from companion.reading.counting_words import count_words
from companion.reading.dates import heads_a_log
from companion.reading.directions import drop_directions
from companion.reading.figures import add_measured, add_neighbours, choose_lettered, drop_days, raise_zeroes
from companion.reading.letters import count_past_z
from companion.reading.markers import Marker, read_markers
from companion.reading.notes import drop_notes
from companion.reading.slips import count_slips

_CONTENTS_LINE = re.compile(r"(?:[.…·]{3,}|(?:\. ){3,})\s*\d{1,4}$")  # a line of a table of contents numbers nothing
_CONTENTS_TAIL = 16
_CIRCLED = 10  # up to which old sets of characters have circled numbers
_PAST_TEN = ("paren-sign", "dot-sign", "arabic-paren", "arabic-half-paren")
_WORDS = ("code:", "letter-dash", "letter-colon")  # UTF-8 and A - Z may stand at the head of a heading

Reading = Marker | None


def choose_markers(blocks: Sequence[Block]) -> list[Reading]:
    """The enumerator of every block, or None."""
    candidates = [_candidates(block) for block in blocks]
    _count_on_signs(blocks, candidates)
    _count_past_ten(candidates)
    drop_days(candidates)
    drop_directions(blocks, candidates)
    drop_attributions(blocks, candidates)
    count_words(candidates)
    add_measured(blocks, candidates)
    add_neighbours(blocks, candidates)
    count_slips(candidates)
    raise_zeroes(candidates)
    choose_lettered(candidates)
    count_past_z(candidates)
    chains = chains_of(candidates)
    chosen = [
        next((m for m in markers if not m.weak or has_company(place, m, chains, blocks)), None) if markers else None
        for place, markers in enumerate(candidates)
    ]
    drop_notes(blocks, chosen)
    _drop_words(blocks, chosen)
    return chosen


def _drop_words(blocks: Sequence[Block], chosen: list[Reading]) -> None:
    """Let 首先是 behind a bullet number nothing where the bullet beside it opens with 还有."""
    if not any(marker and marker.style == "sequence" for marker in chosen):
        return
    for _, row in groupby(range(len(blocks)), lambda place: (blocks[place].bullet, blocks[place].indent)):
        places = list(row)
        plain = next((m for m in (chosen[n] for n in places) if m and m.style == "bullet"), None)
        for place in places if plain else ():
            marker = chosen[place]
            chosen[place] = plain if marker and marker.style == "sequence" else marker


def _candidates(block: Block) -> list[Marker]:
    if block.verbatim or _CONTENTS_LINE.search(block.text[-_CONTENTS_TAIL:]):
        return []
    markers = list(read_markers(block.text))
    if block.bullet and markers and markers[0].style == "bracket" and block.text[-1] != "】":
        markers = markers[1:]  # - 【name】 and a text
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


def _count_past_ten(candidates: list[list[Marker]]) -> None:
    """Let ⑾ or (11) go on with ①…⑩, as in texts whose signs end there, unless it goes on with ⑽."""
    last: dict[str, int] = {}
    latest = ""
    for markers in candidates:
        if not markers:
            continue
        marker = markers[0]
        if latest == "circled" and marker.style in _PAST_TEN and last["circled"] + 1 == marker.number > _CIRCLED:
            is_own = last.get(marker.style) == marker.number - 1
            markers[:] = markers if is_own else [replace(marker, style="circled")]
        latest = markers[0].style
        last[latest] = marker.number


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
