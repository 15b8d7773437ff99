"""Letters past Z: AA. behind Z. goes on with AB. as columns do, or with BB.; (aa) was put in behind (a)."""

from __future__ import annotations

from dataclasses import replace

from companion.reading.label_signs import ALPHABET
from companion.reading.markers import Marker

_DOUBLE = ALPHABET + 1  # AA, BB and CC are its multiples, where letters count as the columns of a sheet do


def is_past_z(marker: Marker) -> bool:
    """Tell AA. from A.: two letters, wherever they count."""
    return marker.number > ALPHABET and marker.style.startswith("letter-")


def count_past_z(candidates: list[list[Marker]]) -> None:
    """Read BB. as the 28th letter where AA. came later than BA., as the 54th otherwise."""
    latest: dict[tuple[str, int], int] = {}
    for place, markers in enumerate(candidates):
        for spot, marker in enumerate(markers):
            if is_past_z(marker):
                latest[marker.style, marker.number] = place
                if marker.number % _DOUBLE == 0 and _follows_its_twin(marker, latest):
                    markers[spot] = replace(marker, number=ALPHABET + marker.number // _DOUBLE)


def _follows_its_twin(marker: Marker, latest: dict[tuple[str, int], int]) -> bool:
    twin = latest.get((marker.style, marker.number - _DOUBLE), -1)
    return twin > latest.get((marker.style, marker.number - 1), -1)


def is_put_in(before: Marker | None, marker: Marker, after: Marker | None) -> bool:
    """Tell whether a later hand put a doubled letter between two others: (a), (aa), (b)."""
    if before is None or after is None or not is_past_z(marker):
        return False
    is_doubled = marker.number == ALPHABET + before.number or marker.number == _DOUBLE * before.number
    return is_doubled and after.number == before.number + 1
