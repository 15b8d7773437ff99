"""`companion check SPEECH`: proof-read a speech and say what looks wrong in it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.cli.output import write_result
from companion.model.remark import Remark, dismissal_key
from companion.model.speech import Speech
from companion.reading.proofreading import proofread
from companion.reading.reader import read_speech
from companion.storage.files import read_bytes

STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech, the format of the answer, and an encoding to use instead of the detected one."""
    parser.add_argument("speech", help=say("check.help.speech"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("check.help.format"))
    parser.add_argument("--encoding", help=say("check.help.encoding"))


def run(arguments: argparse.Namespace) -> int:
    """Print the remarks; exit code 0 whether there are any or not."""
    path = arguments.speech
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else read_bytes(Path(path))
    name = path if path == STANDARD_INPUT else Path(path).name
    speech = read_speech(data, name, encoding=arguments.encoding)
    remarks = proofread(speech)
    render = render_json if arguments.format == "json" else render_text
    write_result(render(speech, remarks))
    return 0


def render_text(speech: Speech, remarks: tuple[Remark, ...]) -> str:
    """One line for each remark: line, column and the sentence; a total at the end."""
    rows = [f"{speech.name}:{remark.line}:{remark.column}: {sentence(remark)}" for remark in remarks]
    return "\n".join((*rows, say("check.total" if rows else "check.none", count=len(rows))))


def render_json(speech: Speech, remarks: tuple[Remark, ...]) -> str:
    """An object with the speech's title and a flat list of remarks; columns from 1, ends included."""
    data = {"title": speech.outline.title, "remarks": [_fields(remark) for remark in remarks]}
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
