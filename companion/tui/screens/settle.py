"""What note-takers disagree about, one question at a time; one key picks the answer."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import entries, language, say
from companion.errors import SaveError
from companion.session.disagreements import Answer, Question, questions, settle
from companion.session.session import Session
from companion.tui.screens.asking import shortened
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList
from companion.tui.widgets.whole_text import WholeText


class SettleScreen(ModalScreen[None]):
    """A figure settles at once, Enter the chosen row; s leaves a question for later, Esc all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "take", show=False),
        Binding("s,tab", "later", show=False),
        Binding("escape,f18", "leave", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._questions: list[Question] = []
        self._place = 0

    def compose(self) -> ComposeResult:
        """The question, its answers, and what to press."""
        with Vertical(classes="box list"):
            yield Label("", id="title", markup=False)
            yield WholeText()
            yield ChoiceList()
            yield Label(say("others.settle.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """Ask the first question."""
        self._ask()

    def on_key(self, event: events.Key) -> None:
        """A figure picks the answer of that number."""
        if event.character and event.character.isdecimal():
            event.stop()
            question = self._question()
            number = int(event.character)
            if question and 1 <= number <= len(question.answers):
                self._settle(question, question.answers[number - 1])

    def action_move(self, step: int) -> None:
        """Choose another answer."""
        self.query_one(ChoiceList).move(step)

    @on(ChoiceList.Chosen)
    def action_take(self) -> None:
        """Settle by the chosen answer."""
        question, choice = self._question(), self.query_one(ChoiceList).chosen
        if question and choice is not None and isinstance(choice.value, Answer):
            self._settle(question, choice.value)

    def action_later(self) -> None:
        """Leave this question open and go to the next."""
        self._place += 1
        self._ask()

    def action_leave(self) -> None:
        """Leave what is open for later."""
        self.dismiss(None)

    def _question(self) -> Question | None:
        return self._questions[self._place] if self._place < len(self._questions) else None

    def _settle(self, question: Question, answer: Answer) -> None:
        try:
            settle(self._session, question, answer)
        except SaveError as error:
            self.query_one(".told", Label).update(safe(error.brief()))
            return
        self._ask()

    def _ask(self) -> None:
        self._questions = questions(self._session)
        if self._place >= len(self._questions):
            self._place = 0
        question = self._question()
        self.query_one("#title", Label).update(safe(say("others.settle.title", n=len(self._questions))))
        self.query_one(WholeText).show(asked(question) if question else say("others.settle.none"))
        rows = [_row(question, number) for number in range(len(question.answers))] if question else []
        self.query_one(ChoiceList).show(rows)


def asked(question: Question) -> str:
    """A question in words."""
    subject = shortened(question.subject)
    if question.kind == "alike":
        return say("others.settle.alike", subject=subject, author=question.author or say("handover.nameless"))
    if question.kind == "figure":
        return say("others.settle.figure", subject=subject)
    field = field_name(question.field)
    is_itself = question.field in ("text", question.subject)
    key = "text" if is_itself else "text_of"
    return say(f"others.settle.{key}", subject=subject, field=field)


def field_name(field: str) -> str:
    """A field of a record as people call it; one that the program does not know by its own name."""
    return entries("others", language()).get(f"field.{field}", field)


def _row(question: Question, number: int) -> Choice:
    answer = question.answers[number]
    kept = say("others.settle.keep", text=answer.words) if question.kind == "alike" else answer.words
    return Choice(f"{number + 1} {answer.author}", kept if answer.words else say("others.settle.both"), answer)
