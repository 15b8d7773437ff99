"""The line where everything is typed. It always has the focus, so that typing is always a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive

from companion.capture.pasted import pasted_lines
from companion.tui.brush import Brush, Ink, ink
from companion.tui.text import guarded, in_place
from companion.tui.widgets.field import EDITABLE, Field

ENTER = {"enter", "ctrl+j"}  # what Enter becomes when it is pressed before the terminal is set up
MOVES = {"up", "down", "pageup", "pagedown"}
MOVES_WHEN_EMPTY = {"home", "end", "left", "right"}
ROW = (0,)  # the one row there is


@dataclass
class Listener:
    """Who is told of what happens in the bar, within the keystroke itself.

    Not by messages, as widgets do otherwise: a key that comes while a message waits would be typed into a line
    that is then cleared, and lost; and what a letter changes elsewhere would be painted a frame later.
    """

    typed: Callable[[str], None]
    entered: Callable[[str, datetime | None], None]
    moved: Callable[[str], None]
    pasted: Callable[[str], None]
    takes_key: Callable[[events.Key], bool]
    settled: Callable[[], None]  # no more keys wait behind some of which only the text was taken in


class CaptureBar(Field):
    """One line of typing; what a key means beyond that is for its listener to say."""

    BINDINGS: ClassVar[list[BindingType]] = []
    # As in Textual, but the screen is not laid out anew for every letter: the bar stays as wide as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, now: Callable[[], datetime], brush: Brush) -> None:
        self._brush = brush
        self._inks: tuple[Ink, Ink] | None = None  # of the line and of the cursor behind it
        super().__init__(id="capture", compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.listener: Listener | None = None
        self._now = now
        self._started: datetime | None = None
        self._waiting = 0  # keys that came in and are not handled yet
        self._is_behind = False  # whether what some keys changed is still to be shown

    @property
    def is_pressed_on(self) -> bool:
        """Whether more keys wait behind the one being handled."""
        return self._waiting > 0

    def post_message(self, message: Message) -> bool:
        """Take in a message; keys are counted."""
        self._waiting += isinstance(message, events.Key)
        return super().post_message(message)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As in Textual, but what a key changes in the line itself is painted with what it changes elsewhere."""
        is_own = self.is_mounted and repaint and not layout and not recompose
        if is_own and self._brush.take(self, ROW, self._painted):
            return self
        self._inks = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _painted(self, y: int) -> str:
        self._styles_cache.clear()
        if (room := self._room_at_end()) < 0:
            return self.render_lines(Region(0, y, self.region.width, 1))[0].render(self.app.console)
        (before, after), (cursor, behind) = self._inks = self._inks or self._ink_and_cursor()
        return f"{before}{guarded(in_place(self.value))}{after}{cursor} {behind}{before}{' ' * room}{after}"

    def _room_at_end(self) -> int:
        """The cells behind a cursor at the end of a line that is in sight as a whole; less than none elsewhere."""
        if not (self.value and self.has_focus and self.cursor_at_end and self.selection.is_empty):
            return -1
        return self.region.width - self._position_to_cell(len(self.value)) - 1

    def _ink_and_cursor(self) -> tuple[Ink, Ink]:
        style = self.rich_style
        return ink(self, style), ink(self, style + self.get_component_rich_style("input--cursor"))

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
        if self.listener:
            self.listener.typed(value)

    async def _on_key(self, event: events.Key) -> None:
        self._waiting = max(0, self._waiting - 1)
        if self.is_pressed_on and not self._is_behind:
            self._is_behind = self.call_later(self._catch_up)
        with self._brush.stroke(is_last=not self.is_pressed_on):
            if self._is_command(event):
                event.stop()
                event.prevent_default()
            else:
                await super()._on_key(event)

    def _catch_up(self) -> None:
        """Show what keys that came all at once did to the line."""
        self._is_behind = False
        with self._brush.stroke():
            if self.listener:
                self.listener.settled()

    def _is_command(self, event: events.Key) -> bool:
        """Hand on a key that is not for typing; tells whether it was one."""
        listener = self.listener
        if listener is None or listener.takes_key(event):
            return listener is not None
        if event.key in ENTER:
            listener.entered(self.value, self._started)
        elif event.key == "backspace":
            self.action_delete_left()
        elif event.key in MOVES or (event.key in MOVES_WHEN_EMPTY and not self.value):
            listener.moved(event.key)
        else:
            return False
        return True

    def _on_paste(self, event: events.Paste) -> None:
        lines = pasted_lines(event.text)
        event.stop()
        event.prevent_default()
        is_more = len(lines) > 1 or len(event.text) > EDITABLE
        if lines and is_more and self.listener:
            self.listener.pasted(event.text)
        elif lines:
            self.insert_text_at_cursor(lines[0])
