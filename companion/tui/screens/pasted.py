"""Several lines were pasted: are they several notes, or one?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.tui.text import cut

SHOWN = 8


class PastedScreen(ModalScreen[list[str] | None]):
    """Enter makes a note of each line, 1 makes one note of all, Esc makes none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "each", show=False),
        Binding("1", "one", show=False),
        Binding("escape", "none", show=False),
    ]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The first lines, and the question."""
        more = ["…"] if len(self._lines) > SHOWN else []
        with Vertical(classes="box"):
            yield Label(say("tui.pasted.title", n=len(self._lines)), markup=False)
            yield Label("\n".join([*(cut(line, 80) for line in self._lines[:SHOWN]), *more]), markup=False)
            yield Label(say("tui.pasted.keys", n=len(self._lines)), classes="told", markup=False)

    def action_each(self) -> None:
        """A note of each line."""
        self.dismiss(self._lines)

    def action_one(self) -> None:
        """One note of all lines."""
        self.dismiss([" ".join(self._lines)])

    def action_none(self) -> None:
        """No note."""
        self.dismiss(None)
