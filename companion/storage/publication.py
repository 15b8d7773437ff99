"""Putting what is known into the minutes file: read, merge, verify, replace, read again.

Nothing here runs in the process that shows the screen: a drive may hang for as long as it likes.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from companion.catalogue import say
from companion.errors import CompanionError, MissingFileError, SaveError
from companion.model.clock import Clock
from companion.model.document import Change, Document
from companion.model.marks import Delta
from companion.model.minutes import SPEECH
from companion.storage.cache import keep_cached, load_cached
from companion.storage.damage import read_minutes
from companion.storage.files import FolderLock, make_folder, read_bytes, write_atomically
from companion.storage.folders import PATH_FILE
from companion.storage.handwork import adopt
from companion.storage.toml_bounds import broken
from companion.storage.toml_codec import FORMAT
from companion.storage.toml_rendering import Rendering
from companion.storage.versions import keep_version, newest_document

VERSION_EVERY = 60.0  # seconds: a kept version costs as much as a publication
LOCK_PATIENCE = 2.0  # seconds; correctness does not rest on the lock
ROUNDS = 5


@dataclass
class Publication:
    """One minutes file and what is to stand in it."""

    path: Path
    folder: Path
    clock: Clock
    document: Document = field(default_factory=lambda: Document(""))
    is_fresh: bool = True  # the document's id was made by the program that is open now
    now: Callable[[], datetime] = field(default=lambda: datetime.now().astimezone())
    rendering: Rendering = field(default_factory=lambda: Rendering(FORMAT))
    last: bytes | None = None
    known_sha: str = ""  # of the file's bytes as the screen read them
    damage: CompanionError | None = None
    recovery: Path | None = None
    lock_patience: float = LOCK_PATIENCE
    _recovered: bytes | None = None
    _version_at: float = 0.0
    _looked_at: tuple[int, int, int] | None = None
    _version: bytes | None = None

    @classmethod
    def open(cls, path: Path, folder: Path, clock: Clock) -> Publication:
        """Begin with the file as it was last written here; what else is in it comes with the first look."""
        publication = cls(path, folder, clock)
        try:
            data = read_bytes(path)
        except CompanionError:
            return publication
        cached = load_cached(folder, data)
        if cached is not None:
            publication.document, publication.is_fresh, publication.last = cached.document, False, data
            publication.rendering = Rendering(FORMAT, cached.pieces())
            clock.observe(cached.document.latest())
        return publication

    def begin(self, id: str, extra: dict[str, object], *, is_fresh: bool) -> None:
        """Take the id and the other keys of the document that the screen has open."""
        if not self.document.id:
            self.document.id, self.is_fresh = id, is_fresh
        self.document.extra = {**extra, **self.document.extra}

    def take(self, delta: Delta) -> Change | None:
        """Take in a change; returns what became different."""
        self.clock.observe(delta.marks.common)
        change = self.document.join_delta(delta)
        self.rendering.forget(delta.table, delta.id)
        return change

    def publish(self) -> list[Change]:
        """Put everything into the file; returns what the file had that was not known here.

        Raises a CompanionError when it is not there; the file is then whole, old or new, or was never
        touched.
        """
        lock = FolderLock(self.path.resolve().parent)
        until = time.monotonic() + self.lock_patience
        while not lock.acquire() and time.monotonic() < until:
            time.sleep(0.01)
        try:
            return self._publish_locked()
        except CompanionError as error:
            self._put_in_recovery_file(error)
            raise
        finally:
            lock.release()

    def keep(self, *, always: bool = False) -> None:
        """Keep a version of what is in the file and how to load it fast, now and then. Raises OSError,
        SaveError."""
        due = always or time.monotonic() - self._version_at >= VERSION_EVERY
        if self.last is None or self.last == self._version or not due:
            return
        if self._version is None:
            make_folder(self.folder)
            write_atomically(self.folder / PATH_FILE, os.fsencode(self.path))
        keep_version(self.folder, self.last)
        self._version, self._version_at = self.last, time.monotonic()
        keep_cached(self.folder, self.last, self.document, self.rendering.pieces)

    def _publish_locked(self) -> list[Change]:
        news: list[Change] = []
        for _ in range(ROUNDS):
            data = self._read()
            news += self._merge(data)
            rendered = self._render()
            if rendered != data:
                write_atomically(self.path, rendered)
            if self._read() == rendered:
                self.last, self.damage = rendered, None
                return news
        raise SaveError(path=self.path, reason=say("storage.others_write"))

    def fold_in(self, copy: Document) -> list[Change]:
        """Take in a conflict copy of the file; returns what was not known."""
        adopt(copy, None, self.document, self.clock)
        changes = self.document.join(copy)
        for change in changes:
            self.rendering.forget(change.table, change.id)
        return changes

    def look(self) -> list[Change]:
        """Take in what others wrote into the file; returns it. Raises a CompanionError."""
        signature = _signature(self.path)
        if signature is not None and signature == self._looked_at:
            return []
        changes = self._merge(self._read())
        self._looked_at = signature
        return changes

    def _read(self) -> bytes | None:
        try:
            return read_bytes(self.path)
        except MissingFileError:
            return None

    def _merge(self, data: bytes | None) -> list[Change]:
        if data is None or data == self.last:
            return []
        read = read_minutes(data, self.path)
        self._check_identity(read)
        adopt(read, self._before(read), self.document, self.clock)
        changes = self.document.join(read)
        self.document.extra = {**self.document.extra, **read.extra}
        for change in changes:
            self.rendering.forget(change.table, change.id)
        self.clock.observe(read.latest())
        return [] if hashlib.sha256(data).hexdigest() == self.known_sha else changes

    def _before(self, read: Document) -> Document | None:
        """What the file held before, when that is needed to tell what a person changed in it."""
        if not read.unmarked:
            return None
        before = read_minutes(self.last, self.path) if self.last is not None else newest_document(self.folder)
        return before if before is not None and before.id == read.id else None

    def _check_identity(self, read: Document) -> None:
        """Two who began one file at the same time agree on the older id. Raises BrokenMinutesError otherwise."""
        if read.id == self.document.id or not self.document.id:
            self.document.id = read.id
            return
        same_speech = read.record(SPEECH).get("sha256") == self.document.record(SPEECH).get("sha256")
        if not self.is_fresh or not (same_speech or self.damage):
            raise broken(self.path, (1, 1), say("storage.other_meeting"))
        self.document.id = read.id if self.damage else min(read.id, self.document.id)

    def _render(self) -> bytes:
        try:
            return self.rendering.render(self.document)
        except (ValueError, TypeError) as error:
            raise SaveError(path=self.path, reason=error) from error

    def _put_in_recovery_file(self, error: CompanionError) -> None:
        """Notes beside a file that cannot be read; when that fails too, they are in the journal still."""
        if isinstance(error, SaveError):
            return
        self.damage = error
        rendered = self._render()
        if rendered == self._recovered:
            return
        if self.recovery is None:
            stem = self.path.name.removesuffix(".toml")
            self.recovery = self.path.with_name(f"{stem}.recovered-{self.now():%Y%m%dT%H%M%S}.toml")
        try:
            write_atomically(self.recovery, rendered)
        except SaveError:
            return
        self._recovered = rendered


def _signature(path: Path) -> tuple[int, int, int] | None:
    """What tells that a file was written since: its time, length and number; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
