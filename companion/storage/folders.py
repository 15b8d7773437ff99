"""Where things are kept: the content that came with the program, the user's settings, the local state."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

PROGRAM = "meeting-companion"
PATH_FILE = "minutes-path"  # in a meeting's folder: which file it belongs to
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


def meeting_folder(minutes: Path) -> Path:
    """Where journals and versions of a minutes file are kept on this machine; it need not exist.

    The folder goes by the file's real path, so that links to it lead to the same one.
    """
    real = str(minutes.resolve())
    sign = hashlib.sha256(real.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return state_folder() / "meetings" / sign


def refuge_folder(minutes: Path) -> Path:
    """Where a journal goes when the state folder takes none: the machine's temporary folder."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"{PROGRAM}-{user}" / meeting_folder(minutes).name


def is_own(folder: Path) -> bool:
    """Tell whether a folder and the one above it are there, are no links, and belong to this user."""
    try:
        both = folder.lstat(), folder.parent.lstat()
    except OSError:
        return False
    return all(stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() for status in both)
