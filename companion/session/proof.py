"""Proof-reading an open speech: its remarks, and those that were dismissed in the minutes."""

from __future__ import annotations

from dataclasses import dataclass

from companion.model.document import Document
from companion.model.minutes import text
from companion.model.remark import DISMISSALS, Remark, RemarkKind, dismissal_key
from companion.model.speech import Speech
from companion.reading.proofreading import proofread


@dataclass(frozen=True)
class Proof:
    """All remarks on a speech, and the ids of the dismissals by their keys."""

    all: tuple[Remark, ...]
    dismissals: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, speech: Speech, document: Document) -> Proof:
        """Proof-read a speech by the minutes' dismissals."""
        return cls(proofread(speech), _dismissals(document))

    def again(self, document: Document) -> Proof:
        """The same remarks by the minutes' dismissals as they are now."""
        return Proof(self.all, _dismissals(document))

    @property
    def open(self) -> tuple[Remark, ...]:
        """The remarks that nobody dismissed."""
        return tuple(remark for remark in self.all if not self.is_dismissed(remark))

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """The open remarks on what may be wrong: blanks are there to be filled."""
        return tuple(remark for remark in self.open if remark.kind is not RemarkKind.BLANKS)

    def is_dismissed(self, remark: Remark) -> bool:
        """Tell whether a remark was dismissed."""
        return dismissal_key(remark) in self.dismissals

    def dismissals_of(self, remark: Remark) -> tuple[str, ...]:
        """The ids of the dismissals that a remark falls under."""
        return self.dismissals.get(dismissal_key(remark), ())


def _dismissals(document: Document) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, fields in document.records(DISMISSALS).items():
        if fields.get("deleted") is not True:
            key = text(fields, "key")
            found[key] = (*found.get(key, ()), id)
    return found
