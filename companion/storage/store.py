"""An open minutes file: its document, and every change put on the disk before it counts as made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.errors import MissingFileError
from companion.model.document import HEAD, Change, Document
from companion.model.ids import new_id
from companion.model.minutes import SPEECH
from companion.storage.files import read_bytes, write_atomically
from companion.storage.toml_codec import parse_minutes, render_minutes


@dataclass(frozen=True, slots=True)
class SaveState:
    """When the last change was saved (local time), or the sentence that says why it was not."""

    saved_at: datetime | None = None
    failure: str = ""


class MinutesStore:
    """One minutes file, open for changes."""

    def __init__(self, path: Path, document: Document) -> None:
        self.path = path
        self.document = document
        self.state = SaveState()

    @classmethod
    def open(cls, path: Path, *, speech_name: str = "", speech_sha256: str = "") -> MinutesStore:
        """Open the minutes at `path`, or begin new ones for the speech; nothing is written before a change.

        Raises BrokenMinutesError, NewerFormatError, IsFolderError or UnreadableFileError.
        """
        try:
            return cls(path, parse_minutes(read_bytes(path), path))
        except MissingFileError:
            document = Document(new_id())
            document.apply(Change(SPEECH, HEAD, {"name": speech_name, "sha256": speech_sha256}))
            return cls(path, document)

    def commit(self, changes: Sequence[Change]) -> list[Change]:
        """Make changes and save them; returns the changes that undo them.

        Raises SaveError when they are not on the disk; the document is then as it was before.
        """
        undo = self.document.apply_all(changes)
        try:
            write_atomically(self.path, render_minutes(self.document))
        except BaseException:
            self.document.apply_all(undo)
            raise
        self.state = SaveState(saved_at=datetime.now().astimezone())
        return undo

    def close(self) -> None:
        """Nothing is left to do: every change was saved when it was made."""
