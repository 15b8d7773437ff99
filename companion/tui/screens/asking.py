"""What the screens of the hand-over have in common: a list, a line to be told things, and a line to answer in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, Label

from companion.catalogue import say
from companion.errors import SaveError
from companion.session.history import Step, step_words
from companion.session.session import Session
from companion.tui.text import safe
from companion.tui.widgets.field import EDITABLE, Field
from companion.tui.widgets.passage_list import PassageList
from companion.tui.wording import too_long

PAGE = 10
NAMED = 120  # characters of a text that a question is about
SAID = 400  # characters of what is said or asked: the list above must stay in sight
Answer = Callable[[str], None]


class AskingScreen(ModalScreen[ScreenResultType]):
    """Arrows choose, Enter acts, Esc leaves; while a question stands, Enter answers it and Esc takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", f"move(-{PAGE})", show=False, priority=True),
        Binding("pagedown", f"move({PAGE})", show=False, priority=True),
        Binding("enter", "act", show=False),
        Binding("escape", "leave", show=False, priority=True),
        Binding("u,ctrl+z", "undo", show=False),
        Binding("r,ctrl+y", "redo", show=False),
    ]

    STEPS: ClassVar[tuple[str, ...]] = ()  # the names of the steps that are made on the screen

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        """Title, list, question, and the keys."""
        with Vertical(classes="box list tall"):
            yield Label("", id="title", markup=False)
            yield PassageList()
            yield Label("", id="question", markup=False)
            yield Field(id="answer", select_on_focus=False)
            yield Label("", classes="told", markup=False)

    def on_mount(self) -> None:
        """Nothing is asked yet; below are the keys."""
        self.query_one("#answer", Input).cursor_blink = False
        self._put_away_question()
        self.show()
        self.tell("")

    @property
    def list(self) -> PassageList:
        """The list of passages."""
        return self.query_one(PassageList)

    def show(self) -> None:
        """Draw everything anew."""

    def keys(self) -> str:
        """The keys, as they are shown while there is nothing else to say."""
        return ""

    def chose(self) -> None:
        """Enter was pressed on the chosen passage."""

    def leave(self) -> None:
        """Esc was pressed and nothing was being asked."""
        self.dismiss()

    def ask(self, question: str, value: str, answer: Answer) -> None:
        """Ask for a line; what was typed goes to `answer`. A value too long for a line is not asked about."""
        if len(value) > EDITABLE:
            self.tell(too_long(self.session, value), bad=True)
            return
        self._answer = answer
        self.query_one("#question", Label).update(safe(question, limit=SAID))
        field = self.query_one("#answer", Field)
        field.value, field.cursor_position = value, len(value)
        self.add_class("-asking")
        field.disabled = False
        field.focus()
        self.call_after_refresh(field.show_cursor)
        self.tell(say("handover.answering"))

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say something in the last line; nothing brings the keys back."""
        told = self.query_one(".told", Label)
        told.update(safe(words or self.keys(), limit=SAID))
        told.set_class(bad, "-bad")

    def attempt(self, change: Callable[[], object]) -> bool:
        """Make a change and draw it; a failure to save is said, and the question stays."""
        try:
            change()
        except SaveError as error:
            self.tell(error.brief(), bad=True)
            return False
        self.show()
        return True

    def action_move(self, step: int) -> None:
        """Choose another passage, unless something is being asked."""
        if self._answer is None:
            self.list.move(step)
            self.moved()

    def moved(self) -> None:
        """Another passage is chosen."""

    @on(PassageList.Chosen)
    def action_act(self) -> None:
        """Do what Enter does."""
        if self._answer is None:
            self.chose()

    def action_leave(self) -> None:
        """Take the question away, or close."""
        if self._answer is not None:
            self._put_away_question()
            self.tell("")
        else:
            self.leave()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._step(self.session.history.done, self.session.undo, "undone")

    def action_redo(self) -> None:
        """Make again what was taken back."""
        self._step(self.session.history.undone, self.session.redo, "redone")

    def _step(self, steps: Sequence[Step], make: Callable[[], Step | None], told: str) -> None:
        """Undo and redo here only what can be done here: what happens elsewhere would not be seen."""
        if not steps or steps[-1].name not in self.STEPS:
            self.tell(say(f"tui.told.nothing_{told}"))
            return
        words = step_words(steps[-1])
        if self.attempt(make):
            self.tell(say(f"tui.told.{told}", step=words))

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        answer = self._answer
        self._put_away_question()
        self.tell("")
        if answer is not None:
            answer(event.value)

    def _put_away_question(self) -> None:
        self._answer = None
        self.remove_class("-asking")
        self.query_one("#answer", Input).disabled = True
        self.set_focus(None)


def shortened(text: str) -> str:
    """A text as it is named in a question or a remark, which needs room for its own words."""
    return safe(text, one_line=True, limit=NAMED)
