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


class HelpScreen(ModalScreen[None]):
    """Any key that closes things closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "dismiss", show=False)]

    def compose(self) -> ComposeResult:
        """Signs first, then commands."""
        with Vertical(classes="box"):
            yield Label(say("tui.help.title"), markup=False)
            with VerticalScroll():
                yield Label(safe("\n".join(help_lines())), markup=False)


def help_lines() -> list[str]:
    """What can be typed and pressed, a line each."""
    table = entries("tui", language())
    signs = [key.removeprefix("help.sign.") for key in table if key.startswith("help.sign.")]
    typed = [f"{pad(table[f'help.key.{name}'], 14)} {table[f'help.sign.{name}']}" for name in signs]
    pressed = [f"{pad(f'{command.shown_keys}  {command.letter}', 14)} {command.label}" for command in COMMANDS]
    return [*typed, "", say("tui.help.letters"), *pressed]
