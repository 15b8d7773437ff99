"""The door of this package: the bytes of a file in, a speech out."""

from __future__ import annotations

import hashlib

from companion.model.speech import Speech
from companion.reading.builder import build_outline
from companion.reading.dialects import detect_dialect
from companion.reading.encodings import decode_text
from companion.reading.lines import split_lines


def read_speech(data: bytes, name: str, *, encoding: str | None = None) -> Speech:
    """Read a speech from the bytes of a file called `name`; `encoding` overrides what the bytes say.

    A text without any structure becomes plain paragraphs. Raises EmptyFileError and NotTextError.
    """
    text, used = decode_text(data, name, encoding)
    lines = split_lines(text)
    outline = build_outline(lines, dialect=detect_dialect(name, lines))
    return Speech(name, hashlib.sha256(data).hexdigest(), used, lines, outline)
