"""Words that count where an ordinal goes on with them: 首先，…其次，…第三，…最后，… is one list."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from companion.reading.markers import Marker

_NUMBERS = {"首先": 1, "其次": 2}
_NEAR = 4  # blocks between two members


def count_words(candidates: list[list[Marker]]) -> None:
    """Let 首先 be the first where 第二 is next, 其次 the second where 第三 is, and 最后 go on with what they began."""
    counting = [n for n, markers in enumerate(candidates) if markers and markers[0].style in ("ordinal", "sequence")]
    ordinals = {candidates[place][0].number for place in counting if candidates[place][0].style == "ordinal"}
    if len(ordinals) < len(counting) and not ordinals.isdisjoint((2, 3)):
        begun = _begin(candidates, counting)
        _go_on(candidates, counting, begun)


def _begin(candidates: list[list[Marker]], counting: list[int]) -> set[int]:
    """Number the words that an ordinal goes on with, unless it goes on with the ordinal above them."""
    begun = set()
    above = list(accumulate((candidates[place][0] for place in counting), _last_ordinal, initial=0))
    for spot in range(len(counting) - 2, -1, -1):
        place, below = counting[spot], counting[spot + 1]
        marker, after = candidates[place][0], candidates[below][0]
        number = _NUMBERS.get(marker.label[:2], 0) if marker.style == "sequence" else 0
        is_next = after.style == "ordinal" and after.number == number + 1 and below - place <= _NEAR
        if number and is_next and above[spot] != number:
            candidates[place] = [_count(marker, number)]
            begun.add(place)
    return begun


def _last_ordinal(last: int, marker: Marker) -> int:
    return marker.number if marker.style == "ordinal" else last


def _go_on(candidates: list[list[Marker]], counting: list[int], begun: set[int]) -> None:
    """Number the words right behind a list that words began."""
    last, latest, is_mixed = 0, 0, False
    for place in counting:
        marker = candidates[place][0]
        if marker.style == "ordinal":
            is_mixed = place in begun or (is_mixed and marker.number == last + 1)
        elif is_mixed and marker.number < 0 and place - latest <= _NEAR:
            candidates[place] = [_count(marker, last + 1)]
        else:
            is_mixed = False
        last, latest = candidates[place][0].number, place


def _count(marker: Marker, number: int) -> Marker:
    return replace(marker, style="ordinal", number=number, weak=False)
