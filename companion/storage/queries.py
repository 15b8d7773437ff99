"""The queries asked last on this machine, newest first."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import tomli_w

from companion.errors import CompanionError, SaveError
from companion.storage.files import read_bytes, write_atomically
from companion.storage.folders import state_folder

KEPT = 50
LONGEST = 200  # characters; what is longer was pasted by mistake


def recent_queries() -> list[str]:
    """The queries kept; none when the list cannot be read."""
    try:
        table = tomllib.loads(read_bytes(_list_path()).decode("utf-8"))
    except (CompanionError, ValueError):
        return []
    kept = table.get("queries")
    return [query for query in kept if isinstance(query, str)][:KEPT] if isinstance(kept, list) else []


def with_query(kept: Sequence[str], query: str) -> list[str]:
    """The list with a query at its head, once; an empty or endless one is not kept."""
    asked = query.strip()
    if not asked or len(asked) > LONGEST:
        return list(kept)
    return [asked, *(other for other in kept if other != asked)][:KEPT]


def save_queries(queries: Sequence[str]) -> None:
    """Keep the list; one that cannot be written is no reason to stop."""
    try:
        _list_path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(_list_path(), tomli_w.dumps({"queries": list(queries)}).encode())
    except (OSError, SaveError):
        return


def _list_path() -> Path:
    return state_folder() / "queries.toml"
