"""A document as TOML bytes, record by record: what did not change since the last time is not written anew.

tomli-w writes every value; here the pieces are only put together. Each piece is read back when it is made and
must be what it was made of, and pieces that end where a table ends read the same together as apart.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

import tomli_w

from companion.model.document import HEAD, Document
from companion.model.json_values import canonical
from companion.model.marks import Marks

_HEADER = re.compile(r"^(\[+)", re.MULTILINE)
_KEY = re.compile(r"^(?=[^\s\]])", re.MULTILINE)
FIRST = (
    *("kind", "n", "value", "unit", "state", "point", "quote", "line", "column", "path"),
    *("text", "author", "created", "updated"),
)
_PLACE = {name: place for place, name in enumerate(FIRST)}
Key = tuple[str, str]
Pieces = dict[Key, bytes]


class Rendering:
    """The pieces of one minutes file."""

    def __init__(self, format: int, pieces: Pieces | None = None) -> None:
        self._format = format
        self.pieces: Pieces = {} if pieces is None else pieces

    def forget(self, table: str, id: str) -> None:
        """A record changed: make its piece anew the next time."""
        self.pieces.pop((table, id), None)

    def render(self, document: Document) -> bytes:
        """The bytes of a minutes file.

        Raises ValueError when a record would not read back as it is, TypeError for what TOML cannot hold.
        """
        extra = [_verified({name: value}) for name, value in document.extra.items()]
        head = [
            _verified({"format": self._format, "id": document.id}),
            *(one for one in extra if one[:1] != b"["),
        ]
        singles = [name for name, records in document.tables.items() if set(records) == {HEAD}]
        parts = [b"".join(head), *(self._piece(document, name, HEAD) for name in singles)]
        for name, records in document.tables.items():
            if name not in singles:
                parts += [self.pieces.get((name, id)) or self._piece(document, name, id) for id in records]
        parts += [one for one in extra if one[:1] == b"["]
        return b"\n".join([part for part in parts if part])

    def _piece(self, document: Document, name: str, id: str) -> bytes:
        fields, marks = document.tables[name][id], document.marks_of(name, id)
        if not fields and not marks.own:
            return b""
        row = record_row(id, fields, marks)
        piece = render_record(name, row, single=id == HEAD)
        self.pieces[name, id] = piece
        return piece


def record_row(id: str, fields: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    """A record as the table it is in the file, its fields in reading order, its marks last."""
    row = {} if id == HEAD else {"id": id}
    row.update(sorted(fields.items(), key=lambda field: _PLACE.get(field[0], len(FIRST))))
    return row | _marks_row(id, fields, marks)


def checksum(id: str, fields: Mapping[str, Any]) -> str:
    """Eight hex digits by which it is seen that a person changed a record in the file."""
    return f"{zlib.crc32(canonical([id, fields]).encode()):08x}"


def render_record(name: str, row: dict[str, Any], *, single: bool) -> bytes:
    """One `[table]` or `[[table]]`. Raises ValueError when it would not read back as the same."""
    header = tomli_w.dumps({name: {}}).strip()
    inner = header[1:-1]
    flat = {key: value for key, value in row.items() if isinstance(value, dict) and _is_flat(value)}
    nested = {key: value for key, value in row.items() if key not in flat and _is_table(value)}
    stamp = {key: row[key] for key in ("stamp",) if key in row}
    plain = {key: value for key, value in row.items() if not (key in flat or key in nested or key in stamp)}
    own = flat.pop("stamps", {})
    parts = [header if single else f"[{header}]", "\n", tomli_w.dumps(plain)]
    parts += [_dotted(key, value) for key, value in flat.items()]
    parts += [tomli_w.dumps(stamp), _dotted("stamps", own) if own else ""]
    if nested:
        parts.append(_HEADER.sub(lambda found: f"{found[1]}{inner}.", "\n" + tomli_w.dumps(nested)))
    text = "".join(parts)
    _check(text, {name: row if single else [row]})
    return text.encode("utf-8")


def _marks_row(id: str, fields: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    each = {name: marks.of(name, fields) for name in (*fields, *(name for name in marks.own if name not in fields))}
    counts = Counter(mark for name, mark in each.items() if mark and name in fields)
    if not counts:
        counts = Counter(mark for mark in each.values() if mark)
    if not counts:
        return {}
    common = max(counts, key=lambda mark: (counts[mark], mark))
    own = {name: mark for name, mark in sorted(each.items()) if mark and (mark != common or name not in fields)}
    versions = [marks.history[key] for key in sorted(marks.history)]
    history = [
        {"field": version.field, "stamp": version.stamp}
        | ({} if version.value is None else {"value": version.value})
        | ({"settled": True} if version.settled else {})
        for version in versions
    ]
    row: dict[str, Any] = {"stamp": f"{common}/{checksum(id, fields)}"}
    return row | ({"stamps": own} if own else {}) | ({"history": history} if history else {})


def _dotted(key: str, table: dict[str, Any]) -> str:
    prefix = tomli_w.dumps({key: 0}).rpartition(" = ")[0]
    return _KEY.sub(lambda _: f"{prefix}.", tomli_w.dumps(table))


def _is_flat(value: dict[str, Any]) -> bool:
    return bool(value) and not any(_is_table(item) for item in value.values())


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _verified(table: dict[str, Any]) -> bytes:
    text = tomli_w.dumps(table)
    _check(text, table)
    return text.encode("utf-8")


def _check(text: str, table: dict[str, Any]) -> None:
    read = tomllib.loads(text)
    if read != table and canonical(read) != canonical(table):
        raise ValueError("a record would not read back as it is")
