"""Logical time: stamps that order all changes of all devices, whatever their clocks say.

A hybrid logical clock (Kulkarni et al. 2014): the wall clock's milliseconds, never going back, and a
counter. A stamp is 13 signs of base 32 (50 bits of milliseconds, 15 of counter), a dot, and the writer:
`01jd4t7q2m8a0.k3f9q`. Stamps compare as texts.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
COUNTER_BITS = 15
LENGTH = 13
STAMP = re.compile(rf"[{SIGNS}]{{{LENGTH}}}\.[0-9a-z]{{1,24}}")
LATEST_MS = 16_725_225_600_000  # the year 2500: a stamp beyond it was made up, and could never be outdone


class Clock:
    """Gives stamps that are later than every stamp it gave or saw."""

    def __init__(self, writer: str, now_ns: Callable[[], int] = time.time_ns) -> None:
        self.writer = writer
        self._now_ns = now_ns
        self._last = 0

    def next(self) -> str:
        """A fresh stamp."""
        wall = self._now_ns() // 1_000_000 << COUNTER_BITS
        self._last = max(wall, self._last + 1)
        return f"{_signs(self._last)}.{self.writer}"

    def observe(self, stamp: str) -> None:
        """Be later than this stamp from now on."""
        if stamp:
            self._last = max(self._last, _number(stamp[:LENGTH]))


def is_stamp(text: object) -> bool:
    """Tell whether this is a stamp that a clock can have given."""
    if not isinstance(text, str) or not STAMP.fullmatch(text):
        return False
    return _number(text[:LENGTH]) >> COUNTER_BITS < LATEST_MS


def writer_of(stamp: str) -> str:
    """Who gave a stamp."""
    return stamp[LENGTH + 1 :]


def milliseconds_of(stamp: str) -> int:
    """The wall clock of a stamp, in milliseconds since 1970; may be ahead of the true time."""
    return _number(stamp[:LENGTH]) >> COUNTER_BITS


def new_writer(length: int = 6) -> str:
    """A name for a writer that no other has: random signs, five bits each."""
    return "".join(SIGNS[byte & 31] for byte in os.urandom(length))


def _signs(number: int) -> str:
    return "".join(SIGNS[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    return number
