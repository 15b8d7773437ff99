"""Modes in which a note is typed, changed or moved, and browsing. The live screen is always in exactly one mode."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.capture.correction import parse_correction
from companion.capture.readback import due_words
from companion.capture.retype import typed_line
from companion.catalogue import say
from companion.errors import CompanionError
from companion.tui.completion import complete_owner, completion_runs
from companion.tui.mode import Mode
from companion.tui.noting import correct, tick
from companion.tui.search_mode import SearchMode
from companion.tui.widgets.field import EDITABLE
from companion.tui.wording import place_name, sight_runs, too_long
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

SEARCH_SIGNS = ("/", "／")


class NoteMode(Mode):
    """Typing is a note; Enter on nothing ticks the point."""

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """How the line will be understood."""
        if value.strip():
            return read_back(live, value)
        standing = live.session.standing
        if standing.is_frozen:
            state = say(f"export.state.{standing.state}")
            return [(say("handover.frozen", state=state, version=standing.version), "doubt")]
        return super().hint(live, value)

    def typed(self, live: LiveScreen, value: str) -> None:
        """A slash at the beginning starts a search."""
        if value in SEARCH_SIGNS:
            live.bar.set_text("")
            live.enter_mode(SearchMode(live))

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Add the note, correct the last one, or tick the point when nothing was typed."""
        correction = parse_correction(value)
        if not value.strip():
            tick(live)
        elif correction:
            correct(live, correction)
        elif live.attempt(lambda: live.session.add_note(live.parse(value), live.cursor, started)):
            live.bar.set_text("")
            live.keep_draft("")

    def escape(self, live: LiveScreen) -> None:
        """Back to the speaker; when already there and nothing is typed, to browsing."""
        if live.selected:
            live.select_note("")
        elif not live.is_following:
            live.follow()
        elif not live.bar.value:
            live.enter_mode(BrowseMode())

    def tab(self, live: LiveScreen) -> None:
        """Complete a name being typed, or go to the next blank."""
        if not complete_owner(live):
            super().tab(live)


class BrowseMode(Mode):
    """Letters are commands; anything that is none begins a note."""

    name = "browse"

    def escape(self, live: LiveScreen) -> None:
        """Back to typing."""
        live.leave_mode()

    def typed(self, live: LiveScreen, value: str) -> None:
        """A text that comes in at once, as from an input method, is a note."""
        if value:
            live.leave_mode(keep=True)

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Enter ticks the point, as ever."""
        tick(live)


class EditMode(Mode):
    """The bar holds a note as it was typed; Enter replaces it."""

    name = "edit"

    def __init__(self, note: str) -> None:
        self.note, self.before = note, ""

    def begin(self, live: LiveScreen) -> None:
        """Put the note's line in the bar."""
        self.before = typed_line(live.session.register.notes[self.note])
        if len(self.before) > EDITABLE:
            live.leave_mode()
            live.tell_words(too_long(live.session, self.before), "doubt")
        else:
            live.bar.set_text(self.before)

    def label(self, live: LiveScreen) -> str:
        """Say that an old note is being changed."""
        return say("tui.label.edit")

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """How the line will be understood."""
        return read_back(live, value) if value.strip() else super().hint(live, value)

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Replace the note; an unchanged or empty line leaves it as it was."""
        is_same = value in ("", self.before)
        if is_same or live.attempt(lambda: live.session.edit_note(self.note, live.parse(value))):
            live.leave_mode()

    def move(self, live: LiveScreen, where: str) -> None:
        """The cursor stays while a note is changed."""

    def tab(self, live: LiveScreen) -> None:
        """Complete a name being typed."""
        complete_owner(live)


class MoveMode(Mode):
    """The cursor chooses the point that a note will hang on."""

    name = "move"

    def __init__(self, note: str) -> None:
        self.note = note

    def label(self, live: LiveScreen) -> str:
        """Say where the note would go."""
        point = live.session.point(live.cursor)
        return say("tui.label.move", place=place_name(live.session.outline, point))

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Hang the note on the cursor's point."""
        if live.attempt(lambda: live.session.move_note(self.note, live.cursor)):
            live.leave_mode()

    def tab(self, live: LiveScreen) -> None:
        """Blanks can wait."""


def read_back(live: LiveScreen, value: str) -> list[Run]:
    """How a typed line is understood: its kind, owner, deadline."""
    try:
        line = live.parse(value)
    except CompanionError as error:
        return [(error.brief(), "bad")]
    runs: list[Run] = [(say(f"tui.kind.{line.kind}"), str(line.kind))]
    if line.speaker:
        runs.append((f"  {line.speaker}", "owner"))
    if line.lead_unit:
        runs.append((f"  @{line.lead_unit}", "owner"))
    runs += [(f" +{unit}", "owner") for unit in line.supporting_units]
    offered = completion_runs(live)
    if line.unknown_owners and not offered:
        runs += [(" ", ""), (say("tui.unknown_owner"), "doubt")]
    runs += [(f"  {due_words(line.due)}", "due")] if line.due else []
    runs += [(f"  &{line.deliverable}", "owner")] if line.deliverable else []
    runs += [(f"  #{tag}", "dim") for tag in line.tags]
    return runs + sight_runs(line.kind, line.visibility, line.tags) + offered
