"""`companion rebase MINUTES SPEECH [--yes]`: find every note's place in a re-issued speech, and go over to
it."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from companion.catalogue import say
from companion.cli.leaving import leave
from companion.cli.output import write_message, write_result
from companion.model.mend import Mend
from companion.model.minutes import Anchor
from companion.reading.rebase import Move, Rebase, plan_rebase
from companion.session.freezing import correction_for
from companion.session.mends import Mended
from companion.session.neighbours import is_same_issue
from companion.session.opening import author_name, load_speech, open_minutes

SHOWN = 30  # characters of a note or quote


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The minutes, the new issue of the speech, and whether to go ahead."""
    parser.add_argument("minutes", type=Path, metavar="MINUTES", help=say("rebase.help.minutes"))
    parser.add_argument("speech", type=Path, metavar="SPEECH", help=say("rebase.help.speech"))
    parser.add_argument("--yes", action="store_true", help=say("rebase.help.yes"))
    parser.add_argument("--encoding", metavar="NAME", help=say("rebase.help.encoding"))
    parser.add_argument("--author", metavar="NAME", help=say("cli.argument.author"))


def run(arguments: argparse.Namespace) -> int:
    """Show what would become of each note; change the minutes only after a yes. Exit code 0 either way.

    Raises NotInFileError when the change is saved on this machine alone by then.
    """
    speech = load_speech(arguments.speech, arguments.encoding)
    store = open_minutes(arguments.minutes)
    if is_same_issue(store.document, speech, arguments.speech.name):
        store.close()
        write_message(say("rebase.same"))
        return 0
    plan = plan_rebase(store.document, speech, arguments.speech.name)
    lost = Mended.of(speech, store.document).orphans
    write_result("\n".join((*listing(plan), *map(_lost_mend, lost))))
    if not (arguments.yes or _agreed()):
        store.close()
        write_message(say("rebase.left"))
        return 0
    words = say("step.rebase", subject=arguments.speech.name)
    name, now = arguments.author or author_name(), datetime.now().astimezone().replace(microsecond=0)
    store.commit([*plan.changes, *correction_for(store.document, plan.changes, words, name=name, at=now)])
    write_message(say("rebase.done", path=arguments.minutes))
    leave(store)
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
    if old.point == new.point:
        return {**shown, "from_point": _line(old), "to_point": _line(new)}
    return {**shown, "from_point": old.point, "to_point": new.point}


def _line(anchor: Anchor) -> str:
    """Where something stands in a point that kept its number."""
    return say("rebase.line", point=anchor.point, line=anchor.line)


def _lost_mend(mend: Mend) -> str:
    operation, words = say(f"mend.operation.{mend.operation}"), mend.anchor.quote.replace("\n", " ")[:SHOWN]
    return say("rebase.mend", operation=operation, words=words)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    write_message(say("rebase.question"))
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是", "好"}
