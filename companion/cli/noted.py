"""Where a note stands in its minutes file, for programs that go to file:line:column."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from companion.search.hit import Hit
from companion.storage.files import read_bytes


def place_of(hit: Hit) -> tuple[int, int]:
    """The line and column (code points) of a find in its file, both from 1: in the speech, or in the minutes."""
    belongs_to, *ids = hit.entry.key if isinstance(hit.entry.key, tuple) else ("",)
    if belongs_to != "note":
        return hit.line, hit.column
    lines, first, end = _record(hit.entry.file, str(ids[0]))
    key = re.compile("(lead_unit|supporting_units)" if hit.entry.kind == "owner" else "text")
    number = next((number for number in range(first, end) if key.match(lines[number])), first)
    start = lines[number].find(hit.entry.text)
    return number + 1, start + hit.start + 1 if start >= 0 else 1


def _record(file: str, id: str) -> tuple[list[str], int, int]:
    """The lines of a file, and the stretch of them that is the record with an id; the first line if there is none."""
    lines = _lines(file)
    named = re.compile(rf"""id\s*=\s*["']{re.escape(id)}["']""")
    at = next((number for number, line in enumerate(lines) if named.match(line)), 0)
    first = next((number for number in range(at, -1, -1) if lines[number].startswith("[[")), 0)
    end = next((number for number in range(at, len(lines)) if lines[number].startswith("[[")), len(lines))
    return lines, first, end


@lru_cache(maxsize=8)
def _lines(file: str) -> list[str]:
    return read_bytes(Path(file)).decode("utf-8-sig", "replace").split("\n")
