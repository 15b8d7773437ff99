"""The live view: the outline, the speech and the notes above one line that is always ready for typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from companion.capture.head import is_classified
from companion.capture.line import TypedLine
from companion.catalogue import say
from companion.errors import SaveError
from companion.model.outline import Span
from companion.model.remark import Remark
from companion.session.pace import MeetingPace
from companion.session.session import Session
from companion.session.tasks import WaitingTasks
from companion.tui import acts, note_acts
from companion.tui.brush import Brush
from companion.tui.commands import BY_LETTER, bindings
from companion.tui.doubts import Doubts
from companion.tui.fill_mode import enter_blank
from companion.tui.finder import Finder
from companion.tui.mode import Mode
from companion.tui.modes import NoteMode
from companion.tui.neighbours import Neighbours
from companion.tui.picture import Picture
from companion.tui.screens.classified import ClassifiedScreen
from companion.tui.search_mode import SearchMode
from companion.tui.status import reading_runs, sentence_of
from companion.tui.warming import warm
from companion.tui.widgets.bars import RunsBar, TopBar
from companion.tui.widgets.capture_bar import CaptureBar, Listener
from companion.tui.widgets.notes_view import NotesView
from companion.tui.widgets.outline_view import OutlineView
from companion.tui.widgets.search_view import SearchView
from companion.tui.widgets.speech_view import SpeechView
from companion.tui.wording import fitting

if TYPE_CHECKING:
    from companion.tui.handing_over import HandingOver

POLL = 0.5  # seconds between two looks at the clock, the save state and what others wrote: an alarm within one
PROOF_PAUSE = 0.3  # seconds after the first picture: no key waits for proof-reading then
UNMOVED = ("note", "browse", "edit", "move", "kind")  # modes that hold no place of the outline
PANES = ("speech", "outline", "notes")


class LiveScreen(Screen[None]):
    """A switchboard: what a key does is in `acts` and the modes, what is shown in `picture`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(), Binding("escape", "escape", show=False, priority=True)]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-narrow"),
        (80, "-medium"),
        (120, "-wide"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.cursor = session.speaker
        self.selected = ""
        self.mode: Mode = NoteMode()
        self.finder = Finder(session)
        self.pace = MeetingPace(session)
        self.doubts = Doubts(session)
        self.brush = Brush(self)
        self.picture = Picture(self)
        self.neighbours = Neighbours(self)
        self.handing_over: HandingOver | None = None
        self.gate_place = 0
        self.is_leaving = False
        self._speech = session.speech
        self._pane = 0
        self._drafted = ""

    def compose(self) -> ComposeResult:
        """Bars above and below, panes between."""
        speech, register, me = self.session.speech, self.session.register, self.session.author
        yield TopBar()
        with Horizontal(id="panes"):
            yield OutlineView(speech.outline, register)
            yield SearchView()
            yield SpeechView(speech, register, me)
            yield NotesView(speech.outline, register, me)
        yield RunsBar("hint")
        with Horizontal(id="line"):
            yield RunsBar("label")
            yield CaptureBar(self.session.now, self.brush)
        yield RunsBar("status")

    def on_mount(self) -> None:
        """Wire the bar and draw."""
        self.bar = self.query_one(CaptureBar)
        self.bar.listener = Listener(
            self._typed, self._entered, self._moved, self._pasted, self._takes_key, self.picture.draw_bar
        )
        self.bar.focus()
        self.picture.begin()
        self.add_class(f"-show-{PANES[self._pane]}")
        self.set_interval(POLL, self._poll)
        self.call_after_refresh(self._begin)
        self.call_after_refresh(self._warm)

    def _warm(self) -> None:
        """Get the search ready, with room for keys in between."""
        self.run_worker(warm(self), group="warming", exclusive=True)

    def _begin(self) -> None:
        """Show what an earlier run left, and draw."""
        store = self.session.store
        if store.draft is not None:
            point = self.session.settle(store.draft.anchor).point
            self.cursor = point if point in self.session.outline.by_id else self.cursor
            self.bar.set_text(store.draft.text)
            self.tell("draft")
        elif store.damage is not None:
            self.tell_words(say("tui.told.damaged", reason=str(store.damage)), "bad")
        elif store.recovered:
            self.tell("recovered", n=len(store.recovered))
        else:
            self.picture.say(reading_runs(self.session))
        self.draw()
        self.set_timer(PROOF_PAUSE, self._count_doubts)
        self.neighbours.begin()
        self.warn_if_classified()

    def warn_if_classified(self) -> None:
        """Stop at a marking of state secrets."""
        marking = self.session.head.classification
        if is_classified(marking):
            self.app.push_screen(ClassifiedScreen(marking))

    def _poll(self) -> None:
        """Twice a second: the half-typed line to the disk, the save state and others' changes to the screen."""
        self.keep_typed()
        self._tell_handed_over()
        if self.session.poll():
            self.neighbours.look()
            self.draw(everything=True)
        else:
            self.picture.draw_times()
        self.neighbours.tell_news()

    def _tell_handed_over(self) -> None:
        """Say once that documents being made are there, or what became of them."""
        running = self.handing_over
        if running is not None and running.is_done and not running.is_told and self.app.screen is self:
            running.is_told = True
            self.tell_words(running.words, "bad" if running.errors else "good")

    def _count_doubts(self) -> None:
        self.doubts.look()
        self.picture.draw_times()

    # What the acts and modes use

    def keep_typed(self) -> None:
        """Put on the disk what stands in the bar, if it is going to be a note."""
        self.keep_draft(self.bar.value if self.mode.name in ("note", "edit") else "")

    def keep_draft(self, typed: str) -> None:
        """Put the half-typed line on the disk, or take it off."""
        if typed != self._drafted or (typed and self.session.save_state.failure):
            self._drafted = typed
            self.session.save_draft(typed, self.cursor)

    @property
    def is_following(self) -> bool:
        """Whether the cursor is where the speaker is."""
        return self.cursor == self.session.speaker

    @cached_property
    def tasks(self) -> WaitingTasks:
        """The tasks waiting in the text; looked for when first asked about."""
        return WaitingTasks(self.session)

    def parse(self, value: str) -> TypedLine:
        """What a typed line says."""
        return self.session.parse(value)

    def attempt(self, change: Callable[[], object]) -> bool:
        """Make a change; a failure to save is said, stays said, and nothing typed is lost."""
        try:
            change()
        except SaveError as error:
            self.tell_words(error.brief(), "bad")
            self.draw()
            return False
        self.picture.hush()
        self.draw(everything=True)
        return True

    def tell(self, key: str, **values: object) -> None:
        """Say something in the hint line until the next key."""
        self.tell_fitting(f"tui.told.{key}", **values)

    def warn(self, key: str, **values: object) -> None:
        """Say what was wrong with something typed; it stays in the bar."""
        self.tell_fitting(f"tui.told.{key}", "doubt", **values)

    def tell_fitting(self, key: str, style: str = "good", /, **values: object) -> None:
        """Say a sentence of the catalogue so that its end is in sight, whatever is named in it."""
        self.tell_words(fitting(key, self.size.width - 2, **values), style)

    def tell_words(self, words: str, style: str = "good") -> None:
        """Say something in the hint line until the next key."""
        self.picture.say([(words, style)])

    def follow(self) -> None:
        """Put the cursor where the speaker is."""
        self.set_cursor(self.session.speaker)

    def set_cursor(self, point: str, *, note: str = "") -> None:
        """Put the cursor on a point, and select one of its notes or none."""
        self.cursor, self.selected = point, note
        self.draw()

    def move_cursor(self, where: str) -> None:
        """Move the cursor through the outline."""
        points, page = self.session.outline.points, self.picture.page
        place = self.session.outline.position[self.cursor]
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -place, "end": len(points)}
        self.set_cursor(points[max(0, min(place + steps.get(where, 0), len(points) - 1))].id)

    def select_note(self, note: str) -> None:
        """Select a note, or none, and go to its point."""
        point = self.session.register.note(note).anchor.point if note else ""
        self.set_cursor(point if point in self.session.outline.by_id else self.cursor, note=note)

    def show_words(self, words: Span) -> None:
        """Go to the point around some words of the speech and mark them, until the cursor moves on."""
        self.cursor, self.selected = self.session.mended.places.point_at(words.line, words.column).id, ""
        self.picture.mark(words)
        self.draw()

    def enter_mode(self, mode: Mode) -> None:
        """Take what is typed for something else from now on."""
        self.mode = mode
        self.set_class(isinstance(mode, SearchMode), "-searching")
        self.picture.hush()
        mode.begin(self)
        self.draw()

    def leave_mode(self, *, keep: bool = False) -> None:
        """Take what is typed for notes again; the bar is emptied unless its text is kept."""
        self.mode = NoteMode()
        self.set_class(False, "-searching")
        if not keep:
            self.bar.set_text("")
        self.draw()

    def next_blank(self) -> None:
        """Fill the next blank of the cursor's point."""
        enter_blank(self, after=0)

    def next_pane(self) -> None:
        """Show the next pane, where only one has room."""
        self.remove_class(f"-show-{PANES[self._pane]}")
        self._pane = (self._pane + 1) % len(PANES)
        self.add_class(f"-show-{PANES[self._pane]}")

    def leave_proof(self, remark: Remark | None) -> None:
        """Back from proof-reading; to the words of the remark that was chosen there."""
        self.doubts.look()
        self.draw(everything=True)
        if remark is not None:
            self.show_words(Span(remark.line, remark.column, remark.line, remark.end_column))
            self.tell_words(sentence_of(remark))

    def draw(self, *, everything: bool = False) -> None:
        """Draw all that may have changed; `everything` when notes, ticks or figures did."""
        if self._speech is not self.session.speech:
            self._take_mended()
        if everything:
            self.doubts.count_again()
        self.picture.draw(everything=everything)

    def _take_mended(self) -> None:
        """Show the outline as it was mended; the cursor stays at the same words."""
        here = self._speech.outline.by_id[self.cursor].span
        self._speech = speech = self.session.speech
        self.cursor = self.session.mended.places.point_at(here.line, here.column).id
        self.picture.take(speech)
        self.pace = MeetingPace(self.session)
        self.doubts.forget()
        if self.mode.name not in UNMOVED:
            self.leave_mode(keep=self.mode.name != "search")
        self._warm()
        self.set_timer(PROOF_PAUSE, self._count_doubts)

    # Events

    def _typed(self, value: str) -> None:
        self.picture.hush()
        self.mode.typed(self, value)
        if not self.bar.is_pressed_on:
            self.picture.draw_bar()

    def _entered(self, value: str, started: datetime | None) -> None:
        self.mode.submit(self, value, started)

    def _moved(self, where: str) -> None:
        self.mode.move(self, where)

    def _pasted(self, text: str) -> None:
        note_acts.add_pasted(self, text)

    def _takes_key(self, event: events.Key) -> bool:
        """While browsing, a letter is a command; a text from an input method is not."""
        command = BY_LETTER.get(event.character or "") if self.mode.name == "browse" else None
        if command:
            self.action_act(command.name)
        return command is not None

    def action_act(self, name: str) -> None:
        """Carry out a command by its name."""
        acts.ACTS[name](self)

    def action_escape(self) -> None:
        """Leave what one is in."""
        self.picture.hush()
        self.mode.escape(self)

    @on(OutlineView.PointChosen)
    @on(SpeechView.PointChosen)
    def _point_chosen(self, event: OutlineView.PointChosen | SpeechView.PointChosen) -> None:
        self.set_cursor(event.point)

    @on(SpeechView.NoteChosen)
    @on(NotesView.NoteChosen)
    def _note_chosen(self, event: SpeechView.NoteChosen | NotesView.NoteChosen) -> None:
        self.select_note(event.note)

    @on(SearchView.Chosen)
    def _found_chosen(self, event: SearchView.Chosen) -> None:
        if isinstance(self.mode, SearchMode):
            self.mode.choose(self, event.index)
