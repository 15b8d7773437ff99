"""What a re-issued speech does to the minutes: what moved, what changed, what lost its place, and the
changes for it.

Nothing here changes anything; the changes are made when a person said yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from companion.model.document import HEAD, Change, Document
from companion.model.minutes import FILLS, NOTES, SPEECH, TICKS, Anchor, Fill, text, texts
from companion.model.outline import Blank
from companion.model.speech import Speech
from companion.reading.alignment import FOUND, align
from companion.reading.anchors import Resolution, Resolver
from companion.reading.quotes import is_same_words
from companion.reading.slots import Slots, context

LEAST = FOUND + 0.1  # how like the words around a figure must be: there are few of them, and they repeat


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one record: its table and id, a word for it, and its anchor before and after."""

    table: str
    id: str
    label: str
    resolution: Resolution


@dataclass(frozen=True)
class Rebase:
    """All that a re-issued speech does to the minutes: `moves` in the order of the speech, and the
    changes."""

    moves: tuple[Move, ...]
    changes: tuple[Change, ...]

    def with_fate(self, fate: str) -> list[Move]:
        """The moves with one fate: "same", "moved", "changed" or "orphaned"."""
        return [move for move in self.moves if move.resolution.fate == fate]


def plan_rebase(document: Document, speech: Speech, name: str) -> Rebase:
    """Resolve every anchor of the minutes in a re-issued speech, whose file is called `name`."""
    resolver, slots = Resolver(speech), Slots(speech)
    noted = {(table, id): Anchor.from_fields(fields) for table in (NOTES, TICKS) for id, fields in _of(document, table)}
    fills = [Fill.from_fields(id, fields) for id, fields in _of(document, FILLS)]
    figures = {
        fill.anchor: [resolver.fits(fill.anchor, *likely) for likely in slots.likely(fill.anchor, LEAST).items()]
        for fill in fills
    }
    found = align(resolver.finds(noted.values()) | figures, len(speech.lines))
    moves = [
        Move(*key, _label(document.record(*key)), resolver.resolution(anchor, found[anchor]))
        for key, anchor in noted.items()
    ]
    changes = [Change(move.table, move.id, move.resolution.new.to_fields()) for move in moves]
    elsewhere = resolver.resolve_all([fill.anchor for fill in fills])
    for fill, words in zip(fills, elsewhere, strict=True):
        find = found[fill.anchor]
        blank = slots.by_place[find.place].blank if find else None
        resolution = _onto_blank(fill, speech, blank, find.likeness) if find and blank else _printed(words)
        moves.append(Move(FILLS, fill.id, f"{fill.value}{fill.unit}", resolution))
        changes.append(Change(FILLS, fill.id, {**resolution.new.to_fields(), "n": blank.n if blank else 0}))
    changes.append(_speech_change(document, speech, name))
    in_order = sorted(moves, key=lambda move: (move.resolution.new.line, move.resolution.new.column, move.id))
    return Rebase(tuple(in_order), tuple(changes))


def _of(document: Document, table: str) -> Iterable[tuple[str, dict[str, Any]]]:
    return document.records(table).items()


def _label(fields: dict[str, object]) -> str:
    return text(fields, "text") or text(fields, "quote")


def _speech_change(document: Document, speech: Speech, name: str) -> Change:
    """The new name and hash; the hashes of earlier issues are kept, oldest first."""
    before = document.record(SPEECH)
    earlier = [*texts(before, "earlier_sha256"), text(before, "sha256")]
    kept = [one for one in dict.fromkeys(earlier) if one and one != speech.sha256]
    return Change(SPEECH, HEAD, {"name": name, "sha256": speech.sha256, "earlier_sha256": kept or None})


def _printed(words: Resolution) -> Resolution:
    """What became of a fill whose figure is printed by now: it stands at its words, and has no blank."""
    return words if words.fate == "orphaned" else replace(words, fate="changed")


def _onto_blank(fill: Fill, speech: Speech, blank: Blank, likeness: float) -> Resolution:
    path = speech.outline.path(speech.outline.by_id[blank.point])
    new = Anchor(blank.point, context(speech, blank), blank.line, blank.column, path)
    if not is_same_words(new.quote, fill.anchor.quote):
        return Resolution(fill.anchor, new, "changed", likeness)
    old = fill.anchor
    stayed = (new.point, new.line, new.column, blank.n) == (old.point, old.line, old.column, fill.n)
    return Resolution(old, new, "same" if stayed else "moved", likeness)
