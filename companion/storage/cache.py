"""A minutes file as it was last read or written here, in a form that loads fast.

It counts only when the file's bytes are the very ones it was made of; there is no second grammar to trust.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import Document
from companion.storage.entries import decode_entries, encode_entry, pack_document, unpack_document
from companion.storage.files import make_folder, read_bytes, write_atomically
from companion.storage.toml_rendering import Pieces

_NAME = "cache.json"
_FORMAT = 1


@dataclass(frozen=True)
class Cached:
    """A document, the bytes it was made of, and where in them each record stands (table, id, from, to)."""

    document: Document
    data: bytes
    spans: list[tuple[str, str, int, int]]

    def pieces(self) -> Pieces:
        """The bytes of each record."""
        return {(table, id): self.data[start:end] for table, id, start, end in self.spans}


def load_cached(folder: Path, data: bytes) -> Cached | None:
    """What the bytes of a file mean, if that is known; None when not."""
    try:
        kept = read_bytes(folder / _NAME)
    except CompanionError:
        return None
    sign = _sign(data)
    if sign.encode() not in kept[:200]:
        return None
    with _without_collection():
        for entry in decode_entries(kept):
            head, document, spans = entry.body
            if head == [_FORMAT, sign]:
                return Cached(unpack_document(document), data, spans)
    return None


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Make many objects at once, none of them garbage: looking for garbage among them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_cached(folder: Path, data: bytes, document: Document, pieces: Pieces) -> None:
    """Remember what the bytes of a file mean. Raises SaveError or OSError."""
    spans, at = [], 0
    for (table, id), piece in pieces.items():
        start = data.find(piece, at)
        start = start if start >= 0 else data.find(piece)
        if start >= 0:
            at = start + len(piece)
            spans.append([table, id, start, at])
    make_folder(folder)
    write_atomically(folder / _NAME, encode_entry("cache", [[_FORMAT, _sign(data)], pack_document(document), spans]))


def _sign(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
