"""The warning that stands before a classified meeting (domain §5.3)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.tui.text import safe


class ClassifiedScreen(ModalScreen[None]):
    """Only Enter goes on; F10 leaves the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss", show=False),
        Binding("f10", "app.quit", show=False),
    ]

    def __init__(self, marking: str) -> None:
        super().__init__()
        self._marking = marking

    def compose(self) -> ComposeResult:
        """The warning, and what to press."""
        with Vertical(classes="box"):
            yield Label(say("tui.classified.title"), markup=False)
            yield Label(safe(say("tui.classified.text", marking=self._marking)), markup=False)
            yield Label(say("tui.classified.keys"), classes="told -bad", markup=False)
