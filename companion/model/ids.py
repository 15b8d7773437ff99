"""Identifiers that sort by the time they were made: UUID version 7 (RFC 9562 §5.7, counter of §6.2 method 1)."""

from __future__ import annotations

import os
import time
import uuid

_COUNTER_BITS = 12
_last = 0


def new_id(after: str = "") -> str:
    """A fresh UUIDv7 in its canonical 36-character form, greater than all that were made here before.

    It is greater than `after` too, which another machine with a clock of its own may have made.
    """
    global _last
    _last = max(time.time_ns() // 1_000_000 << _COUNTER_BITS, _last + 1)
    milliseconds, counter = divmod(_last, 1 << _COUNTER_BITS)
    head = (milliseconds & (1 << 48) - 1) << 16 | 0x7 << 12 | counter
    random = int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1
    id = str(uuid.UUID(int=head << 64 | 0b10 << 62 | random))
    return id if id > after else _next(after)


def _next(id: str) -> str:
    """The id right behind one; an id that a person made up gets a sign more."""
    try:
        return str(uuid.UUID(int=uuid.UUID(id).int + 1))
    except ValueError:
        return f"{id}z"
