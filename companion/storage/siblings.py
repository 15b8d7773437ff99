"""Files that belong to one meeting: those of other note-takers, and the copies that sync clients make in a
conflict.

The first note-taker's file is `SPEECH.minutes.toml`, a further one's `SPEECH.NAME.minutes.toml`. A copy is
known by its name (Syncthing, Dropbox, Nextcloud, OneDrive, Windows and git each have their own) or by its
document id alone, however it was renamed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import Document
from companion.model.minutes import SPEECH, text
from companion.storage.damage import read_minutes
from companion.storage.files import move_aside, read_bytes
from companion.storage.heads import head_of, of_different_speeches
from companion.storage.presence import Presence
from companion.storage.toml_bounds import MAX_BYTES

SUFFIX = ".minutes.toml"
ASIDE = ".minutes-merged"
MAX_NAMES = 20_000  # names looked at in a folder, a tenth of a second's work
MAX_FILES = 500  # of them, files that may be minutes; a folder of meetings has a few dozen
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
    head = head_of(path)
    return head.author if head else ""


def minutes_naming(speech: Path, author: str) -> list[Path]:
    """The minutes beside a speech that say they are of it, whatever they are called; an author's if one is named."""
    found = [path for path, _ in _listed(speech.parent) if path.name.endswith(SUFFIX) and not is_copy_name(path.name)]
    heads = [(path, head) for path in found if (head := head_of(path)) is not None]
    of_it = [(path, head.author) for path, head in heads if head.speech_name == speech.name]
    return [path for path, owner in of_it if not author or owner in ("", author)]


class Neighbourhood:
    """The folder of a minutes file, looked at again and again; only what changed is read."""

    def __init__(self, path: Path, speech: str = "") -> None:
        """`speech` is the name of the speech's file, for minutes that do not name it yet."""
        self._path, self._speech = path, speech
        self._others: dict[Path, Signature] = {}
        self._copies: dict[Path, Signature] = {}

    def others(self, own: Document) -> Iterator[Other]:
        """The other note-takers' files that are new or changed since the last look."""
        for path in self._changed(self._others):
            document = _read(path) if is_others(path, self._path, own, self._speech) else None
            if document is not None and not of_different_speeches(document, own):
                author = document.extra.get("author")
                yield Other(path, author if isinstance(author, str) and author else _name_part(path, own), document)

    def copies(self, own: Document) -> Iterator[tuple[Path, Document]]:
        """The copies of this file that are new or changed since the last look, and can be read.

        They are known by the name that a sync client gives them or, whatever they are called, by the document's
        id. A copy that someone has open is left to him; so is a file with another note-taker's name.
        """
        for path in self._changed(self._copies):
            document = _read(path) if self._may_be_copy(path, own) else None
            if document is None or document.id != own.id:
                continue
            if Presence(path).renew(put_up=False):
                del self._copies[path]
            else:
                yield path, document

    def _may_be_copy(self, path: Path, own: Document) -> bool:
        if is_copy(path, self._path):
            return True
        if is_others(path, self._path, own, self._speech):
            return False
        if path.name.endswith(SUFFIX) and not self._is_named_after_speech(own):
            return False  # whoever opened a renamed copy must not have the minutes themselves put aside
        head = head_of(path)
        return head is not None and head.id == own.id

    def _is_named_after_speech(self, own: Document) -> bool:
        name = Path(text(own.record(SPEECH), "name") or self._speech).stem
        return bool(name) and self._path.name.startswith(name) and self._path.name.endswith(SUFFIX)

    def _changed(self, seen: dict[Path, Signature]) -> Iterator[Path]:
        for path, signature in _listed(self._path.parent):
            if path != self._path and seen.get(path) != signature:
                seen[path] = signature
                yield path


def put_aside(copy: Path) -> Path:
    """Move a merged conflict copy out of the way; it is never removed. Raises SaveError."""
    return move_aside(copy, copy.parent / ASIDE)


def is_others(path: Path, own_path: Path, own: Document, speech: str = "") -> bool:
    """Tell whether a file's name is that of another note-taker's minutes of the same speech."""
    stem = speech_stem(own_path, own, speech)
    name = path.name
    plain = name == stem + SUFFIX
    return (plain or (name.startswith(f"{stem}.") and name.endswith(SUFFIX))) and not is_copy_name(name)


def is_copy_name(name: str) -> bool:
    """Tell whether a file's name says that it is a copy of some other file."""
    return bool(_CONFLICT.search(name))


def is_copy(path: Path, own_path: Path) -> bool:
    """Tell whether a file's name is one that a sync client or git gives to a conflict copy of this file."""
    stem = own_path.name.removesuffix(".toml")
    if not path.name.startswith(stem) or path.name == own_path.name:
        return False
    rest = path.name[len(stem) :]
    return is_copy_name(rest) or (rest.endswith(".toml") and rest.startswith("-"))


def speech_stem(own_path: Path, own: Document, speech: str = "") -> str:
    """The name of the speech that the minutes are of, without its ending."""
    name = Path(text(own.record(SPEECH), "name") or speech).stem
    return name if name and own_path.name.startswith(name) else own_path.name.removesuffix(SUFFIX)


def _name_part(path: Path, own: Document) -> str:
    return path.name.removesuffix(SUFFIX).removeprefix(Path(text(own.record(SPEECH), "name")).stem).strip(".")


def _read(path: Path) -> Document | None:
    try:
        return read_minutes(read_bytes(path), path)
    except CompanionError:
        return None


def _listed(folder: Path) -> list[tuple[Path, Signature]]:
    """The files of a folder that may be minutes, with what tells that one was written since."""
    try:
        with os.scandir(folder) as entries:
            named = (entry for entry, _ in zip(entries, range(MAX_NAMES), strict=False))
            wanted = (entry for entry in named if entry.name.endswith((".toml", ".orig")) and entry.is_file())
            return sorted(filter(None, (_signed(entry) for entry, _ in zip(wanted, range(MAX_FILES), strict=False))))
    except OSError:
        return []


def _signed(entry: os.DirEntry[str]) -> tuple[Path, Signature] | None:
    try:
        status = entry.stat()
    except OSError:
        return None
    if status.st_size > MAX_BYTES:
        return None
    return Path(entry.path), (status.st_mtime_ns, status.st_size, status.st_ino)
