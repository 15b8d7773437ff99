"""The lines above and below the panes: progress, what is being typed, and whether it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from companion.tui.text import cells_of, cut, safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

PROGRESS_SHARE = 0.3  # of the width: the title needs the rest
MIN_PROGRESS = 8


class RunsBar(LineView):
    """One line with something at its left and something at its right; the left gives way."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._left: Sequence[Run] = ()
        self._right: Sequence[Run] = ()

    def show(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        """Draw these; nothing is painted when nothing changed."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.redraw()

    def row(self, y: int) -> list[Run]:
        """The left part, cut where the right one begins."""
        del y
        right = [(safe(text, one_line=True), style) for text, style in self._right]
        width = sum(cells_of(text) for text, _ in right)
        room = max(0, self.size.width - width - 1)
        row: list[Run] = []
        for text, style in self._left:
            part = cut(text, room)
            room -= cells_of(part)
            row.append((part, style))
        return [*row, (" " * (room + 1), ""), *right]


class TopBar(LineView):
    """Title, progress through the speech, and times."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._title, self._share, self._times = "", 0.0, ""

    def show(self, title: str, share: float, times: str) -> None:
        """Draw these; `share` is how much of the speech was read out, from 0 to 1."""
        if (title, share, times) != (self._title, self._share, self._times):
            self._title, self._share, self._times = title, share, times
            self.redraw()

    def row(self, y: int) -> list[Run]:
        """Title at the left, bar and times at the right."""
        del y
        width = self.size.width
        times = f" {self._share:4.0%}  {self._times} "
        length = max(MIN_PROGRESS, int(width * PROGRESS_SHARE))
        room = width - length - cells_of(times) - 3
        title = cut(self._title, max(0, room))
        done = round(self._share * length)
        gap = " " * max(1, room - cells_of(title) + 2)
        return [
            (" " + title, "heading"),
            (gap, ""),
            ("━" * done, "bar"),
            ("─" * (length - done), "dim"),
            (times, "time"),
        ]
