"""The typed notes, ticks and fills of an open document, kept up to date change by change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from companion.model.document import Change, Document
from companion.model.minutes import FILLS, NOTES, TICKS, Fill, Note, Tick
from companion.session.places import Places
from companion.session.together import Together

R = TypeVar("R", Tick, Fill)
K = TypeVar("K", str, int)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Register:
    """What stands at each point, found without going through the whole document.

    `places` says which points and blanks the records belong to in the outline as it stands.
    """

    def __init__(self, document: Document, places: Callable[[], Places]) -> None:
        self._document, self._places = document, places
        self.notes: dict[str, Note] = {}
        self.ticks: dict[str, Tick] = {}
        self.fills: dict[str, Fill] = {}
        self.deleted_notes: dict[str, Note] = {}
        self.others_notes: dict[str, Note] = {}
        self._others_at: dict[str, list[Note]] = {}
        self._others_fill: dict[int, Fill] = {}
        self._notes_at: dict[str, dict[str, Note]] = {}
        self._ticks_at: dict[str, dict[str, Tick]] = {}
        self._fills_of: dict[int, dict[str, Fill]] = {}
        self.reload()

    def reload(self) -> None:
        """Read the whole document again."""
        for table in (self.notes, self.ticks, self.fills, self.deleted_notes):
            table.clear()
        for index in (self._notes_at, self._ticks_at, self._fills_of):
            index.clear()
        for table_name in (NOTES, TICKS, FILLS):
            for id, fields in self._document.records(table_name).items():
                self._take(table_name, id, fields)

    def update(self, changes: Iterable[Change]) -> None:
        """Read again the records that changes touched."""
        touched = {(change.table, change.id) for change in changes}
        for table, id in touched:
            self._take(table, id, self._document.records(table).get(id, {}))

    def notes_at(self, point: str) -> list[Note]:
        """The notes at a point, one's own and others', oldest first."""
        return sorted([*self._notes_at.get(point, {}).values(), *self._others_at.get(point, ())], key=note_order)

    def all_notes(self) -> list[Note]:
        """All notes, one's own and others', oldest first."""
        return sorted([*self.notes.values(), *self.others_notes.values()], key=note_order)

    def note(self, id: str) -> Note:
        """A note, one's own or another's. Raises KeyError."""
        return self.notes[id] if id in self.notes else self.others_notes[id]

    def take_others(self, others: Together) -> None:
        """Show what other note-takers wrote beside one's own."""
        self.others_notes = {note.id: note for note in others.notes}
        self._others_fill = {fill.n: fill for fill in others.fills}
        self._others_at = {}
        for note in others.notes:
            self._others_at.setdefault(note.anchor.point, []).append(note)

    def others_fill_of(self, n: int) -> Fill | None:
        """The figure that another note-taker heard for blank number `n`."""
        return self._others_fill.get(n)

    def tick_at(self, point: str) -> Tick | None:
        """The tick of a point, if it was spoken or skipped."""
        return _latest(self._ticks_at.get(point))

    @property
    def ticked_points(self) -> set[str]:
        """The points that were spoken or skipped."""
        return {point for point, ticks in self._ticks_at.items() if ticks}

    def fill_of(self, n: int) -> Fill | None:
        """The figure heard for blank number `n`."""
        return _latest(self._fills_of.get(n))

    def last_tick(self) -> Tick | None:
        """The point that was read out last."""
        spoken = [tick for tick in self.ticks.values() if tick.state == "spoken"]
        return max(spoken, key=lambda tick: (tick.at or _LONG_AGO, tick.id), default=None)

    def _take(self, table: str, id: str, fields: dict[str, Any]) -> None:
        if table == NOTES:
            self._take_note(id, self._places().settled(Note.from_fields(id, fields)) if fields else None)
        elif table == TICKS:
            tick = self._places().settled(Tick.from_fields(id, fields)) if fields else None
            _put(self.ticks, self._ticks_at, _of_point, id, tick)
        elif table == FILLS:
            fill = self._places().settled(Fill.from_fields(id, fields)) if fields else None
            _put(self.fills, self._fills_of, _of_blank, id, fill)

    def _take_note(self, id: str, note: Note | None) -> None:
        before = self.notes.pop(id, None)
        self.deleted_notes.pop(id, None)
        if before:
            self._notes_at[before.anchor.point].pop(id)
        if note and note.deleted:
            self.deleted_notes[id] = note
        elif note:
            self.notes[id] = note
            self._notes_at.setdefault(note.anchor.point, {})[id] = note


def note_order(note: Note) -> tuple[datetime, str]:
    """Notes stand in the order of their times, and of their ids where the times are equal."""
    created = note.created or _LONG_AGO
    return (created if created.tzinfo else created.astimezone(), note.id)


def _put(
    records: dict[str, R], index: dict[K, dict[str, R]], place: Callable[[R], K], id: str, value: R | None
) -> None:
    """Put a tick or fill where it stands now, and take it away from where it stood."""
    before = records.pop(id, None)
    if before is not None:
        index[place(before)].pop(id)
    if value is not None and not value.deleted:
        records[id] = value
        index.setdefault(place(value), {})[id] = value


def _latest(found: dict[str, R] | None) -> R | None:
    """The one made last; ids are in the order of making."""
    return found[max(found)] if found else None


def _of_point(tick: Tick) -> str:
    return tick.anchor.point


def _of_blank(fill: Fill) -> int:
    return fill.n
