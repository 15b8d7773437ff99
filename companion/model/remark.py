"""What proof-reading found in a speech: a kind, a place and the words. A remark changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from companion.model.fold import fold_width

DISMISSALS = "dismissals"
QUOTED = 40  # characters of the words that a dismissal remembers


class RemarkKind(StrEnum):
    """What a remark is about."""

    COUNT = "count"
    GAP = "gap"
    REPEAT = "repeat"
    ORDER = "order"
    MIXED = "mixed"
    UNIT = "unit"
    REPLACED = "replaced"
    DOUBLED = "doubled"
    UNBALANCED = "unbalanced"
    EMPTY = "empty"
    LONG = "long"
    BLANKS = "blanks"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the speech that a reader should look at.

    `line`, `column` and `end_column` count from 1, in code points, the end included; `words` are the words
    in question as written; `key` names the sentence in the catalogue and `values` fill its placeholders.
    """

    kind: RemarkKind
    line: int
    column: int
    end_column: int
    words: str
    key: str
    values: tuple[tuple[str, str | int], ...] = ()

    @property
    def arguments(self) -> dict[str, str | int]:
        """What fills the placeholders of the sentence: the words and the values."""
        return {"words": self.words, **dict(self.values)}


def dismissal_key(remark: Remark) -> str:
    """What stands for a dismissed remark: its kind and words, without its place.

    The same words at another line, or in a re-issued speech, are dismissed with it: `replaced 县场`.
    """
    subject = dict(remark.values).get("subject", remark.words)
    words = "".join(fold_width(str(subject)).split())
    return f"{remark.kind.value} {words[:QUOTED]}"
