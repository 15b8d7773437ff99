"""The live view: the outline, the speech and the notes above one line that is always ready for typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

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
from companion.model.outline import Span
from companion.model.remark import Remark
from companion.session.corrections import correct_last
from companion.session.pace import MeetingPace
from companion.session.proof import ProofReading
from companion.session.session import Session
from companion.session.tasks import WaitingTasks, source_of
from companion.tui import acts
from companion.tui.brush import Brush
from companion.tui.commands import BY_LETTER, bindings
from companion.tui.completion import complete_owner, completion_runs
from companion.tui.finder import Finder
from companion.tui.modes import BrowseMode, Mode, NoteMode, SearchMode
from companion.tui.neighbours import Neighbours
from companion.tui.screens.classified import ClassifiedScreen
from companion.tui.status import counts, doubt_runs, handover_runs, keys, reading_runs, save_runs, sentence_of, times
from companion.tui.warming import warm
from companion.tui.widgets.bars import RunsBar, TopBar
from companion.tui.widgets.capture_bar import CaptureBar, Listener
from companion.tui.widgets.line_view import LineView
from companion.tui.widgets.notes_view import NotesView
from companion.tui.widgets.outline_view import OutlineView
from companion.tui.widgets.search_view import SearchView
from companion.tui.widgets.speech_view import SpeechView
from companion.tui.wording import clock
from companion.tui.wrap import Run

PROOF_PAUSE = 0.3  # seconds after the first picture: no key waits for proof-reading then
PROOF_SIZE, PROOF_LINES = 60_000, 2_000  # characters and lines proof-read within a tenth of a second
if TYPE_CHECKING:
    from companion.tui.handing_over import HandingOver

POLL = 0.5  # seconds between two looks at the clock, the save state and what others wrote: an alarm within one
UNMOVED = ("note", "browse", "edit", "move", "kind")  # modes that hold no place of the outline
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
        self._speech = session.speech
        self._message: list[Run] = []
        self._pane = 0
        self._drafted = ""
        self.proof = ProofReading(session)
        self._doubts: int | None = None
        self.handing_over: HandingOver | None = None
        self.gate_place = 0
        self.is_leaving = False
        self._words: tuple[str, Span | None] = ("", None)
        self.neighbours = Neighbours(self)
        self.brush = Brush(self)

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
        for view in self.query(LineView):
            view.brush = self.brush
        self.bar.listener = Listener(self._typed, self._entered, self._moved, self._pasted, self._takes_key)
        self.bar.focus()
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
            self._message = [(say("tui.told.damaged", reason=str(store.damage)), "bad")]
        elif store.recovered:
            self.tell("recovered", n=len(store.recovered))
        else:
            self._message = reading_runs(self.session)
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
            self.draw_times()
        self.neighbours.tell_news()

    def _tell_handed_over(self) -> None:
        """Say once that documents being made are there, or what became of them."""
        running = self.handing_over
        if running is not None and running.is_done and not running.is_told and self.app.screen is self:
            running.is_told = True
            self.tell_words(running.words, "bad" if running.errors else "good")

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
            point = self.session.register.note(note).anchor.point
            self.cursor = point if point in self.session.outline.by_id else self.cursor
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

    def tell_words(self, words: str, style: str = "good") -> None:
        """Say something in the hint line until the next key."""
        self._message = [(words, style)]
        self._draw_bar(self.bar.value)

    def show_words(self, words: Span) -> None:
        """Go to the point around some words of the speech and mark them, until the cursor moves on."""
        self.selected = ""
        self.set_cursor(self.session.mended.places.point_at(words.line, words.column).id)
        self._words = (self.cursor, words)
        self.draw()

    def leave_proof(self, remark: Remark | None) -> None:
        """Back from proof-reading; to the words of the remark that was chosen there."""
        self.draw(everything=True)
        self._count_doubts()
        if remark is not None:
            self.show_words(Span(remark.line, remark.column, remark.line, remark.end_column))
            self.tell_words(sentence_of(remark))

    def _marked_words(self) -> Span | None:
        """The words that the mode marks, or those that were gone to."""
        if self.cursor != self._words[0]:
            self._words = ("", None)
        marked: Span | None = getattr(self.mode, "marked", None)
        return marked or self._words[1]

    def _take_mended(self) -> None:
        """Show the outline as it was mended; the cursor stays at the same words."""
        here = self._speech.outline.by_id[self.cursor].span
        self._speech = speech = self.session.speech
        self.cursor = self.session.mended.places.point_at(here.line, here.column).id
        self.query_one(SpeechView).take(speech)
        self.query_one(OutlineView).take(speech.outline)
        self.query_one(NotesView).take(speech.outline)
        self.pace = MeetingPace(self.session)
        self._doubts = None
        if self.mode.name not in UNMOVED:
            self.leave_mode(keep=self.mode.name != "search")
        self._warm()
        self.set_timer(PROOF_PAUSE, self._count_doubts)

    def _count_doubts(self) -> None:
        """Proof-read a speech of ordinary size for the status line; a large one only when that is asked for."""
        if len(self._speech.lines) <= PROOF_LINES and sum(map(len, self._speech.lines)) <= PROOF_SIZE:
            self._doubts = len(self.proof.doubts)
            self.draw_times()

    # Drawing

    def draw(self, *, everything: bool = False) -> None:
        """Draw all that may have changed."""
        if self._speech is not self.session.speech:
            self._take_mended()
        row = getattr(self.mode, "row", None)
        speech = self.query_one(SpeechView)
        if everything:
            speech.forget()
            self._doubts = None if self._doubts is None else len(self.proof.doubts)
        speech.show(self.cursor, selected=self.selected, blank=row[0].n if row else 0, marked=self._marked_words())
        self.query_one(OutlineView).show(self.cursor, self.session.speaker)
        self.query_one(NotesView).show(self.cursor, self.selected)
        self._draw_bar(self.bar.value)
        self.draw_times()

    def draw_times(self) -> None:
        """Draw what changes by itself: the clock, the save state."""
        session = self.session
        self.query_one(TopBar).show(session.outline.title, session.progress(), times(self.pace.times()))
        left = [*save_runs(session), *self.neighbours.runs(), *handover_runs(self.handing_over), *counts(session)]
        room = self.size.width - sum(cell_len(text) for text, _ in left) - 3
        doubts = doubt_runs(self._doubts or 0, room)
        left += doubts
        room -= sum(cell_len(text) for text, _ in doubts)
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

    def _entered(self, value: str, started: datetime | None) -> None:
        self.mode.submit(self, value, started)

    def _moved(self, where: str) -> None:
        self.mode.move(self, where)

    def _pasted(self, text: str) -> None:
        acts.add_pasted(self, text)

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
