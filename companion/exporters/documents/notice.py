"""督办通知单: one for each unit, with the tasks it leads or supports and nobody else's."""

from __future__ import annotations

from companion.exporters.documents.parts import Desk
from companion.exporters.ledger_rows import LedgerRow
from companion.exporters.legible import one_line
from companion.exporters.paper import Block, Cell, Column, NewPage, Paper, Paragraph, Table, words
from companion.exporters.report import Report

_COLUMNS = {"seq": 7, "task": 33, "role": 8, "others": 17, "deadline": 19, "deliverable": 15}


def units(report: Report) -> tuple[str, ...]:
    """The units that get a notice, in the order of the ledger; "" stands for tasks that nobody has yet."""
    named = dict.fromkeys(unit for row in report.ledger for unit in row.units)
    unassigned = any(not row.units for row in report.ledger)
    return (*named, *([""] if unassigned else []))


def compose(desk: Desk) -> Paper:
    """The notice of the desk's unit, or those of all units in the report, each on a page of its own."""
    blocks: list[Block] = []
    for unit in (desk.unit,) if desk.unit else units(desk.report):
        if blocks:
            blocks.append(NewPage())
        blocks += _notice(desk, unit)
    if not blocks:
        blocks.append(Paragraph(words(desk.words("ledger.none"))))
    return desk.paper(desk.words("notice.title"), blocks)


def _notice(desk: Desk, unit: str) -> list[Block]:
    say, report = desk.words, desk.report
    name = one_line(unit) or say("notice.no_unit")
    day = say.day(report.head.date)
    return [
        Paragraph(words(say("notice.to", unit=name)), indent=False),
        Paragraph(words(say("notice.intro", day=day, title=one_line(report.meeting)))),
        _table(desk, unit),
        Paragraph(words(say("notice.reply"))),
        Paragraph(words(one_line(desk.settings.office)), indent=False, align="right"),
        Paragraph(words(say.day(report.made.date())), indent=False, align="right"),
    ]


def _table(desk: Desk, unit: str) -> Table:
    mine = [row for row in desk.report.ledger if (unit in row.units if unit else not row.units)]
    columns = tuple(Column(name, desk.words(f"column.{name}"), width) for name, width in _COLUMNS.items())
    rows = tuple(_row(desk, unit, seq, row) for seq, row in enumerate(mine, 1))
    return Table("notice", "", columns, rows)


def _row(desk: Desk, unit: str, seq: int, row: LedgerRow) -> tuple[Cell, ...]:
    role = desk.words("notice.lead_role" if unit == row.lead_unit else "notice.support_role") if unit else ""
    others = desk.words.listed(tuple(one_line(other) for other in row.units if other != unit))
    due = desk.words.day(row.due) or one_line(row.due_raw)
    tentative = desk.words("due.tentative_mark") if row.tentative and due else ""
    return seq, one_line(row.task), role, others, due + tentative, one_line(row.deliverable)
