"""What a minutes file is that cannot be read as one: empty, cut off, in UTF-16, from elsewhere.

A file with git's conflict markers is read as the two files it was made of, joined.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from companion.catalogue import say
from companion.errors import BrokenMinutesError
from companion.model.clock import Clock, new_writer
from companion.model.document import Document
from companion.storage.handwork import adopt_between
from companion.storage.toml_bounds import broken
from companion.storage.toml_codec import parse_minutes

_MARKERS = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_minutes(data: bytes, path: Path) -> Document:
    """The document in a file's bytes.

    Raises BrokenMinutesError that says what the file is instead, NewerFormatError or TooLargeError.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise broken(path, (1, 1), say("storage.empty_file"))
    if data.startswith(_UTF16) or b"\0" in data[:200]:
        raise broken(path, (1, 1), say("storage.utf16_file"))
    if has_markers(data):
        return _read_both_sides(data, path)
    try:
        return parse_minutes(data, path)
    except BrokenMinutesError as error:
        raise _cut_off(error, data, path) from None


def has_markers(data: bytes) -> bool:
    """Tell whether git left its conflict markers in a file."""
    kinds = {found[1][:1] for found in _MARKERS.finditer(data)} if b"<<<<<<<" in data else set()
    return {b"<", b"=", b">"} <= kinds


def split_sides(data: bytes) -> tuple[bytes, bytes]:
    """The two files that git's conflict markers stand between; a common ancestor in between is left out."""
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    to: tuple[int, ...] = (0, 1)
    for line in data.splitlines(keepends=True):
        marker = _MARKERS.match(line.rstrip(b"\r\n"))
        if marker:
            to = {b"<": (0,), b"|": (), b"=": (1,), b">": (0, 1)}[marker[1][:1]]
            continue
        for side in to:
            sides[side].append(line)
    return b"".join(sides[0]), b"".join(sides[1])


def _read_both_sides(data: bytes, path: Path) -> Document:
    line = data[: data.index(b"<<<<<<<")].count(b"\n") + 1
    try:
        mine, theirs = (parse_minutes(side, path) for side in split_sides(data))
    except BrokenMinutesError:
        raise broken(path, (line, 1), say("storage.merge_marks")) from None
    clocks = Clock(new_writer()), Clock(new_writer())
    for clock in clocks:
        clock.observe(max(mine.latest(), theirs.latest()))
    by_hand = [*adopt_between(mine, theirs, clocks[0]), *adopt_between(theirs, mine, clocks[1])]
    mine.join(theirs)
    for delta in by_hand:
        mine.join_delta(delta)
    mine.unmarked |= theirs.unmarked
    return mine


def _cut_off(error: BrokenMinutesError, data: bytes, path: Path) -> BrokenMinutesError:
    """The same error, unless it stands in the last line of a file without an end."""
    if data.endswith(b"\n") or error.values["line"] != data.count(b"\n") + 1:
        return error
    return broken(path, (data.count(b"\n") + 1, 1), say("storage.cut_off"))
