"""Handing over: every document in every format, written beside the minutes by one key."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.errors import OutputExistsError, SaveError
from companion.exporters import registry
from companion.session.handover import document_path, hand_over
from companion.session.session import Session
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList


class ExportScreen(ModalScreen[None]):
    """Choose and press Enter; a file that is there is overwritten only by a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "write", show=False),
        Binding("escape,f9", "dismiss", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: registry.Row | None = None

    def compose(self) -> ComposeResult:
        """The list, and a line to be told things."""
        with Vertical(classes="box list"):
            yield Label(say("tui.export.title"), markup=False)
            yield ChoiceList()
            yield Label(say("tui.export.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """List the documents."""
        self.query_one(ChoiceList).show(
            [
                Choice(
                    say(f"tui.document.{row.document}"), document_path(self._session, row).name, row
                )
                for row in registry.ROWS
            ]
        )

    def action_move(self, step: int) -> None:
        """Choose another document."""
        self._asked = None
        self.query_one(ChoiceList).move(step)

    @on(ChoiceList.Chosen)
    def action_write(self) -> None:
        """Write the chosen document."""
        choice = self.query_one(ChoiceList).chosen
        if choice is None or not isinstance(choice.value, registry.Row):
            return
        row = choice.value
        try:
            path = hand_over(self._session, row, overwrite=self._asked is row)
        except OutputExistsError as error:
            self._asked = row
            self._tell(say("tui.export.exists", path=error.values["path"]), bad=True)
        except SaveError as error:
            self._tell(str(error), bad=True)
        else:
            self._asked = None
            self._tell(say("tui.told.exported", path=path))

    def _tell(self, words: str, *, bad: bool = False) -> None:
        told = self.query_one(".told", Label)
        told.update(safe(words))
        told.set_class(bad, "-bad")
