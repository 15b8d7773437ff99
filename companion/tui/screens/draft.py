"""The draft of the minutes: every sentence as it will be handed over, to be rewritten where it stands."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Label

from companion.catalogue import say
from companion.exporters.draft import DraftSentence, has_heading
from companion.session.draft import rewrite, sentences, take_back
from companion.session.session import Session
from companion.tui.screens.asking import AskingScreen, shortened
from companion.tui.text import safe
from companion.tui.widgets.passage_list import Passage
from companion.tui.wrap import Run


class DraftScreen(AskingScreen[str | None]):
    """Enter rewrites a sentence, x takes the rewriting back, o goes to the note it comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete,f8", "take_back", show=False),
        Binding("o", "origin", show=False),
        Binding("d", "leave", show=False),
    ]

    STEPS = ("rewrite", "take_back")

    def __init__(self, session: Session, sentence: str = "") -> None:
        super().__init__(session)
        self._wanted = sentence

    def show(self) -> None:
        """Make the draft anew; the choice stays at its sentence."""
        chosen = self._sentence()
        wanted = chosen.id if chosen else self._wanted
        drafted = sentences(self.session)
        edited = sum(bool(one.edited) for one in drafted)
        self.query_one("#title", Label).update(safe(say("handover.draft.title", n=len(drafted), edited=edited)))
        place = next((number for number, one in enumerate(drafted) if one.id == wanted), 0)
        self.list.show(list(_passages(self.session, drafted)), place)

    def keys(self) -> str:
        """What can be done with the chosen sentence, and what became of it."""
        sentence = self._sentence()
        if sentence is not None and sentence.is_stale:
            return say("handover.draft.stale", text=shortened(sentence.text))
        if sentence is not None and sentence.edited:
            return say("handover.draft.edited", text=shortened(sentence.text))
        return say("handover.draft.keys")

    def moved(self) -> None:
        """Say what became of the chosen sentence."""
        self.tell("")

    def chose(self) -> None:
        """Rewrite the chosen sentence."""
        sentence = self._sentence()
        if sentence is not None:
            self.ask(say("handover.draft.rewrite"), sentence.words, lambda words: self._rewrite(sentence, words))

    def action_take_back(self) -> None:
        """Give the chosen sentence back to the draft."""
        sentence = self._sentence()
        if sentence is not None and sentence.edited and self.attempt(lambda: take_back(self.session, sentence)):
            self.moved()

    def action_origin(self) -> None:
        """Go to the note that the sentence comes from."""
        sentence = self._sentence()
        if sentence is not None and sentence.note is not None:
            self.dismiss(sentence.id)

    def leave(self) -> None:
        """Back, and nowhere in particular."""
        self.dismiss(None)

    def _rewrite(self, sentence: DraftSentence, words: str) -> None:
        if self.attempt(lambda: rewrite(self.session, sentence, words)):
            self.moved()

    def _sentence(self) -> DraftSentence | None:
        chosen = self.list.chosen
        return chosen if isinstance(chosen, DraftSentence) else None


def _passages(session: Session, drafted: tuple[DraftSentence, ...]) -> list[Passage]:
    """The sentences under the headings of the speech that they come under in the minutes."""
    found: list[Passage] = []
    by_id = session.outline.by_id
    for (section, group), rows in groupby(drafted, key=lambda one: (one.section, one.group)):
        titles = [by_id[id].title for id in (section, group) if id in by_id and has_heading(by_id[id])]
        if titles:
            found.append(Passage(((" › ".join(titles), "heading"),)))
        found += [Passage(_runs(one), one, indent=4) for one in rows]
    return found


def _runs(sentence: DraftSentence) -> list[Run]:
    if sentence.is_stale:
        return [("  ! ", "bad"), (sentence.words, ""), ("  " + say("handover.draft.is_stale"), "doubt")]
    if sentence.edited:
        return [("  ~ ", "changed"), (sentence.words, "")]
    return [("    ", ""), (sentence.words, "")]
