"""A list of passages to choose one from, under headings; long ones take as many rows as they need.

However long the list is, only what is seen is worded and broken into rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from textual import events
from textual.geometry import Size
from textual.message import Message

from companion.tui.text import safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run, wrap_runs

Row = tuple[int, list[Run]]  # the passage's place and one row of it


@dataclass(frozen=True, slots=True)
class Passage:
    """Some styled text, or what words it, and what it stands for; one without a value is a heading, passed over."""

    runs: Sequence[Run] | Callable[[], Sequence[Run]]
    value: object = None
    indent: int = 2


class PassageList(LineView):
    """Draws the passages; the screen moves the choice by keys."""

    class Chosen(Message):
        """A passage was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._passages: Sequence[Passage] = ()
        self._choices: list[int] = []  # the places of the passages that can be chosen
        self._place = 0
        self._top = (0, 0)  # the place of a passage and a row of it
        self._laid_out: dict[int, list[list[Run]]] = {}
        self._seen: tuple[Size, list[Row]] | None = None

    @property
    def chosen(self) -> object | None:
        """What the chosen passage stands for; None in a list without any."""
        return self._passages[self._place].value if self._choices else None

    @property
    def number(self) -> int:
        """Which of the values is chosen, from 0."""
        return bisect_left(self._choices, self._place)

    @property
    def values(self) -> list[object]:
        """What can be chosen, in its order."""
        return [self._passages[place].value for place in self._choices]

    @property
    def count(self) -> int:
        """How many passages can be chosen."""
        return len(self._choices)

    def show(self, passages: Sequence[Passage], chosen: int = 0) -> None:
        """Draw other passages, the `chosen`-th value among them chosen, or the last one."""
        self._passages = passages
        self._choices = [place for place, one in enumerate(passages) if one.value is not None]
        self._place = self._choices[max(0, min(chosen, self.count - 1))] if self._choices else 0
        self._top = (min(self._top[0], max(0, len(passages) - 1)), 0)
        self._lay_out()

    def move(self, step: int) -> None:
        """Choose another passage, `step` further down."""
        if self._choices:
            self._place = self._choices[max(0, min(self.number + step, self.count - 1))]
            self._bring_into_view()
            self.redraw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def row(self, y: int) -> list[Run]:
        """One row of a passage."""
        found = self._row_at(y)
        return found[1] if found else []

    def row_style(self, y: int) -> str:
        """All rows of the chosen passage stand out."""
        found = self._row_at(y)
        return "cursor" if found and found[0] == self._place and self._choices else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the passage under the pointer."""
        found = self._row_at(event.y)
        if found and self._passages[found[0]].value is not None:
            self._place = found[0]
            self.redraw()
            self.post_message(self.Chosen())

    def _lay_out(self) -> None:
        self._laid_out.clear()
        self._bring_into_view()
        self.refresh()

    def _row_at(self, y: int) -> Row | None:
        if self._seen is None or self._seen[0] != self.size:
            self._seen = (self.size, list(islice(self._rows_from(*self._top), self.size.height)))
        rows = self._seen[1]
        return rows[y] if y < len(rows) else None

    def _rows_from(self, place: int, skip: int) -> Iterator[Row]:
        """Yield the rows from a passage on, without the first `skip` of its own."""
        for number in range(place, len(self._passages)):
            yield from ((number, row) for row in self._rows(number)[skip:])
            skip = 0

    def _rows(self, place: int) -> list[list[Run]]:
        """All rows of a passage."""
        rows = self._laid_out.get(place)
        if rows is None:
            one = self._passages[place]
            runs = one.runs() if callable(one.runs) else one.runs
            shown = [(safe(text), style) for text, style in runs]
            width = max(self.size.width - 1, 4)
            rows = self._laid_out[place] = wrap_runs([(" ", ""), *shown], width, one.indent + 1)
        return rows

    def _bring_into_view(self) -> None:
        """The whole chosen passage is seen, with its heading where that stands right above."""
        self._seen = None
        if not self._choices:
            self._top = (0, 0)
            return
        first = self._place
        while first and self._passages[first - 1].value is None:
            first -= 1
        self._top = max(min(self._top, (first, 0)), self._lowest_top())
        self._top = min(self._top, (self._place, 0))

    def _lowest_top(self) -> tuple[int, int]:
        """Where the view begins when the last row of the chosen passage is the last one in sight."""
        place = self._place
        over = len(self._rows(place)) - max(self.size.height, 1)
        while over < 0 and place:
            place -= 1
            over += len(self._rows(place))
        return (place, max(over, 0))
