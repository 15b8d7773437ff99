"""The door of this package: the bytes of a file in, a speech out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from companion.catalogue import say
from companion.errors import TooLargeError
from companion.model.speech import Speech
from companion.reading.builder import build_outline
from companion.reading.dialects import detect_dialect
from companion.reading.draft import Draft
from companion.reading.encodings import decode_text
from companion.reading.formats import read_draft
from companion.reading.lines import split_lines

MAX_LINES = 40_000  # each a point: many more would take over 200 MB and 2 s; the longest speeches have some 5,000
SHORT_LINE = 8  # characters; where lines have more on average, what they take is in proportion to the text's own size
_WRAPPED_FORMAT = "pdf"  # the one document format whose lines are those of the page, not paragraphs


def read_speech(data: bytes, name: str, *, encoding: str | None = None) -> Speech:
    """Read a speech from the bytes of a file called `name`; `encoding` overrides what the bytes say.

    A text without any structure becomes plain paragraphs; for documents (Word and others, see `formats`) the
    format takes the place of the encoding. Raises EmptyFileError, NotTextError, TooLargeError and what `read_draft`
    raises.
    """
    draft = read_draft(data, name, encoding=encoding)
    if draft is not None:
        return _speech_of(draft, data, name)
    text, used = decode_text(data, name, encoding)
    lines, damage = split_lines(text), _damage(text)
    del text  # a long one takes as much room as the lines
    _refuse_endless(lines, name)
    outline = build_outline(lines, dialect=detect_dialect(name, lines))
    return Speech(name, hashlib.sha256(data).hexdigest(), used, lines, outline, damage)


def _damage(text: str) -> tuple[tuple[str, dict[str, object]], ...]:
    count = text.count("\ufffd")
    return (("reading.damaged", {"count": count}),) if count else ()


def _refuse_endless(lines: Sequence[str], name: str) -> None:
    if len(lines) > MAX_LINES and sum(map(len, lines)) < SHORT_LINE * len(lines):
        raise TooLargeError(path=name, reason=say("formats.bound.all_lines", most=MAX_LINES))


def _speech_of(draft: Draft, data: bytes, name: str) -> Speech:
    _refuse_endless(draft.lines, name)
    dialect = "text" if draft.format == _WRAPPED_FORMAT else "paragraphs"
    lines = draft.lines + draft.notes
    outline = build_outline(lines, levels=draft.levels, dialect=dialect, notes=len(draft.notes))
    return Speech(name, hashlib.sha256(data).hexdigest(), draft.format, lines, outline, draft.remarks)
