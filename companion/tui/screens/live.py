"""The live view: the outline, the speech and the notes above one line that is always ready for typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from companion.capture.candidates import Candidate
from companion.capture.correction import Correction
from companion.capture.head import ends_meeting, is_classified
from companion.capture.line import TypedLine
from companion.catalogue import say
from companion.errors import SaveError
from companion.session.corrections import correct_last
from companion.session.pace import MeetingPace
from companion.session.session import Session
from companion.session.tasks import WaitingTasks, source_of
from companion.tui import acts
from companion.tui.commands import BY_LETTER, bindings
from companion.tui.completion import complete_owner, completion_runs
from companion.tui.finder import Finder
from companion.tui.modes import BrowseMode, Mode, NoteMode, SearchMode
from companion.tui.screens.classified import ClassifiedScreen
from companion.tui.status import counts, keys, save_runs, times
from companion.tui.warming import warm
from companion.tui.widgets.bars import RunsBar, TopBar
from companion.tui.widgets.capture_bar import CaptureBar
from companion.tui.widgets.notes_view import NotesView
from companion.tui.widgets.outline_view import OutlineView
from companion.tui.widgets.search_view import SearchView
from companion.tui.widgets.speech_view import SpeechView
from companion.tui.wording import clock
from companion.tui.wrap import Run

POLL = 1.0  # seconds between two looks at the clock, the save state and what others wrote
INDEX_PAUSE = 0.002  # seconds between two slices: any key that waits comes first
PANES = ("speech", "outline", "notes")


class LiveScreen(Screen[None]):
    """A switchboard between the widgets and the session; what a key does is in `acts` and `modes`."""

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
        self._message: list[Run] = []
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
            yield CaptureBar(self.session.now)
        yield RunsBar("status")

    def on_mount(self) -> None:
        """Wire the bar and draw."""
        self.bar = self.query_one(CaptureBar)
        self.bar.on_typed, self.bar.takes_key = self._typed, self._takes_key
        self.bar.focus()
        self.add_class(f"-show-{PANES[self._pane]}")
        self.set_interval(POLL, self._poll)
        self.call_after_refresh(self._begin)
        self._steps = warm(self)
        self.call_after_refresh(self._build_index)

    def _build_index(self) -> None:
        """Get the search ready slice by slice, with room for keys in between."""
        if next(self._steps, self) is not self:
            self.set_timer(INDEX_PAUSE, self._build_index)

    def _begin(self) -> None:
        """Show what an earlier run left, and draw."""
        store = self.session.store
        if store.draft is not None:
            if store.draft.anchor.point in self.session.outline.by_id:
                self.cursor = store.draft.anchor.point
            self.bar.set_text(store.draft.text)
            self.tell("draft")
        elif store.damage is not None:
            self._message = [(say("tui.told.damaged", reason=str(store.damage)), "bad")]
        elif store.recovered:
            self.tell("recovered", n=len(store.recovered))
        self.draw()
        self.warn_if_classified()

    def warn_if_classified(self) -> None:
        """Stop at a marking of state secrets."""
        marking = self.session.head.classification
        if is_classified(marking):
            self.app.push_screen(ClassifiedScreen(marking))

    def _poll(self) -> None:
        """Once a second: the half-typed line to the disk, the save state and others' changes to the screen."""
        self.keep_draft(self.bar.value if self.mode.name in ("note", "edit") else "")
        if self.session.poll():
            self.draw(everything=True)
        else:
            self.draw_times()

    # What the acts and modes use

    def keep_draft(self, typed: str) -> None:
        """Put the half-typed line on the disk, or take it off."""
        if typed != self._drafted:
            self._drafted = typed
            self.session.save_draft(typed, self.cursor)

    @property
    def is_following(self) -> bool:
        """Whether the cursor is where the speaker is."""
        return self.cursor == self.session.speaker

    @property
    def found(self) -> Sequence[object]:
        """What the running search has found."""
        return self.finder.hits

    def parse(self, value: str) -> TypedLine:
        """What a typed line says."""
        return self.session.parse(value)

    def attempt(self, change: Callable[[], object]) -> bool:
        """Make a change; a failure to save is said, stays said, and nothing typed is lost."""
        try:
            change()
        except SaveError as error:
            self._message = [(str(error), "bad")]
            self.draw()
            return False
        self._message = []
        self.draw(everything=True)
        return True

    def tell(self, key: str, **values: object) -> None:
        """Say something in the hint line until the next key."""
        self._message = [(say(f"tui.told.{key}", **values), "good")]
        self._draw_bar(self.bar.value)

    def tick(self) -> None:
        """Tick the cursor's point and follow the speaker to the next."""
        point = self.session.point(self.cursor)
        if not self.attempt(lambda: self.session.tick(point.id)):
            return
        self.follow()
        passed = self.session.passed_over()
        if ends_meeting(self.session.speech.text(point.span)) and not self.session.head.ended_at:
            self.tell("ends")
        elif passed:
            self.tell("passed", n=len(passed))

    def follow(self) -> None:
        """Put the cursor where the speaker is."""
        self.set_cursor(self.session.speaker)

    def set_cursor(self, point: str, *, follow: bool = False) -> None:
        """Put the cursor on a point."""
        self.cursor = self.session.speaker if follow else point
        self.draw()

    def move_cursor(self, where: str) -> None:
        """Move the cursor through the outline."""
        points, outline = self.session.outline.points, self.query_one(OutlineView)
        place = self.session.outline.position[self.cursor]
        page = outline.page
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -place, "end": len(points)}
        place = max(0, min(place + steps.get(where, 0), len(points) - 1))
        self.select_note("")
        self.set_cursor(points[place].id)

    def select_note(self, note: str) -> None:
        """Select a note, or none, and go to its point."""
        self.selected = note
        if note:
            self.cursor = self.session.register.notes[note].anchor.point
        self.draw()

    def enter_mode(self, mode: Mode) -> None:
        """Take what is typed for something else from now on."""
        self.mode = mode
        self.set_class(isinstance(mode, SearchMode), "-searching")
        self._message = []
        begin = getattr(mode, "begin", None)
        if begin:
            begin(self)
        self.draw()

    def leave_mode(self, *, keep: bool = False) -> None:
        """Take what is typed for notes again; the bar is emptied unless its text is kept."""
        self.mode = NoteMode()
        self.set_class(False, "-searching")
        if not keep:
            self.bar.set_text("")
        self.draw()

    def warn(self, key: str, **values: object) -> None:
        """Say what was wrong with something typed; it stays in the bar."""
        self._message = [(say(f"tui.told.{key}", **values), "doubt")]
        self._draw_bar(self.bar.value)

    def correct(self, correction: Correction) -> None:
        """Correct the last note; when that fails the line stays, with the reason."""
        reasons: list[str] = []
        if not self.attempt(lambda: reasons.append(correct_last(self.session, correction))):
            return
        if reasons[0]:
            self._message = [(say(reasons[0]), "doubt")]
            self._draw_bar(self.bar.value)
        else:
            self.bar.set_text("")
            self.tell("corrected")

    def stamp_end(self) -> None:
        """The meeting is over now."""
        now = clock(self.session.now())
        if self.attempt(lambda: self.session.set_head({"ended_at": now})):
            self.tell("adjourned", time=now)

    @cached_property
    def tasks(self) -> WaitingTasks:
        """The tasks waiting in the text; looked for when first asked about."""
        return WaitingTasks(self.session)

    def source_of(self, candidate: Candidate) -> str:
        """Where a waiting task stands, as it is kept with the note made of it."""
        return source_of(candidate)

    def show_found(self, query: str, chosen: int) -> None:
        """Search and draw what was found."""
        self.finder.search(query, self.cursor)
        self.query_one(SearchView).show(self.finder, chosen, self.finder.summary(query))
        self.query_one(SpeechView).show(self.finder.point(chosen) if self.finder.hits else self.cursor)

    def preview_found(self, index: int) -> int:
        """Show a place that was found; returns the row really chosen."""
        index = max(0, min(index, len(self.finder.hits) - 1))
        self.query_one(SearchView).show(self.finder, index, self.finder.summary(self.bar.value))
        if self.finder.hits:
            self.select_note(self.finder.note(index))
            self.set_cursor(self.finder.point(index))
        return index

    def complete(self) -> bool:
        """Complete the name that is being typed; False when none is."""
        return complete_owner(self)

    def completion_runs(self) -> list[Run]:
        """The names that would complete what is being typed."""
        return completion_runs(self)

    def next_pane(self) -> None:
        """Show the next pane, where only one has room."""
        self.remove_class(f"-show-{PANES[self._pane]}")
        self._pane = (self._pane + 1) % len(PANES)
        self.add_class(f"-show-{PANES[self._pane]}")

    # Drawing

    def draw(self, *, everything: bool = False) -> None:
        """Draw all that may have changed."""
        row = getattr(self.mode, "row", None)
        speech = self.query_one(SpeechView)
        if everything:
            speech.forget()
        speech.show(self.cursor, selected=self.selected, blank=row[0].n if row else 0)
        self.query_one(OutlineView).show(self.cursor, self.session.speaker)
        self.query_one(NotesView).show(self.cursor, self.selected)
        self._draw_bar(self.bar.value)
        self.draw_times()

    def draw_times(self) -> None:
        """Draw what changes by itself: the clock, the save state."""
        session = self.session
        self.query_one(TopBar).show(session.outline.title, session.progress(), times(self.pace.times()))
        left = [*save_runs(session), *counts(session)]
        room = self.size.width - sum(cell_len(text) for text, _ in left) - 3
        self.query_one("#status", RunsBar).show(left, keys(room, isinstance(self.mode, BrowseMode)))

    def _draw_bar(self, value: str) -> None:
        label = self.mode.label(self)
        free = self.mode.name == "note" and not self.is_following
        self.query_one("#label", RunsBar).show([(f" {label} ", "cursor" if free else "current")])
        self.query_one("#label").styles.width = acts.label_width(label, self.size.width)
        self.query_one("#hint", RunsBar).show(self._message or [(" ", ""), *self.mode.hint(self, value)])

    # Events

    def _typed(self, value: str) -> None:
        self._message = []
        self.mode.typed(self, value)
        self._draw_bar(self.bar.value)

    def _takes_key(self, event: events.Key) -> bool:
        """While browsing, a letter is a command; a text from an input method is not."""
        command = BY_LETTER.get(event.character or "") if isinstance(self.mode, BrowseMode) else None
        if command:
            self.action_act(command.name)
        return command is not None

    def action_act(self, name: str) -> None:
        """Carry out a command by its name."""
        acts.ACTS[name](self)

    def action_escape(self) -> None:
        """Leave what one is in."""
        self._message = []
        self.mode.escape(self)

    @on(CaptureBar.Entered)
    def _entered(self, event: CaptureBar.Entered) -> None:
        self.mode.submit(self, event.value, event.started)

    @on(CaptureBar.Moved)
    def _moved(self, event: CaptureBar.Moved) -> None:
        self.mode.move(self, event.where)

    @on(CaptureBar.Pasted)
    def _pasted(self, event: CaptureBar.Pasted) -> None:
        acts.add_pasted(self, event.text)

    @on(OutlineView.PointChosen)
    @on(SpeechView.PointChosen)
    def _point_chosen(self, event: OutlineView.PointChosen | SpeechView.PointChosen) -> None:
        self.select_note("")
        self.set_cursor(event.point)

    @on(SpeechView.NoteChosen)
    @on(NotesView.NoteChosen)
    def _note_chosen(self, event: SpeechView.NoteChosen | NotesView.NoteChosen) -> None:
        self.select_note(event.note)

    @on(SearchView.Chosen)
    def _found_chosen(self, event: SearchView.Chosen) -> None:
        if isinstance(self.mode, SearchMode):
            self.mode.choose(self, event.index)
