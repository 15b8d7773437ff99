"""Every call by which this process changes the disk, counted, recorded or followed by death."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

CHANGING = (
    "open",
    "write",
    "fsync",
    "ftruncate",
    "close",
    "fchmod",
    "chmod",
    "replace",
    "rename",
    "unlink",
    "mkdir",
)
_TRUE = {name: getattr(os, name) for name in CHANGING}


def count_calls(kind, notes: int) -> Counter[str]:
    """How often each call occurs while a saver adds notes."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    counts: Counter[str] = Counter()
    saver = kind(folder)
    _patch(lambda name, true, args: (counts.update([name]), true(*args[0], **args[1]))[1])
    try:
        for number in range(1, notes + 1):
            saver.add(number)
    finally:
        restore()
        shutil.rmtree(folder, ignore_errors=True)
    return counts


def strike(name: str, number: int, act: Callable[[], None], *, after: bool) -> None:
    """From now on, do something at the `number`-th call of `name`."""
    seen = Counter()

    def call(called, true, args):
        seen[called] += called == name
        hit = called == name and seen[called] == number
        if hit and not after:
            act()
        result = true(*args[0], **args[1])
        if hit and after:
            act()
        return result

    _patch(call)


def restore() -> None:
    """Let every call through again."""
    for name, true in _TRUE.items():
        setattr(os, name, true)


def _patch(call) -> None:
    for name, true in _TRUE.items():
        setattr(os, name, _hooked(name, true, call))


def _hooked(name, true, call):
    return lambda *args, **kwargs: call(name, true, (args, kwargs))


def record(into: list) -> None:
    """From now on, put every call with its arguments and result into a list."""

    def call(name, true, args):
        result = true(*args[0], **args[1])
        into.append((name, args[0], result))
        return result

    _patch(call)
