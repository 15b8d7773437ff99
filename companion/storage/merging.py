"""Several minutes files of one meeting made one."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from companion.errors import MissingFileError, OtherSpeechError
from companion.model.clock import Clock, new_writer
from companion.model.document import Document
from companion.model.minutes import NOTES, SPEECH, text
from companion.storage.damage import read_minutes
from companion.storage.files import read_bytes, write_atomically
from companion.storage.handwork import adopt
from companion.storage.toml_codec import render_minutes


def merge_files(out: Path, sources: Sequence[Path]) -> Document:
    """Put all that the sources say, and `out` if it is there, into `out`; returns the document.

    Raises the errors of `read_minutes`, MissingFileError, OtherSpeechError when the minutes are of different
    speeches, and SaveError; `out` is then as it was.
    """
    documents = [(path, _read(path)) for path in sources]
    with contextlib.suppress(MissingFileError):
        documents.insert(0, (out, _read(out)))
    first = documents[0][1]
    merged = Document(first.id)
    for path, document in documents:
        _check_speech(path, first, document)
        _sign(document)
        merged.join(document)
    merged.tables = {name: dict(sorted(records.items())) for name, records in merged.tables.items()}
    write_atomically(out, render_minutes(merged))
    return merged


def _read(path: Path) -> Document:
    document = read_minutes(read_bytes(path), path)
    adopt(document, None, None, Clock(new_writer()))
    return document


def _sign(document: Document) -> None:
    """Say on each note who wrote it, where the file alone said so."""
    author = document.extra.get("author")
    for fields in document.records(NOTES).values():
        if isinstance(author, str) and author and not fields.get("author"):
            fields["author"] = author


def _check_speech(path: Path, first: Document, document: Document) -> None:
    one, other = first.record(SPEECH), document.record(SPEECH)
    names, hashes = ({text(speech, key) for speech in (one, other)} for key in ("name", "sha256"))
    if len(names - {""}) > 1 and len(hashes - {""}) > 1:
        raise OtherSpeechError(path=path, other=text(other, "name"), speech=text(one, "name"))
