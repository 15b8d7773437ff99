"""Typing the figures that are heard into the blanks of a point, one row after the other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.model.outline import Blank
from companion.session import figures
from companion.tui.mode import Mode

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


class FillMode(Mode):
    """One row of blanks after the other: a figure (and its growth), Enter, the next."""

    name = "fill"

    def __init__(self, row: tuple[Blank, ...]) -> None:
        self.row = row
        self.doubted = ""

    @property
    def blank(self) -> int:
        """The first of the row."""
        return self.row[0].n

    def label(self, live: LiveScreen) -> str:
        """What the figures are, and in which units."""
        return say("tui.and").join(map(_blank_name, self.row))

    def begin(self, live: LiveScreen) -> None:
        """Show what was noted before."""
        live.bar.set_text(figures.typed_row(live.session, self.row))

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Note the figures and go on; nothing typed skips the row.

        What begins with a sign, or is too long for a figure, is a note like any other; other words than numbers
        are asked about once.
        """
        if figures.is_note(value, self.row):
            live.leave_mode(keep=True)
            live.mode.submit(live, value, started)
            return
        if figures.is_odd(value, self.row) and value != self.doubted:
            self.doubted = value
            live.warn("odd_figure")
            return
        alike = 0

        def fill() -> None:
            nonlocal alike
            alike = figures.fill_row(live.session, self.row, value)

        if not value.strip() or live.attempt(fill):
            enter_blank(live, after=figures.last_typed(value, self.row))
            if alike:
                live.tell("alike", n=alike)

    def tab(self, live: LiveScreen) -> None:
        """Skip to the next row."""
        live.bar.set_text("")
        enter_blank(live, after=self.row[-1].n)

    def move(self, live: LiveScreen, where: str) -> None:
        """Up and down leave the blanks."""
        live.leave_mode()
        live.move_cursor(where)


def enter_blank(live: LiveScreen, after: int) -> None:
    """Go to the next open blank of the cursor's point behind blank number `after`, or leave the blanks."""
    row = figures.next_row(live.session, live.cursor, after)
    if row:
        live.enter_mode(FillMode(row))
    elif after:
        live.leave_mode()
        live.tell("blanks_done")
    else:
        live.tell("no_blanks")


def _blank_name(blank: Blank) -> str:
    name = blank.label or f"{blank.before[-6:]}＿{blank.after[:6]}"
    return f"{name}（{blank.unit}）" if blank.unit else name
