"""A document as it was before a change that could not be saved: only the records that it touched are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from companion.model.document import Change, Document
from companion.model.marks import Marks

Snapshot = dict[tuple[str, str], tuple[dict[str, Any] | None, Marks | None]]


def snapshot_of(document: Document, changes: Sequence[Change]) -> Snapshot:
    """The records that changes are about to touch, with their marks; None for what is not there."""
    keys = {(change.table, change.id) for change in changes}
    found: Snapshot = {}
    for table, id in keys:
        fields, marks = document.records(table).get(id), document.marks.get(table, {}).get(id)
        found[table, id] = (None if fields is None else dict(fields), None if marks is None else marks.copy())
    return found


def restore_snapshot(document: Document, snapshot: Snapshot) -> None:
    """Put the records back as they were."""
    for (table, id), (fields, marks) in snapshot.items():
        if fields is None:
            document.tables.get(table, {}).pop(id, None)
        else:
            document.tables[table][id] = fields
        if marks is None:
            document.marks.get(table, {}).pop(id, None)
        else:
            document.marks[table][id] = marks
