"""A list to choose one row from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from companion.tui.text import cells_of, cut, pad, safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

LABEL_CELLS = range(8, 19)  # how wide the labels may be
MEASURED = 200  # rows whose labels are measured


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what sort of thing it is, its words, and what it stands for."""

    label: str
    text: str
    value: object


class ChoiceList(LineView):
    """Draws the rows; the screen moves the choice by keys."""

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Choice] = ()
        self._place = self._top = 0
        self._label_cells = LABEL_CELLS[0]

    @property
    def chosen(self) -> Choice | None:
        """The row that is chosen; none in an empty list."""
        return self._rows[self._place] if self._rows else None

    @property
    def place(self) -> int:
        """The number of the chosen row, from 0."""
        return self._place

    def show(self, rows: Sequence[Choice]) -> None:
        """Draw other rows, the first one chosen."""
        self._rows, self._place, self._top = rows, 0, 0
        widest = max((cells_of(safe(row.label, limit=LABEL_CELLS[-1])) for row in rows[:MEASURED]), default=0)
        self._label_cells = max(LABEL_CELLS[0], min(widest, LABEL_CELLS[-1]))
        self.refresh()

    def move(self, step: int) -> None:
        """Choose another row."""
        self._place = max(0, min(self._place + step, len(self._rows) - 1))
        self._top = max(self._place - self.size.height + 1, min(self._top, self._place))
        self.refresh()

    def row(self, y: int) -> list[Run]:
        """The label and the words of a row."""
        place = self._top + y
        if place >= len(self._rows):
            return []
        choice = self._rows[place]
        room = max(0, self.size.width - self._label_cells - 4)
        return [(f" {pad(choice.label, self._label_cells)}  ", "time"), (cut(choice.text, room), "")]

    def row_style(self, y: int) -> str:
        """The chosen row stands out."""
        return "cursor" if self._rows and self._top + y == self._place else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer."""
        place = self._top + event.y
        if place < len(self._rows):
            self._place = place
            self.refresh()
            self.post_message(self.Chosen(self._rows[place]))
