"""Journals of earlier runs, and of others that run now: read once, those of the dead taken over.

One that cannot be read now is kept for later, its writer's number with it; one whose entries are in this run's
own journal is removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from companion.storage.entries import Entry
from companion.storage.files import FileLock, remove
from companion.storage.journal import dead_writers, journals, number_of, read_entries


class Leftovers:
    """What is in the journals of one minutes file when it is opened."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.reason = ""  # why something could not be read the last time
        self._folders = folders
        self._dead: dict[int, list[FileLock]] = {}
        self._unread: list[Path] = []
        self._spent: list[Path] = []

    @property
    def is_unread(self) -> bool:
        """Whether journals of the dead are left that could not be read so far."""
        return bool(self._unread)

    def entries(self) -> Iterator[tuple[Entry, bool]]:
        """What all journals say, and whether the run that said it ended without having it in the file."""
        self._dead = dead_writers(self._folders)
        for path in journals(self._folders):
            yield from self._read(path, number_of(path) in self._dead)

    def late_entries(self) -> Iterator[Entry]:
        """What could not be read so far, if it can be now."""
        late, self._unread, self.reason = self._unread, [], ""
        for path in late:
            for entry, _ in self._read(path, True):
                yield entry

    def keep(self) -> None:
        """Leave what was read where it is, to be read again at the next start."""
        self._spent = []

    def remove_spent(self) -> None:
        """Remove journals whose entries are in this run's own; what is unread is nobody else's meanwhile."""
        for path in self._spent:
            remove(path)
        self._spent = []
        if not self._unread:
            self.let_go()

    def let_go(self) -> None:
        """Let another run have what the dead left."""
        for lock in (lock for locks in self._dead.values() for lock in locks):
            lock.release()
        self._dead = {}

    def _read(self, path: Path, is_left_behind: bool) -> Iterator[tuple[Entry, bool]]:
        try:
            entries = read_entries(path)
        except OSError as error:
            if is_left_behind:
                self._unread.append(path)
                self.reason = str(error.strerror or error)
            return
        if is_left_behind:
            self._spent.append(path)
        for entry in entries:
            yield entry, is_left_behind
