"""The tasks waiting in the text, to be gone through before the meeting: take one, drop one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.capture.candidates import Candidate
from companion.catalogue import say
from companion.errors import SaveError
from companion.session.session import Session
from companion.session.tasks import WaitingTasks
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList
from companion.tui.widgets.whole_text import WholeText
from companion.tui.wording import place_name


class TasksScreen(ModalScreen[Candidate | None]):
    """Enter takes the chosen one into the bar, d drops it, Esc leaves the rest waiting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "take", show=False),
        Binding("d,delete,f8", "drop", show=False),
        Binding("escape,ctrl+d", "leave", show=False),
    ]

    def __init__(self, session: Session, waiting: WaitingTasks) -> None:
        super().__init__()
        self._session, self._waiting = session, waiting

    def compose(self) -> ComposeResult:
        """The list, and a line to be told things."""
        with Vertical(classes="box list"):
            yield Label("", id="title", markup=False)
            yield ChoiceList()
            yield WholeText()
            yield Label(say("tui.tasks.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """List what waits."""
        self._list()

    def action_move(self, step: int) -> None:
        """Choose another one and show all of it."""
        self.query_one(ChoiceList).move(step)
        self._show_whole()

    @on(ChoiceList.Chosen)
    def action_take(self) -> None:
        """Take the chosen one into the bar."""
        candidate = self._chosen()
        if candidate is not None:
            self.dismiss(candidate)

    def action_drop(self) -> None:
        """Propose the chosen one no more."""
        candidate = self._chosen()
        if candidate is None:
            return
        try:
            self._waiting.drop(candidate)
        except SaveError as error:
            self.query_one(".told", Label).update(safe(error.brief()))
            return
        self._list()

    def action_leave(self) -> None:
        """Leave the rest waiting."""
        self.dismiss(None)

    def _list(self) -> None:
        waiting = self._waiting.open_ones()
        outline = self._session.outline
        self.query_one("#title", Label).update(say("tui.tasks.title", n=len(waiting)))
        self.query_one(ChoiceList).show(
            [Choice(place_name(outline, outline.by_id[one.point]), one.text, one) for one in waiting]
        )
        self._show_whole()

    def _show_whole(self) -> None:
        candidate = self._chosen()
        words = self._waiting.line(candidate) if candidate else say("tui.tasks.none")
        self.query_one(WholeText).show(words)

    def _chosen(self) -> Candidate | None:
        choice = self.query_one(ChoiceList).chosen
        return choice.value if choice is not None and isinstance(choice.value, Candidate) else None
