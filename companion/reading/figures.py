"""Decimals that are days or figures: 11.23 is no section, 1.2亩 is one only in a row of sections."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from companion.reading.blocks import Block
from companion.reading.markers import Marker, read_measured, read_neighbours

_DAY_PARTS, _MONTHS, _TWO_DIGITS = 2, 12, 10  # of 11.23, a day that looks like a section
_NEAR = 4  # blocks between two points of one list
_TITLE = 20  # characters of a line that may be a title


def drop_days(candidates: list[list[Marker]]) -> None:
    """Take 11.23 for a day and no section, where the chapter has no section below 10."""
    lowest: dict[int, int] = {}
    for marker in (marker for markers in candidates for marker in markers if len(marker.parts) > 1):
        lowest[marker.parts[0]] = min(marker.parts[1], lowest.get(marker.parts[0], marker.parts[1]))
    for place, markers in enumerate(candidates):
        if any(len(marker.parts) == _DAY_PARTS for marker in markers):
            candidates[place] = [m for m in markers if len(m.parts) != _DAY_PARTS or not _is_day(m.parts, lowest)]


def choose_lettered(candidates: list[list[Marker]]) -> None:
    """Take 2.a for a section where 2.b is; the A of 2.A new roof is a word, and 1.6.x is a version."""
    found = {m.parts for markers in candidates for m in markers if _ends_in_letter(m)}
    for place, markers in enumerate(candidates if found else ()):
        lettered = [m for m in markers if _ends_in_letter(m)]
        kept = [m for m in lettered if found & {(*m.parts[:-1], m.number + 1), (*m.parts[:-1], m.number - 1)}]
        if lettered:
            candidates[place] = kept + [m for m in markers if m not in lettered and not (kept and m.parts)]


def _ends_in_letter(marker: Marker) -> bool:
    last = marker.label.rstrip(".)")[-1:]
    return marker.style == "decimal" and last.isascii() and last.isalpha()


def _is_day(parts: tuple[int, ...], lowest: dict[int, int]) -> bool:
    return 1 <= parts[0] <= _MONTHS and lowest[parts[0]] >= _TWO_DIGITS


def raise_zeroes(candidates: list[list[Marker]]) -> None:
    """Take 1.0 and 2.0 for chapters above 1.1, unless 1. stands before them."""
    zeroes = {m.parts[0] for markers in candidates for m in markers if m.parts[1:] == (0,)}
    chapter = 0
    for markers in candidates if len(zeroes) > 1 else ():
        for spot, marker in enumerate(markers):
            number = marker.parts[0] if marker.parts[1:] == (0,) else chapter
            if number != chapter and zeroes & {number - 1, number + 1}:
                markers[spot] = replace(marker, parts=(number,), number=number)
        chapter = next((m.number for m in markers if m.style.startswith("arabic-")), chapter)


def add_measured(blocks: Sequence[Block], candidates: list[list[Marker]]) -> None:
    """Take 1.2亩 for a section where 1.1 stands before it and 1.3 behind, or one of them and it looks like a title."""
    after = _decimals_after(candidates)
    before: tuple[int, ...] = ()
    for place, markers in enumerate(candidates if any(after) else ()):
        marker = read_measured(blocks[place].text) if markers and blocks[place].text[0].isdecimal() else None
        if marker and _is_in_row(before, marker.parts, after[place], blocks[place].text):
            markers.insert(0, marker)
        before = next((m.parts for m in markers if m.parts), before)


def add_neighbours(blocks: Sequence[Block], candidates: list[list[Marker]]) -> None:
    """Take 2、3月11日 for a point where 1、 stands before it and 3、 behind; 1、2月7日 where 2、 does and no 1、."""
    points = [(place, marker.number) for place, markers in enumerate(candidates) if (marker := _point(markers))]
    for place, block in enumerate(blocks if points else ()):
        may_count = not (candidates[place] or block.verbatim) and block.text[0].isdecimal()
        marker = read_neighbours(block.text) if may_count else None
        if marker and _is_between(place, marker.number, points):
            candidates[place] = [marker]
            insort(points, (place, marker.number))


def _point(markers: Sequence[Marker]) -> Marker | None:
    return next((marker for marker in markers if marker.style == "arabic-dot"), None)


def _is_between(place: int, number: int, points: Sequence[tuple[int, int]]) -> bool:
    spot = bisect_right(points, (place, number))
    before = points[spot - 1][1] if spot else 0
    goes_on = spot < len(points) and points[spot][0] - place <= _NEAR and points[spot][1] == number + 1
    return goes_on and (before == number - 1 or (number == 1 and before != 1))


def _decimals_after(candidates: Sequence[Sequence[Marker]]) -> list[tuple[int, ...]]:
    """For every block, the next decimal behind it."""
    after: list[tuple[int, ...]] = [()] * len(candidates)
    following: tuple[int, ...] = ()
    for place in range(len(candidates) - 1, -1, -1):
        after[place] = following
        following = next((m.parts for m in candidates[place] if m.parts), following)
    return after


def _is_in_row(before: tuple[int, ...], parts: tuple[int, ...], after: tuple[int, ...], text: str) -> bool:
    beside = _follows(before, parts) + _follows(parts, after)
    return beside == 2 or (beside == 1 and len(text) <= _TITLE and text[-1] not in "。；;.，,")


def _follows(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return len(first) == len(second) and first[:-1] == second[:-1] and first[-1:] == (second[-1] - 1,)
