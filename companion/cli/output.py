"""Where results and messages go: results to standard output, messages to standard error, always UTF-8."""

from __future__ import annotations

import sys
from typing import TextIO


def write_result(text: str) -> None:
    """Print a result, with a newline at its end."""
    _write(sys.stdout, text)


def write_bytes(data: bytes) -> None:
    """Print a result that is bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_message(text: str) -> None:
    """Print something about the run, not a result."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    data = (text if text.endswith("\n") else text + "\n").encode("utf-8", "backslashreplace")
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()
