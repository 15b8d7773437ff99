"""`companion export MINUTES --to FORMAT [-o FILE]`: hand over a document, or with --all every one of them."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from companion.catalogue import language, say
from companion.cli.meeting import load_meeting
from companion.cli.output import write_bytes, write_message
from companion.errors import OutputExistsError, UsageError
from companion.exporters import registry
from companion.exporters.report import Report, build_report
from companion.exporters.settings import LoadedSettings, Settings, default_settings, parse_settings
from companion.storage.files import read_bytes, write_atomically
from companion.storage.folders import config_folder

TEMPLATE = "export.toml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which minutes, which document in which format, and where to."""
    parser.add_argument("minutes", type=Path, help=say("cli.export.minutes"))
    parser.add_argument(
        "--to", metavar="FORMAT", default="", help=say("cli.export.to", formats=_format_list())
    )
    parser.add_argument(
        "--document", metavar="NAME", default="", help=say("cli.export.document", names=_names())
    )
    parser.add_argument("--unit", metavar="UNIT", default="", help=say("cli.export.unit"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli.export.output"))
    parser.add_argument("--force", action="store_true", help=say("cli.export.force"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=say("cli.export.template"))


def run(arguments: argparse.Namespace) -> int:
    """Write the document and return 0. Raises a CompanionError that says why not."""
    settings = load_settings(arguments.template)
    row = _wanted_row(arguments)
    report = _report(arguments.minutes)
    data = registry.render(row.document, row.format, report, settings, unit=arguments.unit)
    deliver(data, arguments.output, is_forced=arguments.force)
    return 0


def deliver(data: bytes, output: Path | None, *, is_forced: bool) -> None:
    """Write bytes to a file, or to standard output; a file that is there stays unless forced."""
    if output is None or str(output) == "-":
        write_bytes(data)
        return
    if output.exists() and not is_forced:
        raise OutputExistsError(path=output)
    write_atomically(output, data)


def load_settings(template: Path | None) -> Settings:
    """The settings of a named template, otherwise of the settings folder, over the defaults."""
    own = config_folder() / TEMPLATE
    if template is None and not own.is_file():
        return default_settings()
    loaded: LoadedSettings = parse_settings(read_bytes(template or own), default_settings())
    for key, values in loaded.remarks:
        write_message(say(key, **values))
    return loaded.settings


def _report(path: Path) -> Report:
    _, speech, minutes = load_meeting(path)
    return build_report(speech, minutes, now=datetime.now().astimezone(), language=language())


def _wanted_row(arguments: argparse.Namespace) -> registry.Row:
    wanted = arguments.to or (arguments.output.suffix[1:] if arguments.output else "") or "markdown"
    row = registry.find_row(wanted, arguments.document)
    if row is None:
        names = ", ".join(sorted(f"{one.document}.{one.format}" for one in registry.ROWS))
        shown = f"{arguments.document}.{wanted}" if arguments.document else wanted
        raise UsageError(reason=say("cli.export.unknown", wanted=shown, names=names))
    return row


def _format_list() -> str:
    return ", ".join(registry.formats())


def _names() -> str:
    return ", ".join(registry.documents())
