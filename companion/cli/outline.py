"""`companion outline SPEECH|MINUTES`: print the outline of a speech, as mended in its minutes, and its blanks."""

from __future__ import annotations

import argparse

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.cli.reading import read_with_minutes
from companion.exporters.outline_json import render_outline_json
from companion.exporters.outline_text import render_outline_text

_RENDERERS = {"text": render_outline_text, "json": render_outline_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech, the format, an encoding to use instead of the detected one, and whether mends count."""
    parser.add_argument("speech", help=say("reading.help.speech"))
    parser.add_argument(
        "--format", choices=tuple(_RENDERERS), default="text", help=say("reading.help.format")
    )
    parser.add_argument("--encoding", help=say("reading.help.encoding"))
    parser.add_argument("--as-read", action="store_true", help=say("mend.help.as_read"))


def run(arguments: argparse.Namespace) -> int:
    """Print the outline, and on standard error what was left out or set apart in reading; exit code 0."""
    speech, _ = read_with_minutes(
        arguments.speech, encoding=arguments.encoding, is_as_read=arguments.as_read
    )
    write_result(_RENDERERS[arguments.format](speech))
    for key, values in speech.remarks:
        write_message(say(key, **values))
    return 0
