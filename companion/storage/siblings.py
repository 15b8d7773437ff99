"""Files that belong to one meeting: those of other note-takers, and the copies that sync clients make in a
conflict.

The first note-taker's file is `SPEECH.minutes.toml`, a further one's `SPEECH.NAME.minutes.toml`. A copy is
known by its name (Syncthing, Dropbox, Nextcloud, OneDrive, Windows and git each have their own) and by its
document id.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import Document
from companion.model.minutes import SPEECH, text
from companion.storage.damage import read_minutes
from companion.storage.files import move_aside, read_bytes
from companion.storage.toml_bounds import MAX_BYTES

SUFFIX = ".minutes.toml"
ASIDE = ".minutes-merged"
MAX_FILES = 500  # names looked at in a folder; a folder of meetings has a few dozen
_CONFLICT = re.compile(
    r"\.sync-conflict-|conflict|冲突|_conf\(\d+\)|\(\d+\)|\.orig$|\.recovered-|[-_ ](?:copy|副本)\b", re.IGNORECASE
)
_UNSAFE = re.compile(r"[^\w-]+")

Signature = tuple[int, int, int]  # time of change in nanoseconds, bytes, inode


@dataclass(frozen=True)
class Other:
    """The minutes of another note-taker of the same meeting, to be read only."""

    path: Path
    author: str
    document: Document


def own_minutes(speech: Path, author: str) -> Path:
    """Where a note-taker's minutes of a speech are: the plain name, unless someone else began that file."""
    first = speech.with_name(speech.stem + SUFFIX)
    owner = author_of(first)
    if not author or not owner or owner == author:
        return first
    return speech.with_name(f"{speech.stem}.{_UNSAFE.sub('-', author).strip('-') or 'other'}{SUFFIX}")


def author_of(path: Path) -> str:
    """Who began a minutes file, read from its first lines; empty when that is not told."""
    try:
        head = read_bytes(path)[:4096].decode("utf-8-sig", "ignore").partition("\n[")[0]
        author = tomllib.loads(head).get("author")
    except (CompanionError, tomllib.TOMLDecodeError):
        return ""
    return author if isinstance(author, str) else ""


class Neighbourhood:
    """The folder of a minutes file, looked at again and again; only what changed is read."""

    def __init__(self, path: Path, speech: str = "") -> None:
        """`speech` is the name of the speech's file, for minutes that do not name it yet."""
        self._path, self._speech = path, speech
        self._seen: dict[Path, Signature] = {}

    def others(self, own: Document) -> Iterator[Other]:
        """The other note-takers' files that are new or changed since the last look."""
        for path in self._changed(lambda path: is_others(path, self._path, own, self._speech)):
            try:
                document = read_minutes(read_bytes(path), path)
            except CompanionError:
                continue
            author = document.extra.get("author")
            yield Other(path, author if isinstance(author, str) and author else _name_part(path, own), document)

    def copies(self, own: Document) -> Iterator[tuple[Path, Document]]:
        """The conflict copies of this file that are new since the last look, and can be read."""
        for path in self._changed(lambda path: is_copy(path, self._path)):
            try:
                document = read_minutes(read_bytes(path), path)
            except CompanionError:
                continue
            if document.id == own.id:
                yield path, document

    def _changed(self, wanted: Callable[[Path], bool]) -> Iterator[Path]:
        for path, signature in _listed(self._path.parent):
            if path != self._path and wanted(path) and self._seen.get(path) != signature:
                self._seen[path] = signature
                yield path


def put_aside(copy: Path) -> Path:
    """Move a merged conflict copy out of the way; it is never removed. Raises SaveError."""
    return move_aside(copy, copy.parent / ASIDE)


def is_others(path: Path, own_path: Path, own: Document, speech: str = "") -> bool:
    """Tell whether a file's name is that of another note-taker's minutes of the same speech."""
    stem = speech_stem(own_path, own, speech)
    name = path.name
    plain = name == stem + SUFFIX
    return (plain or (name.startswith(f"{stem}.") and name.endswith(SUFFIX))) and not _CONFLICT.search(name)


def is_copy(path: Path, own_path: Path) -> bool:
    """Tell whether a file's name is one that a sync client or git gives to a conflict copy of this file."""
    stem = own_path.name.removesuffix(".toml")
    if not path.name.startswith(stem) or path.name == own_path.name:
        return False
    rest = path.name[len(stem) :]
    return bool(_CONFLICT.search(rest)) or (rest.endswith(".toml") and rest.startswith("-"))


def speech_stem(own_path: Path, own: Document, speech: str = "") -> str:
    """The name of the speech that the minutes are of, without its ending."""
    name = Path(text(own.record(SPEECH), "name") or speech).stem
    return name if name and own_path.name.startswith(name) else own_path.name.removesuffix(SUFFIX)


def _name_part(path: Path, own: Document) -> str:
    return path.name.removesuffix(SUFFIX).removeprefix(Path(text(own.record(SPEECH), "name")).stem).strip(".")


def _listed(folder: Path) -> list[tuple[Path, Signature]]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(MAX_FILES), strict=False):
                if entry.name.endswith((".toml", ".orig")) and entry.is_file():
                    status = entry.stat()
                    if status.st_size <= MAX_BYTES:
                        found.append((Path(entry.path), (status.st_mtime_ns, status.st_size, status.st_ino)))
    except OSError:
        return []
    return sorted(found)
