"""A widget that draws itself row by row: what all panes of the live view have in common.

Rows are lists of (text, style name); a style name is a component class without its prefix.
Textual's own Tree and OptionList measure every label before the first paint; this draws what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from companion.tui.wrap import Run

STYLES = (
    "plain", "dim", "heading", "spoken", "current", "cursor", "skipped", "mark", "blank", "fill", "doubt",
    "comment", "action", "decision", "question", "added", "changed", "interjection", "stressed", "scene",
    "owner", "due", "time", "selected", "match", "rule", "good", "saved", "bad", "key", "bar",
)  # fmt: skip


class LineView(Widget):
    """Draws `row(y)` for each y; subclasses say what a row holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"view--{name}" for name in STYLES}

    def row(self, y: int) -> Sequence[Run]:
        """The runs of the row `y` cells below the top of the widget."""
        del y
        return ()

    def row_style(self, y: int) -> str:
        """The style that lies under a whole row; empty for the widget's own."""
        del y
        return ""

    def style_of(self, name: str) -> Style:
        """The Rich style for a style name."""
        return self.get_component_rich_style(f"view--{name}", partial=True) if name else Style.null()

    def render_line(self, y: int) -> Strip:
        """Draw one row, filled up to the width of the widget."""
        width = self.size.width
        under = self.rich_style + self.style_of(self.row_style(y))
        segments = [Segment(text, under + self.style_of(name)) for text, name in self.row(y) if text]
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.adjust_cell_length(width, under)
