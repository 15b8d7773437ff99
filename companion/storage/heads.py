"""What a minutes file says of itself in its first lines: which document it is, who began it, of which speech.

Only the beginning is read, so that the files of a whole folder can be asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.errors import CompanionError
from companion.model.document import Document
from companion.model.minutes import SPEECH, text, texts
from companion.storage.files import read_start
from companion.storage.toml_bounds import check_bounds

READ = 16_384  # bytes: the head of the meeting with its lists of names fits many times over


@dataclass(frozen=True, slots=True)
class FileHead:
    """The id of a document, who began its file, and the name of its speech; empty where not told."""

    id: str
    author: str = ""
    speech_name: str = ""


def head_of(path: Path) -> FileHead | None:
    """The head of a minutes file; None where there is no file, or one that does not begin as minutes do."""
    try:
        beginning = read_start(path, READ).decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    except CompanionError:
        return None
    whole, short = beginning.partition("\n[[")[0], beginning.partition("\n[")[0]
    table = _loaded(whole, path) or _loaded(short, path)
    id = table.get("id")
    if not isinstance(table.get("format"), int) or not isinstance(id, str):
        return None
    speech = table.get(SPEECH)
    named = speech if isinstance(speech, dict) else {}
    author = table.get("author")
    return FileHead(id, author if isinstance(author, str) else "", text(named, "name"))


def of_different_speeches(one: Document, other: Document) -> bool:
    """Tell whether two minutes are surely not of one speech: neither the name nor the hash of any issue agrees."""
    first, second = one.record(SPEECH), other.record(SPEECH)
    names = {text(first, "name"), text(second, "name")} - {""}
    issues = [{text(each, "sha256"), *texts(each, "earlier_sha256")} - {""} for each in (first, second)]
    return len(names) > 1 and all(issues) and not issues[0] & issues[1]


def _loaded(part: str, path: Path) -> Mapping[str, Any]:
    try:
        check_bounds(part, path)
        return tomllib.loads(part)
    except (CompanionError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}
