"""Notes folded into another note-taker's: hidden as long as that one is there to be seen, and no longer."""

from __future__ import annotations

from collections.abc import Sequence

from companion.model.document import Document
from companion.model.minutes import NOTES, text

FOLDED_INTO = "folded_into"


def unfolded(documents: Sequence[Document]) -> set[str]:
    """The notes folded into one of another file that is gone: its author deleted it, or folded it in turn.

    Of notes that were folded into each other, each by its author, the one with the first id is there again.
    A note folded into one of its own file went with that one.
    """
    into: dict[str, str] = {}
    gone: set[str] = set()
    for document in documents:
        for id, fields in document.records(NOTES).items():
            if fields.get("deleted") is True:
                gone.add(id)
                target = text(fields, FOLDED_INTO)
                if target and target not in document.records(NOTES):
                    into[id] = target
    return {id for id in into if _is_back(id, into, gone)}


def _is_back(id: str, into: dict[str, str], gone: set[str]) -> bool:
    """Whether following what a note was folded into leads to nothing that is seen."""
    chain, here = [id], into[id]
    while here not in chain:
        if here not in gone:
            return False
        if here not in into:
            return True
        chain.append(here)
        here = into[here]
    return id == min(chain[chain.index(here) :])
