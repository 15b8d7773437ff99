"""What the commands do to notes: to the one in hand, to the one deleted last, to several pasted lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from companion.session import corrections
from companion.tui.modes import EditMode, MoveMode
from companion.tui.quick_modes import KindMode
from companion.tui.wording import clock

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


def edit(live: LiveScreen) -> None:
    """Change the selected note, or the last one at the point."""
    note = _note_in_hand(live)
    if note:
        live.enter_mode(EditMode(note))
    else:
        _tell_none(live)


def move(live: LiveScreen) -> None:
    """Hang the note in hand on another point."""
    note = _note_in_hand(live)
    if note:
        live.enter_mode(MoveMode(note))
    else:
        _tell_none(live)


def delete(live: LiveScreen) -> None:
    """Delete the note in hand; it can be brought back."""
    note = _note_in_hand(live)
    if not note:
        _tell_none(live)
        return
    words = live.session.register.notes[note].text
    live.selected = ""
    if live.attempt(lambda: live.session.delete_note(note)):
        live.tell("deleted", text=words)


def restore(live: LiveScreen) -> None:
    """Bring the note back that was deleted last."""
    deleted = live.session.register.deleted_notes.values()
    if not deleted:
        live.tell("nothing_deleted")
        return
    latest = max(deleted, key=lambda note: (str(note.updated or ""), note.id))
    if live.attempt(lambda: live.session.restore_note(latest.id)):
        live.select_note(latest.id)
        live.tell("restored", text=latest.text)


def kind(live: LiveScreen) -> None:
    """Make another kind of the note in hand by one more key."""
    note = _note_in_hand(live)
    if note:
        live.bar.set_text("")
        live.enter_mode(KindMode(live.session.register.notes[note]))
    else:
        _tell_none(live)


def earlier(live: LiveScreen) -> None:
    """The note in hand was begun ten seconds before."""
    note = _note_in_hand(live)
    if note and live.attempt(lambda: corrections.shift_back(live.session, live.session.register.notes[note])):
        live.tell("earlier", time=clock(live.session.register.notes[note].created, seconds=True))


def note_up(live: LiveScreen) -> None:
    """Select the note before."""
    _select_neighbour(live, -1)


def note_down(live: LiveScreen) -> None:
    """Select the note after."""
    _select_neighbour(live, 1)


def add_pasted(live: LiveScreen, text: str) -> None:
    """Several pasted lines: a screen asks whether they are several notes or one."""
    from companion.tui.screens.pasted import PastedScreen

    def add(notes: Sequence[str] | None) -> None:
        for line in notes or []:
            live.attempt(lambda line=line: live.session.add_note(live.parse(line), live.cursor))  # type: ignore[misc]  # a default binds the loop's value

    live.app.push_screen(PastedScreen(text), add)


def _note_in_hand(live: LiveScreen) -> str:
    """The selected note; without one, the last at the cursor's point."""
    register = live.session.register
    if live.selected in register.notes:
        return live.selected
    own = [note.id for note in register.notes_at(live.cursor) if note.id in register.notes]
    return own[-1] if own and live.selected not in register.others_notes else ""


def _tell_none(live: LiveScreen) -> None:
    """Say why there is no note to work on: none here, or another's."""
    other = live.session.register.others_notes.get(live.selected)
    if other is None:
        live.tell("no_note")
    else:
        live.tell_fitting("others.not_yours", "doubt", author=other.author)


def _select_neighbour(live: LiveScreen, step: int) -> None:
    notes = live.session.register.all_notes()
    if not notes:
        live.tell("no_note")
        return
    ids = [note.id for note in notes]
    start = ids.index(live.selected) + step if live.selected in ids else len(ids) - 1
    live.select_note(ids[max(0, min(start, len(ids) - 1))])
