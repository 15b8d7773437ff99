"""`companion recover [MINUTES] [--restore ID]`: what this machine kept of minutes, and how to have it
back."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.errors import CompanionError, UsageError
from companion.session.opening import minutes_for
from companion.storage.recovery import Kept, count_notes, kept_of, known_minutes, restore
from companion.storage.versions import Version


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which minutes, and what to do."""
    parser.add_argument("minutes", type=Path, nargs="?", metavar="MINUTES", help=say("recover.help.minutes"))
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--list", action="store_true", help=say("recover.help.list"))
    acts.add_argument("--restore", metavar="ID", help=say("recover.help.restore"))


def run(arguments: argparse.Namespace) -> int:
    """List what is kept, of one file or of all, or put a version back; exit code 0."""
    path = _minutes(arguments.minutes)
    if arguments.restore and path is None:
        raise UsageError(reason=say("recover.which"))
    if arguments.restore and path is not None:
        before = restore(path, arguments.restore)
        write_result(say("recover.restored", path=path, id=arguments.restore))
        if before is not None:
            write_message(say("recover.before", id=before.id))
        return 0
    paths = [path] if path else known_minutes()
    write_result("\n".join(line for path in paths for line in _listing(kept_of(path))) or say("recover.nothing"))
    return 0


def _minutes(named: Path | None) -> Path | None:
    """The minutes that are meant, also where their speech was named."""
    if named is None or named.suffix == ".toml" or not named.is_file():
        return named
    return minutes_for(named, "")


def _listing(kept: Kept) -> list[str]:
    lines = [str(kept.path)]
    lines += [f"  {version.id}  {_row(version)}" for version in kept.versions]
    if kept.journalled:
        lines.append("  " + say("recover.journal", count=kept.journalled))
    lines += ["  " + say("recover.copy", path=copy) for copy in kept.copies]
    return lines if len(lines) > 1 else [f"{kept.path}  {say('recover.nothing')}"]


def _row(version: Version) -> str:
    at = version.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    try:
        return say("recover.version", at=at, count=count_notes(version))
    except CompanionError:
        return say("recover.damaged", at=at)
