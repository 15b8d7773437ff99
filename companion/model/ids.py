"""Identifiers that sort by the time they were made: UUID version 7 (RFC 9562 §5.7)."""

from __future__ import annotations

import os
import time
import uuid


def new_id(after: str = "") -> str:
    """A fresh UUIDv7 in its canonical 36-character form; one that sorts behind `after`, whatever the clock says."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    head = (milliseconds & (1 << 48) - 1) << 16 | 0x7 << 12 | random >> 68
    value = head << 64 | 0b10 << 62 | random & (1 << 62) - 1
    id = str(uuid.UUID(int=value))
    return id if id > after else _next(after)


def _next(id: str) -> str:
    """The id right behind one; an id that a person made up gets a sign more."""
    try:
        return str(uuid.UUID(int=uuid.UUID(id).int + 1))
    except ValueError:
        return f"{id}z"
