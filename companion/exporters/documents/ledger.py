"""任务分解表 and 督办台账: all tasks of the meeting, one matter a line."""

from __future__ import annotations

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import breakdown_table, ledger_table, sheet_table
from companion.exporters.paper import Block, Paper, Paragraph, Table, words


def compose(desk: Desk) -> Paper:
    """The ledger for reading on paper, in the columns that fit a page."""
    blocks: list[Block] = [Paragraph(words(desk.report.title), indent=False, align="center")]
    blocks.append(sheet_table(desk) if desk.report.ledger else Paragraph(words(desk.words("ledger.none"))))
    return desk.paper(desk.words("ledger.title"), blocks, is_landscape=True)


def tables(desk: Desk) -> tuple[Table, ...]:
    """The ledger with every column, and the breakdown that ends at the deadline."""
    return ledger_table(desk), breakdown_table(desk)
