"""A cell of a table as text, the same in every format that shows text."""

from __future__ import annotations

from datetime import date

from companion.exporters.legible import legible
from companion.exporters.paper import Cell


def shown(cell: Cell) -> str:
    """The cell's text: dates as ISO 8601, numbers with a point, nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return legible(cell) if isinstance(cell, str) else str(cell)
