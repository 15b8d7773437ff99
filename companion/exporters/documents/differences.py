"""差异表: what the speaker left out, added or said differently, with times."""

from __future__ import annotations

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import differences_table
from companion.exporters.paper import Block, Paper, Paragraph, Table, words


def compose(desk: Desk) -> Paper:
    """The differences between script and delivery on paper."""
    blocks: list[Block] = [Paragraph(words(desk.report.title), indent=False, align="center")]
    none = Paragraph(words(desk.words("differences.none")))
    blocks.append(differences_table(desk) if desk.report.deviations else none)
    return desk.paper(desk.words("differences.title"), blocks, is_landscape=True)


def tables(desk: Desk) -> tuple[Table, ...]:
    """The differences as one table."""
    return (differences_table(desk),)
