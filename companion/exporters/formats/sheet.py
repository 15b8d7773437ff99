"""Tables as .xlsx: dates and numbers as such, text never a formula, long texts whole, head frozen."""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from companion.exporters.formats.columns import wrap
from companion.exporters.formats.packing import repack
from companion.exporters.legible import legible
from companion.exporters.paper import Cell, Table

_FIRST_YEAR = 1900  # sheets know no earlier dates
MOST_CHARACTERS = 32_767  # of one cell; openpyxl cuts what is longer without a word
_FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_HEAD_FILL = PatternFill("solid", fgColor="DDDDDD")
_OVERDUE = PatternFill("solid", bgColor="F4B6B6")
_SIDE = Side(style="thin", color="999999")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAP = Alignment(wrap_text=True, vertical="top")
_HEAD_FONT = Font(name="黑体", size=11)
_BODY_FONT = Font(name="宋体", size=11)
_LINE, _TALLEST = 16.0, 409.0  # points: of a line of the body font, room to spare; of the tallest row of a sheet
_A3, _A4 = 8, 9  # as sheets number papers
_MOST_ON_A4 = 160  # shares of width: what is wider would be printed too small to read
_MOST_LISTED = 255  # characters of the list of a drop-down


def render(
    tables: tuple[Table, ...],
    face: tuple[str, ...],
    seal: str,
    made: datetime,
    choices: dict[str, tuple[str, ...]],
) -> bytes:
    """One sheet for each table; open matters and the seal stand under it; `choices` are drop-downs."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(table.title or table.name)), table, face, seal, choices)
    moment = made.replace(tzinfo=None, microsecond=0)
    book.properties.creator, book.properties.keywords = "", legible(seal)[:255]
    book.properties.created = book.properties.modified = moment
    out = io.BytesIO()
    book.save(out)
    return repack(out.getvalue(), _properties(out.getvalue(), moment))


def _properties(data: bytes, made: datetime) -> dict[str, bytes]:
    """The core properties with the time of making: openpyxl puts the time of saving there."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml")
    stamp = f">{made:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    return {"docProps/core.xml": re.sub(rb">[^<]*</dcterms:modified>", stamp, core)}


def _sheet_name(title: str) -> str:
    return legible(title).translate(_FORBIDDEN_IN_NAME).replace("\n", " ")[:31] or "1"


def _fill(
    sheet: Worksheet, table: Table, face: tuple[str, ...], seal: str, choices: dict[str, tuple[str, ...]]
) -> None:
    looks = _Looks()
    for column, one in enumerate(table.columns, 1):
        cell = _put(sheet, looks, 1, column, one.head)
        cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
        sheet.column_dimensions[get_column_letter(column)].width = _width(one.width)
    row_number = 1
    for row in table.rows:
        for part in _parts(row):
            row_number += 1
            for column, value in enumerate(part, 1):
                _put(sheet, looks, row_number, column, value)
            _fit_height(sheet, row_number, table, part)
    _set_up(sheet, table, row_number, choices)
    for place, line in enumerate((*face, seal), row_number + 2):
        cell = _put(sheet, looks, place, 1, line)
        cell.border, cell.alignment = Border(), Alignment(wrap_text=False)


def _width(share: int) -> float:
    """The width of a column in the digits of its font."""
    return share * 1.1 + 2


def _fit_height(sheet: Worksheet, number: int, table: Table, row: tuple[Cell, ...]) -> None:
    """Room for all lines of a row: LibreOffice shows a row without a height as one line."""
    widths = [int(_width(column.width)) - 1 for column in table.columns]
    texts = [(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
    lines = max((_lines(legible(value), width) for value, width in texts), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = min(lines * _LINE, _TALLEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes, or as many as are enough to fill the tallest row."""
    return len(wrap(text[: width * int(_TALLEST / _LINE)], width))


def _parts(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """The row, and further rows for what is too long for a cell of it: nothing is cut off."""
    longest = max((len(legible(cell)) for cell in row if isinstance(cell, str)), default=0)
    count = max(1, -(-longest // MOST_CHARACTERS))
    return [tuple(_part(cell, place) for cell in row) for place in range(count)]


def _part(cell: Cell, place: int) -> Cell:
    if isinstance(cell, str):
        return legible(cell)[place * MOST_CHARACTERS : (place + 1) * MOST_CHARACTERS]
    return cell if place == 0 else None


def _put(sheet: Worksheet, looks: _Looks, row: int, column: int, value: Cell) -> SheetCell:
    cell: SheetCell = sheet.cell(row, column)
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str) and value:
        cell.value = legible(value)
        cell.data_type = "s"
    elif not isinstance(value, str):
        cell.value = value
    looks.dress(cell, _look_of(value))
    return cell


def _look_of(value: Cell) -> str:
    """The look of a cell: that of a day, that of words which a sheet would take for a formula, or the ordinary one."""
    if isinstance(value, date):
        return "day"
    return "guarded" if isinstance(value, str) and value[:1] in tuple("=+-@") else "plain"


class _Looks:
    """The looks of a sheet's cells: the first of each is worked out, which takes long, and the others share it."""

    def __init__(self) -> None:
        self._known: dict[str, StyleArray] = {}

    def dress(self, cell: SheetCell, look: str) -> None:
        """Give a cell a look."""
        if look not in self._known:
            cell.alignment, cell.border, cell.font = _WRAP, _BORDER, _BODY_FONT
            cell.quotePrefix = look == "guarded"
            cell.number_format = "yyyy-mm-dd" if look == "day" else cell.number_format
            self._known[look] = cell._style
        cell._style = copy(self._known[look])


def _set_up(sheet: Worksheet, table: Table, last_row: int, choices: dict[str, tuple[str, ...]]) -> None:
    """What makes a sheet fit for work: frozen head, filter, drop-downs, overdue rows in colour, A4."""
    end = get_column_letter(len(table.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{end}{max(last_row, 1)}"
    sheet.print_title_rows = "1:1"
    is_wide = sum(column.width for column in table.columns) > _MOST_ON_A4
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3 if is_wide else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    names = {column.name: get_column_letter(place) for place, column in enumerate(table.columns, 1)}
    for name, options in choices.items():
        if name in names and last_row > 1:
            _drop_down(sheet, f"{names[name]}2:{names[name]}{last_row}", options)
    if {"due", "status"} <= names.keys() and last_row > 1:
        _colour_overdue(sheet, names["due"], names["status"], f"A2:{end}{last_row}", choices.get("closed", ()))


def _drop_down(sheet: Worksheet, cells: str, options: tuple[str, ...]) -> None:
    listed = ",".join(option.replace(",", "").replace('"', "") for option in options)
    if options and len(listed) <= _MOST_LISTED:
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(rule)
        rule.add(cells)


def _colour_overdue(sheet: Worksheet, due: str, status: str, cells: str, closed: tuple[str, ...]) -> None:
    open_still = "".join(f',${status}2<>"{one}"' for one in closed)
    formula = f"AND(ISNUMBER(${due}2),${due}2<TODAY(){open_still})"
    sheet.conditional_formatting.add(cells, FormulaRule(formula=[formula], fill=_OVERDUE))
