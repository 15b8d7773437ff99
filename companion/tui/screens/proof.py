"""What proof-reading found, and how the speech was read: go to a place, dismiss a remark. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.errors import SaveError
from companion.model.mend import Mend
from companion.model.remark import Remark, RemarkKind
from companion.session.mending import remove_mend
from companion.session.proof import ProofReading
from companion.session.session import Session
from companion.tui.status import read_as, sentence_of
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList
from companion.tui.widgets.whole_text import WholeText

TAKEN_BACK_HERE = ("dismiss", "show_again", "remove_mend")


class ProofScreen(ModalScreen[Remark | None]):
    """Enter goes to the chosen remark, d dismisses it or shows it again, a lists the dismissed ones too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("enter", "go", show=False),
        Binding("d,delete,f8", "dismiss_remark", show=False),
        Binding("a", "show_all", show=False),
        Binding("u,ctrl+z", "undo", show=False),
        Binding("escape,ctrl+k", "leave", show=False),
    ]

    def __init__(self, session: Session, proof: ProofReading) -> None:
        super().__init__()
        self._session, self._proof = session, proof
        self._is_all = False
        self._place = 0

    def compose(self) -> ComposeResult:
        """How the speech was read, the list, the chosen remark in full, and the keys."""
        with Vertical(classes="box list"):
            yield Label(say("proof.screen.title"), id="title", markup=False)
            yield Label(safe(self._how_read()), classes="told", markup=False)
            yield ChoiceList()
            yield WholeText(say("proof.screen.working"))
            yield Label(say("proof.screen.keys"), classes="told", id="keys", markup=False)

    def on_mount(self) -> None:
        """Read proof beside the screen: a large speech takes seconds."""
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        _ = self._proof.all
        self.app.call_from_thread(self._list)

    def action_move(self, step: int) -> None:
        """Choose another one and show all of it."""
        self.query_one(ChoiceList).move(step)
        self._show_whole()

    @on(ChoiceList.Chosen)
    def action_go(self) -> None:
        """Go to the chosen remark's words."""
        chosen = self._chosen()
        if isinstance(chosen, Remark):
            self.dismiss(chosen)

    def action_dismiss_remark(self) -> None:
        """Dismiss the chosen remark, or show it again; delete a mend that has lost its words."""
        chosen = self._chosen()
        if isinstance(chosen, Mend):
            self._attempt(lambda: remove_mend(self._session, chosen))
        elif isinstance(chosen, Remark):
            is_open = chosen in self._proof.open
            self._attempt(lambda: (self._proof.dismiss if is_open else self._proof.show_again)(chosen))

    def action_show_all(self) -> None:
        """List the dismissed ones too, or no more."""
        self._is_all = not self._is_all
        self._list()

    def action_undo(self) -> None:
        """Take back what was done here last."""
        done = self._session.history.done
        if done and done[-1].name in TAKEN_BACK_HERE:
            self._attempt(lambda: self._session.undo())

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def _attempt(self, change: Callable[[], object]) -> None:
        self._place = self.query_one(ChoiceList).place
        try:
            change()
        except SaveError as error:
            told = self.query_one("#keys", Label)
            told.update(safe(error.brief()))
            told.add_class("-bad")
            return
        self._list()

    def _how_read(self) -> str:
        session = self._session
        speech, mends = session.speech, session.mended.mends
        parts = [read_as(speech)]
        parts.append(say("proof.screen.size", lines=len(speech.lines), points=len(speech.outline.points)))
        parts += [say("proof.screen.mends", n=len(mends))] if mends else []
        return "\n".join((" ".join(parts), *(say(key, **values) for key, values in speech.remarks)))

    def _list(self) -> None:
        lost = [Choice(say("proof.screen.lost"), _lost_words(mend), mend) for mend in self._session.mended.orphans]
        shown = self._proof.all if self._is_all else self._proof.open
        rows = [*lost, *(self._row(remark) for remark in shown)]
        blanks = sum(remark.kind is RemarkKind.BLANKS for remark in shown)
        self.query_one("#title", Label).update(safe(say("proof.screen.counts", n=len(rows) - blanks, blanks=blanks)))
        self.query_one(ChoiceList).show(rows)
        self.action_move(self._place)

    def _row(self, remark: Remark) -> Choice:
        mark = "" if not self._is_all or remark in self._proof.open else say("proof.screen.dismissed")
        return Choice(f"{remark.line}:{remark.column}", mark + sentence_of(remark), remark)

    def _show_whole(self) -> None:
        chosen = self._chosen()
        words = sentence_of(chosen) if isinstance(chosen, Remark) else _lost_words(chosen) if chosen else ""
        self.query_one(WholeText).show(words or say("proof.screen.none"))

    def _chosen(self) -> Remark | Mend | None:
        choice = self.query_one(ChoiceList).chosen
        return choice.value if choice is not None and isinstance(choice.value, Remark | Mend) else None


def _lost_words(mend: Mend) -> str:
    return say("proof.screen.lost_words", operation=say(f"mend.operation.{mend.operation}"), words=mend.anchor.quote)
