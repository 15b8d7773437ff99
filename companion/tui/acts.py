"""What each command does in the live view; the table of commands is `commands.COMMANDS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from companion.catalogue import say
from companion.session import corrections
from companion.session.history import step_words
from companion.tui import closing
from companion.tui.mend_mode import MendMode
from companion.tui.modes import EditMode, MoveMode, SearchMode
from companion.tui.quick_modes import KindMode, SceneMode, ShiftMode, TaskMode
from companion.tui.wording import clock

if TYPE_CHECKING:
    from companion.capture.candidates import Candidate
    from companion.session.history import Step
    from companion.tui.screens.live import LiveScreen


def help_(live: LiveScreen) -> None:
    """Show all keys and signs."""
    from companion.tui.screens.help import HelpScreen

    live.app.push_screen(HelpScreen())


def edit(live: LiveScreen) -> None:
    """Change the selected note, or the last one at the point."""
    note = _note_in_hand(live)
    if note:
        live.enter_mode(EditMode(note))
    else:
        _tell_none(live)


def search(live: LiveScreen) -> None:
    """Begin a search; what is being typed stays unsaid only if it is empty."""
    if live.bar.value and live.mode.name == "note":
        live.tell("finish_first")
    else:
        live.bar.set_text("")
        live.enter_mode(SearchMode(live))


def head(live: LiveScreen) -> None:
    """Fill in the head of the minutes."""
    from companion.tui.screens.head import HeadScreen

    before = live.session.head.classification

    def back(_: None) -> None:
        live.draw(everything=True)
        if live.session.head.classification != before:
            live.warn_if_classified()

    live.app.push_screen(HeadScreen(live.session), back)


def pane(live: LiveScreen) -> None:
    """Show another pane, where there is room for one only."""
    live.next_pane()


def move(live: LiveScreen) -> None:
    """Hang the note in hand on another point."""
    note = _note_in_hand(live)
    if note:
        live.enter_mode(MoveMode(note))
    else:
        _tell_none(live)


def skip(live: LiveScreen) -> None:
    """Mark the cursor's point as left out; the cursor goes on when it stood there."""
    point = live.cursor
    if live.attempt(lambda: live.session.skip([point])):
        live.set_cursor(live.session.after(point))
        live.tell("skipped", place=live.session.point(point).heading)


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


def leave(live: LiveScreen) -> None:
    """Leave; everything is saved already. While documents are being made, only the second time."""
    running = live.handing_over
    if running is not None and not running.is_done and not live.is_leaving:
        live.is_leaving = True
        live.tell_words(say("handover.all.leaving", n=len(running.written), total=running.total))
        return
    if running is not None:
        running.stop()
    live.app.exit()


def undo(live: LiveScreen) -> None:
    """Take the last step back."""
    _step(live, live.session.undo, "undone")


def redo(live: LiveScreen) -> None:
    """Make again what was taken back."""
    _step(live, live.session.redo, "redone")


def follow(live: LiveScreen) -> None:
    """Back to where the speaker is."""
    live.select_note("")
    live.follow()


def here(live: LiveScreen) -> None:
    """The speaker is at the cursor's point."""
    live.session.go_to(live.cursor)
    live.draw(everything=True)


def untick(live: LiveScreen) -> None:
    """Take the tick of the cursor's point back, or of the last one ticked when that has none."""
    register = live.session.register
    last = register.last_tick()
    point = live.cursor if register.tick_at(live.cursor) else last.anchor.point if last else ""
    if point and live.attempt(lambda: live.session.untick(point)):
        live.set_cursor(point)


def note_up(live: LiveScreen) -> None:
    """Select the note before."""
    _select_neighbour(live, -1)


def note_down(live: LiveScreen) -> None:
    """Select the note after."""
    _select_neighbour(live, 1)


def blank(live: LiveScreen) -> None:
    """Fill the next blank, or complete the name being typed."""
    live.mode.tab(live)


def palette(live: LiveScreen) -> None:
    """Find a command by its name."""
    live.app.action_command_palette()


def accept(live: LiveScreen) -> None:
    """Take the surest task waiting at the cursor's point into the bar."""
    waiting = live.tasks.at(live.cursor)
    if waiting:
        live.enter_mode(TaskMode(waiting[0]))
    else:
        live.tell("no_task")


