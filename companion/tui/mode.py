"""What a mode is: how the capture bar behaves until another mode is entered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.model.outline import Span
from companion.tui.wording import place_name
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


class Mode:
    """How the bar behaves; each mode overrides what it does otherwise."""

    name = "note"

    @property
    def blank(self) -> int:
        """The number of the blank that is being filled; 0 for none."""
        return 0

    @property
    def marked(self) -> Span | None:
        """The words of the speech that are marked."""
        return None

    def begin(self, live: LiveScreen) -> None:
        """The mode was entered."""

    def label(self, live: LiveScreen) -> str:
        """What stands before the bar: where a note will go."""
        return f"→ {place_name(live.session.outline, live.session.point(live.cursor))}"

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """The line above the bar: how what is typed is understood, or what can be typed."""
        del live, value
        return [(say(f"tui.hint.{self.name}"), "dim")]

    def typed(self, live: LiveScreen, value: str) -> None:
        """The text in the bar changed."""

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Enter was pressed."""

    def move(self, live: LiveScreen, where: str) -> None:
        """A key for moving about was pressed."""
        live.move_cursor(where)

    def escape(self, live: LiveScreen) -> None:
        """Esc was pressed."""
        live.leave_mode()

    def tab(self, live: LiveScreen) -> None:
        """Tab was pressed."""
        live.next_blank()
