"""A list of passages to choose one from, under headings; long ones take as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run, wrap_runs


@dataclass(frozen=True, slots=True)
class Passage:
    """Some styled text and what it stands for; a passage without a value is a heading and is passed over."""

    runs: tuple[Run, ...]
    value: object = None
    indent: int = 2


class PassageList(LineView):
    """Draws the passages; the screen moves the choice by keys."""

    class Chosen(Message):
        """A passage was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._passages: Sequence[Passage] = ()
        self._place = self._top = 0
        self._rows: list[tuple[int, list[Run]]] = []
        self._width = 0

    @property
    def chosen(self) -> object | None:
        """What the chosen passage stands for; None in a list without any."""
        return self._passages[self._place].value if self._passages else None

    @property
    def values(self) -> list[object]:
        """What can be chosen, in its order."""
        return [one.value for one in self._passages if one.value is not None]

    def show(self, passages: Sequence[Passage], chosen: int = 0) -> None:
        """Draw other passages, the `chosen`-th value among them chosen, or the last one."""
        self._passages = passages
        choices = self._choices()
        self._place = choices[max(0, min(chosen, len(choices) - 1))] if choices else 0
        self._lay_out()

    def move(self, step: int) -> None:
        """Choose another passage; a page is as many as are seen."""
        choices = self._choices()
        if choices:
            now = choices.index(self._place)
            self._place = choices[max(0, min(now + step, len(choices) - 1))]
            self._bring_into_view()
            self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def row(self, y: int) -> list[Run]:
        """One row of a passage."""
        place = self._top + y
        return self._rows[place][1] if place < len(self._rows) else []

    def row_style(self, y: int) -> str:
        """All rows of the chosen passage stand out."""
        place = self._top + y
        return "cursor" if place < len(self._rows) and self._rows[place][0] == self._place and self._choices() else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the passage under the pointer."""
        row = self._top + event.y
        if row < len(self._rows) and self._passages[self._rows[row][0]].value is not None:
            self._place = self._rows[row][0]
            self.refresh()
            self.post_message(self.Chosen())

    def _choices(self) -> list[int]:
        return [place for place, one in enumerate(self._passages) if one.value is not None]

    def _lay_out(self) -> None:
        width = max(self.size.width - 1, 4)
        self._rows = [
            (place, row)
            for place, one in enumerate(self._passages)
            for row in wrap_runs([(" ", ""), *one.runs], width, one.indent + 1)
        ]
        self._bring_into_view()
        self.refresh()

    def _bring_into_view(self) -> None:
        """The whole chosen passage is seen, with its heading where that stands right above."""
        rows = [number for number, (place, _) in enumerate(self._rows) if place == self._place]
        if not rows:
            self._top = 0
            return
        first = rows[0]
        while first and self._passages[self._rows[first - 1][0]].value is None:
            first -= 1
        height = max(self.size.height, 1)
        self._top = max(rows[-1] - height + 1, min(self._top, first))
        self._top = min(self._top, rows[0])
