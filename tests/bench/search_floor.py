"""The least that Textual can do for a key: one widget, one line, painted anew.

`python -m tests.bench.search_floor` shows it. What a program takes beyond this is its own.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Line(Widget, can_focus=True):
    """What was typed."""

    typed = "READY"

    def on_key(self, event: events.Key) -> None:
        """Take the key, and paint the line and nothing else."""
        self.typed = self.typed[:-1] if event.key == "backspace" else self.typed + (event.character or "")
        self.refresh(Region(0, 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The line at the top; nothing below it."""
        return Strip([Segment("" if y else self.typed)]).adjust_cell_length(self.size.width)


class Floor(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        """The line, ready for typing."""
        yield Line()

    def on_mount(self) -> None:
        """Take what is typed."""
        self.query_one(Line).focus()


if __name__ == "__main__":
    Floor().run()
