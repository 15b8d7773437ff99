"""Sheets and CSV files through LibreOffice, which had no part in them: every cell comes back as it was."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from datetime import datetime
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from companion.exporters.formats import office
from companion.exporters.formats.cells import shown
from companion.exporters.registry import render
from tests.exporters.hostile import TEXTS, hostile_report
from tests.exporters.meeting import small_report

TABLED = ("ledger", "differences", "figures", "timeline")
TOO_LONG = {"long", "long word", "too long for a cell"}  # of which LibreOffice keeps what a cell of its own holds
COMMAS = "44,34,76,1,,0,false"  # comma, quotation mark, UTF-8, from the first line, all columns alike, not all quoted

pytestmark = pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")


def through_office(folder: Path, form: str, *how: str) -> list[Path]:
    """Each table in a format, in a folder; what LibreOffice reads there, it writes otherwise into `made`."""
    reports = {"plain": small_report()}
    reports |= {name: hostile_report(text) for name, text in TEXTS.items() if name not in TOO_LONG}
    for name, document in product(reports, TABLED):
        (folder / f"{name}.{document}.{form}").write_bytes(render(document, form, reports[name]))
    files = sorted(folder.glob(f"*.{form}"))
    command = [str(office.office_program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += [*how, "--outdir", str(folder / "made"), *map(str, files)]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}  # names of sheets become names of files
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    assert len(files) > 100
    return files


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet of a workbook as text, as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(map(as_text, row)) for row in sheet.values] for sheet in book.worksheets}


def as_text(cell: object) -> str:
    """A cell as text; openpyxl reads a date as a time."""
    return shown(cell.date() if isinstance(cell, datetime) else cell)


def lines(path: Path) -> list[list[str]]:
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the empty cells at their ends, which every program counts as it likes."""
    found = [row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)] for row in rows]
    return found[: max((n for n, row in enumerate(found, 1) if row), default=0)]


def test_every_cell_of_every_sheet_is_read_as_it_was_written(tmp_path):
    """Formulas that are none, quotation marks, line ends and dates, on the first sheet and the second."""
    form = f"csv:Text - txt - csv (StarCalc):{COMMAS},true,false,false,false,-1"
    for path in through_office(tmp_path, "xlsx", "--convert-to", form):
        for title, cells in sheets(path).items():
            made = tmp_path / "made" / f"{path.stem}-{title}.csv"
            assert filled(lines(made)) == filled(cells), made.name


def test_every_cell_of_every_csv_file_is_read_as_it_was_written(tmp_path):
    """Opened like any CSV file, by LibreOffice and by openpyxl after it, no cell is calculated or cut."""
    for path in through_office(tmp_path, "csv", f"--infilter=CSV:{COMMAS},false", "--convert-to", "xlsx"):
        (cells,) = sheets(tmp_path / "made" / f"{path.stem}.xlsx").values()
        assert filled(cells) == filled(lines(path)), path.name
