"""Lists inside paragraphs that go on in the next ones: 一是…二是… here, 三是… two paragraphs on."""

from __future__ import annotations

from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.company import family
from companion.reading.enumerations import find_items
from companion.reading.inline_labels import Item
from companion.reading.markers import Marker
from companion.reading.notes import find_marks, find_notes

_OPEN_FOR = 3  # blocks after which a list inside a paragraph no longer goes on


class OpenLists:
    """Finds the lists inside blocks, which are asked for in order; remembers which of them are open."""

    def __init__(self, blocks: Sequence[Block], markers: Sequence[Marker | None]) -> None:
        self._blocks = blocks
        self._markers = markers
        self._marks = find_marks(blocks)
        self._notes = find_notes(blocks, markers)
        self._opened: dict[str, int] = {}
        self._opened_at = 0

    def items(self, place: int, start: int) -> list[Item]:
        """The members of the lists inside a block from an offset on, those that went on from before included."""
        block, marker = self._blocks[place], self._markers[place]
        base = family(marker.style) if marker else ""
        if place - self._opened_at > _OPEN_FOR:
            self._opened = {}
        opened = {**self._opened, base: marker.number} if marker else self._opened
        is_mute = block.verbatim or place in self._notes
        items = [] if is_mute else find_items(block.text, start, opened, self.follows(place), base)
        items = [item for item in items if item.family not in self._marks] if self._marks else items
        self._remember(place, marker, base, items)
        return items

    def follows(self, place: int) -> tuple[str, int] | None:
        """The family and number of the enumerator that opens the next block."""
        marker = self._markers[place + 1] if place + 1 < len(self._markers) else None
        return (family(marker.style), marker.number) if marker else None

    def _remember(self, place: int, marker: Marker | None, base: str, items: Sequence[Item]) -> None:
        if items:
            last = {item.family: item.number for item in items}
            self._opened = {name: number for name, number in last.items() if number > 0}
            self._opened_at = place
        elif marker and base not in self._opened:
            self._opened = {base: marker.number} if marker.number > 0 else {}
            self._opened_at = place
