"""`companion rebase MINUTES SPEECH [--yes]`: find every note's place in a re-issued speech, and go over to
it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.errors import SaveError
from companion.reading.reader import read_speech
from companion.reading.rebase import Move, Rebase, plan_rebase
from companion.storage.files import read_bytes
from companion.storage.store import MinutesStore

SHOWN = 30  # characters of a note or quote


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The minutes, the new issue of the speech, and whether to go ahead."""
    parser.add_argument("minutes", type=Path, metavar="MINUTES", help=say("rebase.help.minutes"))
    parser.add_argument("speech", type=Path, metavar="SPEECH", help=say("rebase.help.speech"))
    parser.add_argument("--yes", action="store_true", help=say("rebase.help.yes"))
    parser.add_argument("--encoding", help=say("rebase.help.encoding"))


def run(arguments: argparse.Namespace) -> int:
    """Show what would become of each note; change the minutes only after a yes. Exit code 0 either way."""
    read_bytes(arguments.minutes)
    speech = read_speech(read_bytes(arguments.speech), str(arguments.speech), encoding=arguments.encoding)
    store = MinutesStore.open(arguments.minutes)
    plan = plan_rebase(store.document, speech, arguments.speech.name)
    write_result("\n".join(listing(plan)))
    if not (arguments.yes or _agreed()):
        store.close()
        write_message(say("rebase.left"))
        return 0
    store.commit(plan.changes)
    if not store.close():
        raise SaveError(path=arguments.minutes, reason=store.state.delay or say("rebase.later"))
    write_message(say("rebase.done", path=arguments.minutes))
    return 0


def listing(plan: Rebase) -> list[str]:
    """The counts, then what moved, what changed and what lost its place, a line each."""
    counts = {fate: len(plan.with_fate(fate)) for fate in ("same", "moved", "changed", "orphaned")}
    lines = [say("rebase.counts", **counts)]
    for fate in ("moved", "changed", "orphaned"):
        lines += [say(f"rebase.{fate}", **_words(move)) for move in plan.with_fate(fate)]
    return lines


def _words(move: Move) -> dict[str, str]:
    old, new = move.resolution.old, move.resolution.new
    words = {"label": move.label, "old": old.quote, "new": new.quote}
    shown = {name: value.replace("\n", " ")[:SHOWN] for name, value in words.items()}
    return {**shown, "from_point": old.point, "to_point": new.point}


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    write_message(say("rebase.question"))
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是", "好"}
