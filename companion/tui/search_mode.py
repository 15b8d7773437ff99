"""Searching: every letter finds, and the list is painted in the same keystroke."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.tui.mode import Mode

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

LISTED = 0.001  # seconds in which the thread that writes to the terminal brings out the list
PAGE = 10  # rows: of what is found, more is not read at once


class SearchMode(Mode):
    """Every letter searches; arrows preview, Enter jumps, Esc goes back to where one was."""

    name = "search"

    def __init__(self, live: LiveScreen) -> None:
        self._origin = live.cursor
        self._was_following = live.is_following
        self.chosen = 0
        self._recalled = ""
        self._is_behind = False  # whether a key came in before its predecessor's places were found

    def label(self, live: LiveScreen) -> str:
        """Say that this is a search."""
        return say("tui.label.search")

    def begin(self, live: LiveScreen) -> None:
        """Show the list, empty."""
        self._find(live)

    def typed(self, live: LiveScreen, value: str) -> None:
        """Find, and list in the same stroke as the letter; while more keys wait, only for the last of them."""
        self.chosen = 0
        self._is_behind = live.bar.is_pressed_on
        if self._is_behind:
            live.bar.call_later(self._catch_up, live)
        else:
            self._find(live)

    def move(self, live: LiveScreen, where: str) -> None:
        """Choose another place and show it; upwards from an empty line, recall what was asked before."""
        self._catch_up(live)
        if where == "up" and self.chosen <= 0 and live.bar.value in ("", self._recalled):
            self._recalled = live.finder.history.older(live.bar.value) or self._recalled
            live.bar.set_text(self._recalled)
            return
        step = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}.get(where, 0)
        self.choose(live, self.chosen + step)

    def choose(self, live: LiveScreen, index: int) -> None:
        """Choose a place by its row and go there."""
        live.finder.reach(index)
        self.chosen = max(0, min(index, len(live.finder) - 1))
        live.picture.list_found(self.chosen)
        if len(live.finder):
            live.set_cursor(live.finder.point(self.chosen), note=live.finder.note(self.chosen))

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Jump to the chosen place."""
        self._catch_up(live)
        live.finder.history.keep(value)
        if len(live.finder):
            self.choose(live, self.chosen)
            live.leave_mode()

    def escape(self, live: LiveScreen) -> None:
        """Back to where one was."""
        live.leave_mode()
        live.set_cursor(live.session.speaker if self._was_following else self._origin)

    def tab(self, live: LiveScreen) -> None:
        """Blanks can wait."""

    def _find(self, live: LiveScreen) -> None:
        """Find what is in the bar and list it; the best place itself is shown in the next stroke, if no key waits."""
        self._is_behind = False
        live.finder.search(live.bar.value, self._origin, live.picture.listed)
        live.picture.list_found(self.chosen)
        live.bar.call_later(self._show_place, live)

    async def _show_place(self, live: LiveScreen) -> None:
        await asyncio.sleep(LISTED)
        if live.mode is self and not live.bar.is_pressed_on:
            place = live.finder.point(self.chosen) if len(live.finder) else self._origin
            with live.brush.stroke():
                live.picture.show_place(place)

    def _catch_up(self, live: LiveScreen) -> None:
        """Find what is in the bar now, unless that was done."""
        if self._is_behind and live.mode is self:
            with live.brush.stroke():
                self._find(live)
