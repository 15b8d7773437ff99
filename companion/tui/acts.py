"""What each command does in the live view; the table of commands is `commands.COMMANDS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.session.history import step_words
from companion.tui import closing, note_acts
from companion.tui.mend_mode import MendMode
from companion.tui.quick_modes import SceneMode, ShiftMode, TaskMode
from companion.tui.search_mode import SearchMode

if TYPE_CHECKING:
    from companion.capture.candidates import Candidate
    from companion.session.history import Step
    from companion.tui.screens.live import LiveScreen


def help_(live: LiveScreen) -> None:
    """Show all keys and signs."""
    from companion.tui.screens.help import HelpScreen

    live.app.push_screen(HelpScreen())


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


def skip(live: LiveScreen) -> None:
    """Mark the cursor's point as left out; the cursor goes on when it stood there."""
    point = live.cursor
    if live.attempt(lambda: live.session.skip([point])):
        live.set_cursor(live.session.after(point))
        live.tell("skipped", place=live.session.point(point).heading)


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


def skip_passed(live: LiveScreen) -> None:
    """Mark what the last jump passed over as left out."""
    passed = live.session.passed_over()
    if passed and live.attempt(lambda: live.session.skip(passed)):
        live.tell("skipped_passed", n=len(passed))
    elif not passed:
        live.tell("nothing_passed")


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

    live.app.push_screen(ProofScreen(live.session, live.doubts.proof), live.leave_proof)


def settle(live: LiveScreen) -> None:
    """Settle what note-takers disagree about."""
    from companion.tui.screens.settle import SettleScreen

    live.app.push_screen(SettleScreen(live.session), lambda _: live.neighbours.settled())


ACTS: dict[str, Callable[[LiveScreen], None]] = {
    "help": help_,
    "edit": note_acts.edit,
    "search": search,
    "head": head,
    "pane": pane,
    "move": note_acts.move,
    "skip": skip,
    "delete": note_acts.delete,
    "restore": note_acts.restore,
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
    "note_up": note_acts.note_up,
    "note_down": note_acts.note_down,
    "blank": blank,
    "accept": accept,
    "tasks": tasks,
    "scene": scene,
    "kind": note_acts.kind,
    "skip_passed": skip_passed,
    "earlier": note_acts.earlier,
    "shift": shift,
    "mend": mend,
    "proof": proof,
    "settle": settle,
    "palette": palette,
}


def _step(live: LiveScreen, make: Callable[[], Step | None], told: str) -> None:
    steps: list[Step | None] = []
    if not live.attempt(lambda: steps.append(make())):
        return
    live.follow()
    step = steps[0]
    if step is None:
        live.tell(f"nothing_{told}")
    else:
        live.tell(told, step=step_words(step))


