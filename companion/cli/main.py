"""The command line: `companion SPEECH` opens the live view, anything else is a sub-command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from companion.catalogue import LANGUAGES, choose_language, entries, language, say
from companion.cli.commands import COMMANDS
from companion.cli.output import write_message, write_result
from companion.errors import CompanionError, CrashError

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

USAGE_EXIT = 2
INTERRUPTED_EXIT = 130


def _said(words: str) -> str:
    """The words of argparse in the language in force, where the catalogue has them."""
    keys = {english: key for key, english in entries("usage", "en").items()}
    return entries("usage", language()).get(keys.get(words, ""), words)


argparse._ = _said  # type: ignore[attr-defined]  # it asks gettext, and has no other hook


class Parser(argparse.ArgumentParser):
    """The standard library's parser; what it prints holds words of the command line, so it goes the safe way."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (write_result if file is sys.stdout else write_message)(message)


def run(words: Sequence[str]) -> int:
    """Carry out a command line (without the program's name) and return the exit code."""
    try:
        words = _take_language(list(words))
        name = words[0] if words and words[0] in COMMANDS else "open"
        return _run_command(name, words[1:] if name != "open" else words)
    except CompanionError as error:
        write_message(f"companion: {error}")
        return error.exit_code
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT
    except Exception as error:  # noqa: BLE001 - the last door: a traceback would show words of a note
        crash = CrashError.of(error)
        write_message(f"companion: {crash}")
        return crash.exit_code


def _run_command(name: str, words: list[str]) -> int:
    module = import_module(COMMANDS.get(name, "companion.cli.open"))
    parser = Parser(
        prog="companion" if name == "open" else f"companion {name}",
        description=say(f"cli.help.{name}"),
        epilog=_command_list() if name == "open" else getattr(module, "epilog", str)(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=say("cli.help.lang"))
    module.add_arguments(parser)
    exit_code: int = module.run(parser.parse_args(words))
    return exit_code


def _command_list() -> str:
    width = max(map(len, COMMANDS))
    rows = (f"  {name:<{width}}  {say(f'cli.help.{name}')}" for name in COMMANDS)
    return "\n".join((say("cli.commands"), *rows))


def _take_language(words: list[str]) -> list[str]:
    """Choose the language before anything is said in it; `--lang` may stand anywhere."""
    chosen = None
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            chosen = words[place + 1]
            words = words[:place] + words[place + 2 :] if chosen in LANGUAGES else words
            break
        if word.startswith("--lang="):
            chosen = word.partition("=")[2]
            words = words[:place] + words[place + 1 :] if chosen in LANGUAGES else words
            break
    choose_language(chosen)
    return words


def _silence_stdout() -> None:
    """Keep the interpreter from complaining about a closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
