"""Minutes as TOML, `format = 1`: tables of one record, arrays of records with an `id`, all else kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from companion.catalogue import say
from companion.errors import BrokenMinutesError, NewerFormatError
from companion.model.document import HEAD, Document
from companion.model.ids import new_id

FORMAT = 1
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def parse_minutes(data: bytes, path: Path) -> Document:
    """The document in a minutes file. Raises BrokenMinutesError with line and column, or NewerFormatError."""
    table = _parse_toml(data, path)
    if not isinstance(table.get("format"), int) or not isinstance(table.get("id"), str):
        raise BrokenMinutesError(path=path, line=1, column=1, reason=say("error.no_minutes"))
    if table["format"] > FORMAT:
        raise NewerFormatError(path=path, format=table["format"])
    document = Document(table["id"])
    for name, value in table.items():
        if isinstance(value, dict):
            document.tables[name] = {HEAD: value}
        elif _is_records(value):
            document.tables[name] = {_identity(record): _without_id(record) for record in value}
        elif name not in {"format", "id"}:
            document.extra[name] = value
    return document


def render_minutes(document: Document) -> bytes:
    """The bytes of a minutes file. Raises ValueError when they would not read back as the same document."""
    table: dict[str, Any] = {"format": FORMAT, "id": document.id, **document.extra}
    singles = {name: records[HEAD] for name, records in document.tables.items() if set(records) == {HEAD}}
    table |= singles
    for name, records in document.tables.items():
        if name not in singles and records:
            table[name] = [{"id": id, **fields} for id, fields in records.items()]
    data = tomli_w.dumps(table).encode("utf-8")
    if tomllib.loads(data.decode("utf-8")) != table:
        raise ValueError("minutes do not survive a round trip")
    return data


def _parse_toml(data: bytes, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        reason = say("error.not_utf8")
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        reason = str(error)
        place = _PLACE.search(reason)
        end = data.count(b"\n") + 1, 1
        line, column = (int(place[1]), int(place[2])) if place else end
        reason = _PLACE.sub("", reason)
    raise BrokenMinutesError(path=path, line=line, column=column, reason=reason)


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _identity(record: dict[str, Any]) -> str:
    identity = record.get("id")
    return identity if isinstance(identity, str) and identity else new_id()


def _without_id(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "id"}
