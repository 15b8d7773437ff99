"""`companion export MINUTES --to FORMAT [-o FILE]`: hand over a document, or with --all every one of them."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from companion.catalogue import language, say
from companion.cli.output import write_bytes, write_message
from companion.cli.templates import load_settings
from companion.errors import OutputExistsError, UsageError
from companion.exporters import bundle, registry
from companion.exporters.audience import PRIVATE
from companion.exporters.formats.office import office_program
from companion.exporters.report import Report, build_report
from companion.exporters.settings import Settings
from companion.session.opening import author_name, open_both
from companion.session.package import Package, Written, annotated, write_package
from companion.session.together import as_joined, others_beside, secrets_of_others
from companion.storage.files import write_atomically


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which minutes, which document in which format, and where to."""
    parser.add_argument("minutes", type=Path, help=say("cli.export.minutes"))
    parser.add_argument("--to", metavar="FORMAT", default="", help=say("cli.export.to", formats=_formats()))
    parser.add_argument("--document", metavar="NAME", default="", help=say("cli.export.document", names=_names()))
    parser.add_argument("--unit", metavar="UNIT", default="", help=say("cli.export.unit"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli.export.output"))
    parser.add_argument("--all", type=Path, metavar="FOLDER", dest="folder", help=say("cli.export.all"))
    parser.add_argument("--annotate", type=Path, metavar="DOCX", help=say("cli.export.annotate"))
    parser.add_argument("--alone", action="store_true", help=say("cli.export.alone"))
    parser.add_argument("--author", metavar="NAME", default="", help=say("cli.argument.author"))
    parser.add_argument("--private", action="store_true", help=say("cli.export.private"))
    parser.add_argument("--pdf", action=argparse.BooleanOptionalAction, help=say("cli.export.pdf"))
    parser.add_argument("--force", action="store_true", help=say("cli.export.force"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=say("cli.export.template"))


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for and return 0. Raises a CompanionError that says why not."""
    settings = load_settings(arguments.template)
    if arguments.folder is None and arguments.annotate is None:
        row = _wanted_row(arguments)
        _, report = _report(arguments, with_private=row.document == PRIVATE)
        data = registry.render(row.document, row.format, report, settings, unit=arguments.unit)
        deliver(data, arguments.output, is_forced=arguments.force)
        return 0
    path, report = _report(arguments, with_private=arguments.private)
    if arguments.folder is not None:
        original = arguments.annotate or (path if path.suffix.lower() == ".docx" else None)
        with_pdf = office_program() is not None if arguments.pdf is None else arguments.pdf
        chosen = bundle.items(report, with_private=arguments.private, with_pdf=with_pdf)
        package = Package(arguments.folder, report, settings, chosen, original, arguments.private)
        return _export_all(package, is_forced=arguments.force)
    data = _annotated(arguments.annotate, report, settings, with_private=arguments.private)
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


def _annotated(original: Path, report: Report, settings: Settings, *, with_private: bool) -> bytes:
    """The original Word file with the notes as comments. Raises NotOriginalError."""
    done = annotated(original, report, settings, with_private=with_private)
    if done.unplaced:
        write_message(say("cli.export.unplaced", count=len(done.unplaced)))
    return done.data


def _export_all(package: Package, *, is_forced: bool) -> int:
    """Every document into a folder; when one of the files is there already, nothing is written.

    A document that cannot be made is said to be so, and gives its exit code when the others are done.
    """
    taken = next(iter(package.taken()), None)
    if taken and not is_forced:
        raise OutputExistsError(path=taken)
    written: list[Written] = []
    for one in write_package(package):
        written.append(one)
        write_message(_told(one))
    failed = [one.error for one in written if one.error]
    write_message(say("cli.export.done", total=len(written) - len(failed), folder=package.folder))
    left = package.left_over(written)
    if left:
        write_message(say("handover.all.left_over", n=len(left), names=say("handover.comma").join(left)))
    return failed[0].exit_code if failed else 0


def _told(one: Written) -> str:
    """How one file went, in a line or two."""
    if one.error:
        return say("cli.export.failed", place=one.place, total=one.total, reason=one.error)
    lines = [say("cli.export.progress", place=one.place, total=one.total, name=one.name)]
    lines += [say("cli.export.unplaced", count=one.unplaced)] if one.unplaced else []
    return "\n".join(lines)


def _report(arguments: argparse.Namespace, *, with_private: bool) -> tuple[Path, Report]:
    """The speech's path and the report of a meeting: of all note-takers' files, which is said, or of one alone."""
    speech_path, read, store = open_both(arguments.minutes)
    me, now = arguments.author or author_name(), datetime.now().astimezone()
    others = [] if arguments.alone else others_beside(store.path, store.document)
    speech, minutes = as_joined(read, store.document, others, me)
    if minutes.note_takers:
        names = say("cli.comma").join(minutes.note_takers)
        write_message(say("cli.export.joined", count=len(minutes.note_takers), names=names))
    withheld = secrets_of_others(store.document, me)
    if withheld and with_private:
        write_message(say("cli.export.withheld", count=withheld))
    store.close()
    return speech_path, build_report(speech, minutes, now=now, language=language())


def _wanted_row(arguments: argparse.Namespace) -> registry.Row:
    wanted = arguments.to or (arguments.output.suffix[1:] if arguments.output else "") or "markdown"
    row = registry.find_row(wanted, arguments.document)
    if row is None:
        names = ", ".join(sorted(f"{one.document}.{one.format}" for one in registry.ROWS))
        shown = f"{arguments.document}.{wanted}" if arguments.document else wanted
        raise UsageError(reason=say("cli.export.unknown", wanted=shown, names=names))
    return row


def _formats() -> str:
    return ", ".join(registry.formats())


def _names() -> str:
    return ", ".join(registry.documents())
