"""The speech was re-issued: what moved, what changed, what is gone; nothing is done without a yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from companion.catalogue import say
from companion.model.outline import Outline
from companion.reading.rebase import Move, Rebase
from companion.tui.text import safe
from companion.tui.widgets.choice_list import Choice, ChoiceList
from companion.tui.widgets.whole_text import WholeText
from companion.tui.wording import place_name

FATES = ("orphaned", "changed", "moved")  # the gravest first
SHOWN, WHOLE = 60, 400  # characters of a note or quote in the list, and below it


class ReissueScreen(ModalScreen[bool]):
    """Gives True for going over to the new issue, False for leaving the notes as they are.

    `outline` is that of the new issue; records that `is_gone` are brought over with the others and not listed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("y", "answer(True)", show=False),
        Binding("n,escape", "answer(False)", show=False),
    ]

    def __init__(self, plan: Rebase, outline: Outline, is_gone: Callable[[Move], bool] = lambda _: False) -> None:
        super().__init__()
        moves = [move for move in plan.moves if not is_gone(move)]
        self._moves = {fate: [move for move in moves if move.resolution.fate == fate] for fate in ("same", *FATES)}
        self._outline = outline

    def compose(self) -> ComposeResult:
        """The counts, the list, and what to press."""
        counts = {fate: len(moves) for fate, moves in self._moves.items()}
        with Vertical(classes="box list"):
            yield Label(say("others.reissue.title"), markup=False)
            yield Label(safe(say("rebase.counts", **counts)), id="counts", markup=False)
            yield ChoiceList()
            yield WholeText()
            yield Label(say("others.reissue.keys"), classes="told", markup=False)

    def on_mount(self) -> None:
        """List what does not stay as it is."""
        moves = [(fate, move) for fate in FATES for move in self._moves[fate]]
        rows = [Choice(say(f"others.reissue.{fate}"), self._words(move, SHOWN), move) for fate, move in moves]
        self.query_one(ChoiceList).show(rows)
        self._show_whole()

    def action_move(self, step: int) -> None:
        """Choose another row and show all of it."""
        self.query_one(ChoiceList).move(step)
        self._show_whole()

    def action_answer(self, is_yes: bool) -> None:
        """Go over to the new issue, or leave all as it is."""
        self.dismiss(is_yes)

    def _show_whole(self) -> None:
        choice = self.query_one(ChoiceList).chosen
        shown = self._words(choice.value, WHOLE) if choice is not None and isinstance(choice.value, Move) else ""
        self.query_one(WholeText).show(shown)

    def _words(self, move: Move, limit: int) -> str:
        """What becomes of one record, in a line; of its words and quotes at most `limit` characters each."""
        old, new = move.resolution.old, move.resolution.new
        point = self._outline.by_id.get(new.point)
        said = {"label": move.label, "old": old.quote, "new": new.quote}
        short = {name: safe(value, one_line=True, limit=limit) for name, value in said.items()}
        place = place_name(self._outline, point) if point else say("others.gone")
        return say(f"others.reissue.of_{move.resolution.fate}", **short, place=place)
