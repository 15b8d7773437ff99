"""Faults below Python: `fault.c`, compiled here and loaded before libc, and the block of memory that rules it."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "ftruncate",
    "close",
    "chmod",
    "rename",
    "unlink",
    "mkdir",
    "stat",
    "list",
    "lock",
)
EVER = 2**31 - 1
_HEAD, _SEEN, _FOLDER = struct.Struct("6iqq"), struct.Struct("16i"), struct.Struct("512s")
_SIZE = _HEAD.size + _SEEN.size + _FOLDER.size


def no_compiler() -> str:
    """Why `fault.c` cannot be compiled here; empty when it can."""
    return "" if shutil.which("gcc") else "needs gcc"


@dataclass(frozen=True)
class Fault:
    """The calls `first` to `last` of one kind fail with `error`; 0 makes a write take half of what it is given."""

    call: str
    error: int
    first: int
    last: int


class Control:
    """The block that the library reads, in all processes that were started with `environment`."""

    def __init__(self, library: Path, block: Path) -> None:
        block.write_bytes(bytes(_SIZE))
        self.environment = {"LD_PRELOAD": str(library), "FAULT_CONTROL": str(block)}
        self._map = _mapped(block)

    @classmethod
    def of_this_process(cls) -> Control:
        """The block of the library that this process was started with."""
        control = cls.__new__(cls)
        control.environment = {name: os.environ[name] for name in ("LD_PRELOAD", "FAULT_CONTROL")}
        control._map = _mapped(Path(os.environ["FAULT_CONTROL"]))
        return control

    def watch(self, folder: Path) -> None:
        """From now on, calls for what lies in this folder count."""
        self._map[_HEAD.size + _SEEN.size :] = _FOLDER.pack(os.fsencode(folder))

    def begin(self, fault: Fault | None = None) -> None:
        """Count calls from 1 on, and fail some."""
        call = CALLS.index(fault.call) if fault else -1
        wanted = (fault.error, fault.first, fault.last) if fault else (0, 0, 0)
        self._map[: _HEAD.size + _SEEN.size] = _HEAD.pack(0, call, *wanted, 0, 0, self.ahead) + bytes(_SEEN.size)
        self._map[:4] = struct.pack("i", 1)

    def end(self) -> None:
        """Let every call through again."""
        self._map[:4] = bytes(4)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let every call through for a moment, uncounted."""
        was_on, self._map[:4] = self._map[:4], bytes(4)
        try:
            yield
        finally:
            self._map[:4] = was_on

    @property
    def ahead(self) -> int:
        """Nanoseconds by which the clock on the wall is ahead of the true time."""
        return int(_HEAD.unpack_from(self._map)[7])

    @ahead.setter
    def ahead(self, nanoseconds: int) -> None:
        self._map[_HEAD.size - 8 : _HEAD.size] = struct.pack("q", nanoseconds)

    @property
    def counts(self) -> dict[str, int]:
        """How often each call came since `begin`."""
        return dict(zip(CALLS, _SEEN.unpack_from(self._map, _HEAD.size), strict=False))

    @property
    def failed(self) -> int:
        """How many calls failed since `begin`."""
        return int(_HEAD.unpack_from(self._map)[5])

    @property
    def failing_for(self) -> float:
        """Seconds since the first call failed; 0 when none did."""
        at = int(_HEAD.unpack_from(self._map)[6])
        return time.monotonic() - at / 1e9 if at else 0.0


@contextmanager
def library() -> Iterator[Control]:
    """The library, compiled, with a block of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        made = Path(name) / "fault.so"
        source = Path(__file__).with_name("fault.c")
        # What a file's name may be is declared never to be null; the library asks all the same.
        options = ["-O1", "-Wno-nonnull-compare", "-shared", "-fPIC"]
        subprocess.run(["gcc", *options, "-o", str(made), str(source), "-ldl"], check=True, capture_output=True)
        yield Control(made, Path(name) / "block")


def _mapped(block: Path) -> mmap.mmap:
    with block.open("r+b") as file:
        return mmap.mmap(file.fileno(), _SIZE)
