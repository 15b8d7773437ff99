"""What a minutes file holds, as plain records in tables, each change of which can be undone.

The one value here that changes in place: an open meeting applies thousands of small changes to it.
Which tables and fields there are, and what they mean, is `model.minutes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

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
    """All records of one minutes file: `tables[table][id][field]`; `extra` is what a newer version wrote."""

    id: str
    tables: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    extra: dict[str, Value] = field(default_factory=dict)

    def records(self, table: str) -> dict[str, dict[str, Value]]:
        """The records of a table by id, in the order they came; empty when there are none."""
        return self.tables.get(table, {})

    def record(self, table: str, id: str = HEAD) -> dict[str, Value]:
        """The fields of one record; empty when there is none."""
        return self.records(table).get(id, {})

    def apply(self, change: Change) -> Change:
        """Carry out a change and return the one that undoes it."""
        record = self.tables.setdefault(change.table, {}).setdefault(change.id, {})
        undo = {name: record.get(name) for name in change.fields}
        for name, value in change.fields.items():
            if value is None:
                record.pop(name, None)
            else:
                record[name] = value
        return Change(change.table, change.id, undo)

    def apply_all(self, changes: Iterable[Change]) -> list[Change]:
        """Carry out changes in order and return those that undo them, in the order to apply them."""
        return [self.apply(change) for change in changes][::-1]
