"""What the live view says about others: whose file is written, who is at work, what is to settle, a new speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.errors import SaveError
from companion.session.disagreements import questions
from companion.session.neighbours import first_note_taker, go_over, is_reissued, plan_reissue
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.reading.rebase import Move, Rebase
    from companion.tui.screens.live import LiveScreen


class Neighbours:
    """Keeps in mind what was told already, so that everything is told once."""

    def __init__(self, live: LiveScreen) -> None:
        self._live = live
        self._editing = ""
        self._folded = 0
        self._open = 0

    def begin(self) -> None:
        """Say whose file this is, and ask about a speech that was re-issued."""
        session = self._live.session
        owner = first_note_taker(session)
        if owner:
            self._live.tell_fitting("others.own_file", owner=owner, file=session.store.path.name)
        self.look()
        if is_reissued(session):
            plan = plan_reissue(session)
            if plan.moves:
                self._ask(plan)

    def look(self) -> None:
        """Count what there is to settle."""
        self._open = len(questions(self._live.session))

    def settled(self) -> None:
        """Draw what was settled."""
        self.look()
        self._live.draw(everything=True)

    def tell_news(self) -> None:
        """Say who has opened the file since, and what was folded in."""
        store = self._live.session.store
        if store.editing and store.editing != self._editing:
            self._live.tell_fitting("others.editing", "doubt", who=store.editing)
        elif len(store.folded) > self._folded:
            self._live.tell_fitting("others.folded", path=str(store.folded[-1]))
        self._editing, self._folded = store.editing, len(store.folded)

    def runs(self) -> list[Run]:
        """How much there is to settle, for the status line."""
        return [("  ", ""), (say("others.open_questions", n=self._open), "doubt")] if self._open else []

    def _ask(self, plan: Rebase) -> None:
        from companion.tui.screens.reissue import ReissueScreen

        def answered(is_yes: bool | None) -> None:
            if not is_yes:
                self._live.tell_words(say("others.not_rebased"), "doubt")
                return
            try:
                go_over(self._live.session, plan)
            except SaveError as error:
                self._live.tell_words(error.brief(), "bad")
                return
            self._live.draw(everything=True)
            lost = len(plan.with_fate("orphaned"))
            self._live.tell_words(say("others.rebased", n=lost) if lost else say("others.rebased_whole"))

        def is_gone(move: Move) -> bool:
            return bool(self._live.session.store.document.record(move.table, move.id).get("deleted"))

        outline = self._live.session.mended.read.outline
        self._live.app.push_screen(ReissueScreen(plan, outline, is_gone), answered)
