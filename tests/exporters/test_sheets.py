"""Sheets, calendars and the page of times, read by programs that did not write them."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from html.parser import HTMLParser

import icalendar
import openpyxl
import pytest

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import breakdown_table, ledger_table
from companion.exporters.formats import office
from companion.exporters.formats.cells import shown
from companion.exporters.legible import legible
from companion.exporters.registry import render
from companion.exporters.settings import Settings
from companion.exporters.words import Words
from tests.exporters.hostile import TEXTS, hostile_report
from tests.exporters.meeting import note_id, small_report

TABLED = ("ledger", "differences", "figures", "timeline")


def rows(data: bytes, number: int = 0) -> list[list]:
    """The cells of a sheet."""
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[number].values]


def test_the_ledger_sheet_has_every_cell_of_its_table():
    """Dates are dates, numbers numbers, and the task breakdown is the second sheet."""
    data = render("ledger", "xlsx", small_report())
    desk = Desk(small_report(), Words("zh"), Settings(), "ledger")

    for number, table in enumerate((ledger_table(desk), breakdown_table(desk))):
        found = rows(data, number)
        assert found[0] == [column.head for column in table.columns]
        for row, cells in zip(found[1:], table.rows, strict=False):
            assert [shown(getattr(c, "date", lambda c=c: c)()) for c in row] == [shown(c) for c in cells]


@pytest.mark.parametrize("document", TABLED)
def test_csv_and_sheet_hold_the_same_cells(document):
    """The two forms of a table agree cell by cell."""
    sheet = rows(render(document, "xlsx", small_report()))
    text = render(document, "csv", small_report()).decode("utf-8-sig")
    plain = list(csv.reader(io.StringIO(text, newline="")))

    assert len(plain) > 3
    for one, other in zip(sheet, plain, strict=False):
        values = [c.date() if hasattr(c, "date") else c for c in one]
        assert [shown(c) for c in values][: len(other)] == [cell.removeprefix("'") for cell in other]


def test_the_sheet_is_ready_for_work():
    """Head frozen, filter on, states to choose from, overdue rows coloured, printed on A3: it is too wide for A4."""
    sheet = openpyxl.load_workbook(io.BytesIO(render("ledger", "xlsx", small_report()))).worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert "办结" in sheet.data_validations.dataValidation[0].formula1
    assert len(sheet.conditional_formatting) == 1
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 8


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")
def test_libreoffice_reads_every_cell_as_it_was_written(tmp_path):
    """The sheet through LibreOffice to CSV, and the CSV through LibreOffice to a sheet: the same texts."""
    names = ("formula", "plus", "minus", "at", "quote", "html", "markdown", "braces", "ics")
    for name in names:
        (tmp_path / f"{name}.xlsx").write_bytes(render("ledger", "xlsx", hostile_report(TEXTS[name])))
    profile = (tmp_path / "profile").as_uri()
    command = [office.office_program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"]
    files = [str(tmp_path / f"{name}.xlsx") for name in names]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=180)

    for name in names:
        made = tmp_path / f"{name}.csv"
        table = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8"), newline="")))
        assert table[1][table[0].index("任务内容")] == legible(TEXTS[name]), name


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


class Page(HTMLParser):
    """What an HTML file asks for and how often each tag is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note the tag and what it points to."""
        self.tags.append(tag)
        self.asked += [value for name, value in attrs if name in ("src", "href", "action", "data", "poster")]


def test_the_page_of_times_draws_itself_and_asks_for_nothing():
    """A bar for each planned point and one for each that was reached, in the file itself, no request, no script."""
    text = render("timeline", "html", small_report()).decode()
    page = Page()
    page.feed(text)

    assert page.asked == []
    assert "script" not in page.tags
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert page.tags.count("rect") == 2 + 10 + 7


def test_pages_print_on_a4():
    """The style names the paper and its margins; wide tables lie on their side."""
    assert (
        "size: A4 portrait; margin: 37.0mm 26.0mm 35.0mm 28.0mm" in render("minutes", "html", small_report()).decode()
    )
    assert "size: A4 landscape" in render("ledger", "html", small_report()).decode()


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not on the PATH")
def test_khal_takes_every_deadline_in(tmp_path):
    """An independent calendar imports the file and lists each deadline as an all-day event."""
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path / 'calendar'}\n[locale]\ndateformat = %Y-%m-%d\n"
        f"longdateformat = %Y-%m-%d\n[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )
    for place, name in enumerate(("plain", "ics", "html", "long", "controls")):
        report = small_report() if name == "plain" else hostile_report(TEXTS[name])
        (tmp_path / f"{place}.ics").write_bytes(render("ledger", "ics", report))
    khal = [shutil.which("khal"), "-c", str(config)]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    for place in range(5):
        command = [*khal, "import", "--batch", "-a", "c", str(tmp_path / f"{place}.ics")]
        subprocess.run(command, check=True, capture_output=True, timeout=60, env=environment)
    listed = [*khal, "list", "2026-09-30", "1d", "--format", "{title}|{start-end-time-style}"]
    shown_days = subprocess.run(listed, check=True, capture_output=True, timeout=60, env=environment).stdout.decode()

    assert "园区配套建设排出时间表（管委会）" in shown_days


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on the PATH")
def test_chromium_prints_the_page_on_a4_and_asks_for_nothing(tmp_path):
    """Printed by a browser: A4 pages, the plot on them, a page number; hostile words run nothing."""
    pdfium = pytest.importorskip("pypdfium2")
    (tmp_path / "t.html").write_bytes(render("timeline", "html", small_report()))
    (tmp_path / "h.html").write_bytes(render("record", "html", hostile_report(TEXTS["html"] + TEXTS["attribute"])))
    for name in ("t", "h"):
        command = [shutil.which("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={tmp_path / name}.netlog"]
        command += [f"--print-to-pdf={tmp_path / name}.pdf", (tmp_path / f"{name}.html").as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        page = pdfium.PdfDocument(tmp_path / f"{name}.pdf")[0]
        assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
    words = pdfium.PdfDocument(tmp_path / "t.pdf")[0].get_textpage().get_text_range()
    asked = re.findall(r'"url":"(https?://[^"]+)"', (tmp_path / "h.netlog").read_text(encoding="utf-8"))

    assert "计划" in words
    assert "— 1 —" in words
    assert not [url for url in asked if "alert" in url or "/x" in url]
