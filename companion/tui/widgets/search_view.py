"""The places a search found, best first, the matching characters standing out in their context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from textual import events
from textual.message import Message

from companion.tui.text import cut, fit, regular_cells
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

CONTEXT = 8  # characters shown before the first match


class Row(NamedTuple):
    """One place found: where it is, its text, and which characters matched (indices into the text, ascending)."""

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

    @property
    def room(self) -> int:
        """How many places are in sight at once; none before the list is laid out."""
        return max(0, self.size.height - 1)

    def show(self, rows: Rows, chosen: int, summary: str) -> None:
        """Draw these rows under a line that sums them up."""
        self._rows, self._chosen, self._summary = rows, chosen, summary
        self._top = max(chosen - max(1, self.room) + 1, min(self._top, chosen))
        self.redraw()

    def row(self, y: int) -> list[Run]:
        """The summary, then one place a row."""
        if y == 0:
            return [(cut(f" {self._summary}", self.size.width), "dim")]
        place = self._top + y - 1
        if place >= len(self._rows):
            return []
        found = self._rows.row(place)
        width = self.size.width
        most = max(6, width // 3)
        label, left = fit(found.place, most)
        return [(f" {label}  ", "time"), *_window(found, width - most + left - 4)]

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
    first = found.positions[0] if found.positions else 0
    start = max(0, first - CONTEXT) if first > cells // 3 else 0
    lead: list[Run] = [("…", "dim")] if start else []
    text, room = found.text[start : start + cells], cells - len(lead)
    is_regular = regular_cells(text) is not None
    if is_regular:
        text = cut(text, room)
    stretches = _stretches([mark - start for mark in found.positions], len(text))
    runs = [(text[begin:end], "match" if is_marked else found.style) for is_marked, begin, end in stretches]
    return lead + (runs if is_regular else list(_fitting(runs, room)))


def _fitting(runs: Iterable[Run], room: int) -> Iterator[Run]:
    """Yield runs until there is no more room: each is shown otherwise than it is, perhaps, and takes other cells."""
    for text, style in runs:
        fitting, room = fit(text, room)
        yield fitting, style
        if not room:
            break


def _stretches(marks: Sequence[int], length: int) -> Iterator[tuple[bool, int, int]]:
    """Yield a text of some length in stretches, each with whether it is marked, by its marked places, ascending.

    list(_stretches((3, 4), 6)) == [(False, 0, 3), (True, 3, 5), (False, 5, 6)]
    """
    begin = place = 0
    for mark in marks:
        if mark >= length:
            break
        if mark > place:
            if place > begin:
                yield True, begin, place
            yield False, place, mark
            begin = mark
        place = mark + 1
    if place > begin:
        yield True, begin, place
    if place < length:
        yield False, place, length
