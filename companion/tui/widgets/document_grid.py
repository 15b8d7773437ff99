"""The documents, a row each, with the formats that each comes in; one cell is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from companion.tui.text import cells_of, pad
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

NAME_CELLS = 16


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document by its name, and its cells: the words of each and what it stands for."""

    name: str
    cells: tuple[tuple[str, object], ...]


class DocumentGrid(LineView):
    """Draws the rows; the screen moves the choice by keys. The format stays when the document changes."""

    class Chosen(Message):
        """A cell was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[DocumentRow] = ()
        self._place = self._top = 0
        self._wanted = ""

    @property
    def chosen(self) -> object | None:
        """What the chosen cell stands for."""
        return self._rows[self._place].cells[self._column()][1] if self._rows else None

    @property
    def chosen_row(self) -> DocumentRow | None:
        """The chosen row."""
        return self._rows[self._place] if self._rows else None

    def show(self, rows: Sequence[DocumentRow]) -> None:
        """Draw other rows."""
        self._rows = rows
        self.refresh()

    def move(self, step: int) -> None:
        """Choose another document."""
        self._place = max(0, min(self._place + step, len(self._rows) - 1))
        self._top = max(self._place - self.size.height + 1, min(self._top, self._place))
        self.refresh()

    def turn(self, step: int) -> None:
        """Choose another format."""
        cells = self._rows[self._place].cells
        self._wanted = cells[(self._column() + step) % len(cells)][0]
        self.refresh()

    def row(self, y: int) -> list[Run]:
        """The name, then the formats; the chosen one stands out."""
        place = self._top + y
        if place >= len(self._rows):
            return []
        one = self._rows[place]
        runs: list[Run] = [(" " + pad(one.name, NAME_CELLS), "heading" if place == self._place else "")]
        for number, (words, _) in enumerate(one.cells):
            is_chosen = place == self._place and number == self._column()
            runs += [(f" {words} ", "selected" if is_chosen else "dim"), (" ", "")]
        return runs

    def row_style(self, y: int) -> str:
        """The chosen row stands out."""
        return "cursor" if self._rows and self._top + y == self._place else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the cell under the pointer."""
        place = self._top + event.y
        if place >= len(self._rows):
            return
        self._place, left = place, NAME_CELLS + 1
        for words, _ in self._rows[place].cells:
            if left <= event.x < left + cells_of(words) + 3:
                self._wanted = words
            left += cells_of(words) + 3
        self.refresh()
        self.post_message(self.Chosen())

    def _column(self) -> int:
        """The wanted format where the document has it, else the first."""
        words = [cell[0] for cell in self._rows[self._place].cells]
        return words.index(self._wanted) if self._wanted in words else 0
