"""The terminal's output: what it takes at once is written within the keystroke, the rest by a thread.

Textual leaves all of it to a thread. That has to wait until the interpreter is free, and on a busy machine for a
processor too: as long again as finding and painting took. To write from the event loop must never mean to wait for
a terminal that takes nothing, so the terminal is opened a second time: what is set for that opening alone does not
hold for the shell, which shares the first.
"""

from __future__ import annotations

import contextlib
import os
from typing import TextIO


class Output:
    """The file that the writer thread writes to. A terminal that is gone swallows all; the input says that it is."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._unwaiting = _opened_again(file)
        self.taken = 0  # how many writes of the thread are done

    def write(self, data: bytes) -> None:
        """Write, as far as anyone takes it, however long that takes."""
        with contextlib.suppress(OSError, ValueError):
            self._file.buffer.write(data)
            self._file.buffer.flush()
        self.taken += 1

    def flush(self) -> None:
        """Do nothing: all was pushed on when it was written."""

    def write_at_once(self, data: bytes) -> bytes:
        """Write what can be written without waiting; the rest is given back."""
        if self._unwaiting is None:
            return data
        try:
            return data[os.write(self._unwaiting, data) :]
        except BlockingIOError:
            return data
        except OSError:
            return b""

    def close(self) -> None:
        """Leave the terminal."""
        if self._unwaiting is not None:
            handle, self._unwaiting = self._unwaiting, None
            os.close(handle)

    def fileno(self) -> int:
        """The number of the terminal's file."""
        return self._file.fileno()


def _opened_again(file: TextIO) -> int | None:
    """A handle of the same terminal that never waits; None where it cannot be had (another user's, no name)."""
    with contextlib.suppress(OSError, ValueError):
        return os.open(os.ttyname(file.fileno()), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    return None
