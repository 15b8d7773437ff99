"""The one place that opens files for writing: each failure is one sentence, a write is whole or not at all.

No descriptor is used again after a failed write or fsync: the kernel may have marked the lost pages clean,
and a second fsync would then report success (PostgreSQL's "fsyncgate", 2018).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
import zlib
from pathlib import Path

from companion.errors import IsFolderError, MissingFileError, SaveError, UnreadableFileError

NEW_FILE_MODE = 0o600
NEW_FOLDER_MODE = 0o700
_WRITABLE = 0o222
_HOST = f"{zlib.crc32(os.uname().nodename.encode()):08x}"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises MissingFileError, IsFolderError or UnreadableFileError."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(path=path) from None
    except IsADirectoryError:
        raise IsFolderError(path=path) from None
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror or error) from None


def read_start(path: Path, length: int) -> bytes:
    """The first bytes of a plain file, at most `length`; of a pipe or device none. Raises MissingFileError,
    IsFolderError or UnreadableFileError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise IsFolderError(path=path) if path.is_dir() else UnreadableFileError(path=path, reason="")
        with path.open("rb") as file:
            return file.read(length)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(path=path) from None
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror or error) from None


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in place of a file so that after a crash either the old or the new bytes are there.

    Links are resolved; mode and group of an existing file are kept, a new one is for its owner alone; a
    file that is marked read-only stays as it is, whoever asks. Raises SaveError, and then the old file is
    untouched or, when only the folder could not be synced, the new one is whole.
    """
    temporary = None
    try:
        target = path.resolve()
        status = _status_for_writing(target)
        handle, temporary = tempfile.mkstemp(prefix=_temporary_prefix(target), suffix=".tmp", dir=target.parent)
        _write_all(handle, data, status)
        Path(temporary).replace(target)
        temporary = None
        sync_folder(target.parent)
    except OSError as error:
        raise SaveError(path=path, reason=error.strerror or error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def write_new(path: Path, data: bytes) -> None:
    """Make a small file that was not there. Raises OSError, FileExistsError when it was."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, NEW_FILE_MODE)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def sweep_temporaries(path: Path) -> None:
    """Remove the unfinished copies that processes of this machine left beside a file when they died."""
    prefix = f".{path.name}.{_HOST}-"
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f"{prefix}*.tmp"):
            pid = left.name.removeprefix(prefix).partition("-")[0]
            if pid.isdecimal() and not _is_alive(int(pid)):
                left.unlink(missing_ok=True)


def move_aside(path: Path, folder: Path) -> Path:
    """Move a file into a folder under a name that is free there. Raises SaveError."""
    try:
        folder.mkdir(mode=NEW_FOLDER_MODE, exist_ok=True)
        goal, number = folder / path.name, 1
        while goal.exists():
            number += 1
            goal = folder / f"{path.stem}.{number}{path.suffix}"
        return path.rename(goal)
    except OSError as error:
        raise SaveError(path=path, reason=error.strerror or error) from error


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, with those above it; on the disk when done. Raises OSError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=NEW_FOLDER_MODE, parents=True, exist_ok=True)
    for one in missing:
        with contextlib.suppress(OSError):
            one.chmod(NEW_FOLDER_MODE)
        sync_folder(one.parent)


def remove(path: Path) -> None:
    """Remove a file of our own; nothing happens when it cannot be."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Appender:
    """A new file that only grows; after a failure it takes nothing more."""

    def __init__(self, path: Path) -> None:
        """Make the file. Raises OSError, FileExistsError when there is one already."""
        self.path = path
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        self._handle = os.open(path, flags, NEW_FILE_MODE)
        self._length = 0
        try:
            sync_folder(path.parent)
        except OSError:
            self.close()
            raise

    def append(self, data: bytes) -> None:
        """Put bytes at the end; on the disk when done. Raises OSError, and then the bytes do not count."""
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._handle, view) :]
            os.fsync(self._handle)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._length)
            self.close()
            raise
        self._length += len(data)

    @property
    def is_open(self) -> bool:
        """Whether the file takes more."""
        return self._handle >= 0

    def close(self) -> None:
        """Take nothing more."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


class FileLock:
    """A lock on this machine that dies with its process; never relied on for files on a share."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises BlockingIOError when another has it, OSError when it cannot be had."""
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, NEW_FILE_MODE)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Let the lock go."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


class FolderLock:
    """Keeps publishers of this machine apart for one turn; on a share that cannot lock, it keeps no one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle = -1

    def acquire(self) -> bool:
        """Try to take the lock; False only when another has it now."""
        try:
            self._handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        except OSError:
            return True
        return True

    def release(self) -> None:
        """Let the lock go, if it was had."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


def _status_for_writing(target: Path) -> os.stat_result | None:
    """What stands where a file is to be written. Raises OSError when it may not be replaced."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21))
    if not status.st_mode & _WRITABLE or not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    return status


def _write_all(handle: int, data: bytes, status: os.stat_result | None) -> None:
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if status is not None and status.st_gid != os.fstat(handle).st_gid:
            with contextlib.suppress(OSError):
                os.fchown(handle, -1, status.st_gid)
        os.fchmod(handle, status.st_mode & 0o7777 if status else NEW_FILE_MODE)
        os.fsync(handle)
    finally:
        os.close(handle)


def _temporary_prefix(target: Path) -> str:
    return f".{target.name}.{_HOST}-{os.getpid()}-"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
