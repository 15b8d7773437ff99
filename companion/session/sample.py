"""The sample speech: a copy of one's own, so that notes on it have a place and the original stays as it is."""

from __future__ import annotations

from pathlib import Path

from companion.catalogue import language
from companion.errors import SaveError
from companion.storage.files import read_bytes, write_atomically
from companion.storage.folders import content_folder, data_folder

SAMPLES = {"zh": "speech.zh.txt", "en": "agenda.en.txt"}


def sample_speech() -> Path:
    """The path of the user's copy of the sample in the language in force. Raises SaveError or a reading error."""
    original = content_folder() / SAMPLES[language()]
    copy = data_folder() / original.name
    if not copy.exists():
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(path=copy, reason=error.strerror or error) from error
        write_atomically(copy, read_bytes(original))
    return copy
