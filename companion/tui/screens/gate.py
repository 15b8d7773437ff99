"""The closing gate: everything that is still open, each line a way to its place."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Label

from companion.catalogue import say
from companion.exporters.edits import EDITS
from companion.exporters.gate import blocking
from companion.exporters.matters import MatterKind, OpenMatter
from companion.model.minutes import MEETING
from companion.session.closing import let_pass, open_matters, set_deliverable
from companion.session.session import Session
from companion.tui.screens.asking import AskingScreen, shortened
from companion.tui.screens.draft import DraftScreen
from companion.tui.screens.head import HeadScreen
from companion.tui.screens.settle import SettleScreen
from companion.tui.screens.states import StatesScreen, standing_words
from companion.tui.text import safe
from companion.tui.widgets.passage_list import Passage
from companion.tui.wording import place_name
from companion.tui.wrap import Run


class GateScreen(AskingScreen[OpenMatter | None]):
    """Enter goes to the place; w lets the chosen one pass by name, a all of them; the list is made anew on return."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "pass_one", show=False),
        Binding("a", "pass_all", show=False),
        Binding("d", "draft", show=False),
        Binding("s", "states", show=False),
        Binding("f21", "leave", show=False),
    ]

    STEPS = ("let_pass", "deliverable", "head")

    def __init__(self, session: Session, place: int = 0) -> None:
        super().__init__(session)
        self._start = self._last = place

    @property
    def place(self) -> int:
        """Which of the matters is chosen, from 0."""
        return self.list.number if self.list.count else self._start

    @property
    def last_place(self) -> int:
        """Where to begin the next time; to be asked after closing as well."""
        return self._last

    def moved(self) -> None:
        """Remember the place."""
        self._last = self.place

    def show(self) -> None:
        """List what is open now; the choice stays at its place in the list."""
        place = self.place
        matters = open_matters(self.session)
        count = len(blocking(matters))
        words = say("handover.gate.title", n=count) if count else say("handover.gate.clean")
        self.query_one("#title", Label).update(safe(f"{words}　{standing_words(self.session)}"))
        self.list.show(_passages(self.session, matters), place)
        self._last = place

    def keys(self) -> str:
        """What can be done here."""
        return say("handover.gate.keys" if self.list.count else "handover.gate.keys_clean")

    def chose(self) -> None:
        """Go where the matter can be settled: on another screen at once, in the live view after closing."""
        matter = self._matter()
        if matter is None:
            return
        table, id = _record_of(matter)
        if table == MEETING:
            self.app.push_screen(HeadScreen(self.session, id), lambda _: self._back())
        elif matter.kind is MatterKind.CONFLICT:
            self.app.push_screen(SettleScreen(self.session), lambda _: self._back())
        elif table == EDITS:
            self.app.push_screen(DraftScreen(self.session, id), lambda _: self._back())
        elif matter.note in self.session.register.others_notes:
            author = self.session.register.note(matter.note).author
            self.tell(say("others.not_yours", author=author), bad=True)
        elif matter.kind is MatterKind.NO_DELIVERABLE:
            note = self.session.register.notes[matter.note]
            question = say("handover.gate.deliverable", text=shortened(note.text))
            self.ask(question, "", lambda words: self._deliver(note.id, words))
        else:
            self.dismiss(matter)

    def action_pass_one(self) -> None:
        """Let the chosen matter pass by name."""
        matter = self._matter()
        if matter is not None and matter.is_blocking:
            self._ask_name(say("handover.gate.pass_one", text=matter_words(matter)), (matter,))

    def action_pass_all(self) -> None:
        """Let all that is open pass by name."""
        matters = blocking(open_matters(self.session))
        if matters:
            self._ask_name(say("handover.gate.pass_all", n=len(matters)), matters)

    def action_draft(self) -> None:
        """See the draft of the minutes."""
        self.app.push_screen(DraftScreen(self.session), lambda _: self._back())

    def action_states(self) -> None:
        """Pass the minutes on."""
        self.app.push_screen(StatesScreen(self.session), lambda _: self._back())

    def _ask_name(self, question: str, matters: tuple[OpenMatter, ...]) -> None:
        def answer(name: str) -> None:
            if not name.strip():
                self.tell(say("handover.need_name"), bad=True)
            elif self.attempt(lambda: let_pass(self.session, matters, name)):
                self.tell(say("handover.gate.passed", n=len(matters), name=name.strip()))

        self.ask(question, self.session.author, answer)

    def _deliver(self, note: str, words: str) -> None:
        if words.strip():
            self.attempt(lambda: set_deliverable(self.session, note, words))

    def _matter(self) -> OpenMatter | None:
        chosen = self.list.chosen
        return chosen if isinstance(chosen, OpenMatter) else None

    def _back(self) -> None:
        self.show()
        self.tell("")


def matter_words(matter: OpenMatter) -> str:
    """An open matter in one sentence, in the language of the screen."""
    values = dict(matter.values)
    if matter.kind is MatterKind.HEAD_MISSING:
        values["field"] = say(f"export.head.{matter.ref}")
    return say(matter.words_key, **values)


def _record_of(matter: OpenMatter) -> tuple[str, str]:
    """The table of a matter that has a screen of its own, and the field of the head or the sentence it is about."""
    if matter.kind is MatterKind.HEAD_MISSING:
        return MEETING, matter.ref
    if matter.kind is MatterKind.ABSENT_REASON:
        return MEETING, "absent"
    if matter.kind is MatterKind.STALE_EDIT:
        return EDITS, matter.ref
    return "", ""


def _passages(session: Session, matters: tuple[OpenMatter, ...]) -> list[Passage]:
    """A heading with its count for each kind, and its matters under it."""
    found: list[Passage] = []
    for kind, group in groupby(matters, key=lambda matter: matter.kind):
        rows = list(group)
        found.append(Passage(((say(f"export.count.{kind}", count=len(rows)), "heading"),)))
        found += [Passage(partial(_runs, session, matter), matter, indent=4) for matter in rows]
    return found


def _runs(session: Session, matter: OpenMatter) -> list[Run]:
    words = matter_words(matter)
    bare = words.partition("：" if "：" in words else ": ")[2] or words
    point = session.outline.by_id.get(matter.point)
    where = f"  {place_name(session.outline, point)}" if point else ""
    reminder: Run = ("  · ", "dim") if not matter.is_waived else ("  ✓ ", "good")
    sign: Run = ("  ○ ", "due") if matter.is_blocking else reminder
    waived: list[Run] = [(f"  {say('handover.gate.waived')}", "dim")] if matter.is_waived else []
    return [sign, (bare, "dim" if matter.is_waived else ""), (where, "time"), *waived]
