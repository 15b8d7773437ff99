"""Where note-takers disagree: texts changed by two at a time, blanks with two figures, notes that say the
same.

Nothing is settled here without a person; each settlement is a list of ordinary changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from companion.model.document import Change, Document, Value
from companion.model.fold import fold_width
from companion.model.folding import FOLDED_INTO
from companion.model.json_values import canonical
from companion.model.marks import Version
from companion.model.minutes import FILLS, NOTES, Fill, Note

ALIKE = 0.85  # of difflib's ratio: 报送施工计划 and 报送施工的计划 are, 报送计划 and 报送名单 are not
COMPARED = 300  # characters of each note; the cost grows with the square
MOST_PER_POINT = 60  # notes on one point that are compared with each other
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class TextConflict:
    """A field that two changed without knowing of each other: `shown` stands, `others` are kept beside it."""

    table: str
    id: str
    field: str
    shown: Value
    others: tuple[Value, ...]

    def settle(self, value: Value) -> list[Change]:
        """The change after which this value holds and nothing is flagged; the others stay in the history."""
        return [Change(self.table, self.id, {self.field: value})]


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """A blank for which different figures were heard; `fills` are in the order of their making."""

    n: int
    fills: tuple[Fill, ...]

    def settle(self, keep: Fill, own: Document) -> list[Change]:
        """The changes in one's own document after which `keep` holds, and what others heard is settled."""
        mine = [fill for fill in self.fills if own.record(FILLS, fill.id)]
        if not mine:
            return []
        holder = keep if keep in mine else mine[-1]
        rejected = self.rejected(keep)
        fields = {"value": keep.value, "unit": keep.unit or None, "status": keep.status, SETTLED: rejected}
        dropped = [Change(FILLS, fill.id, {"deleted": True}) for fill in mine if fill.id != holder.id]
        return [Change(FILLS, holder.id, fields), *dropped]

    def rejected(self, keep: Fill) -> list[str]:
        """The other figures, as the field `SETTLED` of a fill keeps them."""
        return sorted({_figure(fill) for fill in self.fills} - {_figure(keep)})


@dataclass(frozen=True, slots=True)
class AlikeNotes:
    """Two notes on one point that say the same, or nearly: `first` was made first."""

    first: Note
    second: Note

    def fold(self, own: Document) -> list[Change]:
        """The change in one's own document after which only one of them shows; none when neither is one's
        own."""
        gone, kept = (self.second, self.first) if own.record(NOTES, self.second.id) else (self.first, self.second)
        if not own.record(NOTES, gone.id):
            return []
        return [Change(NOTES, gone.id, {"deleted": True, FOLDED_INTO: kept.id})]


def text_conflicts(document: Document) -> list[TextConflict]:
    """The fields of records in force that have unsettled versions of another wording beside them."""
    found = []
    for table, records in document.marks.items():
        for id, marks in records.items():
            fields = document.record(table, id)
            if marks.history and not fields.get("deleted"):
                found += list(_of_record(table, id, fields, marks.history.values()))
    return found


def figure_conflicts(documents: Sequence[Document]) -> list[FigureConflict]:
    """The blanks for which the minutes of one meeting, taken together, have different figures."""
    by_blank: dict[int, dict[str, Fill]] = {}
    settled: set[tuple[int, str]] = set()
    for document in documents:
        for id, fields in document.records(FILLS).items():
            fill = Fill.from_fields(id, fields)
            if not fill.deleted and fill.value:
                by_blank.setdefault(fill.n, {})[id] = fill
                rejected = fields.get(SETTLED)
                settled |= {(fill.n, str(one)) for one in rejected} if isinstance(rejected, list) else set()
    found = []
    for n, fills in sorted(by_blank.items()):
        standing = [fill for _, fill in sorted(fills.items()) if (n, _figure(fill)) not in settled]
        if len({_figure(fill) for fill in standing}) > 1:
            found.append(FigureConflict(n, tuple(fill for _, fill in sorted(fills.items()))))
    return found


def alike_notes(documents: Sequence[Document]) -> list[AlikeNotes]:
    """Pairs of notes of one kind on one point that are equal or nearly so."""
    by_point: dict[tuple[str, str], dict[str, Note]] = {}
    for document in documents:
        for id, fields in document.records(NOTES).items():
            note = Note.from_fields(id, fields)
            if not note.deleted and note.text:
                by_point.setdefault((note.anchor.point, note.kind), {})[id] = note
    return [AlikeNotes(*pair) for notes in by_point.values() for pair in _alike_pairs(notes.values())]


def _alike_pairs(notes: Iterable[Note]) -> Iterator[tuple[Note, Note]]:
    chosen = sorted(notes, key=lambda note: note.id)[:MOST_PER_POINT]
    bare = [(note, _bare(note.text)) for note in chosen]
    for (one, words), (other, others_words) in combinations(bare, 2):
        if _are_alike(words, others_words):
            yield one, other


def _of_record(table: str, id: str, fields: dict[str, Value], versions: Iterable[Version]) -> Iterator[TextConflict]:
    by_field: dict[str, dict[str, Value]] = {}
    for version in versions:
        if not version.settled and version.value is not None and version.value != fields.get(version.field):
            by_field.setdefault(version.field, {})[canonical(version.value)] = version.value
    for name, others in sorted(by_field.items()):
        yield TextConflict(table, id, name, fields.get(name), tuple(others[key] for key in sorted(others)))


def _figure(fill: Fill) -> str:
    return fold_width(f"{fill.value}{fill.unit}").replace(" ", "")


def _are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _bare(text: str) -> str:
    """What is compared of a text: letters and figures of its beginning."""
    begin = fold_width(text[: COMPARED * 4])
    return "".join(sign for sign in begin if sign.isalnum())[:COMPARED].casefold()
