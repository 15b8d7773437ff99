"""`companion state MINUTES [STATE --name NAME]`: show how far the minutes have come, or pass them on."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from companion.catalogue import language, say
from companion.cli.leaving import leave
from companion.cli.output import write_message, write_result
from companion.cli.parse import chosen_day
from companion.errors import UsageError
from companion.exporters.gate import blocking, check_minutes, wave_through
from companion.exporters.matters import OpenMatter
from companion.exporters.states import NEXT, Standing, State, correct, pass_on, standing_of
from companion.model.document import Change
from companion.model.ids import new_id
from companion.model.minutes import Minutes
from companion.model.speech import Speech
from companion.session.opening import open_both
from companion.session.together import as_joined, others_beside
from companion.storage.store import MinutesStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The minutes, the state to pass them on to, by whom, with what opinion, on which day."""
    parser.add_argument("minutes", type=Path, help=say("cli.export.minutes"))
    parser.add_argument("state", nargs="?", choices=[state.value for state in State], help=say("cli.state.state"))
    parser.add_argument("--name", default="", help=say("cli.state.name"))
    parser.add_argument("--opinion", default="", help=say("cli.state.opinion"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=say("cli.state.date"))
    parser.add_argument("--correction", default="", metavar="TEXT", help=say("cli.state.correction"))
    parser.add_argument("--wave-through", action="store_true", help=say("cli.state.wave_through"))


def run(arguments: argparse.Namespace) -> int:
    """Make the change that was asked for, if any, and print the state with its history.

    Raises NotInFileError when the change is saved on this machine alone by then.
    """
    _, read, store = open_both(arguments.minutes)
    standing = standing_of(Minutes.of(store.document))
    now = datetime.now().astimezone().replace(microsecond=0)
    if arguments.wave_through:
        _need_name(arguments)
        matters = _matters(read, store, arguments.name)
        store.commit([wave_through(matters, id=new_id(), name=arguments.name, at=now)])
    if arguments.correction:
        _need_name(arguments)
        change = correct(standing, id=new_id(), name=arguments.name, words=arguments.correction, at=now)
        _commit(store, change, say("cli.state.not_frozen"))
    if arguments.state:
        _need_name(arguments)
        _commit(store, _passed_on(arguments, standing, now), _no_way(standing))
        _say_open(len(blocking(_matters(read, store, arguments.name))))
    _show(standing_of(Minutes.of(store.document)))
    leave(store)
    return 0


def _matters(read: Speech, store: MinutesStore, name: str) -> tuple[OpenMatter, ...]:
    """What is open in the minutes with those of all that lie beside them."""
    others = others_beside(store.path, store.document)
    return check_minutes(*as_joined(read, store.document, others, name), language())


def _say_open(count: int) -> None:
    """What is still open keeps the minutes marked as a draft, wherever they have come."""
    if count:
        write_message(say("cli.state.still_open", n=count))


def _passed_on(arguments: argparse.Namespace, standing: Standing, now: datetime) -> Change | None:
    on = chosen_day(arguments.date) if arguments.date else now.date()
    state, name = State(arguments.state), arguments.name
    return pass_on(standing, state, id=new_id(), name=name, opinion=arguments.opinion, on=on)


def _commit(store: MinutesStore, change: Change | None, reason: str) -> None:
    if change is None:
        raise UsageError(reason=reason)
    store.commit([change])


def _need_name(arguments: argparse.Namespace) -> None:
    if not arguments.name.strip():
        raise UsageError(reason=say("cli.state.nameless"))


def _no_way(standing: Standing) -> str:
    if not NEXT[standing.state]:
        return say("cli.state.at_end", now=say(f"export.state.{standing.state}"))
    names = ", ".join(f"{state} ({say(f'export.state.{state}')})" for state in NEXT[standing.state])
    return say("cli.state.no_way", now=say(f"export.state.{standing.state}"), names=names)


def _show(standing: Standing) -> None:
    now = say(f"export.state.{standing.state}")
    lines = [say("cli.state.now", state=now, code=standing.state, version=standing.version)]
    for step in standing.steps:
        words = say(f"export.state.{step.state}")
        lines.append(say("cli.state.step", day=step.on or "", state=words, name=step.name, opinion=step.opinion))
    write_result("\n".join(line.rstrip() for line in lines))
