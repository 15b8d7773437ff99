"""What the status line and the times at the top say."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from companion.catalogue import say
from companion.model.remark import Remark
from companion.model.speech import Speech
from companion.session.pace import Times
from companion.session.session import Session
from companion.tui.commands import COMMANDS
from companion.tui.text import cells_of
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.tui.handing_over import HandingOver

SECONDS_IN_HOUR = 3600
KEYS_ROOM = 12  # cells of the status line that stay for keys
PLAIN = ("utf-8", "utf-8-sig", "ascii")


def save_runs(session: Session) -> list[Run]:
    """Whether what was written is on the disk."""
    state = session.save_state
    if state.failure:
        return [(f" ✗ {state.sentence}", "bad")]
    if not state.sentence:
        return [(" " + say("tui.nothing_to_save"), "dim")]
    style = "doubt" if state.delay or state.unread else "saved" if state.pending else "good"
    return [(" ", ""), (state.sentence, style)]


def counts(session: Session) -> list[Run]:
    """How many notes, tasks and open blanks there are."""
    tally = session.tally
    words = [say("tui.count.notes", n=tally.notes), say("tui.count.actions", n=tally.actions)]
    words += [say("tui.count.blanks", n=tally.open_figures)] if tally.figures else []
    return [("   " + "  ".join(words), "")]


def doubt_runs(count: int, room: int) -> list[Run]:
    """How many remarks proof-reading has, where there is room for that beside a key or two."""
    words = "  " + say("proof.count", n=count)
    return [(words, "dim")] if count and cells_of(words) + KEYS_ROOM <= room else []


def reading_runs(session: Session) -> list[Run]:
    """What is worth knowing about how the speech was read; nothing for plain UTF-8 with all its mends in place."""
    speech, lost = session.speech, len(session.mended.orphans)
    if lost:
        return [(say("mend.view.lost", n=lost), "doubt")]
    if speech.encoding in PLAIN and not speech.remarks:
        return []
    remarks = (say(key, **values) for key, values in speech.remarks)
    return [(" ".join((read_as(speech), *remarks)), "dim")]


def read_as(speech: Speech) -> str:
    """In which encoding, or as what format, a speech was read."""
    try:
        return say("proof.told.encoding", name=codecs.lookup(speech.encoding).name.upper())
    except LookupError:
        return say("proof.told.format", name=speech.encoding)


def sentence_of(remark: Remark) -> str:
    """What a remark of proof-reading says."""
    return say(remark.key, **remark.arguments)


def handover_runs(running: HandingOver | None) -> list[Run]:
    """How many of the documents being made are there; nothing while none are."""
    if running is None or running.is_done:
        return []
    return [("   ", ""), (say("handover.all.status", n=len(running.written), total=running.total), "due")]


def keys(room: int, browsing: bool) -> list[Run]:
    """As many keys with their meanings as there is room for in so many cells."""
    runs: list[Run] = []
    for command in COMMANDS:
        key = command.letter if browsing else command.shown_keys
        shown = f" {key} "
        room -= cells_of(shown + command.label) if command.is_in_footer and key else 0
        if command.is_in_footer and key and room >= 0:
            runs += [(shown, "key"), (command.label, "dim")]
    return [*runs, (" ", "")]


def times(now: Times | None) -> str:
    """How long the speech has been going on, what is left of it, and of the point; an overrun of the section."""
    if now is None:
        return say("tui.not_begun")
    words = say("tui.times", elapsed=duration(now.elapsed), left=duration(now.left), point=duration(now.left_in_point))
    return words + (" " + say("tui.overrun", time=duration(now.section.overrun)) if now.section.overrun else "")


def duration(length: float) -> str:
    """A length of time in seconds as minutes and seconds, with hours when there are any."""
    hours, rest = divmod(round(length), SECONDS_IN_HOUR)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
