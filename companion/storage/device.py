"""The name by which this machine's changes are known in a minutes file: six signs that say nothing about
anyone."""

from __future__ import annotations

import hashlib
import os
import re

from companion.errors import CompanionError
from companion.model.clock import SIGNS, new_writer
from companion.storage.files import make_folder, read_bytes, write_atomically
from companion.storage.folders import state_folder

LENGTH = 6
_SECRET = re.compile(rb"[0-9a-z]{20}")


def device_name() -> str:
    """The name of this machine and user; another one each time when nothing can be kept.

    The machine's node name goes into it, so that a state folder copied to another machine gives another name.
    """
    path = state_folder() / "device"
    try:
        secret = read_bytes(path).strip()
    except CompanionError:
        secret = b""
    if not _SECRET.fullmatch(secret):
        secret = new_writer(20).encode()
        try:
            make_folder(path.parent)
            write_atomically(path, secret + b"\n")
        except (CompanionError, OSError):
            return new_writer(LENGTH)
    digest = hashlib.sha256(secret + os.uname().nodename.encode()).digest()
    return "".join(SIGNS[byte & 31] for byte in digest[:LENGTH])
