"""The way of the minutes from draft to archive: who passed them on, and to whom they can go now."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Label

from companion.catalogue import say
from companion.exporters.gate import blocking
from companion.exporters.states import FROZEN, State, Step
from companion.session.closing import next_states, open_matters, pass_to
from companion.session.session import Session
from companion.tui.screens.asking import AskingScreen
from companion.tui.screens.head import understood_day
from companion.tui.text import safe
from companion.tui.widgets.passage_list import Passage
from companion.tui.wrap import Run


class StatesScreen(AskingScreen[None]):
    """Enter on a state asks for name, opinion and date, and passes the minutes on; no undo takes that back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "leave", show=False)]

    def show(self) -> None:
        """The steps so far, and the states that can follow."""
        title = say("handover.state.title") + "　" + standing_words(self.session)
        self.query_one("#title", Label).update(safe(title))
        steps = [Passage((("  ", ""), *_step_runs(step))) for step in self.session.standing.steps]
        past = [Passage(((say("handover.state.past"), "heading"),)), *steps] if steps else []
        states = next_states(self.session)
        ahead = say("handover.state.next") if states else say("handover.state.end")
        choices = [Passage((("  → ", "key"), (say(f"export.state.{state}"), "")), state, 4) for state in states]
        self.list.show([*past, Passage(((ahead, "heading"),)), *choices])
        self.tell("")

    def keys(self) -> str:
        """What can be done here."""
        return say("handover.state.keys" if next_states(self.session) else "handover.state.keys_end")

    def chose(self) -> None:
        """Ask by whom."""
        state = self.list.chosen
        if isinstance(state, State):
            name = say(f"export.state.{state}")
            self.ask(say("handover.state.name", state=name), "", lambda words: self._ask_opinion(state, words))

    def _ask_opinion(self, state: State, name: str) -> None:
        if not name.strip():
            self.tell(say("handover.need_name"), bad=True)
            return
        question = say("handover.state.opinion", name=name.strip())
        self.ask(question, "", lambda words: self._ask_day(state, name, words))

    def _ask_day(self, state: State, name: str, opinion: str) -> None:
        left = len(blocking(open_matters(self.session)))
        words = [say("handover.state.still_open", n=left)] if state in FROZEN and left else []
        words += [say("handover.state.freezes")] if state is State.APPROVED else []
        question = "\n".join([*words, say("handover.state.day")])
        today = self.session.now().date().isoformat()
        self.ask(question, today, lambda typed: self._pass(state, name, opinion, typed))

    def _pass(self, state: State, name: str, opinion: str, typed: str) -> None:
        on: date | None = understood_day(typed.strip())
        if on is None:
            self.tell(say("tui.head.bad_date", text=typed), bad=True)
        elif self.attempt(lambda: pass_to(self.session, state, name=name, opinion=opinion, on=on)):
            self.tell(say("handover.state.done", state=say(f"export.state.{state}")))


def standing_words(session: Session) -> str:
    """The state and the version of the minutes in a few words."""
    standing = session.standing
    return say("handover.standing", state=say(f"export.state.{standing.state}"), version=standing.version)


def _step_runs(step: Step) -> list[Run]:
    day = step.on.isoformat() if step.on else ""
    runs: list[Run] = [(f"{day}  ", "time"), (say(f"export.state.{step.state}"), ""), (f"  {step.name}", "owner")]
    return [*runs, (f"  {step.opinion}", "")] if step.opinion else runs
