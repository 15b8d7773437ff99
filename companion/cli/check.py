"""`companion check SPEECH`: what looks wrong in a speech. `companion check MINUTES`: what is still open in them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.catalogue import language, say
from companion.cli.gate import matters_as_json, matters_as_text
from companion.cli.output import write_result
from companion.cli.reading import STANDARD_INPUT, read_with_minutes
from companion.exporters.gate import check_minutes
from companion.model.remark import Remark, dismissal_key
from companion.model.speech import Speech
from companion.reading.proofreading import proofread
from companion.session.opening import author_name, is_minutes
from companion.session.proof import dismissed_keys, without
from companion.session.together import as_joined, others_beside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech or the minutes, the format of the answer, an encoding to use, and whether to show all."""
    parser.add_argument("speech", metavar="SPEECH|MINUTES", help=say("check.help.speech"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("check.help.format"))
    parser.add_argument("--encoding", help=say("check.help.encoding"))
    parser.add_argument("--all", action="store_true", dest="is_all", help=say("proof.help.all"))
    parser.add_argument("--minutes", type=Path, metavar="FILE", help=say("cli.argument.minutes"))


def run(arguments: argparse.Namespace) -> int:
    """Print the remarks, or the open matters; exit code 0 whether there are any or not."""
    path, is_json = arguments.speech, arguments.format == "json"
    if path != STANDARD_INPUT and is_minutes(Path(path)):
        read, document = read_with_minutes(path, encoding=arguments.encoding, is_as_read=True)
        speech, minutes = as_joined(read, document, others_beside(Path(path), document), author_name())
        matters = check_minutes(speech, minutes, language())
        shown = tuple(matter for matter in matters if arguments.is_all or not matter.is_waived)
        write_result((matters_as_json if is_json else matters_as_text)(speech, shown))
        return 0
    speech, document = read_with_minutes(path, encoding=arguments.encoding, minutes=arguments.minutes)
    found = proofread(speech)
    remarks = found if arguments.is_all else without(found, dismissed_keys(document))
    write_result((render_json if is_json else render_text)(speech, remarks, len(found) - len(remarks)))
    return 0


def render_text(speech: Speech, remarks: tuple[Remark, ...], dismissed: int = 0) -> str:
    """One line for each remark: line, column and the sentence; a total at the end."""
    rows = [f"{speech.name}:{remark.line}:{remark.column}: {sentence(remark)}" for remark in remarks]
    left_out = [say("proof.left_out", n=dismissed)] if dismissed else []
    return "\n".join((*rows, say("check.total" if rows else "check.none", count=len(rows)), *left_out))


def render_json(speech: Speech, remarks: tuple[Remark, ...], dismissed: int = 0) -> str:
    """An object with the speech's title and a flat list of remarks; columns from 1, ends included."""
    data = {
        "title": speech.outline.title,
        "encoding": speech.encoding,
        "remarks": [_fields(remark) for remark in remarks],
        "dismissed": dismissed,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def sentence(remark: Remark) -> str:
    """What a remark says, in the language in force."""
    return say(remark.key, **remark.arguments)


def _fields(remark: Remark) -> dict[str, Any]:
    return {
        "kind": remark.kind.value,
        "line": remark.line,
        "column": remark.column,
        "end_column": remark.end_column,
        "words": remark.words,
        "message": sentence(remark),
        "values": dict(remark.values),
        "dismissal": dismissal_key(remark),
    }
