"""Opening a speech for a command that only reads: with the minutes beside it, if there are any."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from companion.cli.output import write_message
from companion.errors import BrokenMinutesError, NewerFormatError, OtherSpeechError
from companion.model.document import Document
from companion.model.ids import new_id
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.session.mends import Mended
from companion.session.opening import load_speech, open_both

STANDARD_INPUT = "-"


def read_with_minutes(
    path: str, *, encoding: str | None = None, minutes: Path | None = None, is_as_read: bool = False
) -> tuple[Speech, Document]:
    """A speech with its outline as mended (not when `is_as_read`), and its minutes; empty ones if there are none.

    `path` may also name the minutes, or be `-` for standard input. Minutes beside a speech that cannot be read are
    said to be, and passed over. Nothing is written. Raises what `open_both` does.
    """
    if path == STANDARD_INPUT:
        return read_speech(sys.stdin.buffer.read(), path, encoding=encoding), Document(new_id())
    speech, document = _both(Path(path), encoding, minutes)
    return (speech if is_as_read else Mended.of(speech, document).speech), document


def _both(path: Path, encoding: str | None, minutes: Path | None) -> tuple[Speech, Document]:
    try:
        speech_path, speech, store = open_both(path, minutes, encoding)
    except (BrokenMinutesError, NewerFormatError, OtherSpeechError) as error:
        if minutes is not None or path.suffix == ".toml":
            raise
        write_message(f"companion: {error}")
        return replace(load_speech(path, encoding), name=path.name), Document(new_id())
    store.let_go()
    return replace(speech, name=speech_path.name), store.document
