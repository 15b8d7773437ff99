"""Minutes as TOML, `format = 1`: tables of one record, arrays of records with an `id`, all else kept as it
came.

A record ends with `stamp`, the mark common to its fields and a check sum of them, by which a change made by
hand is known; `stamps` are marks of fields that differ, `history` texts that do not show. No one need touch
them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.errors import NewerFormatError
from companion.model.clock import is_stamp
from companion.model.document import HEAD, Document
from companion.model.json_values import canonical
from companion.model.marks import Marks, Version
from companion.model.mend import MENDS
from companion.model.minutes import FILLS, MEETING, NOTES, SPEECH, TICKS
from companion.model.remark import DISMISSALS
from companion.storage.toml_bounds import broken, load_toml
from companion.storage.toml_rendering import Rendering, checksum

FORMAT = 1
SINGLE = {MEETING, SPEECH}
MANY = {NOTES, TICKS, FILLS, MENDS, DISMISSALS}
OF_THE_FILE = {"format", "id"}
OF_THE_MARKS = ("stamp", "stamps", "history")


def parse_minutes(data: bytes, path: Path) -> Document:
    """The document in a minutes file.

    Raises BrokenMinutesError with line and column, NewerFormatError or TooLargeError.
    """
    table = load_toml(data, path)
    if not isinstance(table.get("format"), int) or not isinstance(table.get("id"), str):
        raise broken(path, (1, 1), say("error.no_minutes"))
    if table["format"] > FORMAT:
        raise NewerFormatError(path=path, format=table["format"])
    document = Document(table["id"])
    for name, value in table.items():
        if name not in OF_THE_FILE:
            _take_table(document, name, value)
    return document


def render_minutes(document: Document) -> bytes:
    """The bytes of a minutes file. Raises ValueError when they would not read back as the same document."""
    return Rendering(FORMAT).render(document)


def _take_table(document: Document, name: str, value: Any) -> None:
    if isinstance(value, dict) and (name in SINGLE or (name not in MANY and "stamp" in value)):
        _take_record(document, name, HEAD, value)
    elif name in MANY and isinstance(value, dict):
        _take_records(document, name, [value])
    elif _is_records(name, value):
        _take_records(document, name, value)
    else:
        document.extra[name] = value


def _is_records(name: str, value: object) -> bool:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return False
    return name in MANY or (bool(value) and all(isinstance(item.get("id"), str) for item in value))


def _take_records(document: Document, name: str, rows: list[dict[str, Any]]) -> None:
    taken = document.tables.setdefault(name, {})
    for row in rows:
        id = row["id"] if isinstance(row.get("id"), str) else ""
        if id in taken and _plain(row) == taken[id]:
            continue
        if not id or id in taken:
            id = _made_id(document, name, row)
        _take_record(document, name, id, row)


def _made_id(document: Document, name: str, row: dict[str, Any]) -> str:
    """An id for a record that a person wrote: the same one whoever reads the file."""
    seed = uuid.uuid5(uuid.NAMESPACE_OID, f"{document.id} {name} {canonical(_plain(row))}")
    while str(seed) in document.records(name):
        seed = uuid.uuid5(seed, "again")
    return str(seed)


def _take_record(document: Document, name: str, id: str, row: dict[str, Any]) -> None:
    fields = _plain(row)
    marks, sum = _marks(row)
    document.tables.setdefault(name, {})[id] = fields
    document.marks.setdefault(name, {})[id] = marks
    if (sum != checksum(id, fields) or row.get("id", HEAD) != id) and (fields or id != HEAD):
        document.unmarked.add((name, id))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id" and key not in OF_THE_MARKS}


def _marks(row: dict[str, Any]) -> tuple[Marks, str]:
    stamp, _, sum = str(row.get("stamp", "")).partition("/")
    marks = Marks(stamp if _is_mark(stamp) else "")
    own = row.get("stamps")
    if isinstance(own, dict):
        marks.own = {name: mark for name, mark in own.items() if _is_mark(mark)}
    marks.history = {version.key: version for version in _versions(row.get("history"))}
    return marks, sum if marks.common else ""


def _is_mark(mark: object) -> bool:
    return isinstance(mark, str) and bool(mark) and all(map(is_stamp, mark.split()))


def _versions(rows: object) -> Iterator[Version]:
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("field"), str) and is_stamp(row.get("stamp")):
            yield Version(row["field"], row["stamp"], row.get("value"), row.get("settled") is True)
