"""A widget that draws itself row by row: what all panes of the live view have in common.

Rows are lists of (text, style name); a style name is a component class without its prefix.
Textual's own Tree and OptionList measure every label before the first paint; this draws what is seen, and of
that, after `redraw`, only the rows that are not as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from companion.tui.brush import Brush, Ink, filtered, ink
from companion.tui.text import cells_of, guarded, regular_cells
from companion.tui.wrap import Run

STYLES = (
    "plain", "dim", "heading", "spoken", "current", "cursor", "skipped", "mark", "blank", "fill", "doubt",
    "comment", "action", "decision", "question", "added", "changed", "interjection", "stressed", "scene",
    "owner", "due", "time", "selected", "match", "rule", "good", "saved", "bad", "key", "bar",
)  # fmt: skip


class LineView(Widget):
    """Draws `row(y)` for each y; subclasses say what a row holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"view--{name}" for name in STYLES}
    brush: Brush | None = None  # paints what changes in a keystroke; whose screen has none leaves it to Textual

    def __init__(self, id: str | None = None) -> None:
        self._drawn: dict[int, tuple[list[Run], str]] = {}  # rows as they are on the screen
        self._styles_of: dict[tuple[str, str], Style] = {}
        self._inks: dict[tuple[str, str], Ink] = {}
        self._measured: tuple[Size, Size] | None = None
        super().__init__(id=id)

    def row(self, y: int) -> Sequence[Run]:
        """The runs of the row `y` cells below the top of the widget."""
        del y
        return ()

    def row_style(self, y: int) -> str:
        """The style that lies under a whole row; empty for the widget's own."""
        del y
        return ""

    @property
    def size(self) -> Size:
        """The size of the content, asked of the layout once: every row asks for it. Nothing while hidden."""
        if self._measured is None or self._measured[0] is not self._size or not self._measured[1]:
            self._measured = (self._size, super().size)
            self._drawn.clear()
        return self._measured[1]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As in Textual; without regions, nothing worked out before holds any longer."""
        if not regions:
            self._drawn.clear()
            self._styles_of.clear()
            self._inks.clear()
            self._measured = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw(self) -> None:
        """Draw the rows that are not as they were; for a change of what is shown, not of size or styles."""
        width, height = self.size
        changed = [y for y in range(height) if self._is_changed(y)]
        if changed and not (self.brush and self.brush.take(self, changed, self._painted)):
            self.refresh(*(Region(0, first, width, end - first) for first, end in _stretches(changed)))

    def render_line(self, y: int) -> Strip:
        """Draw one row, filled up to the width of the widget."""
        width = self.size.width
        row, below = self._as_drawn(y)
        segments = [Segment(text, self._style(below, name)) for text, name in row if text]
        strip = Strip(segments, sum(cells_of(segment.text) for segment in segments))
        return strip.adjust_cell_length(width, self._style(below, ""))

    def _painted(self, y: int) -> str:
        """One row as the terminal takes it, filled up to the width of the widget; what Textual makes of the same."""
        row, below = self._as_drawn(y)
        cells = regular_cells("".join([text for text, _ in row]))
        is_regular = cells is not None  # then there is nothing to guard against, either
        room = self.size.width - (sum(cells_of(text) for text, _ in row) if cells is None else cells)
        if room < 0:
            return filtered(self, self.render_line(y)).render(self.app.console)
        parts: list[str] = []
        for text, name in (*row, (" " * room, "")):
            if text:
                before, after = self._inks.get((below, name)) or self._ink(below, name)
                parts += (before, text if is_regular else guarded(text), after)
        return "".join(parts)

    def _ink(self, below: str, name: str) -> Ink:
        self._inks[below, name] = ink(self, self._style(below, name))
        return self._inks[below, name]

    def _as_drawn(self, y: int) -> tuple[list[Run], str]:
        if y not in self._drawn:
            self._is_changed(y)
        return self._drawn[y]

    def _is_changed(self, y: int) -> bool:
        row = (list(self.row(y)), self.row_style(y))
        is_changed = self._drawn.get(y) != row
        self._drawn[y] = row
        return is_changed

    def _style(self, below: str, name: str) -> Style:
        """The style of a run on its row's."""
        style = self._styles_of.get((below, name))
        if style is None:
            style = self.rich_style if not below and not name else self._style("", "")
            for part in filter(None, (below, name)):
                style += self.get_component_rich_style(f"view--{part}", partial=True)
            self._styles_of[below, name] = style
        return style


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of neighbouring rows, each as its first row and the one behind its last."""
    first = rows[0]
    for row, following in pairwise((*rows, -1)):
        if following != row + 1:
            yield first, row + 1
            first = following
