"""The speeches opened last on this machine, newest first."""

from __future__ import annotations

import tomllib
from pathlib import Path

import tomli_w

from companion.errors import CompanionError, SaveError
from companion.storage.files import read_bytes, write_atomically
from companion.storage.folders import state_folder

KEPT = 20


def recent_files() -> list[Path]:
    """The files opened last that are still there; none when the list cannot be read."""
    try:
        table = tomllib.loads(read_bytes(_list_path()).decode("utf-8"))
    except (CompanionError, ValueError):
        return []
    paths = table.get("files")
    named = [Path(path) for path in paths if isinstance(path, str)] if isinstance(paths, list) else []
    return [path for path in named if path.is_file()]


def remember_file(path: Path) -> None:
    """Put a file at the head of the list; a list that cannot be written is no reason to stop."""
    here = path.absolute()
    files = [here, *(other for other in recent_files() if other != here)][:KEPT]
    try:
        _list_path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(_list_path(), tomli_w.dumps({"files": [str(file) for file in files]}).encode())
    except (OSError, SaveError):
        return


def _list_path() -> Path:
    return state_folder() / "recent.toml"
