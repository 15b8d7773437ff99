"""A table as CSV that WPS and Excel open as it is: UTF-8 with BOM, CRLF, no cell that is a formula."""

from __future__ import annotations

import csv
import io

from companion.exporters.formats.cells import shown
from companion.exporters.paper import Cell, Table

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_BOM = "\ufeff"


def render(table: Table, face: tuple[str, ...], seal: str) -> bytes:
    """The table under its heads (RFC 4180), then an empty row, what is still open, and the seal."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(column.head) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    writer.writerow([])
    writer.writerows([guarded(line)] for line in (*face, seal))
    return (_BOM + out.getvalue()).encode("utf-8")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" \u3000\n").startswith(_FORMULA_STARTS) else text


def _cell(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return str(cell)
    return guarded(shown(cell))
