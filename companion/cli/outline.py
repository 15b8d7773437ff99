"""`companion outline SPEECH`: print the outline of a speech and its blanks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.exporters.outline_json import render_outline_json
from companion.exporters.outline_text import render_outline_text
from companion.reading.reader import read_speech
from companion.storage.files import read_bytes

STANDARD_INPUT = "-"
_RENDERERS = {"text": render_outline_text, "json": render_outline_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech, the format, and an encoding to use instead of the detected one."""
    parser.add_argument("speech", help=say("reading.help.speech"))
    parser.add_argument(
        "--format", choices=tuple(_RENDERERS), default="text", help=say("reading.help.format")
    )
    parser.add_argument("--encoding", help=say("reading.help.encoding"))


def run(arguments: argparse.Namespace) -> int:
    """Print the outline, and on standard error what was left out or set apart in reading; exit code 0."""
    path = arguments.speech
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else read_bytes(Path(path))
    speech = read_speech(
        data, path if path == STANDARD_INPUT else Path(path).name, encoding=arguments.encoding
    )
    write_result(_RENDERERS[arguments.format](speech))
    for key, values in speech.remarks:
        write_message(say(key, **values))
    return 0
