"""指标填报表: every masked figure of the speech with what was heard for it."""

from __future__ import annotations

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import figures_table
from companion.exporters.paper import Block, Paper, Paragraph, Table, words


def compose(desk: Desk) -> Paper:
    """The figures on paper."""
    blocks: list[Block] = [Paragraph(words(desk.report.title), indent=False, align="center")]
    none = Paragraph(words(desk.words("figures.none")))
    blocks.append(figures_table(desk) if desk.report.figures else none)
    return desk.paper(desk.words("figures.title"), blocks, is_landscape=True)


def tables(desk: Desk) -> tuple[Table, ...]:
    """The figures as one table."""
    return (figures_table(desk),)
