"""Tasks as an iCalendar file (RFC 5545): each a VTODO with alarms, each deadline an all-day VEVENT.

Uids come from the notes' ids, so that a later export replaces what a calendar already has.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Todo, vText

from companion.exporters.ledger_rows import LedgerRow
from companion.exporters.legible import legible, one_line
from companion.exporters.report import Report
from companion.exporters.words import Words

_STATUS = {
    "completed": "COMPLETED",
    "closed": "COMPLETED",
    "cancelled": "CANCELLED",
    "in_progress": "IN-PROCESS",
}


def render(seen: Report, words: Words, face: tuple[str, ...], seal: str, alarm_days: tuple[int, ...]) -> bytes:
    """The calendar of all tasks; those without a date have a VTODO without one and no event."""
    calendar = Calendar()
    calendar.add("prodid", "-//meeting-companion//tasks//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(f"{seen.meeting} {words('ledger.title')}")))
    calendar.add("description", legible("\n".join((*face, seal))))
    for row in seen.ledger:
        calendar.add_component(_todo(row, seen, words, alarm_days))
        if row.due is not None:
            calendar.add_component(_event(row, row.due, seen, words))
    data: bytes = calendar.to_ical()
    return data


def _todo(row: LedgerRow, seen: Report, words: Words, alarm_days: tuple[int, ...]) -> Todo:
    todo = Todo()
    _describe(todo, row, seen, words, f"{row.note.id}@meeting-companion")
    todo.add("status", _STATUS.get(row.status, "NEEDS-ACTION"))
    if row.note.created is not None:
        todo.add("created", _utc(row.note.created))
    if row.due is None:
        return todo
    todo.add("due", row.due)
    for days in alarm_days:
        todo.add_component(_alarm(row, words, days))
    return todo


def _event(row: LedgerRow, due: date, seen: Report, words: Words) -> Event:
    event = Event()
    _describe(event, row, seen, words, f"{row.note.id}-due@meeting-companion")
    event.add("dtstart", due)
    if due < date.max:
        event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _describe(component: Todo | Event, row: LedgerRow, seen: Report, words: Words, uid: str) -> None:
    component.add("uid", uid)
    component.add("dtstamp", _utc(row.note.updated or row.note.created or seen.made))
    component.add("summary", _summary(row))
    component.add("description", "\n".join(_details(row, words)))
    if row.units:
        component.add("categories", [one_line(unit) for unit in row.units])


def _summary(row: LedgerRow) -> str:
    lead = one_line(row.lead_unit)
    return f"{one_line(row.task)}（{lead}）" if lead else one_line(row.task)


def _details(row: LedgerRow, words: Words) -> list[str]:
    found = [
        ("lead_unit", row.lead_unit),
        ("supporting_units", words.listed(row.supporting)),
        ("due_raw", row.due_raw),
        ("deliverable", row.deliverable),
        ("source", row.source),
    ]
    lines = [words("labelled", label=words(f"column.{name}"), value=legible(value)) for name, value in found if value]
    return lines + ([words("due.tentative_mark")] if row.tentative else [])


def _alarm(row: LedgerRow, words: Words, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words("calendar.alarm", days=days, task=_summary(row)))
    alarm.add("trigger", timedelta(days=-days), parameters={"RELATED": "END"})
    return alarm


def _utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken as local time of the place of export.

    At the ends of the calendar, where there is no such moment in UTC, the clock stays as it is.
    """
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError, OSError):
        return moment.replace(tzinfo=UTC, microsecond=0)
