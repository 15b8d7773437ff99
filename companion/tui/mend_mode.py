"""Mending the outline: one key opens the mode, one more does it at the cursor's point."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.model.mend import Mend, MendProblem, Operation
from companion.model.outline import Span
from companion.session.cuts import Cuts
from companion.session.mending import mend
from companion.session.places import Place
from companion.tui.mode import Mode
from companion.tui.wording import place_name
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

# A digit comes through an input method as it is; letters would become syllables.
KEYS: dict[str, Operation | None] = dict(zip("12345678", (*Operation, None), strict=True))  # 8: the tail goes up
_FULL_WIDTH = str.maketrans("１２３４５６７８", "12345678")
SHOWN = 8  # characters of the words behind the cut


class MendMode(Mode):
    """A digit mends the point; the arrows move the place where it would be cut, at first before its last sentence."""

    name = "mend"

    def __init__(self, live: LiveScreen) -> None:
        self._point, self._is_chosen = "", False
        self._cuts = Cuts((), (), (1, 1))
        self.cut: Place | None = None
        self._stay_at(live)

    @property
    def marked(self) -> Span | None:
        """What stands behind the cut, for the speech to show."""
        return Span(*self.cut, *self._cuts.end) if self.cut else None

    def begin(self, live: LiveScreen) -> None:
        """The bar is for digits now."""
        live.bar.set_text("")

    def label(self, live: LiveScreen) -> str:
        """Which point, and before which words it would be cut."""
        self._stay_at(live)
        place = place_name(live.session.outline, live.session.point(self._point))
        if self.cut is None:
            return say("mend.view.label", place=place)
        line, column = self.cut
        words = live.session.speech.lines[line - 1][column - 1 : column - 1 + SHOWN]
        return say("mend.view.cut_label", place=place, words=words)

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """The digits and what they do."""
        return [(say("mend.view.hint"), "dim")]

    def typed(self, live: LiveScreen, value: str) -> None:
        """A digit mends; anything else is a note that somebody began to type."""
        key = value.translate(_FULL_WIDTH)
        if key in KEYS:
            live.bar.set_text("")
            self._do(live, KEYS[key])
        elif value:
            live.leave_mode(keep=True)

    def move(self, live: LiveScreen, where: str) -> None:
        """Left and right go from sentence to sentence, up and down sign by sign."""
        self._stay_at(live)
        self.cut = self._cuts.next(self.cut, where)
        self._is_chosen = self.cut is not None
        live.draw()

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Enter alone mends nothing."""

    def tab(self, live: LiveScreen) -> None:
        """Blanks can wait."""

    def _stay_at(self, live: LiveScreen) -> None:
        """When the cursor was put on another point, as by the mouse, that one is to be mended."""
        if live.cursor != self._point:
            self._point, self._is_chosen = live.cursor, False
            self._cuts = Cuts.of(live.session.speech, live.session.point(live.cursor))
            self.cut = self._cuts.sentences[-1] if self._cuts.sentences else None

    def _do(self, live: LiveScreen, operation: Operation | None) -> None:
        self._stay_at(live)
        is_cutting = operation in (Operation.SPLIT, None)
        if is_cutting and self.cut is None:
            live.tell_words(say("mend.view.no_sentence"), "doubt")
        elif operation is Operation.REPARENT:
            self._choose_parent(live)
        elif operation is None:
            self._give_tail(live)
        else:
            carry_out(live, operation, self._point, at=self.cut if is_cutting else None)

    def _choose_parent(self, live: LiveScreen) -> None:
        at = self.cut if self._is_chosen else None
        parents = live.session.mended.parents_for(self._point, at)
        if parents:
            live.enter_mode(ParentMode(self._point, at, parents))
        else:
            live.tell_words(say("mend.view.nowhere"), "doubt")

    def _give_tail(self, live: LiveScreen) -> None:
        parent = live.session.point(self._point).parent
        if parent is None:
            live.tell_words(say("mend.view.nowhere"), "doubt")
        else:
            carry_out(live, Operation.REPARENT, self._point, at=self.cut, under=parent)


class ParentMode(Mode):
    """The arrows choose the point to come under, Enter puts it there."""

    name = "parent"

    def __init__(self, point: str, at: Place | None, parents: tuple[str, ...]) -> None:
        self._point, self._at, self._parents = point, at, parents
        self._chosen = 0

    def begin(self, live: LiveScreen) -> None:
        """Show the nearest."""
        live.set_cursor(self._parents[0])

    def label(self, live: LiveScreen) -> str:
        """Where it would go."""
        point = live.session.outline.by_id.get(self._parents[self._chosen])
        return say("mend.view.parent_label", place=place_name(live.session.outline, point) if point else "")

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """How to choose."""
        return [(say("mend.view.parent_hint"), "dim")]

    def typed(self, live: LiveScreen, value: str) -> None:
        """Text is a note, at the point where one was."""
        if value:
            live.leave_mode(keep=True)
            live.set_cursor(self._point)

    def move(self, live: LiveScreen, where: str) -> None:
        """Up is further out, down is nearer."""
        step = {"up": 1, "left": 1, "down": -1, "right": -1}.get(where, 0)
        self._chosen = max(0, min(self._chosen + step, len(self._parents) - 1))
        live.set_cursor(self._parents[self._chosen])

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Put it there; the cursor goes with it."""
        under = self._parents[self._chosen]
        live.set_cursor(self._point)
        carry_out(live, Operation.REPARENT, self._point, at=self._at, under=under)

    def escape(self, live: LiveScreen) -> None:
        """Back to the point, which stays where it is."""
        live.set_cursor(self._point)
        live.leave_mode()

    def tab(self, live: LiveScreen) -> None:
        """Blanks can wait."""


def carry_out(
    live: LiveScreen, operation: Operation, point: str, *, at: Place | None = None, under: str | None = None
) -> None:
    """Mend, and say what was done or why nothing was."""
    done: list[Mend | MendProblem] = []
    live.mode = Mode()
    if not live.attempt(lambda: done.append(mend(live.session, operation, point, at=at, under=under))):
        live.mode = MendMode(live)
        return
    result = done[0]
    if isinstance(result, MendProblem):
        live.enter_mode(MendMode(live))
        reason = say(result.key, **result.arguments)
        live.tell_words(say("mend.view.problem", operation=say(f"mend.operation.{operation}"), reason=reason), "doubt")
        return
    live.leave_mode()
    step = live.session.history.done[-1]
    live.tell_fitting("mend.view.done", step=say(f"step.{step.name}", subject=step.subject))
