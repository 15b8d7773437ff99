"""The lines of a journal: a check sum, a space, and what was done, as one line of JSON.

A line that was cut short or damaged is known by its check sum and skipped; the lines around it still count.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from companion.model.document import Document
from companion.model.json_values import dump_json, load_json
from companion.model.marks import Delta, Marks, Version

SUM_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `kind` is "open" (id and other keys of the file), "change" (deltas) or "draft"."""

    kind: str
    body: Any


def encode_entry(kind: str, body: Any) -> bytes:
    """The line of an entry, with its newline."""
    text = dump_json({kind: body}).encode("ascii")
    return b"%08x %b\n" % (zlib.crc32(text), text)


def decode_entries(data: bytes) -> Iterator[Entry]:
    """The entries of a journal that are whole, in order."""
    for line in data.split(b"\n"):
        entry = _decode(line)
        if entry is not None:
            yield entry


def whole_length(data: bytes) -> int:
    """How many bytes at the start are ended lines; what follows may still be being written."""
    return data.rfind(b"\n") + 1


def pack(delta: Delta) -> dict[str, Any]:
    """A delta as plain values; what is empty is left out."""
    marks = delta.marks
    packed = {
        "t": delta.table,
        "i": delta.id,
        "f": dict(delta.fields),
        "s": marks.common,
        "m": marks.own,
        "h": [[*version] for version in marks.history.values()],
    }
    return {name: value for name, value in packed.items() if value}


def unpack(packed: dict[str, Any]) -> Delta:
    """The delta again."""
    versions = (Version(*row) for row in packed.get("h", ()))
    history = {version.key: version for version in versions}
    marks = Marks(packed.get("s", ""), packed.get("m", {}), history)
    return Delta(packed["t"], packed["i"], packed.get("f", {}), marks)


def pack_document(document: Document) -> dict[str, Any]:
    """A whole document as plain values."""
    deltas = [pack(delta) for delta in document.deltas()]
    return {"id": document.id, "extra": document.extra, "records": deltas}


def unpack_document(packed: dict[str, Any]) -> Document:
    """The document again; it takes the packed values over."""
    document = Document(packed["id"], extra=packed["extra"])
    tables, marks = document.tables, document.marks
    for one in packed["records"]:
        table, id = one["t"], one["i"]
        if table not in tables:
            tables[table], marks[table] = {}, {}
        tables[table][id] = one.get("f") or {}
        plain = "m" not in one and "h" not in one
        marks[table][id] = Marks(one.get("s", "")) if plain else unpack(one).marks
    return document


def _decode(line: bytes) -> Entry | None:
    try:
        if int(line[:SUM_LENGTH], 16) != zlib.crc32(line[SUM_LENGTH + 1 :]):
            return None
        value = load_json(line[SUM_LENGTH + 1 :])
        ((kind, body),) = value.items()
        return Entry(kind, body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
