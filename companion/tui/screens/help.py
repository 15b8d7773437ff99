"""All keys and signs on one page, made from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import entries, language, say
from companion.tui.commands import COMMANDS
from companion.tui.text import pad, safe
from companion.tui.wrap import Run, wrap_runs

KEY = 14  # cells for a key and its letter
SCROLLBAR = 2  # cells at the right
MIN_ROW = KEY + 8


class HelpScreen(ModalScreen[None]):
    """Any key that closes things closes it; arrows and pages scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "dismiss", show=False)]

    def compose(self) -> ComposeResult:
        """Signs first, then commands."""
        with Vertical(classes="box"):
            yield Label(say("tui.help.title"), markup=False)
            with VerticalScroll():
                yield Label("", id="all", markup=False)

    def on_resize(self) -> None:
        """Break the lines anew."""
        room = self.query_one(VerticalScroll).size.width - SCROLLBAR
        self.query_one("#all", Label).update(safe("\n".join(help_rows(room))))


def help_rows(cells: int) -> list[str]:
    """What can be typed and pressed, in rows of at most `cells` cells."""
    table = entries("tui", language())
    signs = [key.removeprefix("help.sign.") for key in table if key.startswith("help.sign.")]
    typed = [(table[f"help.key.{name}"], table[f"help.sign.{name}"]) for name in signs]
    pressed = [(f"{command.shown_keys}  {command.letter}", command.label) for command in COMMANDS]
    letters = wrap_runs([(say("tui.help.letters"), "")], max(cells, MIN_ROW))
    rows = [*_rows(typed, cells), [], *letters, *_rows(pressed, cells)]
    return ["".join(text for text, _ in row) for row in rows]


def _rows(lines: list[tuple[str, str]], cells: int) -> list[list[Run]]:
    """Keys at the left and their meanings beside them, over as many rows as they need."""
    broken = [wrap_runs([(f"{pad(key, KEY)} {words}", "")], max(cells, MIN_ROW), KEY + 1) for key, words in lines]
    return [row for rows in broken for row in rows]
