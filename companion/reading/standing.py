"""Headings that stand alone on their line although they look like whole items: 第一，要提高认识。 above its text.

The run-in rule takes a line that ends in 。, and every 一是 or 一要, for heading and body in one. Where the
number counts on behind the paragraph below, that paragraph is the body, and the heading stood alone; the last
of a row goes by the one before it, an only one by any of its kind. What opens with a word that is below every
item, 整改措施：, belongs to the item, however long that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from companion.reading.blocks import Block
from companion.reading.company import family
from companion.reading.markers import Marker

_LONGEST = 45  # characters of a line that can be a heading
_STOPS = "。！？"
_GOES_ON = "，；：,;:"
_FIELD = re.compile("(?=.{0,8}[：:])[^，。；：:\\s]{2,8}[：:]")


def find_standing(blocks: Sequence[Block], markers: Sequence[Marker | None]) -> set[int]:
    """The blocks, by number, that are a heading of one sentence with a paragraph of its own below."""
    found: set[int] = set()
    before = list(_before(markers))
    for place, last in before:
        if last is None:
            continue
        if _is_candidate(blocks, markers, last):
            found.add(last)
        if last in found and _is_candidate(blocks, markers, place):
            found.add(place)
    first = {place for place, last in before if last is None}
    going_on = {last for _, last in before if last is not None}
    lonely = {place for place in first - going_on if (marker := markers[place]) and marker.number == 1}
    found |= _like(found, lonely, blocks, markers)
    return found | set(_above_fields(blocks, markers, going_on, lonely))


def _before(markers: Sequence[Marker | None]) -> Iterator[tuple[int, int | None]]:
    """Every block with an enumerator, and the one that it counts on from."""
    latest: dict[str, int] = {}
    for place, marker in enumerate(markers):
        if marker is not None:
            last = latest.get(family(marker.style))
            yield place, last if last is not None and _counts_on(markers[last], marker) else None
            latest[family(marker.style)] = place


def _like(
    found: set[int], lonely: set[int], blocks: Sequence[Block], markers: Sequence[Marker | None]
) -> set[int]:
    """The only members of lists whose kind stands alone elsewhere."""
    kinds = {family(marker.style) for place in found if (marker := markers[place])}
    alike = (place for place in lonely if (marker := markers[place]) and family(marker.style) in kinds)
    return {place for place in alike if _is_candidate(blocks, markers, place)}


def _above_fields(
    blocks: Sequence[Block], markers: Sequence[Marker | None], going_on: set[int], lonely: set[int]
) -> Iterator[int]:
    """The items right above a word and a colon that stands nowhere but below items of one kind, twice at least.

    What stands below last items alone, 决议：, is below the list.
    """
    above: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        if markers[place] is None and (field := _FIELD.match(block.text)):
            above.setdefault(field[0], []).append(place - 1)
    for places in above.values():
        kinds = {family(marker.style) if place >= 0 and (marker := markers[place]) else "" for place in places}
        is_below_items = not going_on.isdisjoint(places) or lonely.issuperset(places)
        if len(places) > 1 and len(kinds) == 1 and "" not in kinds and is_below_items:
            yield from places


def _counts_on(before: Marker | None, marker: Marker) -> bool:
    return before is not None and (before.number + 1 == marker.number or marker.number < 0)


def _is_candidate(blocks: Sequence[Block], markers: Sequence[Marker | None], place: int) -> bool:
    """Tell whether a block is one short sentence and the next block a paragraph."""
    text = blocks[place].text
    if len(text) > _LONGEST or text[-1] in _GOES_ON or any(stop in text[:-1] for stop in _STOPS):
        return False
    return place + 1 < len(blocks) and markers[place + 1] is None and blocks[place + 1].level is None
