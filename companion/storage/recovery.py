"""What this machine kept of minutes files, and how it is brought back."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.errors import CompanionError, UnknownVersionError
from companion.storage.damage import read_minutes
from companion.storage.entries import decode_entries
from companion.storage.files import read_bytes, remove, write_atomically
from companion.storage.folders import PATH_FILE, meeting_folder, refuge_folder, state_folder
from companion.storage.heads import head_of
from companion.storage.journal import entries_of, journals
from companion.storage.siblings import ASIDE
from companion.storage.versions import Version, keep_version, versions


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one minutes file: versions newest first, changes in journals, copies lying about."""

    path: Path
    versions: tuple[Version, ...]
    journalled: int
    copies: tuple[Path, ...]


def kept_of(path: Path) -> Kept:
    """What is kept of a minutes file."""
    changes = 0
    for entry in entries_of(journals([meeting_folder(path), refuge_folder(path)])):
        changes += len(entry.body["d"]) if entry.kind == "change" else 0
    return Kept(path, tuple(versions(meeting_folder(path))), changes, tuple(sorted(_copies_of(path))))


def _copies_of(path: Path) -> Iterator[Path]:
    """The copies that were put aside, known by their names or by the document's id; and what could not be merged."""
    stem, own = path.name.removesuffix(".toml"), head_of(path)
    for copy in path.parent.glob(f"{ASIDE}/*"):
        head = head_of(copy)
        if copy.name.startswith(stem) or (own is not None and head is not None and head.id == own.id):
            yield copy
    yield from path.parent.glob(f"{glob.escape(stem)}.recovered-*.toml")


def known_minutes() -> list[Path]:
    """The minutes files of which something is kept on this machine."""
    found = set()
    for folder in (state_folder() / "meetings").glob("*"):
        try:
            found.add(Path(read_bytes(folder / PATH_FILE).decode("utf-8", "surrogateescape")))
        except CompanionError:
            for journal in journals([folder]):
                opening = next(decode_entries(read_bytes(journal)), None)
                if opening is not None and opening.kind == "open":
                    found.add(Path(opening.body["path"]))
    return sorted(found)


def count_notes(version: Version) -> int:
    """How many notes a version has; those that were deleted do not count."""
    notes = read_minutes(read_bytes(version.path), version.path).records("notes").values()
    return sum(fields.get("deleted") is not True for fields in notes)


def restore(path: Path, id: str, now: datetime | None = None) -> Version | None:
    """Put a version back into the minutes file; returns the version that what was there was kept as, if it
    was.

    What was there is kept, whatever it was. Raises UnknownVersionError, or SaveError with all as it was.
    """
    folder = meeting_folder(path)
    chosen = next((version for version in versions(folder) if version.id == id), None)
    if chosen is None:
        raise UnknownVersionError(path=path, version=id)
    data = read_bytes(chosen.path)
    try:
        before = keep_version(folder, read_bytes(path), now)
    except CompanionError:
        before = None
    write_atomically(path, data)
    keep_version(folder, data)
    remove(folder / "cache.json")
    return before
