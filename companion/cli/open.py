"""`companion [SPEECH]`: open the live view, or offer what there is to open."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message
from companion.errors import NoTerminalError, SmallTerminalError
from companion.session.session import Session
from companion.storage.recent import remember_file

MIN_COLUMNS, MIN_ROWS = 40, 10  # below this neither a figure's prompt nor a sentence fits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech to open and where its minutes are."""
    parser.add_argument("speech", nargs="?", type=Path, help=say("cli.argument.speech"))
    parser.add_argument("--minutes", type=Path, metavar="FILE", help=say("cli.argument.minutes"))
    parser.add_argument("--encoding", metavar="NAME", help=say("cli.argument.encoding"))
    parser.add_argument("--author", metavar="NAME", help=say("cli.argument.author"))


def run(arguments: argparse.Namespace) -> int:
    """Open the screen; exit code 0 when the user left it."""
    session = None
    if arguments.speech is not None:
        session = Session.open(
            arguments.speech, arguments.minutes, encoding=arguments.encoding, author=arguments.author, tolerant=True
        )
    check_terminal()
    if arguments.speech is not None:
        remember_file(arguments.speech)
    # Kitty's key protocol turns phrases committed by an input method into garbage; Textual reads this once.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # Without this an Esc and the key after it, pressed within a tenth of a second, would become one Alt key.
    os.environ.setdefault("ESCDELAY", "25")
    from companion.tui.app import open_screen

    session = open_screen(session)
    if session is not None and not session.close():
        write_message(session.save_state.sentence)
    return 0


def check_terminal() -> None:
    """Make sure that there is a terminal to show the screen in. Raises NoTerminalError or SmallTerminalError."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    # A pseudo-terminal that nobody sized says 0×0: that is unknown, not small.
    if 0 < columns < MIN_COLUMNS or 0 < rows < MIN_ROWS:
        raise SmallTerminalError(columns=columns, rows=rows, min_columns=MIN_COLUMNS, min_rows=MIN_ROWS)