def tasks(live: LiveScreen) -> None:
    """List the tasks waiting in the text."""
    from companion.tui.screens.tasks import TasksScreen

    def take(candidate: Candidate | None) -> None:
        if candidate is not None:
            live.enter_mode(TaskMode(candidate))
        live.draw(everything=True)

    live.app.push_screen(TasksScreen(live.session, live.tasks), take)


def scene(live: LiveScreen) -> None:
    """Note what happens in the room by one more key."""
    live.enter_mode(SceneMode())


def kind(live: LiveScreen) -> None:
    """Make another kind of the note in hand by one more key."""
    note = _note_in_hand(live)
    if note:
        live.bar.set_text("")
        live.enter_mode(KindMode(live.session.register.notes[note]))
    else:
        _tell_none(live)


def skip_passed(live: LiveScreen) -> None:
    """Mark what the last jump passed over as left out."""
    passed = live.session.passed_over()
    if passed and live.attempt(lambda: live.session.skip(passed)):
        live.tell("skipped_passed", n=len(passed))
    elif not passed:
        live.tell("nothing_passed")


def earlier(live: LiveScreen) -> None:
    """The note in hand was begun ten seconds before."""
    note = _note_in_hand(live)
    if note and live.attempt(lambda: corrections.shift_back(live.session, live.session.register.notes[note])):
        live.tell("earlier", time=clock(live.session.register.notes[note].created, seconds=True))


def shift(live: LiveScreen) -> None:
    """Shift all times of the meeting."""
    live.enter_mode(ShiftMode())


def mend(live: LiveScreen) -> None:
    """Mend the outline at the cursor's point by one more key."""
    if live.bar.value and live.mode.name == "note":
        live.tell_words(say("mend.view.finish_first"))
    else:
        live.enter_mode(MendMode(live))


def proof(live: LiveScreen) -> None:
    """List what proof-reading found."""
    from companion.tui.screens.proof import ProofScreen

    live.app.push_screen(ProofScreen(live.session, live.proof), live.leave_proof)


def settle(live: LiveScreen) -> None:
    """Settle what note-takers disagree about."""
    from companion.tui.screens.settle import SettleScreen

    live.app.push_screen(SettleScreen(live.session), lambda _: live.neighbours.settled())


ACTS: dict[str, Callable[[LiveScreen], None]] = {
    "help": help_,
    "edit": edit,
    "search": search,
    "head": head,
    "pane": pane,
    "move": move,
    "skip": skip,
    "delete": delete,
    "restore": restore,
    "export": closing.export,
    "gate": closing.gate,
    "draft": closing.draft,
    "states": closing.states,
    "quit": leave,
    "undo": undo,
    "redo": redo,
    "follow": follow,
    "here": here,
    "untick": untick,
    "note_up": note_up,
    "note_down": note_down,
    "blank": blank,
    "accept": accept,
    "tasks": tasks,
    "scene": scene,
    "kind": kind,
    "skip_passed": skip_passed,
    "earlier": earlier,
    "shift": shift,
    "mend": mend,
    "proof": proof,
    "settle": settle,
    "palette": palette,
}


def add_pasted(live: LiveScreen, text: str) -> None:
    """Several pasted lines: a screen asks whether they are several notes or one."""
    from companion.tui.screens.pasted import PastedScreen

    def add(notes: Sequence[str] | None) -> None:
        for line in notes or []:
            live.attempt(lambda line=line: live.session.add_note(live.parse(line), live.cursor))  # type: ignore[misc]  # a default binds the loop's value

    live.app.push_screen(PastedScreen(text), add)


def label_width(label: str, width: int) -> int:
    """The cells that what stands before the bar may take: never more than leaves room for a sentence."""
    return min(cell_len(label) + 3, width // 2)


def _step(live: LiveScreen, make: Callable[[], Step | None], told: str) -> None:
    steps: list[Step | None] = []
    if not live.attempt(lambda: steps.append(make())):
        return
    live.selected = ""
    live.follow()
    step = steps[0]
    if step is None:
        live.tell(f"nothing_{told}")
    else:
        live.tell(told, step=step_words(step))


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
        live.tell_words(say("others.not_yours", author=other.author), "doubt")


def _select_neighbour(live: LiveScreen, step: int) -> None:
    notes = live.session.register.all_notes()
    if not notes:
        live.tell("no_note")
        return
    ids = [note.id for note in notes]
    start = ids.index(live.selected) + step if live.selected in ids else len(ids) - 1
    live.select_note(ids[max(0, min(start, len(ids) - 1))])
