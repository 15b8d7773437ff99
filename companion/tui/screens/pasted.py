"""Several lines were pasted: are they several notes, or one?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.capture.pasted import pasted_as_one, pasted_as_several, seems_several
from companion.catalogue import say
from companion.tui.text import cut, safe

SHOWN = 8


class PastedScreen(ModalScreen[Sequence[str] | None]):
    """n makes a note of each line, 1 makes one note of all, Enter the likelier of the two, Esc none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "likely", show=False),
        Binding("n", "each", show=False),
        Binding("1", "one", show=False),
        Binding("escape", "none", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._lines = text, pasted_as_several(text)

    def compose(self) -> ComposeResult:
        """The first lines, and the question."""
        more = ["…"] if len(self._lines) > SHOWN else []
        with Vertical(classes="box"):
            yield Label(say("tui.pasted.title", n=len(self._lines)), markup=False)
            yield Label(safe("\n".join([*(cut(line, 80) for line in self._lines[:SHOWN]), *more])), markup=False)
            likely = "several" if seems_several(self._text) else "one"
            yield Label(say(f"tui.pasted.keys_{likely}", n=len(self._lines)), classes="told", markup=False)

    def action_likely(self) -> None:
        """What the lines look like."""
        if seems_several(self._text):
            self.action_each()
        else:
            self.action_one()

    def action_each(self) -> None:
        """A note of each line."""
        self.dismiss(self._lines)

    def action_one(self) -> None:
        """One note of all lines."""
        self.dismiss([pasted_as_one(self._text)])

    def action_none(self) -> None:
        """No note."""
        self.dismiss(None)
