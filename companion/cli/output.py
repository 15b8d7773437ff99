"""Where results and messages go: results to standard output, messages to standard error, always UTF-8.

No terminal is steered by what is printed, also when it comes to one through a pipe.
"""

from __future__ import annotations

import sys
from typing import TextIO

# ECMA-48: C0 (but tab and newline), DEL and C1; and Unicode's overrides of the writing direction (UAX #9).
_SHOWN: dict[int, int | str] = {code: 0x2400 + code for code in range(32) if code not in (0x09, 0x0A)}
_ESCAPED = (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN |= {code: f"\\u{code:04x}" for code in _ESCAPED}


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
    shown = harmless(text)
    data = (shown if shown.endswith("\n") else shown + "\n").encode("utf-8", "backslashreplace")
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def harmless(text: str) -> str:
    """The text for a terminal: what would steer it stands there as a picture or by its number.

    Numbers are those of JSON's strings, in which C0 does not occur: JSON says the same as before (RFC 8259 §7).
    """
    return text.translate(_SHOWN)
