"""Calendars, read by programs that did not write them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date, timedelta

import icalendar
import pytest

from companion.exporters.legible import legible
from companion.exporters.registry import render
from companion.exporters.report import Report
from tests.exporters.hostile import TEXTS
from tests.exporters.meeting import note, note_id, small_document, small_report


def test_tasks_are_todos_with_alarms_and_deadlines_are_all_day():
    """A task with a date has a VTODO with three alarms and an event; one without has a VTODO alone."""
    calendar = icalendar.Calendar.from_ical(render("ledger", "ics", small_report()))
    todos, events = calendar.walk("VTODO"), calendar.walk("VEVENT")

    assert [str(todo["uid"]) for todo in todos] == [f"{note_id(n)}@meeting-companion" for n in (4, 5)]
    assert todos[0].decoded("due") == date(2026, 9, 30)
    assert [alarm.decoded("trigger") for alarm in todos[0].walk("VALARM")] == [
        timedelta(days=-days) for days in (7, 3, 1)
    ]
    assert "due" not in todos[1]
    assert [(e.decoded("dtstart"), e.decoded("dtend")) for e in events] == [(date(2026, 9, 30), date(2026, 10, 1))]


def test_uids_stay_from_one_export_to_the_next():
    """A calendar that imports a later export replaces its entries instead of doubling them."""
    first, second = (render("ledger", "ics", small_report(language)) for language in ("zh", "en"))

    assert re.findall(rb"UID:.*", first) == re.findall(rb"UID:.*", second)


def read_calendar(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """The components of a calendar with their properties, read by the letter of RFC 5545 §3.1 and §3.3.11."""
    found: list[tuple[str, dict[str, str]]] = []
    open_parts: list[tuple[str, dict[str, str]]] = []
    for line in data.decode("utf-8").replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append((value, {}))
            found.append(open_parts[-1])
        elif name == "END":
            assert open_parts.pop()[0] == value
        else:
            open_parts[-1][1][name] = re.sub(r"\\(.)", lambda one: {"n": "\n", "N": "\n"}.get(one[1], one[1]), value)
    assert not open_parts
    return found


def dated(text: str) -> Report:
    """A meeting in which every text is this one, and its task has a date."""
    document = small_document()
    due = {"raw": text, "due": date(2026, 9, 30)}
    document.tables["notes"] = {note_id(1): note("action", "1.1", text, lead_unit=text, deliverable=text, due=due)}
    return small_report(document=document)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "too long for a cell"])
def test_a_reader_made_for_the_standard_finds_every_text_and_nothing_else(name):
    """One task with three alarms and one event of a day, whatever the words are, and the words as they were."""
    parts = read_calendar(render("ledger", "ics", dated(TEXTS[name])))
    todo, event = parts[1][1], parts[-1][1]

    assert [kind for kind, _ in parts] == ["VCALENDAR", "VTODO", "VALARM", "VALARM", "VALARM", "VEVENT"]
    assert squeezed(TEXTS[name]) in squeezed(todo["SUMMARY"]) and todo["SUMMARY"] == event["SUMMARY"]
    assert (todo["DUE;VALUE=DATE"], event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == (
        "20260930", "20260930", "20261001",
    )  # fmt: skip
    assert [part["TRIGGER;RELATED=END"] for kind, part in parts if kind == "VALARM"] == ["-P7D", "-P3D", "-P1D"]


def squeezed(text: str) -> str:
    """Text without blanks, as line ends become spaces in a title."""
    return "".join(legible(text).split())


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not on the PATH")
def test_khal_lists_every_deadline_as_a_day(tmp_path):
    """Debian's calendar imports the files of hostile meetings too, and lists each deadline as an all-day event."""
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path / 'calendar'}\n[locale]\ndateformat = %Y-%m-%d\n"
        f"longdateformat = %Y-%m-%d\n[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )
    khal = [str(shutil.which("khal")), "-c", str(config)]
    names = ("formula", "ics", "html", "braces", "controls", "markdown")
    for name in names:
        (tmp_path / "one.ics").write_bytes(render("ledger", "ics", dated(TEXTS[name])))
        told(*khal, "import", "--batch", "--random_uid", "-a", "c", str(tmp_path / "one.ics"))
    days = told(*khal, "list", "2026-09-30", "2d", "--format", "{title}|{start}|{end}|{all-day}", "--day-format", "")

    for name in names:
        words = squeezed(TEXTS[name]).removesuffix(r"\n")  # which Debian's icalendar 4 takes for the end of a line
        assert words in squeezed(days), name
    assert days.count("|2026-09-30|2026-09-30|True") == len(names)


def told(*command: str) -> str:
    """What a program prints."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(command, check=True, capture_output=True, timeout=60, env=environment).stdout.decode()
