"""`companion merge OUT IN…`: several note-takers' files, or conflict copies, made one. Serves git as a
driver, too."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.model.conflicts import alike_notes, figure_conflicts, text_conflicts
from companion.model.document import Document
from companion.model.minutes import NOTES, Minutes, Visibility
from companion.storage.merging import merge_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and what."""
    parser.add_argument("out", type=Path, metavar="OUT", help=say("merge.help.out"))
    parser.add_argument("sources", type=Path, nargs="+", metavar="IN", help=say("merge.help.sources"))


def run(arguments: argparse.Namespace) -> int:
    """Merge, print how many notes there are, and what is left for a person to settle; exit code 0."""
    document = merge_files(arguments.out, arguments.sources)
    notes = len(Minutes.of(document).notes)
    write_result(say("merge.done", path=arguments.out, notes=notes, files=len(arguments.sources)))
    for line in open_questions(document):
        write_message(line)
    return 0


def open_questions(document: Document) -> list[str]:
    """A line for each text that two changed, each blank with two figures, each pair of notes alike.

    Of private notes nothing is printed: they are for their authors to settle.
    """
    lines = []
    secret = {id for id, fields in document.records(NOTES).items() if fields.get("visibility") == Visibility.PRIVATE}
    for text in (text for text in text_conflicts(document) if text.id not in secret):
        others = " | ".join(map(str, text.others))
        lines.append(say("merge.text", id=text.id, field=text.field, shown=text.shown, others=others))
    for figure in figure_conflicts([document]):
        heard = " | ".join(f"{fill.value}{fill.unit} ({fill.author})" for fill in figure.fills)
        lines.append(say("merge.figure", n=figure.n, heard=heard))
    alike = (pair for pair in alike_notes([document]) if not {pair.first.id, pair.second.id} & secret)
    pairs = ((pair.first.text, pair.second.text) for pair in alike)
    lines += [say("merge.alike", first=first, second=second) for first, second in pairs]
    return [line.replace("\n", " ") for line in lines]
