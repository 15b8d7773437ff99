"""From the screens of the hand-over back to the live view: to the place where an open matter is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.exporters.matters import MatterKind, OpenMatter
from companion.session.figures import row_of
from companion.tui.fill_mode import FillMode
from companion.tui.modes import EditMode, MoveMode

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


def gate(live: LiveScreen) -> None:
    """List what is still open; the list begins where one was in it the last time."""
    from companion.tui.screens.gate import GateScreen

    screen = GateScreen(live.session, live.gate_place)

    def back(matter: OpenMatter | None) -> None:
        live.gate_place = screen.last_place
        live.neighbours.settled()
        if matter is not None:
            go_to(live, matter)

    live.app.push_screen(screen, back)


def draft(live: LiveScreen) -> None:
    """See the draft of the minutes and rewrite its sentences."""
    from companion.tui.screens.draft import DraftScreen

    live.app.push_screen(DraftScreen(live.session), lambda note: to_note(live, note))


def states(live: LiveScreen) -> None:
    """Pass the minutes on."""
    from companion.tui.screens.states import StatesScreen

    live.app.push_screen(StatesScreen(live.session), lambda _: live.draw(everything=True))


def export(live: LiveScreen) -> None:
    """Hand over."""
    from companion.tui.screens.export import GATE, ExportScreen

    def back(wanted: str | None) -> None:
        if wanted == GATE:
            gate(live)
        else:
            to_note(live, wanted)

    live.app.push_screen(ExportScreen(live), back)


def to_note(live: LiveScreen, note: str | None) -> None:
    """Back in the live view, at a note if one is named."""
    live.draw(everything=True)
    if note and _select(live, note):
        live.enter_mode(EditMode(note))


def go_to(live: LiveScreen, matter: OpenMatter) -> None:
    """Where a matter is settled: a figure or a note is taken into the bar, of a point the cursor is put on it."""
    if live.bar.value and live.mode.name == "note":
        live.tell_words(say("handover.gate.finish_first"))
    elif matter.blank:
        _go_to_blank(live, matter)
    elif matter.note in live.session.register.notes:
        _select(live, matter.note)
        live.enter_mode(MoveMode(matter.note) if matter.kind is MatterKind.ORPHAN else EditMode(matter.note))
    elif matter.point in live.session.outline.by_id:
        live.select_note("")
        live.set_cursor(matter.point)
        live.tell_words(say("handover.gate.back"))


def _go_to_blank(live: LiveScreen, matter: OpenMatter) -> None:
    row = row_of(live.session, matter.blank)
    if row:
        live.select_note("")
        live.set_cursor(row[0].point)
        live.enter_mode(FillMode(row))


def _select(live: LiveScreen, note: str) -> bool:
    """Select a note where its point is still there; the cursor stays for one that lost its place."""
    found = live.session.register.notes.get(note)
    if found is not None and found.anchor.point in live.session.outline.by_id:
        live.select_note(note)
    elif found is not None:
        live.selected = note
    return found is not None
