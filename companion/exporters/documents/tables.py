"""The tables: tasks, differences, figures, timeline; cells keep their kinds, so that a sheet can sort."""

from __future__ import annotations

from collections.abc import Sequence

from companion.catalogue import entries
from companion.exporters.deviations import Deviation
from companion.exporters.documents.parts import Desk
from companion.exporters.figures import Figure
from companion.exporters.ledger_rows import LedgerRow
from companion.exporters.legible import legible, one_line
from companion.exporters.paper import Cell, Column, Table
from companion.exporters.words import Words

_LEDGER = {
    "seq": 7,
    "source": 18,
    "source_date": 12,
    "task": 36,
    "deliverable": 14,
    "leader": 10,
    "lead_unit": 14,
    "supporting_units": 18,
    "contact": 10,
    "due": 13,
    "due_raw": 14,
    "status": 9,
    "progress": 22,
    "remarks": 18,
    "id": 20,
}
_TASKS = {"seq": 7, "task": 36, "lead_unit": 15, "supporting_units": 15, "deadline": 15, "deliverable": 14}
_SHEET = {
    "seq": 7,
    "task": 30,
    "place": 15,
    "lead_unit": 13,
    "supporting_units": 15,
    "leader": 11,
    "deadline": 19,
    "deliverable": 12,
    "status": 11,
    "progress": 13,
}
_BREAKDOWN = tuple(_LEDGER)[: tuple(_LEDGER).index("status")]
_DIFFERENCES = {"seq": 7, "how": 9, "where": 22, "script": 30, "delivered": 30, "time": 10}
_FIGURES = {"seq": 7, "indicator": 28, "value": 12, "unit": 9, "context": 26, "figure_status": 9}
_TIMELINE = {"seq": 7, "where": 34, "planned": 13, "planned_length": 13, "time": 12, "tick": 9}


def ledger_table(desk: Desk, title_key: str = "ledger.title") -> Table:
    """督办台账: every column of domain §3.2 that there is data for or that the office fills in later."""
    rows = [_ledger_row(desk, row) for row in desk.report.ledger]
    return _table(desk, "ledger", title_key, _LEDGER, rows)


def breakdown_table(desk: Desk) -> Table:
    """任务分解表: the same rows up to the deadline, made once."""
    rows = [_ledger_row(desk, row) for row in desk.report.ledger]
    return _table(desk, "breakdown", "breakdown.title", {name: _LEDGER[name] for name in _BREAKDOWN}, rows)


def sheet_table(desk: Desk) -> Table:
    """The ledger in the columns that fit a sheet of paper lying sideways."""
    return _table(desk, "ledger", "ledger.title", _SHEET, [_ledger_row(desk, row) for row in desk.report.ledger])


def task_table(desk: Desk) -> Table:
    """The tasks in the columns that fit a page: who does what by when."""
    return _table(desk, "tasks", "ledger.title", _TASKS, [_ledger_row(desk, row) for row in desk.report.ledger])


def differences_table(desk: Desk) -> Table:
    """差异表: what was left out, added and said differently, with times."""
    rows = [_difference_row(desk, seq, one) for seq, one in enumerate(desk.report.deviations, 1)]
    return _table(desk, "differences", "differences.title", _DIFFERENCES, rows)


def figures_table(desk: Desk, *, filled_only: bool = False) -> Table:
    """The indicators filled: name, value, unit, context, how certain."""
    chosen = [figure for figure in desk.report.figures if figure.fill is not None or not filled_only]
    rows = [_figure_row(desk, seq, figure) for seq, figure in enumerate(chosen, 1)]
    return _table(desk, "figures", "figures.title", _FIGURES, rows)


def timeline_table(desk: Desk) -> Table:
    """Planned and real time of each point, planned from the start of the speech in minutes and seconds."""
    rows: list[dict[str, Cell]] = []
    for seq, time in enumerate(desk.report.times, 1):
        state = desk.words(f"tick_state.{time.state}") if time.state in ("spoken", "skipped") else ""
        rows.append(
            {
                "seq": seq,
                "where": one_line(time.point.heading),
                "planned": minutes_and_seconds(time.planned_start),
                "planned_length": minutes_and_seconds(time.planned_seconds),
                "time": f"{time.at:%H:%M:%S}" if time.at else "",
                "tick": state,
            }
        )
    return _table(desk, "timeline", "timeline.title", _TIMELINE, rows)


def minutes_and_seconds(seconds: float) -> str:
    """A length of time as 12:05."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _table(desk: Desk, name: str, title_key: str, widths: dict[str, int], rows: Sequence[dict[str, Cell]]) -> Table:
    columns = tuple(Column(one, desk.words(f"column.{one}"), width) for one, width in widths.items())
    cells = tuple(tuple(_cell(row.get(column.name)) for column in columns) for row in rows)
    return Table(name, desk.words(title_key), columns, cells)


def _cell(value: Cell) -> Cell:
    return legible(value) if isinstance(value, str) else value


def _ledger_row(desk: Desk, row: LedgerRow) -> dict[str, Cell]:
    tentative = desk.words("due.tentative_mark") if row.tentative else ""
    day = desk.words.day(row.due)
    return {
        "seq": row.seq,
        "source": row.source,
        "place": row.place,
        "source_date": desk.report.head.date,
        "task": row.task,
        "deliverable": row.deliverable,
        "leader": row.leader,
        "lead_unit": row.lead_unit,
        "supporting_units": desk.words.listed(row.supporting),
        "contact": row.contact,
        "due": row.due,
        "due_raw": row.due_raw + tentative,
        "deadline": (day or row.due_raw) + tentative,
        "status": desk.words.known(f"status.{row.status}", row.status),
        "progress": row.progress,
        "remarks": row.remarks,
        "id": row.note.id,
    }


def _difference_row(desk: Desk, seq: int, one: Deviation) -> dict[str, Cell]:
    return {
        "seq": seq,
        "how": desk.words(f"how.{one.how}"),
        "where": one.where,
        "script": one.script,
        "delivered": one.text,
        "time": desk.words.clock(one.at),
    }


def _figure_row(desk: Desk, seq: int, figure: Figure) -> dict[str, Cell]:
    fill = figure.fill
    status = fill.status if fill and (figure.is_filled or fill.status == "skipped") else "open"
    return {
        "seq": seq,
        "indicator": figure.name,
        "value": _number(fill.value) if fill and figure.is_filled else None,
        "unit": figure.unit,
        "context": f"{figure.blank.before}__{figure.blank.after}",
        "figure_status": desk.words.known(f"fill.{status}", status),
    }


def _number(value: str) -> Cell:
    """A figure as a number where that loses nothing of it, otherwise as it was typed."""
    plain = value.strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 16 and (plain == "0" or plain[0] != "0"):
        return int(plain)
    whole, dot, part = plain.partition(".")
    if dot and plain.isascii() and whole.isdecimal() and part.isdecimal() and len(plain) < 16:
        number = float(plain)
        return number if f"{number}" == plain else plain
    return value


def choices(words: Words) -> dict[str, tuple[str, ...]]:
    """What may stand in the column of states, and which of it (`closed`) means that a task is done with."""
    names = entries("export", words.language)
    states = tuple(words(name) for name in names if name.startswith("status."))
    closed = tuple(words(f"status.{name}") for name in ("completed", "closed", "cancelled"))
    return {"status": states, "closed": closed}
