"""What a re-issued speech does to the minutes: what moved, what changed, what lost its place, and the
changes for it.

Nothing here changes anything; the changes are made when a person said yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from companion.model.document import HEAD, Change, Document
from companion.model.fold import fold_width
from companion.model.minutes import FILLS, NOTES, SPEECH, TICKS, Anchor, Fill, text, texts
from companion.model.outline import Blank
from companion.model.speech import Speech
from companion.reading.anchors import FOUND, Resolution, Resolver


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
    resolver = Resolver(speech)
    records = [(table, id) for table in (NOTES, TICKS) for id in document.records(table)]
    anchors = [Anchor.from_fields(document.record(*key)) for key in records]
    moves = [
        Move(table, id, _label(document.record(table, id)), resolution)
        for (table, id), resolution in zip(records, resolver.resolve_all(anchors), strict=True)
    ]
    changes = [Change(move.table, move.id, _fields(move.resolution)) for move in moves]
    for move, n in _follow_blanks(document, speech, resolver):
        moves.append(move)
        changes.append(Change(FILLS, move.id, {**_fields(move.resolution), "n": n}))
    changes.append(_speech_change(document, speech, name))
    in_order = sorted(moves, key=lambda move: (move.resolution.new.line, move.resolution.new.column, move.id))
    return Rebase(tuple(in_order), tuple(changes))


def _fields(resolution: Resolution) -> dict[str, object]:
    return resolution.new.to_fields()


def _label(fields: dict[str, object]) -> str:
    return text(fields, "text") or text(fields, "quote")


def _speech_change(document: Document, speech: Speech, name: str) -> Change:
    """The new name and hash; the hashes of earlier issues are kept, oldest first."""
    before = document.record(SPEECH)
    earlier = [*texts(before, "earlier_sha256"), text(before, "sha256")]
    kept = [one for one in dict.fromkeys(earlier) if one and one != speech.sha256]
    return Change(SPEECH, HEAD, {"name": name, "sha256": speech.sha256, "earlier_sha256": kept or None})


def _follow_blanks(document: Document, speech: Speech, resolver: Resolver) -> list[tuple[Move, int]]:
    """Each fill with the number of the blank that it belongs to now; 0 where the figure is printed by now."""
    fills = [Fill.from_fields(id, fields) for id, fields in document.records(FILLS).items()]
    fills.sort(key=lambda fill: (fill.anchor.line, fill.anchor.column, fill.n))
    contexts = {blank.n: _context(speech, blank) for blank in speech.outline.blanks}
    found = []
    numbers = _assign([fill.anchor.quote for fill in fills], contexts)
    fallback = resolver.resolve_all([fill.anchor for fill in fills])
    for fill, (n, likeness), other in zip(fills, numbers, fallback, strict=True):
        if n:
            resolution = _onto_blank(fill, speech, speech.outline.blanks, n, likeness)
        else:
            resolution = other if other.fate == "orphaned" else _changed(other)
        found.append((Move(FILLS, fill.id, f"{fill.value}{fill.unit}", resolution), n))
    return found


def _changed(resolution: Resolution) -> Resolution:
    return Resolution(resolution.old, resolution.new, "changed", resolution.likeness)


def _assign(quotes: Sequence[str], contexts: dict[int, str]) -> list[tuple[int, float]]:
    """For each quote the best blank, so that equal surroundings go by their order; (0, 0) where none is
    like it."""
    likely = []
    for place, quote in enumerate(quotes):
        bare = _letters(quote)
        for n, context in contexts.items():
            score = fuzz.ratio(bare, context) / 100
            if score >= FOUND + 0.1:
                likely.append((score, place, n))
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, place, n in sorted(likely, key=lambda one: (-round(one[0], 2), one[1], one[2])):
        same_quote = next((found[other] for other in found if quotes[other] == quotes[place]), None)
        if place in found or (n in taken and same_quote is None):
            continue
        found[place] = (n, score)
        taken.add(n)
    return [found.get(place, (0, 0.0)) for place in range(len(quotes))]


def _context(speech: Speech, blank: Blank) -> str:
    mask = speech.lines[blank.line - 1][blank.column - 1 : blank.column - 1 + blank.length]
    return _letters(f"{blank.before}{mask}{blank.after}")


def _letters(quote: str) -> str:
    return fold_width(quote).replace(" ", "")


def _onto_blank(fill: Fill, speech: Speech, blanks: Sequence[Blank], n: int, likeness: float) -> Resolution:
    blank = next(blank for blank in blanks if blank.n == n)
    mask = speech.lines[blank.line - 1][blank.column - 1 : blank.column - 1 + blank.length]
    path = speech.outline.path(speech.outline.by_id[blank.point])
    new = Anchor(blank.point, f"{blank.before}{mask}{blank.after}", blank.line, blank.column, path)
    if _letters(new.quote) != _letters(fill.anchor.quote):
        return Resolution(fill.anchor, new, "changed", likeness)
    stayed = (new.point, new.line, new.column, n) == (
        fill.anchor.point,
        fill.anchor.line,
        fill.anchor.column,
        fill.n,
    )
    return Resolution(fill.anchor, new, "same" if stayed else "moved", likeness)
