"""Shifting times: one record back by some seconds, or all times of a meeting when the clock started late."""

from __future__ import annotations

from datetime import datetime, timedelta

from companion.model.document import Change, Document
from companion.model.minutes import FILLS, NOTES, TICKS

STEP_BACK = timedelta(seconds=-10)
_TIMES = {NOTES: "created", TICKS: "at", FILLS: "at"}


def shift_record(document: Document, table: str, id: str, by: timedelta = STEP_BACK) -> tuple[Change, ...]:
    """The change that moves the time of one note, tick or fill; none when it has no time."""
    name = _TIMES[table]
    moment = document.record(table, id).get(name)
    moved = _moved(moment, by) if isinstance(moment, datetime) else None
    return (Change(table, id, {name: moved}),) if moved is not None else ()


def shift_all(document: Document, by: timedelta) -> tuple[Change, ...]:
    """The changes that move the times of all notes, ticks and fills, deleted ones too, by the same time.

    What cannot be moved (beyond the years 1 and 9999) stays. Applying the undoing changes brings all back.
    """
    return tuple(
        change for table in _TIMES for id in document.records(table) for change in shift_record(document, table, id, by)
    )


def _moved(moment: datetime, by: timedelta) -> datetime | None:
    try:
        return moment + by
    except OverflowError:
        return None
