"""What is still open in the minutes of a meeting: one value per matter, each with the place to jump to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


class MatterKind(StrEnum):
    """What is open; the words of each are `export.matter.KIND`."""

    UNTICKED = "unticked"
    BLANK_OPEN = "blank_open"
    BLANK_TO_VERIFY = "blank_to_verify"
    NOTE_TO_VERIFY = "note_to_verify"
    NO_LEAD = "no_lead"
    NO_DUE = "no_due"
    NO_DELIVERABLE = "no_deliverable"
    TENTATIVE_DATE = "tentative_date"
    CONFLICT = "conflict"
    ORPHAN = "orphan"
    HEAD_MISSING = "head_missing"
    ABSENT_REASON = "absent_reason"
    PRIVATE_NOTE = "private_note"
    STALE_EDIT = "stale_edit"
    LOST_MEND = "lost_mend"


@dataclass(frozen=True)
class OpenMatter:
    """One open matter: `point` (an id of the outline), `note` (a note's id), `blank` (its number), `ref`
    (a field of the head) say where it is; `values` fill the words.
    `is_waived` when someone let it pass by name.
    """

    kind: MatterKind
    point: str = ""
    note: str = ""
    blank: int = 0
    ref: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    is_waived: bool = False

    @property
    def key(self) -> str:
        """What stays the same about the matter from one check to the next."""
        return f"{self.kind}:{self.note or self.blank or self.ref or self.point}"

    @property
    def is_blocking(self) -> bool:
        """Whether the minutes stay a draft because of it: a private note is only a reminder."""
        return self.kind is not MatterKind.PRIVATE_NOTE and not self.is_waived

    @property
    def words_key(self) -> str:
        """The key of its words in the catalogues."""
        return f"export.matter.{self.kind}"
