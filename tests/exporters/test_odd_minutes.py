"""Minutes that somebody edited by hand: any value in any field makes a document, never a crash."""

from __future__ import annotations

import io
from datetime import date, datetime

import icalendar
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.exporters.registry import render
from tests.exporters.meeting import small_document, small_report

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**6),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    st.lists(st.text(max_size=4), max_size=3),
    st.dictionaries(st.sampled_from(["raw", "due", "name", "reason", "kind", "text"]), st.text(max_size=4), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["name", "reason", "at"]), st.integers(0, 9), max_size=2), max_size=2),
)
MORE = {
    "states": ("state", "name", "opinion", "date"),
    "edits": ("text", "source_hash", "language"),
    "waivers": ("name", "matters", "at"),
    "corrections": ("name", "text", "at"),
}
DOCUMENTS = ("record.markdown", "minutes.text", "speech.html", "ledger.csv", "timeline.html", "data.json", "ledger.ics")


@st.composite
def odd_documents(draw):
    """The small meeting with some fields of its records replaced by anything that TOML can hold."""
    document = small_document()
    for table, names in MORE.items():
        document.tables[table] = {"x": {name: draw(VALUES) for name in names}}
    for table in ("meeting", "notes", "ticks", "fills"):
        for record in document.tables[table].values():
            for name in draw(st.lists(st.sampled_from([*record, "deliverable", "progress", "tags"]), max_size=2)):
                record[name] = draw(VALUES)
    return document


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(odd_documents())
def test_any_value_in_any_field_makes_documents(document):
    """What is odd is read as nothing or as text; the document is made and carries its seal."""
    report = small_report(document=document)

    for name in DOCUMENTS:
        kind, form = name.split(".")
        assert f"{kind}." in render(kind, form, report).decode().replace("\r\n ", "")


@pytest.mark.parametrize("moment", [datetime(2026, 7, 10, 10, 0), datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
def test_times_without_a_zone_or_at_the_ends_of_the_calendar_are_times(moment):
    """A time somebody typed without a zone is local; the first and the last day there are do no harm."""
    document = small_document()
    for table, name in (("notes", "created"), ("notes", "updated"), ("ticks", "at")):
        for record in document.tables[table].values():
            record[name] = moment
    report = small_report(document=document)

    for name in DOCUMENTS:
        assert render(*name.split("."), report)


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date.max])
def test_deadlines_at_the_ends_of_the_calendar_are_deadlines(day):
    """A sheet that knows no such date gets it as text, a calendar needs no day after the last."""
    document = small_document()
    for fields in document.tables["notes"].values():
        fields["due"] = {"raw": "x", "due": day}
    report = small_report(document=document)
    cells = openpyxl.load_workbook(io.BytesIO(render("ledger", "xlsx", report))).worksheets[0]["J"]

    assert str(cells[1].value).startswith(day.isoformat())
    assert len(icalendar.Calendar.from_ical(render("ledger", "ics", report)).walk("VEVENT")) == 2
