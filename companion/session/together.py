"""All files of one meeting as one: what is handed over is what the view shows.

One's own file comes first: another's figure, tick or line of the head counts only where one has none. Nobody
else's file is written, and a private note of somebody else goes into nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from companion.model.document import Document
from companion.model.folding import unfolded
from companion.model.minutes import (
    FILLS,
    MEETING,
    NOTES,
    SPEECH,
    TICKS,
    Fill,
    Head,
    Minutes,
    Note,
    Tick,
    Visibility,
    text,
)
from companion.model.speech import Speech
from companion.session.mends import Mended
from companion.session.places import Places, settled_minutes
from companion.storage.siblings import Neighbourhood, Other

R = TypeVar("R", Note, Tick, Fill)


@dataclass(frozen=True)
class Together:
    """What is to be seen of other note-takers' files: their notes, their figures for the same issue of the speech."""

    notes: tuple[Note, ...] = ()
    fills: tuple[Fill, ...] = ()

    @classmethod
    def of(cls, own: Document, others: Iterable[Other], places: Places) -> Together:
        """What is seen beside one's own document; notes of one's own too that were folded into what is gone."""
        others = list(others)
        back = unfolded([own, *(other.document for other in others)])
        mine = (Note.from_fields(id, own.record(NOTES, id)) for id in back & own.records(NOTES).keys())
        notes = {note.id: replace(note, deleted=False) for note in mine}
        notes |= {note.id: note for other in others for note in _notes(own, other, back)}
        fills = {fill.id: fill for other in others for fill in _fills(own, other)}
        return cls(tuple(map(places.settled, notes.values())), tuple(map(places.settled, fills.values())))


def joined_minutes(own: Minutes, others: Sequence[Other], places: Places, me: str) -> Minutes:
    """The minutes of a meeting out of one's own, settled, and the others' files; `me` is who hands them over."""
    kept = tuple(note for note in own.notes if not _is_anothers_secret(note, me))
    if not others:
        return replace(own, notes=kept)
    theirs = Together.of(own.document, others, places)
    heard = {fill.n for fill in own.fills}
    return replace(
        own,
        head=_head(own, others),
        notes=_in_order([*kept, *theirs.notes]),
        ticks=_in_order([*own.ticks, *_ticks(own, others, places)]),
        fills=_in_order([*own.fills, *(fill for fill in theirs.fills if fill.n not in heard)]),
        document=_document(own.document, others, theirs),
        note_takers=(_owner(own.document) or me, *(other.author or other.path.name for other in others)),
    )


def as_joined(read: Speech, own: Document, others: Sequence[Other], me: str) -> tuple[Speech, Minutes]:
    """A speech and its minutes for those who hand them over: outline mended, notes where they belong in it."""
    mended = Mended.of(read, own)
    minutes = settled_minutes(mended.minutes_of(own), mended.places)
    return mended.speech, joined_minutes(minutes, others, mended.places, me)


def others_beside(minutes: Path, own: Document) -> list[Other]:
    """The other note-takers' files that lie beside a minutes file now."""
    return list(Neighbourhood(minutes).others(own))


def secrets_of_others(own: Document, me: str) -> int:
    """How many private notes of somebody else are in one's own file, as where several write in one."""
    notes = (Note.from_fields(id, fields) for id, fields in own.records(NOTES).items())
    return sum(not note.deleted and _is_anothers_secret(note, me) for note in notes)


def _is_anothers_secret(note: Note, me: str) -> bool:
    """Whoever began the file: another may have gone on with it."""
    return note.visibility is Visibility.PRIVATE and note.author not in ("", me)


def _notes(own: Document, other: Other, back: set[str]) -> Iterator[Note]:
    for id, fields in other.document.records(NOTES).items():
        note = Note.from_fields(id, fields)
        is_there = id in back or not note.deleted
        if is_there and note.visibility is not Visibility.PRIVATE and id not in own.records(NOTES):
            author = note.author or other.author
            yield replace(note, deleted=False, author=author, extra={**note.extra, "author": author})


def _fills(own: Document, other: Other) -> Iterator[Fill]:
    """The figures of another; blanks are told by number, which only means something in one issue of the speech."""
    issues = {text(document.record(SPEECH), "sha256") for document in (own, other.document)} - {""}
    for id, fields in other.document.records(FILLS).items() if len(issues) < 2 else ():
        fill = Fill.from_fields(id, fields)
        if not fill.deleted and fill.value and id not in own.records(FILLS):
            yield fill if fill.author else replace(fill, author=other.author)


def _ticks(own: Minutes, others: Iterable[Other], places: Places) -> Iterator[Tick]:
    """What others ticked of the points at which one has no tick; of two of them the first file's counts."""
    taken = set(own.ticks_by_point)
    for other in others:
        found: dict[str, Tick] = {}
        for id, fields in sorted(other.document.records(TICKS).items()):
            tick = places.settled(Tick.from_fields(id, fields))
            if not tick.deleted and tick.anchor.point not in taken:
                found[tick.anchor.point] = tick
        taken |= found.keys()
        yield from found.values()


def _head(own: Minutes, others: Sequence[Other]) -> Head:
    fields: dict[str, Any] = {}
    for document in (*(other.document for other in reversed(others)), own.document):
        fields |= document.record(MEETING)
    return Head.from_fields(fields)


def _document(own: Document, others: Sequence[Other], theirs: Together) -> Document:
    """One's own document with the others' notes and figures that are seen, for what there is to settle between them."""
    joined = Document(own.id, dict(own.tables), own.extra, dict(own.marks))
    seen = {NOTES: {note.id for note in theirs.notes}, FILLS: {fill.id for fill in theirs.fills}}
    for table, ids in seen.items():
        joined.tables[table], joined.marks[table] = dict(own.records(table)), dict(own.marks.get(table, {}))
        for other in others:
            records, marks = other.document.records(table), other.document.marks.get(table, {})
            joined.tables[table] |= {id: records[id] for id in ids & records.keys()}
            joined.marks[table] |= {id: marks[id] for id in ids & marks.keys()}
    return joined


def _owner(document: Document) -> str:
    """Who began the file; empty when it is nobody's alone."""
    return text(document.extra, "author")


def _in_order(records: list[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda record: record.id))
