"""What the screen is told of saving: where the last change is, and the line that an earlier run left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from companion.catalogue import say
from companion.model.minutes import Anchor


@dataclass(frozen=True, slots=True)
class SaveState:
    """Where the last change is.

    `saved_at`: when it was put on this machine's disk (local time). `published_at`: when all there was at
    that time was seen in the file; `pending` tells whether something is saved here but not in the file yet.
    `failure` is the sentence that says why a change was not saved at all; `delay` why the file does not
    have it yet; `unread` what keeps notes of an earlier run from being shown.
    """

    saved_at: datetime | None = None
    failure: str = ""
    published_at: datetime | None = None
    pending: bool = False
    delay: str = ""
    unread: str = ""

    @property
    def sentence(self) -> str:
        """The state in a few words, for a status line."""
        return " ".join(filter(None, (self._saved, self.unread)))

    @property
    def _saved(self) -> str:
        at = self.saved_at.strftime("%H:%M:%S") if self.saved_at else ""
        if self.failure:
            return say("storage.not_saved", reason=self.failure)
        if self.delay:
            return say("storage.only_here", at=at, reason=self.delay)
        return say("storage.saved_here" if self.pending else "storage.in_file", at=at) if at else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that was being typed when the program ended: its text, where, and when."""

    text: str
    anchor: Anchor
    at: datetime | None = None

    @classmethod
    def from_entry(cls, body: dict[str, Any]) -> Draft:
        """The draft in a journal."""
        return cls(body["text"], Anchor.from_fields(body["anchor"]), body["at"])

    def to_entry(self) -> dict[str, Any]:
        """The draft as a journal keeps it."""
        return {"text": self.text, "anchor": self.anchor.to_fields(), "at": self.at}
