"""A text in full below a list in which it is cut: as many rows as there is room for, the rest by an ellipsis."""

from __future__ import annotations

from companion.tui.text import cut, safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run, wrap_runs


class WholeText(LineView):
    """Breaks lines as the speech does; a label would break Chinese at the first blank."""

    def __init__(self, text: str = "") -> None:
        super().__init__(id="whole")
        self._text = text

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Draw another text."""
        self._text = text
        self.redraw()

    def row(self, y: int) -> list[Run]:
        """One row of the text."""
        width, height = self.size
        text = safe(self._text, one_line=True, limit=width * height)
        rows = wrap_runs([(text, "")], width)
        if y == height - 1 and len(rows) > height:
            return [(cut("".join(part for row in rows[y : y + 2] for part, _ in row), width), "")]
        return rows[y] if y < len(rows) else []
