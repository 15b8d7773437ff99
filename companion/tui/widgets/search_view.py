"""The places a search found, best first, the matching characters standing out in their context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.message import Message

from companion.tui.text import cells_of, cut, fit
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

CONTEXT = 8  # characters shown before the first match


@dataclass(frozen=True, slots=True)
class Row:
    """One place found: where it is, its text, and which characters matched (indices into the text)."""

    place: str
    text: str
    positions: tuple[int, ...]
    style: str


class Rows(Protocol):
    """What is listed: how many places, and each as a row."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row:
        """One place."""
        ...


class _NoRows:
    def __len__(self) -> int:
        return 0

    def row(self, index: int) -> Row:
        raise IndexError(index)


class SearchView(LineView):
    """A list of places; the screen says which one is chosen."""

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__(id="found")
        self._rows: Rows = _NoRows()
        self._chosen = self._top = 0
        self._summary = ""

    def show(self, rows: Rows, chosen: int, summary: str) -> None:
        """Draw these rows under a line that sums them up."""
        self._rows, self._chosen, self._summary = rows, chosen, summary
        height = max(1, self.size.height - 1)
        self._top = max(chosen - height + 1, min(self._top, chosen))
        self.redraw()

    def row(self, y: int) -> list[Run]:
        """The summary, then one place a row."""
        if y == 0:
            return [(cut(f" {self._summary}", self.size.width), "dim")]
        place = self._top + y - 1
        if place >= len(self._rows):
            return []
        found = self._rows.row(place)
        label = cut(found.place, max(6, self.size.width // 3))
        return [(f" {label}  ", "time"), *_window(found, self.size.width - cells_of(label) - 4)]

    def row_style(self, y: int) -> str:
        """The chosen row stands out."""
        return "cursor" if y and self._top + y - 1 == self._chosen and len(self._rows) else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer."""
        place = self._top + event.y - 1
        if event.y and place < len(self._rows):
            self.post_message(self.Chosen(place))


def _window(found: Row, cells: int) -> list[Run]:
    """The text from shortly before the first match on, with the matches marked."""
    first = min(found.positions, default=0)
    start = max(0, first - CONTEXT) if first > cells // 3 else 0
    runs: list[Run] = [("…", "dim")] if start else []
    room = cells - len(runs)
    for is_marked, begin, end in _stretches(found.positions, start, min(start + cells, len(found.text))):
        fitting, room = fit(found.text[begin:end], room)
        runs.append((fitting, "match" if is_marked else found.style))
        if not room:
            break
    return runs


def _stretches(marked: tuple[int, ...], start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    """Yield what lies between two places in stretches, each with whether it is marked.

    list(_stretches((3, 4), 0, 6)) == [(False, 0, 3), (True, 3, 5), (False, 5, 6)]
    """
    begin = place = start
    for mark in sorted({mark for mark in marked if start <= mark < end}):
        if mark > place:
            if place > begin:
                yield True, begin, place
            yield False, place, mark
            begin = mark
        place = mark + 1
    if place > begin:
        yield True, begin, place
    if place < end:
        yield False, place, end
