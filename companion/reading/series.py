"""Whether a list goes on behind a block: what number its family has next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from companion.reading.company import family
from companion.reading.label_signs import NEXT
from companion.reading.markers import Marker


class Series:
    """The enumerators of all blocks, by the list they count in."""

    def __init__(self, markers: Sequence[Marker | None]) -> None:
        self._markers = markers
        self._marked = [place for place, marker in enumerate(markers) if marker]
        self._counts: dict[str, tuple[list[int], list[int]]] = {}
        for place, marker in enumerate(markers):
            if marker:
                places, numbers = self._counts.setdefault(name_list(family(marker.style), marker.sign), ([], []))
                places.append(place)
                numbers.append(marker.number)

    def goes_on(self, style: str, sign: str, number: int, place: int) -> bool:
        """Tell whether the next of a family behind a block has the number after this one.

        One without a number goes on if what opens right behind the next is what opens here.
        """
        places, numbers = self._counts.get(name_list(style, sign), ([], []))
        spot = bisect_right(places, place)
        if spot == len(numbers):
            return False
        return numbers[spot] in (number + 1, NEXT) if number else self._are_alike(place, places[spot] + 1)

    def following(self, style: str, sign: str, place: int) -> tuple[int, int]:
        """The block and the number of the next of a family behind a block; -1, 0 without any."""
        places, numbers = self._counts.get(name_list(style, sign), ([], []))
        spot = bisect_right(places, place)
        return (places[spot], numbers[spot]) if spot < len(numbers) else (-1, 0)

    def next_style(self, place: int) -> str | None:
        """The family of the next enumerator behind a block, None behind the last."""
        spot = bisect_right(self._marked, place)
        marker = self._markers[self._marked[spot]] if spot < len(self._marked) else None
        return family(marker.style) if marker else None

    def _are_alike(self, place: int, other: int) -> bool:
        first, second = self._markers[place], self._markers[other] if other < len(self._markers) else None
        if first is None or second is None or family(first.style) != family(second.style):
            return False
        return first.number == second.number == 1


def name_list(style: str, sign: str) -> str:
    """The name of the list that members of a style count in: bullets by their signs."""
    return style + sign if style == "bullet" else style
