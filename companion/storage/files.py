"""The one place that opens files: each failure to read is one sentence, a write is whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from companion.errors import IsFolderError, MissingFileError, SaveError, UnreadableFileError

NEW_FILE_MODE = 0o600


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises MissingFileError, IsFolderError or UnreadableFileError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFileError(path=path) from None
    except IsADirectoryError:
        raise IsFolderError(path=path) from None
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror or error) from None


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in place of a file so that after a crash either the old or the new bytes are there.

    Links are resolved; the mode of an existing file is kept, a new one is for its owner alone.
    Raises SaveError, and then the old file is untouched.
    """
    target = path.resolve()
    temporary = None
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        mode = target.stat().st_mode & 0o7777 if target.exists() else NEW_FILE_MODE
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        _write_all(handle, data, mode)
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise SaveError(path=path, reason=error.strerror or error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _write_all(handle: int, data: bytes, mode: int) -> None:
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fchmod(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
