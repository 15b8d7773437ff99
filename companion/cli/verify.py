"""`companion verify FILE`: tell whether a document that was handed over still agrees with the minutes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

from companion.catalogue import LANGUAGES, say
from companion.cli.output import write_result
from companion.cli.templates import load_settings
from companion.errors import CompanionError, MissingMinutesError, NoSealError
from companion.exporters.report import build_report
from companion.exporters.settings import Settings
from companion.exporters.verify import Outcome, Verdict, verify
from companion.session.opening import MINUTES_SUFFIX, author_name, open_both
from companion.session.together import as_joined, others_beside
from companion.storage.files import read_bytes

DISAGREES_EXIT = 1
_BEST_FIRST = tuple(Outcome)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and the minutes where they are not beside it or one folder up."""
    parser.add_argument("file", type=Path, help=say("cli.verify.file"))
    parser.add_argument("--minutes", type=Path, metavar="FILE", help=say("cli.verify.minutes"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=say("cli.export.template"))


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict; exit code 0 when the document agrees, 1 when it does not."""
    data = read_bytes(arguments.file)
    settings = load_settings(arguments.template)
    verdicts = [
        verdict
        for path in _minutes_of(arguments)
        for verdict in _verdicts(path, data, arguments.file.suffix, settings, is_named=bool(arguments.minutes))
    ]
    if not verdicts:
        raise NoSealError(path=arguments.file)
    best = min(verdicts, key=lambda one: _BEST_FIRST.index(one.outcome))
    write_result(_words(arguments.file, best))
    return 0 if best.outcome is Outcome.AGREES else DISAGREES_EXIT


def _words(path: Path, verdict: Verdict) -> str:
    old, new = verdict.seal, verdict.current
    words = say(
        f"cli.verify.{verdict.outcome}",
        file=path.name,
        state=say(f"export.state.{old.state}"),
        now=say(f"export.state.{new.state}"),
        version=old.version,
        current=new.version,
        old=old.digest,
        new=new.digest,
    )
    return words + (say("cli.verify.by_seal") if verdict.is_by_seal else "")


def _minutes_of(arguments: argparse.Namespace) -> list[Path]:
    if arguments.minutes:
        return [arguments.minutes]
    folder = arguments.file.resolve().parent
    found = [path for one in (folder, folder.parent) for path in sorted(one.glob(f"*{MINUTES_SUFFIX}"))]
    if not found:
        raise MissingMinutesError(path=arguments.file)
    return found


def _verdicts(path: Path, data: bytes, suffix: str, settings: Settings, *, is_named: bool) -> Iterator[Verdict]:
    """The verdicts by one minutes file, in each language; one that cannot be read counts only when named."""
    try:
        _, read, store = open_both(path)
    except CompanionError:
        if is_named:
            raise
        return
    others = others_beside(path, store.document)
    store.close()
    for language, files in product(LANGUAGES, (others, []) if others else ([],)):
        speech, minutes = as_joined(read, store.document, files, author_name())
        report = build_report(speech, minutes, now=datetime.now().astimezone(), language=language)
        verdict = verify(data, suffix, report, settings)
        if verdict is not None:
            yield verdict
