"""The product's saver, and savers planted to be wrong: each adds numbered notes and says which it has."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

from companion.model.clock import Clock
from companion.model.document import Change
from companion.model.json_values import load_json
from companion.storage.publication import Publication
from companion.storage.publisher import JournalReader, Publisher
from companion.storage.store import MinutesStore

PUBLISH_EVERY = 4
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # where waiting for a disk is not the point


class Product:
    """The store of the product; the publisher's work is done in this process, so that it can be struck
    too."""

    def __init__(self, folder: Path, *, publish_every: int = PUBLISH_EVERY) -> None:
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        self.path = folder / "desk" / "speech.minutes.toml"
        with contextlib.suppress(OSError):
            os.mkdir(self.path.parent)
        self.store = MinutesStore.open(self.path, speech_name="speech.txt", speech_sha256="ab", tolerant=True)
        self.link = LinkWithin(self.store)
        self.store._start_link = self.link.begin
        self._every, self._count = publish_every, 0

    def add(self, number: int) -> None:
        """Add a note; it counts when this returns. Raises CompanionError."""
        self.note(number)
        self._count += 1
        if self._count % self._every == 0:
            self.publish()

    def note(self, number: int) -> None:
        """Add a note, and leave the file alone. Raises CompanionError."""
        fields = {"kind": "comment", "point": "1", "text": f"note {number}", "number": number}
        self.store.commit([Change("notes", f"n{number:06}", fields)])

    def publish(self) -> bool:
        """What the helper process does; False when the file cannot be had now."""
        return self.link.work()

    @staticmethod
    def load(folder: Path) -> set[int]:
        """The notes that the next start would show."""
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        store = MinutesStore.open(folder / "desk" / "speech.minutes.toml", tolerant=True)
        store.let_go()
        return {fields["number"] for fields in store.document.records("notes").values()}

    @staticmethod
    def in_file(folder: Path) -> set[int] | None:
        """The notes in the file; None when there is no file. Raises when it does not parse."""
        path = folder / "desk" / "speech.minutes.toml"
        if not path.exists():
            return None
        return {note["number"] for note in tomllib.loads(path.read_text("utf-8")).get("notes", [])}


class LinkWithin:
    """In the place of `PublisherLink`: the helper's work in this process, when it is asked for."""

    pid = 0

    def __init__(self, store: MinutesStore) -> None:
        self.store = store
        self.publisher: Publisher | None = None
        self.is_alive = True

    def begin(self, number: int) -> None:
        """Be the helper of the store from now on."""
        self.store._link = self  # type: ignore[assignment]  # has all that the store uses

    def work(self) -> bool:
        """Put everything into the file; False when that cannot be done now."""
        if self.publisher is None:
            assert self.store._journal is not None
            publication = Publication.open(self.store.path, self.store._folders[0], Clock("p"))
            self.publisher = Publisher(publication, JournalReader(self.store._folders, self.store._journal.number))
        self.publisher.gather()
        done = self.publisher.publish()
        self.publisher.keep(always=True)
        self.store._hear()
        return done

    def nudge(self, word: str = "go") -> None:
        """Take notice of the end; other words wait."""
        if word == "quit":
            self.work()
            self.is_alive = False

    def hear(self, wait: float = 0.0) -> Iterator[tuple[str, Any]]:
        """What the helper said since the last time."""
        if self.publisher is not None:
            said, self.publisher.outbox = self.publisher.outbox, b""
            for line in said.splitlines():
                yield from load_json(line).items()

    def end(self, patience: float) -> bool:
        """Nothing is left running."""
        return True


class Naive:
    """Wrong: opens the file for writing and writes it anew, without a copy, without fsync."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "minutes.toml"
        self.notes: list[dict[str, object]] = []

    def add(self, number: int) -> None:
        """Add a note."""
        self.notes.append({"number": number, "text": f"note {number} " + "x" * 40})
        self._write()

    def _write(self) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for piece in tomli_w.dumps({"notes": self.notes}).splitlines(keepends=True):
            os.write(handle, piece.encode())
        os.close(handle)

    @classmethod
    def load(cls, folder: Path) -> set[int]:
        """The notes that are left."""
        path = folder / "minutes.toml"
        return (
            {note["number"] for note in tomllib.loads(path.read_text("utf-8")).get("notes", [])}
            if path.exists()
            else set()
        )


class RenameWithoutFsync(Naive):
    """Wrong: a copy is renamed into place before its bytes are on the disk."""

    fsync = False

    def _write(self) -> None:
        copy = self.path.with_suffix(".tmp")
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(handle, tomli_w.dumps({"notes": self.notes}).encode())
        if self.fsync:
            os.fsync(handle)
        os.close(handle)
        os.replace(copy, self.path)


class RenameWithoutFolderSync(RenameWithoutFsync):
    """Wrong: the bytes are on the disk, the new name is not."""

    fsync = True


class SaysSavedAnyway(Naive):
    """Wrong: swallows what the disk said."""

    def add(self, number: int) -> None:
        """Add a note, whatever happens."""
        try:
            super().add(number)
        except OSError:
            return
