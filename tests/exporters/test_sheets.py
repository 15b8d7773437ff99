"""Sheets, calendars and the page of times, read by programs that did not write them."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import breakdown_table, ledger_table
from companion.exporters.formats.cells import shown
from companion.exporters.registry import render
from companion.exporters.settings import Settings
from companion.exporters.words import Words
from tests.exporters.meeting import small_report

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
    """Head frozen, filter on, states to choose from, overdue rows coloured, its head on each page of A3."""
    sheet = openpyxl.load_workbook(io.BytesIO(render("ledger", "xlsx", small_report()))).worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert "办结" in sheet.data_validations.dataValidation[0].formula1
    assert len(sheet.conditional_formatting) == 1
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 8
