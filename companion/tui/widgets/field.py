"""A line to type in that shows any text as text: what cannot be shown stands there as one sign, each in its place."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Region
from textual.widgets import Input

from companion.tui.text import cells_of, in_place

EDITABLE = 20_000  # characters that can be changed in one line: with more, a key takes seconds


class Field(Input):
    """Textual's input without its leak: it hands control characters of its value on to the terminal."""

    def show_cursor(self) -> None:
        """Scroll to the cursor: a field that got its value before it had a size stands at the beginning."""
        place = Region(self._position_to_cell(self.cursor_position), 0, 1, 1)
        self.scroll_to_region(place, force=True, animate=False)

    @property
    def _value(self) -> Text:
        return Text(in_place(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cells_of(in_place(self.value[:position]))
