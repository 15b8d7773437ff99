"""`companion note SPEECH|MINUTES --at POINT LINE`: add what the capture bar would."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.catalogue import say
from companion.cli.leaving import leave
from companion.cli.output import write_message, write_result
from companion.errors import NotInFileError
from companion.session.neighbours import first_note_taker
from companion.session.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and the line as it would be typed."""
    parser.add_argument("file", type=Path, help=say("cli.argument.speech_or_minutes"))
    parser.add_argument("line", help=say("cli.argument.line"))
    parser.add_argument("--at", required=True, metavar="POINT", help=say("cli.argument.at"))
    parser.add_argument("--minutes", type=Path, metavar="FILE", help=say("cli.argument.minutes"))
    parser.add_argument("--author", metavar="NAME", help=say("cli.argument.author"))


def run(arguments: argparse.Namespace) -> int:
    """Add the note and print its id. Raises NotInFileError when it is saved on this machine alone by then."""
    session = Session.open(arguments.file, arguments.minutes, author=arguments.author)
    owner = first_note_taker(session)
    if owner:
        write_message(say("others.own_file_cli", owner=owner, file=session.store.path.name))
    note = session.add_note(session.parse(arguments.line), arguments.at)
    write_result(note.id)
    leave(session)
    return 0


def epilog() -> str:
    """What a script may rely on."""
    return say("cli.more.note", code=NotInFileError.exit_code)
