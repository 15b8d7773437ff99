"""Several minutes files of one meeting made one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from companion.errors import OtherSpeechError
from companion.model.clock import Clock, new_writer
from companion.model.document import Document
from companion.model.minutes import FILLS, NOTES, SPEECH, TICKS, text
from companion.storage.damage import read_minutes
from companion.storage.files import read_bytes, write_atomically
from companion.storage.handwork import adopt
from companion.storage.heads import of_different_speeches
from companion.storage.toml_codec import render_minutes


def merge_files(out: Path, sources: Sequence[Path]) -> Document:
    """Put all that the sources say, and `out` if it is there, into `out`; returns the document.

    A new file has an id of its own and belongs to nobody, unless the sources are of one document or one person;
    one that is there keeps its id and its owner. Raises the errors of `read_minutes`, MissingFileError,
    OtherSpeechError when the minutes are of different speeches, and SaveError; `out` is then as it was.
    """
    documents = [_read(path) for path in sources]
    standing = [_read(out)] if out.exists() else []
    for path, document in zip((*sources, *(out for _ in standing)), (*documents, *standing), strict=True):
        _check_speech(path, (standing or documents)[0], document)
    merged = _joined([*standing, *documents], named_after=standing or documents)
    write_atomically(out, render_minutes(merged))
    return merged


def _joined(documents: Sequence[Document], *, named_after: Sequence[Document]) -> Document:
    merged, author = Document(_common_id(named_after)), _common_author(named_after)
    for document in documents:
        _sign(document)
        merged.join(document)
    merged.tables = {name: dict(sorted(records.items())) for name, records in merged.tables.items()}
    merged.extra.pop("author", None)
    merged.extra |= {"author": author} if author else {}
    return merged


def _read(path: Path) -> Document:
    document = read_minutes(read_bytes(path), path)
    adopt(document, None, None, Clock(new_writer()))
    return document


def _sign(document: Document) -> None:
    """Say on each record who made it, where the file alone said so."""
    author = document.extra.get("author")
    for fields in (fields for table in (NOTES, TICKS, FILLS) for fields in document.records(table).values()):
        if isinstance(author, str) and author and not fields.get("author"):
            fields["author"] = author


def _check_speech(path: Path, first: Document, document: Document) -> None:
    if of_different_speeches(first, document):
        names = (text(one.record(SPEECH), "name") for one in (document, first))
        raise OtherSpeechError(path=path, other=next(names), speech=next(names))


def _common_id(documents: Sequence[Document]) -> str:
    """The id of what copies of one document make; of several documents one of its own, the same in any order."""
    ids = sorted({document.id for document in documents})
    return ids[0] if len(ids) == 1 else str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(ids)))


def _common_author(documents: Sequence[Document]) -> object:
    """Who began all of the files; None where that was not one person: the merged file is everybody's."""
    authors = [document.extra.get("author") for document in documents]
    return authors[0] if all(author == authors[0] for author in authors) else None
