"""What a minutes file holds, as plain records in tables, each change of which can be undone.

The one value here that changes in place: an open meeting applies thousands of small changes to it.
Which tables and fields there are, and what they mean, is `model.minutes`; how two documents become one is in
`model.marks`. Joining never takes a record away: what is absent was never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from companion.model.json_values import canonical
from companion.model.marks import LAST_WINS, WITHOUT_WEIGHT, Delta, Marks, Version, join_field, seal

Value = Any  # what TOML can hold: str, int, float, bool, date, time, datetime, lists and dicts of these
Fields = Mapping[str, Value]

HEAD = "head"  # the id of the only record in a table that has but one


@dataclass(frozen=True, slots=True)
class Change:
    """New values for some fields of one record; None takes a field away."""

    table: str
    id: str
    fields: Fields


@dataclass
class Document:
    """All records of one minutes file: `tables[table][id][field]`; `extra` is what a newer version wrote.

    `marks[table][id]` say when each field was set; `unmarked` are records that a person wrote or changed by
    hand in the file, for which that is not known yet.
    """

    id: str
    tables: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    extra: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, dict[str, Marks]] = field(default_factory=dict)
    unmarked: set[tuple[str, str]] = field(default_factory=set)

    def records(self, table: str) -> dict[str, dict[str, Value]]:
        """The records of a table by id, in the order they came; empty when there are none."""
        return self.tables.get(table, {})

    def record(self, table: str, id: str = HEAD) -> dict[str, Value]:
        """The fields of one record; empty when there is none."""
        return self.records(table).get(id, {})

    def marks_of(self, table: str, id: str = HEAD) -> Marks:
        """The marks of one record; those of none when there is none."""
        return self.marks.get(table, {}).get(id) or Marks()

    def apply(self, change: Change) -> Change:
        """Carry out a change and return the one that undoes it."""
        undo = self.undo_of(change)
        record = self.tables.setdefault(change.table, {}).setdefault(change.id, {})
        for name, value in change.fields.items():
            if value is None:
                record.pop(name, None)
            else:
                record[name] = value
        return undo

    def apply_all(self, changes: Iterable[Change]) -> list[Change]:
        """Carry out changes in order and return those that undo them, in the order to apply them."""
        return [self.apply(change) for change in changes][::-1]

    def undo_of(self, change: Change) -> Change:
        """The change that would take this one back; a new record is marked as deleted, so that it can
        return."""
        record = self.record(change.table, change.id)
        if not record and change.id != HEAD:
            return Change(change.table, change.id, {"deleted": True})
        return Change(change.table, change.id, {name: record.get(name) for name in change.fields})

    def delta(self, change: Change, stamp: str) -> Delta:
        """A change as a state to be joined, made at `stamp`; the document stays as it is."""
        marks = self.marks.get(change.table, {}).get(change.id) or Marks()
        values, new = seal(self.record(change.table, change.id), marks, change.fields, stamp)
        return Delta(change.table, change.id, values, new)

    def deltas(self) -> Iterator[Delta]:
        """Everything in the document, record by record."""
        for table, records in self.tables.items():
            marks = self.marks.get(table, {})
            for id, fields in records.items():
                yield Delta(table, id, fields, marks.get(id) or Marks())

    def join(self, other: Document) -> list[Change]:
        """Take in all that another document says; returns what became different here."""
        changes = [change for delta in other.deltas() if (change := self.join_delta(delta))]
        for table in {change.table for change in changes}:
            self.tables[table] = dict(sorted(self.tables[table].items()))
        self.extra = join_extra(self.extra, other.extra)
        return changes

    def join_delta(self, delta: Delta) -> Change | None:
        """Take in the state of some fields of one record; returns what became different, None for nothing.

        Where only a version came to stand beside what shows, the change has no fields.
        """
        records = self.tables.setdefault(delta.table, {})
        all_marks = self.marks.setdefault(delta.table, {})
        record = records.get(delta.id)
        if record is None:
            records[delta.id] = dict(delta.fields)
            all_marks[delta.id] = delta.marks.copy()
            _revive(records[delta.id], all_marks[delta.id])
            return Change(delta.table, delta.id, records[delta.id])
        marks = all_marks.setdefault(delta.id, Marks())
        if record == delta.fields and marks == delta.marks:
            return None
        beside = dict(marks.history)
        changed = _join_record(record, marks, delta)
        return Change(delta.table, delta.id, changed) if changed or marks.history != beside else None

    def latest(self) -> str:
        """The latest stamp in the document; empty when there is none."""
        return max((marks.latest() for table in self.marks.values() for marks in table.values()), default="")

    def copy(self) -> Document:
        """The same document, to be changed apart."""
        other = Document(self.id, extra=dict(self.extra), unmarked=set(self.unmarked))
        for name, records in self.tables.items():
            other.tables[name] = {id: dict(fields) for id, fields in records.items()}
        for name, marks in self.marks.items():
            other.marks[name] = {id: one.copy() for id, one in marks.items()}
        return other


def join_extra(mine: dict[str, Value], theirs: dict[str, Value]) -> dict[str, Value]:
    """Keys that this version does not know, from both; of two different values the same one on either
    side."""
    joined = {**theirs, **mine}
    for name in mine.keys() & theirs.keys():
        one, other = mine[name], theirs[name]
        if isinstance(one, dict) and isinstance(other, dict):
            joined[name] = join_extra(one, other)
        else:
            joined[name] = max(one, other, key=canonical)
    return joined


def _join_record(record: dict[str, Value], marks: Marks, delta: Delta) -> dict[str, Value]:
    """Join a delta into a record; returns the fields that changed, None for one taken away."""
    before = {name: record.get(name) for name in (*delta.names(), "deleted")}
    history = _settled(marks, delta.marks)
    for name in delta.names():
        mine = record.get(name), marks.of(name, record)
        theirs = delta.fields.get(name), delta.marks.of(name, delta.fields)
        beside = [] if name in LAST_WINS else _beside(name, marks, delta.marks)
        if mine == theirs and not beside:
            continue
        value, mark, others = join_field(name, mine, theirs, beside)
        _drop_unsettled(name, marks)
        history.update((version.key, version) for version in others if version.key not in history)
        _put(record, marks, name, value, mark)
    marks.history.update(history)
    _revive(record, marks)
    return {name: record.get(name) for name, value in before.items() if record.get(name) != value}


def _settled(mine: Marks, theirs: Marks) -> dict[tuple[str, str, str], Version]:
    if not mine.history and not theirs.history:
        return {}
    versions = (*mine.history.values(), *theirs.history.values())
    return {version.key: version for version in versions if version.settled}


def _beside(name: str, mine: Marks, theirs: Marks) -> list[Version]:
    if not mine.history and not theirs.history:
        return []
    versions = (*mine.history.values(), *theirs.history.values())
    return [version for version in versions if version.field == name and not version.settled]


def _drop_unsettled(name: str, marks: Marks) -> None:
    for key in [key for key, version in marks.history.items() if key[0] == name and not version.settled]:
        del marks.history[key]


def _put(record: dict[str, Value], marks: Marks, name: str, value: Value, mark: str) -> None:
    if value is None:
        record.pop(name, None)
        marks.own[name] = mark
    else:
        record[name] = value
        if mark == marks.common:
            marks.own.pop(name, None)
        else:
            marks.own[name] = mark


def _revive(record: dict[str, Value], marks: Marks) -> None:
    """A record that someone wrote on after another deleted it is there again."""
    if record.get("deleted") is not True:
        return
    deleted = marks.of("deleted", record)
    written = (marks.of(name, record) for name in {*record, *marks.own} - WITHOUT_WEIGHT)
    if any(mark.partition(" ")[0] > deleted for mark in written):
        del record["deleted"]
        marks.own["deleted"] = deleted
