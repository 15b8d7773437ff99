"""Sets of texts as Python integers, one bit a text: counted all at once, and gone through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

SPARSE = 16  # texts taken out of an integer one by one: 2 µs each, where going through all of it takes 80
_SET_BYTE = re.compile(rb"[^\0]")
_SET_BITS = tuple(tuple(bit for bit in range(8) if value >> bit & 1) for value in range(256))


def add_one(planes: list[int], bits: int) -> None:
    """Add one to the counters of the texts in `bits`; plane j holds bit j of every counter."""
    for place, plane in enumerate(planes):
        planes[place], bits = plane ^ bits, plane & bits
        if not bits:
            return
    planes.append(bits)


def levels(planes: Sequence[int], within: int, most: int, floor: int) -> Iterator[tuple[int, int]]:
    """Yield (count, texts) for the counters of the texts in `within`, from `most` down to `floor`."""
    for count in range(min(most, (1 << len(planes)) - 1), max(floor, 0) - 1, -1):
        bits = within
        for place in range(len(planes) - 1, -1, -1):
            held = bits & planes[place]
            bits = held if count >> place & 1 else bits ^ held
            if not bits:
                break
        if bits:
            yield count, bits


def texts_of(bits: int) -> Iterator[int]:
    """Yield the numbers of the texts in `bits`, lowest first."""
    if bits.bit_count() <= SPARSE:
        yield from reversed(list(_highest_first(bits)))
        return
    for found in _SET_BYTE.finditer(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        base = found.start() * 8
        for bit in _SET_BITS[found[0][0]]:
            yield base + bit


def _highest_first(bits: int) -> Iterator[int]:
    while bits:
        highest = bits.bit_length() - 1
        yield highest
        bits ^= 1 << highest
