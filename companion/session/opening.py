"""Finding a speech and its minutes from what the user named: either may be given, the other stands beside it."""

from __future__ import annotations

import getpass
from pathlib import Path

from companion.errors import MissingSpeechError, OtherSpeechError
from companion.model.document import Document
from companion.model.minutes import SPEECH, text
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.storage.files import read_bytes
from companion.storage.heads import head_of
from companion.storage.journal import is_journalled
from companion.storage.presence import Presence
from companion.storage.siblings import minutes_naming, own_minutes
from companion.storage.store import MinutesStore

MINUTES_SUFFIX = ".minutes.toml"


def is_minutes(path: Path) -> bool:
    """Tell whether a path is that of a minutes file: by its name, or by how the file begins."""
    return path.name.endswith(MINUTES_SUFFIX) or head_of(path) is not None


def minutes_beside(speech: Path) -> Path:
    """Where the minutes of a speech are unless told otherwise."""
    return speech.with_name(speech.stem + MINUTES_SUFFIX)


def minutes_for(speech: Path, author: str) -> Path:
    """The minutes that a note-taker of a speech goes on with: the plain file unless someone else is at work on it.

    Then, and ever after, it is the file with one's own name. Minutes that went over to a re-issued speech keep
    the name they had: where nothing is called after the speech, the only ones that say they are of it are taken.
    """
    first, own = minutes_beside(speech), own_minutes(speech, author)
    if not first.exists() and not is_journalled(first):
        named = minutes_naming(speech, author)
        return named[0] if len(named) == 1 else first
    return own if own == first or own.exists() or Presence(first).renew(put_up=False) else first


def load_speech(path: Path, encoding: str | None = None) -> Speech:
    """Read a speech from a file. Raises the errors of `read_bytes` and `read_speech`."""
    return read_speech(read_bytes(path), str(path), encoding=encoding)


def open_both(
    path: Path,
    minutes: Path | None = None,
    encoding: str | None = None,
    *,
    author: str = "",
    tolerant: bool = False,
) -> tuple[Path, Speech, MinutesStore]:
    """Open the speech and the minutes that `path` (either of the two) belongs to; the speech's path comes first.

    With `tolerant`, minutes that cannot be read are left alone and notes go on beside them. Raises
    MissingSpeechError when only the minutes are there, OtherSpeechError when they do not belong together.
    """
    if minutes is None and is_minutes(path):
        store = open_minutes(path)
        speech_path = speech_beside(path, store.document)
        speech = load_speech(speech_path, encoding)
    else:
        speech_path = path
        speech = load_speech(path, encoding)
        store = MinutesStore.open(
            minutes or minutes_for(path, author),
            speech_name=path.name,
            speech_sha256=speech.sha256,
            author=author,
            tolerant=tolerant,
        )
    _check_together(speech_path, speech, store)
    return speech_path, speech, store


def open_minutes(path: Path) -> MinutesStore:
    """Open minutes that are there, be it only in the journal on this machine.

    Raises MissingFileError when they are nowhere, and what `MinutesStore.open` does.
    """
    store = MinutesStore.open(path)
    if not store.document.tables:
        read_bytes(path)
    return store


def speech_beside(minutes: Path, document: Document) -> Path:
    """Where the speech of a minutes file is: the name it gives, in the same folder. Raises MissingSpeechError."""
    name = text(document.record(SPEECH), "name")
    beside = minutes.with_name(Path(name).name) if name else minutes
    if not name or not beside.exists():
        raise MissingSpeechError(path=minutes, name=name)
    return beside


def author_name() -> str:
    """Who writes, unless told otherwise: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _check_together(path: Path, speech: Speech, store: MinutesStore) -> None:
    """A re-issued speech keeps its name; another speech has both another name and another hash."""
    record = store.document.record(SPEECH)
    name, sha256 = text(record, "name"), text(record, "sha256")
    if sha256 and sha256 != speech.sha256 and name != path.name:
        raise OtherSpeechError(path=store.path, other=name, speech=path.name)
