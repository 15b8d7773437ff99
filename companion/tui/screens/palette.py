"""The palette of commands: Textual's, with all its words in the user's language."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from companion.catalogue import say


class Palette(CommandPalette):
    """Finds a command by its name; Textual says in English that there is none, and has no hook for it."""

    def __init__(self) -> None:
        super().__init__(placeholder=say("tui.palette"))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._say_none(search_value))

    def _say_none(self, search_value: str) -> None:
        self._list_visible = bool(search_value)
        if search_value:
            found = self.query_one(CommandList)
            found.set_options([Option(say("tui.found_none"), disabled=True, id=self._NO_MATCHES)])
