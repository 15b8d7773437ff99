"""Proof-reading an open speech: its remarks, and those that were dismissed in the minutes."""

from __future__ import annotations

from collections.abc import Collection

from companion.model.document import Change, Document
from companion.model.remark import DISMISSALS, Remark, RemarkKind, dismissal_key
from companion.model.speech import Speech
from companion.reading.proofreading import proofread
from companion.session.session import Session


def dismissed_keys(document: Document) -> frozenset[str]:
    """The keys of all that was dismissed in the minutes; they are the ids of the records."""
    records = document.records(DISMISSALS)
    return frozenset(id for id, fields in records.items() if fields.get("deleted") is not True)


def without(remarks: tuple[Remark, ...], dismissed: Collection[str]) -> tuple[Remark, ...]:
    """The remarks whose keys were not dismissed."""
    return tuple(remark for remark in remarks if dismissal_key(remark) not in dismissed)


class ProofReading:
    """The remarks on an open speech; read anew when the outline was mended."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: Speech | None = None
        self._all: tuple[Remark, ...] = ()

    @property
    def all(self) -> tuple[Remark, ...]:
        """All remarks; the first time takes some milliseconds for each 10,000 characters."""
        if self._read is not self._session.speech:
            self._read, self._all = self._session.speech, proofread(self._session.speech)
        return self._all

    @property
    def open(self) -> tuple[Remark, ...]:
        """The remarks that nobody dismissed."""
        return without(self.all, dismissed_keys(self._session.store.document))

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """The open remarks on what may be wrong: blanks are there to be filled."""
        return tuple(remark for remark in self.open if remark.kind is not RemarkKind.BLANKS)

    def dismiss(self, remark: Remark) -> None:
        """Do not show a remark again for this speech, nor others of its kind and words. Raises SaveError."""
        session = self._session
        fields = {"words": remark.words, "author": session.author or None, "at": session.now(), "deleted": None}
        session.make("dismiss", remark.words, Change(DISMISSALS, dismissal_key(remark), fields))

    def show_again(self, remark: Remark) -> None:
        """Take the dismissal of a remark back. Raises SaveError."""
        key = dismissal_key(remark)
        if key in dismissed_keys(self._session.store.document):
            self._session.make("show_again", remark.words, Change(DISMISSALS, key, {"deleted": True}))
