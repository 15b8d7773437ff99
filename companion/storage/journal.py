"""The journal of an open meeting: what was done, line by line, on the disk before it counts as saved.

It lies on this machine, in the state folder, never on a share. When a file of it fails, a new one is begun,
in another folder if need be. A writer's number is locked while it runs, so that the journals of a dead one
are known.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from companion.errors import SaveError
from companion.model.clock import new_writer
from companion.storage.entries import Entry, decode_entries, encode_entry
from companion.storage.files import Appender, FileLock, make_folder, remove
from companion.storage.folders import is_own, meeting_folder, refuge_folder

MAX_WRITERS = 32  # programs that can have one minutes file open at a time on one machine
_NAME = re.compile(r"journal-(\d+)-(\d+)\.log")


class Journal:
    """The journal files of one writer; the first folder that takes a line gets it."""

    def __init__(self, folders: Sequence[Path], number: int, lock: FileLock | None) -> None:
        self.number = number
        self._folders = folders
        self._lock = lock
        self._file: Appender | None = None
        self._count = 0
        self._made: list[Path] = []
        self._opening = b""

    @property
    def is_begun(self) -> bool:
        """Whether anything was written."""
        return self._file is not None

    def begin(self, opening: bytes) -> None:
        """Say which line each new file starts with."""
        self._opening = opening

    def append(self, kind: str, body: Any) -> None:
        """Put one entry on the disk. Raises SaveError when no folder takes it."""
        line = encode_entry(kind, body)
        if self._file is not None and self._file.is_open:
            try:
                self._file.append(line)
                return
            except OSError:
                self._file.close()
        self._append_to_new_file(line)

    def close(self) -> None:
        """Write nothing more; the files stay."""
        if self._file is not None:
            self._file.close()

    def release(self) -> None:
        """Let go of the writer's number."""
        self.close()
        if self._lock is not None:
            self._lock.release()

    def discard(self) -> None:
        """Remove the files of this run: everything in them is in the minutes file now."""
        self.close()
        for path in self._made:
            remove(path)

    def _append_to_new_file(self, line: bytes) -> None:
        failure: OSError | None = None
        for folder in self._folders:
            try:
                file = self._new_file(folder)
                file.append(self._opening + line)
            except OSError as error:
                failure = failure or error
                continue
            self._file = file
            return
        reason = failure.strerror or failure if failure else ""
        raise SaveError(path=self._folders[0], reason=reason)

    def _new_file(self, folder: Path) -> Appender:
        make_folder(folder)
        if not is_own(folder):
            raise PermissionError(13, "not a folder of this user")
        while True:
            self._count += 1
            path = folder / f"journal-{self.number}-{self._count}.log"
            try:
                file = Appender(path)
            except FileExistsError:
                continue
            self._made.append(path)
            return file


def journals(folders: Iterable[Path], number: int | None = None) -> Iterator[Path]:
    """The journal files in some folders, of one writer or of all, in the order they were begun."""
    for folder in folders:
        found = [(int(name[1]), int(name[2]), path) for path, name in _named(folder)]
        yield from (path for writer, _, path in sorted(found) if number is None or writer == number)


def is_journalled(minutes: Path) -> bool:
    """Tell whether this machine keeps changes of a minutes file that are not in it."""
    return any(True for _ in journals([meeting_folder(minutes), refuge_folder(minutes)]))


def number_of(path: Path) -> int:
    """The writer whose journal file this is."""
    return int(path.name.split("-")[1])


def entries_of(paths: Iterable[Path]) -> Iterator[Entry]:
    """The entries of journal files; one that cannot be read has none."""
    for path in paths:
        with contextlib.suppress(OSError):
            yield from read_entries(path)


def read_entries(path: Path) -> list[Entry]:
    """The entries of a journal file; none when it is gone. Raises OSError when it cannot be read now."""
    try:
        return list(decode_entries(path.read_bytes()))
    except FileNotFoundError:
        return []


def dead_writers(folders: Sequence[Path]) -> dict[int, list[FileLock]]:
    """The writers that left journals and run no more, with their locks, now held here."""
    numbers = {int(name[1]) for folder in folders for _, name in _named(folder)}
    found: dict[int, list[FileLock]] = {}
    for number in sorted(numbers):
        locks: list[FileLock] = []
        try:
            locks += [FileLock(path) for folder in folders if (path := _lock_path(folder, number)).exists()]
        except OSError:
            for lock in locks:
                lock.release()
            continue
        found[number] = locks
    return found


def free_writer(folders: Sequence[Path]) -> tuple[int, FileLock | None]:
    """A number that no running writer has, locked; when nothing can be locked, one that no other will
    have."""
    for place, folder in enumerate(folders):
        try:
            make_folder(folder)
            if is_own(folder):
                return _free_number(folder, place * MAX_WRITERS)
        except OSError:
            continue
    return int.from_bytes(new_writer().encode(), "big"), None


def _free_number(folder: Path, first: int) -> tuple[int, FileLock]:
    """A number without a writer, and without journals that one left behind and that nobody could read yet."""
    used = {int(name[1]) for path in folder.iterdir() if (name := _NAME.fullmatch(path.name))}
    for number in range(first, first + MAX_WRITERS):
        if number not in used:
            with contextlib.suppress(BlockingIOError):
                return number, FileLock(_lock_path(folder, number))
    raise BlockingIOError


def _lock_path(folder: Path, number: int) -> Path:
    return folder / f"writer-{number}.lock"


def _named(folder: Path) -> list[tuple[Path, re.Match[str]]]:
    if not is_own(folder):
        return []
    try:
        return [(path, name) for path in folder.iterdir() if (name := _NAME.fullmatch(path.name))]
    except OSError:
        return []
