"""The product's saver, and savers planted to be wrong: each adds numbered notes and says which it has."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import tomli_w

from companion.errors import CompanionError
from companion.model.clock import Clock
from companion.model.document import Change
from companion.storage.publication import Publication
from companion.storage.publisher import JournalReader, Publisher
from companion.storage.store import MinutesStore

PUBLISH_EVERY = 4


class Product:
    """The store of the product; the publisher's work is done in this process, so that it can be struck
    too."""

    def __init__(self, folder: Path) -> None:
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        self.path = folder / "desk" / "speech.minutes.toml"
        self.path.parent.mkdir(exist_ok=True)
        self.store = MinutesStore.open(self.path, speech_name="speech.txt", speech_sha256="ab")
        self.store._start_link = lambda number: None
        self.publisher: Publisher | None = None
        self._count = 0

    def add(self, number: int) -> None:
        """Add a note; it counts when this returns. Raises CompanionError."""
        fields = {"kind": "comment", "point": "1", "text": f"note {number}", "number": number}
        self.store.commit([Change("notes", f"n{number:06}", fields)])
        self._count += 1
        if self._count % PUBLISH_EVERY == 0:
            self.publish()

    def publish(self) -> bool:
        """What the helper process does; False when the file cannot be had now."""
        if self.publisher is None:
            assert self.store._journal is not None
            publication = Publication.open(self.path, self.store._folders[0], Clock("p"))
            self.publisher = Publisher(publication, JournalReader(self.store._folders, self.store._journal.number))
        self.publisher.gather()
        done = self.publisher.publish()
        self.publisher.keep(always=True)
        return done

    @staticmethod
    def load(folder: Path) -> set[int]:
        """The notes that the next start would show."""
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        store = MinutesStore.open(folder / "desk" / "speech.minutes.toml", tolerant=True)
        found = {fields["number"] for fields in store.document.records("notes").values()}
        store.close()
        return found

    @staticmethod
    def in_file(folder: Path) -> set[int] | None:
        """The notes in the file; None when there is no file. Raises when it does not parse."""
        path = folder / "desk" / "speech.minutes.toml"
        if not path.exists():
            return None
        return {note["number"] for note in tomllib.loads(path.read_text("utf-8")).get("notes", [])}


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


SAVERS: dict[str, Callable[[Path], Product | Naive]] = {
    one.__name__: one for one in (Product, Naive, RenameWithoutFsync, RenameWithoutFolderSync, SaysSavedAnyway)
}
REFUSALS = (CompanionError, OSError)
