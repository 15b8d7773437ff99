"""TOML's values as JSON and back: dates and times travel as `{"$": kind, "v": text}`; a key with $ gets one more.

One text per value whatever the order of its keys, so that it also serves to compare and to sign.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timezone
from typing import Any

MAX_DEPTH = 40  # tables and lists inside one another; far more than minutes need, far less than a stack holds
_TAG, _DOUBLED = '"$', '"$$'
_READERS = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def canonical(value: object) -> str:
    """The one JSON text of a value; equal values give equal texts, None the empty text."""
    if value is None:
        return ""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_tagged)


def dump_json(value: Any) -> str:
    """One line of ASCII from which `load_json` makes the same value."""
    tags: list[object] = []

    def tagged(moment: Any) -> dict[str, str]:
        tags.append(moment)
        return _tagged(moment)

    text = json.dumps(value, separators=(",", ":"), default=tagged)
    if text.count(_TAG) == len(tags):
        return text
    return json.dumps(to_json(value), separators=(",", ":"))  # a key of the user's own begins with $


def load_json(text: str | bytes) -> Any:
    """The value of a line that `dump_json` made. Raises ValueError for what is no JSON."""
    escaped = _DOUBLED.encode() in text if isinstance(text, bytes) else _DOUBLED in text
    return json.loads(text, object_hook=_unescaped if escaped else _untagged)


def to_json(value: Any) -> Any:
    """A value in the form JSON can hold."""
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {f"${name}" if name.startswith("$") else name: to_json(item) for name, item in value.items()}
    return _tagged(value)


def storable(value: Any, depth: int = 0) -> Any:
    """The value as every part of storage can hold it: lists for tuples, plain text, U+FFFD for half a pair.

    Times with odd offsets become UTC (RFC 3339 §4.2 knows whole minutes only). Raises TypeError for what
    TOML cannot hold, ValueError for what is nested too deep or a number too large.
    """
    if type(value) is str and value.isascii():
        return value
    if depth > MAX_DEPTH:
        raise ValueError("nested too deep")
    if isinstance(value, bool | float | date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return str(value).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, int):
        return _bounded(value)
    if isinstance(value, datetime | time):
        return _plain_moment(value)
    if isinstance(value, list | tuple):
        return [storable(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {storable(str(name)): storable(item, depth + 1) for name, item in value.items()}
    raise TypeError(type(value).__name__)


def _tagged(value: Any) -> dict[str, str]:
    return {"$": type(value).__name__, "v": value.isoformat()}


def _untagged(table: dict[str, Any]) -> Any:
    kind = table.get("$")
    return table if kind is None else _READERS[kind](table["v"])


def _unescaped(table: dict[str, Any]) -> Any:
    if "$" in table:
        return _untagged(table)
    return {name[1:] if name.startswith("$$") else name: item for name, item in table.items()}


def _bounded(value: int) -> int:
    if not -(1 << 63) <= value < 1 << 63:
        raise ValueError("number too large")
    return int(value)


def _plain_moment(value: datetime | time) -> datetime | time:
    if isinstance(value, time):
        return value.replace(tzinfo=None, fold=0)
    offset = value.utcoffset()
    if offset is None:
        return value.replace(fold=0)
    whole = offset.seconds % 60 == 0 and not offset.microseconds
    return value.astimezone(timezone(offset) if whole else UTC)
