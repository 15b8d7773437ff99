"""Where results and messages go: results to standard output, messages to standard error, always UTF-8."""

from __future__ import annotations

import sys
from typing import TextIO

# ECMA-48: C0 (but tab and newline), DEL and C1; and Unicode's overrides of the writing direction (UAX #9).
_SHOWN: dict[int, int] = {code: 0x2400 + code for code in range(32) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_SHOWN |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


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
    shown = harmless(text) if stream.isatty() else text
    data = (shown if shown.endswith("\n") else shown + "\n").encode("utf-8", "backslashreplace")
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def harmless(text: str) -> str:
    """The text for a terminal: what would steer it stands there as a picture or a replacement character."""
    return text.translate(_SHOWN)
