"""What typing in the capture bar is taken for. The live screen is always in exactly one mode."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.capture.correction import parse_correction
from companion.capture.readback import due_words
from companion.capture.retype import typed_line
from companion.catalogue import say
from companion.errors import CompanionError
from companion.model.outline import Blank
from companion.session import figures
from companion.tui.widgets.field import EDITABLE
from companion.tui.wording import place_name, sight_runs, too_long
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

SEARCH_SIGNS = ("/", "／")


class Mode:
    """How the bar behaves; each mode overrides what it does otherwise."""

    name = "note"

    def label(self, live: LiveScreen) -> str:
        """What stands before the bar: where a note will go."""
        return f"→ {place_name(live.session.outline, live.session.point(live.cursor))}"

    def hint(self, live: LiveScreen, value: str) -> list[Run]:
        """The line above the bar: how what is typed is understood, or what can be typed."""
        del live, value
        return [(say(f"tui.hint.{self.name}"), "dim")]

    def typed(self, live: LiveScreen, value: str) -> None:
        """The text in the bar changed."""

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Enter was pressed."""

    def move(self, live: LiveScreen, where: str) -> None:
        """A key for moving about was pressed."""
        live.move_cursor(where)

    def escape(self, live: LiveScreen) -> None:
        """Esc was pressed."""
        live.leave_mode()

    def tab(self, live: LiveScreen) -> None:
        """Tab was pressed."""
        enter_blank(live, after=0)


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
            live.tick()
        elif correction:
            live.correct(correction)
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
        if not live.complete():
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
        live.tick()


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
        live.complete()


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


class FillMode(Mode):
    """One row of blanks after the other: a figure (and its growth), Enter, the next."""

    name = "fill"

    def __init__(self, row: tuple[Blank, ...]) -> None:
        self.row = row
        self.doubted = ""

    def label(self, live: LiveScreen) -> str:
        """What the figures are, and in which units."""
        return say("tui.and").join(map(_blank_name, self.row))

    def begin(self, live: LiveScreen) -> None:
        """Show what was noted before."""
        live.bar.set_text(figures.typed_row(live.session, self.row))

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Note the figures and go on; nothing typed skips the row.

        What begins with a sign, or is too long for a figure, is a note like any other; other words than numbers
        are asked about once.
        """
        if figures.is_note(value, self.row):
            live.leave_mode(keep=True)
            live.mode.submit(live, value, started)
            return
        if figures.is_odd(value, self.row) and value != self.doubted:
            self.doubted = value
            live.warn("odd_figure")
            return
        alike = 0

        def fill() -> None:
            nonlocal alike
            alike = figures.fill_row(live.session, self.row, value)

        if not value.strip() or live.attempt(fill):
            enter_blank(live, after=figures.last_typed(value, self.row))
            if alike:
                live.tell("alike", n=alike)

    def tab(self, live: LiveScreen) -> None:
        """Skip to the next row."""
        live.bar.set_text("")
        enter_blank(live, after=self.row[-1].n)

    def move(self, live: LiveScreen, where: str) -> None:
        """Up and down leave the blanks."""
        live.leave_mode()
        live.move_cursor(where)


class SearchMode(Mode):
    """Every letter searches; arrows preview, Enter jumps, Esc goes back to where one was."""

    name = "search"

    def __init__(self, live: LiveScreen) -> None:
        self.origin = live.cursor
        self.was_following = live.is_following
        self.chosen = 0
        self.recalled = ""
        self.is_behind = False

    def label(self, live: LiveScreen) -> str:
        """Say that this is a search."""
        return say("tui.label.search")

    def begin(self, live: LiveScreen) -> None:
        """Show the list, empty."""
        live.show_found("", 0)

    def typed(self, live: LiveScreen, value: str) -> None:
        """Find, and draw the list in the same paint as the letter; while more keys wait, only for the last."""
        self.chosen = 0
        self.is_behind = live.bar.is_pressed_on
        if self.is_behind:
            live.bar.call_later(self.catch_up, live)
        else:
            live.show_found(value, 0)

    def catch_up(self, live: LiveScreen) -> None:
        """Find what is in the bar now, unless that was done."""
        if self.is_behind and live.mode is self:
            self.is_behind = False
            live.show_found(live.bar.value, 0)

    def move(self, live: LiveScreen, where: str) -> None:
        """Choose another place and show it; upwards from an empty line, recall what was asked before."""
        self.catch_up(live)
        if where == "up" and self.chosen <= 0 and live.bar.value in ("", self.recalled):
            self.recalled = live.finder.asked.older(live.bar.value) or self.recalled
            live.bar.set_text(self.recalled)
            return
        step = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}.get(where, 0)
        self.choose(live, self.chosen + step)

    def choose(self, live: LiveScreen, index: int) -> None:
        """Choose a place by its row and show it."""
        self.chosen = live.preview_found(index)

    def submit(self, live: LiveScreen, value: str, started: datetime | None) -> None:
        """Jump to the chosen place."""
        self.catch_up(live)
        live.finder.asked.keep(value)
        if live.preview_found(self.chosen) >= 0 and live.found:
            live.leave_mode()

    def escape(self, live: LiveScreen) -> None:
        """Back to where one was."""
        live.leave_mode()
        live.set_cursor(self.origin, follow=self.was_following)

    def tab(self, live: LiveScreen) -> None:
        """Blanks can wait."""


def enter_blank(live: LiveScreen, after: int) -> None:
    """Go to the next open blank of the cursor's point behind blank number `after`, or leave the blanks."""
    row = figures.next_row(live.session, live.cursor, after)
    if row:
        live.enter_mode(FillMode(row))
    elif after:
        live.leave_mode()
        live.tell("blanks_done")
    else:
        live.tell("no_blanks")


def _blank_name(blank: Blank) -> str:
    name = blank.label or f"{blank.before[-6:]}＿{blank.after[:6]}"
    return f"{name}（{blank.unit}）" if blank.unit else name


def read_back(live: LiveScreen, value: str) -> list[Run]:
    """How a typed line is understood: its kind, owner, deadline."""
    try:
        line = live.parse(value)
    except CompanionError as error:
        return [(str(error), "bad")]
    runs: list[Run] = [(say(f"tui.kind.{line.kind}"), str(line.kind))]
    if line.speaker:
        runs.append((f"  {line.speaker}", "owner"))
    if line.lead_unit:
        runs.append((f"  @{line.lead_unit}", "owner"))
    runs += [(f" +{unit}", "owner") for unit in line.supporting_units]
    offered = live.completion_runs()
    if line.unknown_owners and not offered:
        runs.append((" " + say("tui.unknown_owner"), "doubt"))
    runs += [(f"  {due_words(line.due)}", "due")] if line.due else []
    runs += [(f"  &{line.deliverable}", "owner")] if line.deliverable else []
    runs += [(f"  #{tag}", "dim") for tag in line.tags]
    return runs + sight_runs(line.kind, line.visibility, line.tags) + offered
