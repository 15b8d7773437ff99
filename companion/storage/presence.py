"""A sign beside a minutes file that someone has it open: a notice to others, never a guard.

Locks on shares lie; what keeps notes safe is the merge. The sign is renewed as long as its owner works, and
is worth nothing half a minute after it last was.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import time
from pathlib import Path

from companion.errors import CompanionError
from companion.model.json_values import dump_json, load_json
from companion.storage.files import read_bytes, remove, write_new

LEASE = 30.0  # seconds
RENEW = 10.0


class Presence:
    """The sign of one program at one minutes file; `name` is the note-taker's, else the account's stands there."""

    def __init__(self, path: Path, name: str = "") -> None:
        self._name = name or _user()
        self._sign = path.with_name(f".{path.name}.lock")
        self._is_ours = False
        self._renewed = 0.0

    def renew(self, *, put_up: bool) -> str:
        """Renew the sign, put it up if wanted; returns who else has one up there, empty when no one has."""
        if self._is_ours:
            self._touch()
            return ""
        other = self._other()
        if other or not put_up:
            return other
        remove(self._sign)
        with contextlib.suppress(OSError):
            said = dump_json({"user": self._name, "host": _host(), "pid": os.getpid()})
            write_new(self._sign, said.encode("utf-8", "replace"))
            self._is_ours, self._renewed = True, time.monotonic()
        return ""

    def leave(self) -> None:
        """Take the sign down, if it is ours."""
        if self._is_ours:
            remove(self._sign)

    def _touch(self) -> None:
        if time.monotonic() - self._renewed > RENEW:
            self._renewed = time.monotonic()
            with contextlib.suppress(OSError):
                os.utime(self._sign)

    def _other(self) -> str:
        try:
            age = time.time() - self._sign.stat().st_mtime
            said = load_json(read_bytes(self._sign)[:1000])
            user, host, pid = str(said["user"])[:60], str(said["host"])[:60], int(said["pid"])
        except (OSError, CompanionError, ValueError, KeyError, TypeError):
            return ""
        if age > LEASE or (host == _host() and not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists()):
            return ""
        return f"{user}@{host}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def _host() -> str:
    return os.uname().nodename
