"""Small file systems of their own, mounted for one trial."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXT4_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def no_loop() -> str:
    """Why no loop device can be mounted here; empty when one can."""
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which("mkfs.ext4"):
        return "needs mkfs.ext4"
    try:
        with mounted("ext4", 4) as _:
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no loop mounts here ({error})"


@contextlib.contextmanager
def mounted(kind: str, megabytes: int, options: str = "loop") -> Iterator[Path]:
    """A small file system of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        image, place = Path(name) / "image", Path(name) / "mount"
        place.mkdir()
        make_image(image, kind, megabytes)
        subprocess.run(["mount", "-o", options, str(image), str(place)], check=True, capture_output=True)
        try:
            yield place
        finally:
            subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def make_image(image: Path, kind: str, megabytes: int) -> None:
    """A fresh file system in a file."""
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    command = ["mkfs.ext4", "-q", "-F", "-m0"] if kind == "ext4" else ["mkfs.xfs", "-q", "-f"]
    subprocess.run([*command, str(image)], check=True, capture_output=True)


def shut_down(place: Path) -> None:
    """What a power cut does to a file system: what it was not told to keep is gone, and nothing works any more."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, EXT4_SHUTDOWN, ctypes.c_uint32(NO_LOG_FLUSH))
    finally:
        os.close(handle)
