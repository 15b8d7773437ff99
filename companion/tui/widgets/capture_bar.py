"""The line where everything is typed. It always has the focus, so that typing is always a note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from companion.capture.pasted import pasted_lines

ENTER = {"enter", "ctrl+j"}  # what Enter becomes when it is pressed before the terminal is set up
MOVES = {"up", "down", "pageup", "pagedown"}
MOVES_WHEN_EMPTY = {"home", "end", "left", "right"}


class CaptureBar(Input):
    """One line of typing; what a key means beyond that is for the screen to say.

    `on_typed` is called within the keystroke itself, not by a message: what it redraws is then painted
    together with the letter, where a message would wait for the next frame (performance: one paint per key).
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    # As in Textual, but the screen is not laid out anew for every letter: the bar stays as wide as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Entered(Message):
        """Enter was pressed on this text."""

        def __init__(self, value: str, started: datetime | None) -> None:
            super().__init__()
            self.value, self.started = value, started

    class Moved(Message):
        """A key for moving about was pressed: up, down, pageup, pagedown, home, end, left or right."""

        def __init__(self, where: str) -> None:
            super().__init__()
            self.where = where

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(id="capture", compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._now = now
        self._started: datetime | None = None
        self._waiting = 0  # keys that came in and are not handled yet
        self.on_typed: Callable[[str], None] = lambda _: None
        self.takes_key: Callable[[events.Key], bool] = lambda _: False

    @property
    def is_pressed_on(self) -> bool:
        """Whether more keys wait behind the one being handled."""
        return self._waiting > 0

    def post_message(self, message: Message) -> bool:
        """Take in a message; keys are counted."""
        self._waiting += isinstance(message, events.Key)
        return super().post_message(message)

    def set_text(self, text: str) -> None:
        """Put a text in the bar, the cursor at its end."""
        self.value = text
        self.cursor_position = len(text)

    def watch_value(self, value: str) -> None:
        """Remember when typing began, and tell the screen."""
        if not value:
            self._started = None
        elif self._started is None:
            self._started = self._now()
        self.on_typed(value)

    async def _on_key(self, event: events.Key) -> None:
        self._waiting = max(0, self._waiting - 1)
        if self.takes_key(event):
            event.stop()
            event.prevent_default()
        elif event.key in ENTER:
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self.value, self._started))
        elif event.key in MOVES or (event.key in MOVES_WHEN_EMPTY and not self.value):
            event.stop()
            event.prevent_default()
            self.post_message(self.Moved(event.key))
        else:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        lines = pasted_lines(event.text)
        event.stop()
        event.prevent_default()
        if len(lines) > 1:
            self.post_message(self.Pasted(event.text))
        elif lines:
            self.insert_text_at_cursor(lines[0])
