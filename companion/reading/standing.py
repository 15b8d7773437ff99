"""Headings that stand alone on their line although they look like whole items: 第一，要提高认识。 above its text.

The run-in rule takes a line that ends in 。, and every 一是 or 一要, for heading and body in one. Where the
number counts on behind the paragraph below, that paragraph is the body, and the heading stood alone; the last
of a row goes by the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.company import family
from companion.reading.markers import Marker

_LONGEST = 45  # characters of a line that can be a heading
_STOPS = "。！？"
_GOES_ON = "，；：,;:"


def find_standing(blocks: Sequence[Block], markers: Sequence[Marker | None]) -> set[int]:
    """The blocks, by number, that are a heading of one sentence with a paragraph of its own below."""
    found: set[int] = set()
    latest: dict[str, int] = {}
    for place, marker in enumerate(markers):
        if marker is None:
            continue
        before = latest.get(family(marker.style))
        if before is not None and _counts_on(markers[before], marker):
            if _is_candidate(blocks, markers, before):
                found.add(before)
            if before in found and _is_candidate(blocks, markers, place):
                found.add(place)
        latest[family(marker.style)] = place
    return found


def _counts_on(before: Marker | None, marker: Marker) -> bool:
    return before is not None and (before.number + 1 == marker.number or marker.number < 0)


def _is_candidate(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    """Tell whether a block is one short sentence and the next block a paragraph."""
    text = blocks[place].text
    if len(text) > _LONGEST or text[-1] in _GOES_ON or any(stop in text[:-1] for stop in _STOPS):
        return False
    return place + 1 < len(blocks) and markers[place + 1] is None and blocks[place + 1].level is None
