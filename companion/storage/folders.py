"""Where things are kept: the content that came with the program, the user's settings, the local state."""

from __future__ import annotations

import os
from pathlib import Path

PROGRAM = "meeting-companion"
_HOUSE = Path(__file__).parent.parent


def content_folder() -> Path:
    """Sample speeches, roster and tables that came with the program."""
    installed = _HOUSE / "content"
    return installed if installed.is_dir() else _HOUSE.parent / "content"


def config_folder() -> Path:
    """The user's own settings; it need not exist."""
    return _base("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    """What the program remembers on this machine; it need not exist."""
    return _base("XDG_STATE_HOME", ".local/state")


def data_folder() -> Path:
    """Files made for the user on this machine; it need not exist."""
    return _base("XDG_DATA_HOME", ".local/share")


def _base(variable: str, otherwise: str) -> Path:
    value = os.environ.get(variable, "")
    return (Path(value) if Path(value).is_absolute() else Path.home() / otherwise) / PROGRAM
