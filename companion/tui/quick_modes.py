"""Modes in which one more key does it: the scene strip, another kind for a note, a shift of all times, a task."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.capture.line import TypedLine
from companion.capture.retype import KIND_SIGN
from companion.capture.signs import fold_signs
from companion.catalogue import say
from companion.model.minutes import Note, NoteKind
from companion.session import corrections
from companion.session.tasks import source_of
from companion.tui.mode import Mode
from companion.tui.modes import NoteMode
from companion.tui.noting import stamp_end
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.capture.candidates import Candidate
    from companion.tui.screens.live import LiveScreen

SCENES = ("applause", "recess", "resumed", "arrival", "departure", "stressed", "unsure", "adjourned")
SPLIT_SIGN = "|"


class SceneMode(Mode):
    """A digit notes what happens in the room; words typed after it say more."""

    name = "scene"

    def label(self, live: LiveScreen) -> str:
        """Say that this is about the room."""
        return say("tui.label.scene")

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """The strip."""
        runs: list[Run] = []
        for number, name in enumerate(SCENES, 1):
            runs += [(f"{number} ", "key"), (say(f"tui.scene.{name}") + "  ", "dim")]
        return runs

    def typed(self, live: LiveScreen, value: str) -> None:
        """The first digit decides."""
        number = fold_signs(value[:1])
        if number.isdecimal() and 1 <= int(number) <= len(SCENES):
            live.leave_mode()
            self._note(live, SCENES[int(number) - 1])
        elif value:
            live.leave_mode(keep=True)

    def _note(self, live: LiveScreen, name: str) -> None:
        if name == "adjourned":
            stamp_end(live)
            return
        words = say(f"tui.scene.{name}")
        line = {
            "stressed": TypedLine(kind=NoteKind.STRESSED, text=""),
            "unsure": TypedLine(kind=NoteKind.COMMENT, text=words, to_verify=True),
        }.get(name, TypedLine(kind=NoteKind.SCENE, text=words))
        if name in ("arrival", "departure"):
            live.bar.set_text(f"% {words} ")
        elif live.attempt(lambda: live.session.add_note(line, live.cursor)):
            live.tell("noted", text=words)


class KindMode(Mode):
    """A sign makes another kind of the note in hand; `|` makes several notes of it."""

    name = "kind"

    def __init__(self, note: Note) -> None:
        self.note = note

    def label(self, live: LiveScreen) -> str:
        """Say which note changes."""
        return say("tui.label.kind")

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """The signs and what they make of the note."""
        kinds = [(sign, f"tui.kind.{kind}") for kind, sign in KIND_SIGN.items()]
        runs: list[Run] = []
        for sign, key in [("·", "tui.kind.comment"), *kinds, (SPLIT_SIGN, "tui.kind_split")]:
            runs += [(f"{sign} ", "key"), (say(key) + "  ", "dim")]
        return runs

    def typed(self, live: LiveScreen, value: str) -> None:
        """The first sign decides; a full stop or a dot makes a comment."""
        sign = fold_signs(value[:1])
        kinds = {own: kind for kind, own in KIND_SIGN.items()} | dict.fromkeys(".·。、", NoteKind.COMMENT)
        if not sign:
            return
        live.leave_mode()
        if sign == SPLIT_SIGN:
            live.attempt(lambda: corrections.split_note(live.session, self.note))
        elif sign in kinds:
            live.attempt(lambda: corrections.change_kind(live.session, self.note, kinds[sign]))
        else:
            live.bar.set_text(value)


class ShiftMode(Mode):
    """A span of time shifts every time of the meeting."""

    name = "shift"

    def label(self, live: LiveScreen) -> str:
        """Say that times will be shifted."""
        return say("tui.label.shift")

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Shift, or say what a span looks like."""
        span = corrections.parse_span(value)
        if span is None:
            live.warn("bad_span")
        elif live.attempt(lambda: corrections.shift_times(live.session, span)):
            live.leave_mode()
            live.tell("shifted", span=value)


class TaskMode(NoteMode):
    """A task of the text stands in the bar, ready to be changed; Enter makes it one."""

    name = "task"

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate

    def begin(self, live: LiveScreen) -> None:
        """Put the proposal in the bar and show its place."""
        live.set_cursor(self.candidate.point)
        live.bar.set_text(live.tasks.line(self.candidate))

    def label(self, live: LiveScreen) -> str:
        """Say that this is a proposal."""
        return say("tui.label.task")

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Accept the task as it stands in the bar; an emptied bar drops the proposal."""
        if not value.strip():
            done = live.attempt(lambda: live.tasks.drop(self.candidate))
        else:
            source = source_of(self.candidate)
            done = live.attempt(
                lambda: live.session.add_note(live.parse(value), live.cursor, source=source)
            )
        if done:
            live.leave_mode()

    def escape(self, live: LiveScreen) -> None:
        """Leave the proposal where it is."""
        live.leave_mode()
