"""`companion mend SPEECH|MINUTES OPERATION POINT`: mend the outline; the mend is kept in the minutes."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.cli.leaving import leave
from companion.cli.output import write_result
from companion.errors import CompanionError, ImpossibleMendError, UnknownMendError, UnknownPointError, UsageError
from companion.model.mend import Mend, MendProblem, Operation
from companion.session.mending import mend, remove_mend
from companion.session.places import Place
from companion.session.session import Session

_PLACE = re.compile(r"(\d{1,9})[:：](\d{1,9})")
OPERATIONS = tuple(operation.value.replace("_", "-") for operation in Operation)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to mend and how; or to list what was mended, or to take one mend back."""
    parser.add_argument("file", type=Path, help=say("cli.argument.speech_or_minutes"))
    names = ", ".join(OPERATIONS)
    parser.add_argument("operation", nargs="?", metavar="OPERATION", help=say("mend.help.operation", names=names))
    parser.add_argument("point", nargs="?", metavar="POINT", help=say("mend.help.point"))
    parser.add_argument("--at", metavar="LINE:COLUMN", help=say("mend.help.at"))
    parser.add_argument("--under", metavar="POINT", help=say("mend.help.under"))
    parser.add_argument("--list", action="store_true", dest="is_list", help=say("mend.help.list"))
    parser.add_argument("--remove", metavar="ID", help=say("mend.help.remove"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("cli.argument.format"))
    parser.add_argument("--minutes", type=Path, metavar="FILE", help=say("cli.argument.minutes"))
    parser.add_argument("--encoding", metavar="NAME", help=say("cli.argument.encoding"))
    parser.add_argument("--author", metavar="NAME", help=say("cli.argument.author"))


def run(arguments: argparse.Namespace) -> int:
    """Make a mend and print its id, or take one back, or list them all. Raises a CompanionError that says why not."""
    wanted = _wanted(arguments)
    session = Session.open(arguments.file, arguments.minutes, encoding=arguments.encoding, author=arguments.author)
    try:
        if wanted is not None:
            write_result(_mend(session, arguments, *wanted))
        elif arguments.remove:
            remove_mend(session, _known(session, arguments.remove))
        else:
            write_result(_listing(session, arguments.format))
    except CompanionError:
        session.close()
        raise
    leave(session)
    return 0


def _wanted(arguments: argparse.Namespace) -> tuple[Operation, Place | None] | None:
    """The operation and the place of a new mend; None when it is another thing that is wanted."""
    if arguments.operation is None:
        if not (arguments.is_list or arguments.remove):
            raise UsageError(reason=say("mend.usage.nothing"))
        return None
    name = arguments.operation.replace("-", "_").lower()
    if arguments.is_list or arguments.remove:
        raise UsageError(reason=say("mend.usage.both"))
    if name not in Operation._value2member_map_:
        raise UsageError(reason=say("mend.usage.operation", name=arguments.operation, names=", ".join(OPERATIONS)))
    if arguments.point is None:
        raise UsageError(reason=say("mend.usage.point"))
    return Operation(name), _place(arguments.at)


def _place(typed: str | None) -> Place | None:
    found = _PLACE.fullmatch(typed) if typed is not None else None
    if typed is not None and found is None:
        raise UsageError(reason=say("mend.usage.place", text=typed))
    return (int(found[1]), int(found[2])) if found else None


def _mend(session: Session, arguments: argparse.Namespace, operation: Operation, at: Place | None) -> str:
    for point in (arguments.point, arguments.under):
        if point is not None:
            session.point(point)
    done = mend(session, operation, arguments.point, at=at, under=arguments.under)
    if isinstance(done, MendProblem):
        raise _error(done, arguments.point)
    return done.id


def _error(problem: MendProblem, point: str) -> ImpossibleMendError | UnknownPointError:
    if problem.key == "mend.problem.unknown":
        return UnknownPointError(point=problem.arguments.get("point", point))
    return ImpossibleMendError(point=point, reason=say(problem.key, **problem.arguments))


def _known(session: Session, id: str) -> Mend:
    """The mend with an id, or with the only id that ends or begins so."""
    found = [one for one in session.mended.mends if one.id.startswith(id) or one.id.endswith(id)]
    if len(found) != 1 or not id:
        raise UnknownMendError(id=id)
    return found[0]


def _listing(session: Session, format: str) -> str:
    lost = {one.id for one in session.mended.orphans}
    if format == "json":
        rows = [_fields(one, is_lost=one.id in lost) for one in session.mended.mends]
        return json.dumps({"mends": rows}, ensure_ascii=False, indent=2)
    rows_of_words = [mend_words(one, is_lost=one.id in lost) for one in session.mended.mends]
    return "\n".join(rows_of_words) if rows_of_words else say("mend.none")


def mend_words(made: Mend, *, is_lost: bool) -> str:
    """A mend in one line: its id, what it does, where, to which words, and whether they are gone."""
    anchor = made.anchor
    words = [made.id, f"{anchor.line}:{anchor.column}", say(f"mend.operation.{made.operation}"), f"“{anchor.quote}”"]
    words += [say("mend.under", words=made.target.quote)] if made.target else []
    words += [say("mend.lost")] if is_lost else []
    return "  ".join(words)


def _fields(made: Mend, *, is_lost: bool) -> dict[str, Any]:
    anchor, target = made.anchor, made.target
    return {
        "id": made.id,
        "operation": made.operation.value,
        "point": anchor.point,
        "line": anchor.line,
        "column": anchor.column,
        "quote": anchor.quote,
        "cut": made.is_cut,
        "under": target.point if target else None,
        "orphaned": is_lost,
    }
