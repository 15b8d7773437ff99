"""What the live view shows: the session, the mode and the cursor, put into the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.model.outline import Span
from companion.model.speech import Speech
from companion.tui.status import counts, doubt_runs, handover_runs, keys, save_runs, times
from companion.tui.text import cells_of
from companion.tui.widgets.bars import RunsBar, TopBar
from companion.tui.widgets.line_view import LineView
from companion.tui.widgets.notes_view import NotesView
from companion.tui.widgets.outline_view import OutlineView
from companion.tui.widgets.search_view import SearchView
from companion.tui.widgets.speech_view import SpeechView
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


class Picture:
    """Draws the panes and the lines around them; widgets that show what they did are not painted again."""

    def __init__(self, live: LiveScreen) -> None:
        self._live = live
        self._message: list[Run] = []
        self._marked: tuple[str, Span | None] = ("", None)  # words that were gone to, and the cursor there

    def begin(self) -> None:
        """Find the widgets, which are there now, and let the brush paint them."""
        live = self._live
        self._top, self._outline = live.query_one(TopBar), live.query_one(OutlineView)
        self._speech, self._notes = live.query_one(SpeechView), live.query_one(NotesView)
        self._found = live.query_one(SearchView)
        self._label, self._hint, self._status = (
            live.query_one(f"#{id}", RunsBar) for id in ("label", "hint", "status")
        )
        for view in live.query(LineView):
            view.brush = live.brush

    @property
    def page(self) -> int:
        """How many points a page of the outline has."""
        return self._outline.page

    def take(self, speech: Speech) -> None:
        """Show another outline of the same words from now on."""
        self._speech.take(speech)
        self._outline.take(speech.outline)
        self._notes.take(speech.outline)

    def say(self, message: list[Run]) -> None:
        """Say something in the hint line until the next key."""
        self._message = message
        self.draw_bar()

    def hush(self) -> None:
        """What was said is over; the hint line is drawn with what comes next."""
        self._message = []

    def mark(self, words: Span) -> None:
        """Mark some words of the cursor's point until the cursor moves on."""
        self._marked = (self._live.cursor, words)

    def draw(self, *, everything: bool = False) -> None:
        """Draw all that may have changed; `everything` when notes, ticks or figures did."""
        live = self._live
        if everything:
            self._speech.forget()
        self._speech.show(
            live.cursor, selected=live.selected, blank=live.mode.blank, marked=self._marked_words()
        )
        self._outline.show(live.cursor, live.session.speaker)
        self._notes.show(live.cursor, live.selected)
        self.draw_bar()
        self.draw_times()

    def draw_times(self) -> None:
        """Draw what changes by itself: the clock, the save state."""
        live, session = self._live, self._live.session
        self._top.show(session.outline.title or session.path.name, session.progress(), times(live.pace.times()))
        left = [*save_runs(session), *live.neighbours.runs(), *handover_runs(live.handing_over), *counts(session)]
        room = live.size.width - _cells(left) - 3
        doubts = doubt_runs(live.doubts.count, room)
        self._status.show(left + doubts, keys(room - _cells(doubts), live.mode.name == "browse"))

    def draw_bar(self) -> None:
        """Draw what stands before the line and above it."""
        live = self._live
        label = live.mode.label(live)
        is_free = live.mode.name == "note" and not live.is_following
        self._label.show([(f" {label} ", "cursor" if is_free else "current")])
        self._label.styles.width = label_width(label, live.size.width)
        self._hint.show([(" ", ""), *(self._message or live.mode.hint(live, live.bar.value))])

    @property
    def listed(self) -> int:
        """How many places of a search are in sight; those of the whole screen before there is a list."""
        return self._found.room or self._live.size.height

    def list_found(self, chosen: int) -> None:
        """Draw the list of what was found."""
        finder = self._live.finder
        self._found.show(finder, chosen, finder.summary(self._live.bar.value))

    def show_place(self, point: str) -> None:
        """Show a place that was found beside the list; the cursor stays where it is."""
        self._speech.show(point)

    def _marked_words(self) -> Span | None:
        """The words that the mode marks, or those that were gone to."""
        if self._live.cursor != self._marked[0]:
            self._marked = ("", None)
        return self._live.mode.marked or self._marked[1]


def label_width(label: str, width: int) -> int:
    """The cells that what stands before the bar may take: never more than leaves room for a sentence."""
    return min(cells_of(label) + 3, width // 2)


def _cells(runs: list[Run]) -> int:
    return sum(cells_of(text) for text, _ in runs)
