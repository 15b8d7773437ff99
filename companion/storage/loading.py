"""A minutes file read with all that is known about it on this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from companion.errors import CompanionError, IsFolderError, MissingFileError
from companion.model.clock import Clock
from companion.model.document import Document
from companion.model.marks import Delta
from companion.storage.cache import load_cached
from companion.storage.damage import read_minutes
from companion.storage.files import read_bytes
from companion.storage.handwork import adopt
from companion.storage.versions import newest_document


@dataclass
class Loaded:
    """What came out of a file: `data` its bytes, None when there is no file; `damage` why it cannot be read.

    `document` is None when nothing is known; `handmade` are changes found in the file that a person made in
    it, and what an earlier version held that the file has lost.
    """

    document: Document | None = None
    data: bytes | None = None
    damage: CompanionError | None = None
    handmade: list[Delta] = field(default_factory=list)


def load_minutes(path: Path, folder: Path, clock: Clock) -> Loaded:
    """Read a minutes file; `folder` is where this machine keeps what it knows of it. Raises IsFolderError."""
    try:
        data = read_bytes(path)
    except MissingFileError:
        return Loaded()
    except IsFolderError:
        raise
    except CompanionError as error:
        return Loaded(newest_document(folder), None, error)
    cached = load_cached(folder, data)
    if cached is not None:
        return Loaded(cached.document, data)
    earlier = newest_document(folder)
    try:
        document = read_minutes(data, path)
    except CompanionError as error:
        return Loaded(earlier, data, error)
    return _with_earlier(document, earlier, data, clock)


def _with_earlier(document: Document, earlier: Document | None, data: bytes, clock: Clock) -> Loaded:
    if earlier is None or earlier.id != document.id:
        return Loaded(document, data, handmade=adopt(document, None, None, clock))
    handmade = adopt(document, earlier, None, clock)
    touched = {(change.table, change.id) for change in document.join(earlier)}
    lost = [delta for delta in document.deltas() if (delta.table, delta.id) in touched]
    return Loaded(document, data, handmade=[*handmade, *lost])
