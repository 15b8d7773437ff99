"""The speech and the minutes that a command is about, found from the name of either."""

from __future__ import annotations

from pathlib import Path

from companion.errors import MissingSpeechError, OtherSpeechError
from companion.model.minutes import Minutes
from companion.model.speech import Speech
from companion.reading.reader import read_speech
from companion.storage.files import read_bytes
from companion.storage.toml_codec import parse_minutes

MINUTES_SUFFIX = ".minutes.toml"


def load_meeting(path: Path, minutes: Path | None = None) -> tuple[Path, Speech, Minutes]:
    """The speech's path, the speech and its minutes; `path` names either, the other stands beside it.

    Raises MissingFileError, MissingSpeechError, OtherSpeechError, BrokenMinutesError and those of reading.
    """
    if minutes is None and not path.name.endswith(MINUTES_SUFFIX):
        minutes = path.with_name(path.stem + MINUTES_SUFFIX)
    held = load_minutes(minutes or path)
    speech_path = path if minutes is not None else path.with_name(Path(held.speech_name).name or "speech")
    if minutes is None and (not held.speech_name or not speech_path.exists()):
        raise MissingSpeechError(path=path, name=held.speech_name)
    speech = read_speech(read_bytes(speech_path), str(speech_path))
    is_other = held.speech_sha256 not in ("", speech.sha256) and held.speech_name != speech_path.name
    if is_other:
        raise OtherSpeechError(path=minutes or path, other=held.speech_name, speech=speech_path.name)
    return speech_path, speech, held


def load_minutes(path: Path) -> Minutes:
    """The minutes in a file. Raises what `read_bytes` and `parse_minutes` raise."""
    return Minutes.of(parse_minutes(read_bytes(path), path))
