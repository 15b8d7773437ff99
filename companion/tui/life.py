"""The end of the program, however it comes: a signal, a terminal that closed, a fault of our own.

Whatever happens, what was being typed is saved, the terminal is put back as it was, and the process is
gone. Nothing here waits for the event loop, which a stalled terminal may hold; nothing here prints a word of
a note. The helper process ends by itself when its input does.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from companion.errors import CrashError

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
SIGNALLED = 128  # plus the signal's number: the exit code that shells know
DRAIN = 0.2  # seconds that a terminal is given to take what it was sent before
BUSY_WAIT = 0.05  # seconds between looks whether a change that is being saved is on the disk
BUSY_LOOKS = 12
_STORAGE = f"{os.sep}companion{os.sep}storage{os.sep}"

# CAN ends a sequence that was cut short; then paste, wrap, resize reports, mouse, pixels, keys, alternate
# screen, cursor, focus reports, synchronised output and colours go back to what a shell expects.
RESTORE = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[?2026l\x1b[0m"
)


class Life:
    """One run of the screen: catches what ends it, and ends it.

    `last_words` saves what is being typed; it is called at most once, in the main thread.
    """

    def __init__(self, last_words: Callable[[], None]) -> None:
        self._last_words = last_words
        self._terminal: tuple[int, list[Any]] | None = None
        self._is_drained: Callable[[], bool] = lambda: True
        self._looks = 0
        self._code: int | None = None
        self._sentence = ""
        self._is_over = False

    def begin(self) -> None:
        """Take over the signals that end a program, and faults in threads. SIGHUP stays ignored under nohup."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        signal.signal(signal.SIGALRM, self._on_signal)
        threading.excepthook = self._on_thread_fault
        quiet = logging.getLogger("asyncio")
        quiet.handlers, quiet.propagate = [logging.NullHandler()], False

    def terminal_is(self, handle: int, attributes: list[Any] | None, is_drained: Callable[[], bool]) -> None:
        """Say how the terminal was before, and how to learn whether it has taken what it was sent."""
        self._is_drained = is_drained
        if attributes is not None:
            self._terminal = (handle, attributes)

    def end(self, code: int, sentence: str = "") -> None:
        """End the program from any thread."""
        self._code, self._sentence = code, sentence
        os.kill(os.getpid(), signal.SIGALRM)

    def terminal_gone(self) -> None:
        """End the program because nobody can type into it any more."""
        self.end(SIGNALLED + signal.SIGHUP)

    def save_typed(self) -> None:
        """Save what is being typed; whatever fails now must not keep the program from ending."""
        words, self._last_words = self._last_words, lambda: None
        with contextlib.suppress(Exception):
            words()

    def _on_thread_fault(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            error = CrashError.of(arguments.exc_value)
            self.end(error.exit_code, f"companion: {error}\n")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._code is None:
            self._code = SIGNALLED + number
        if is_saving(frame) and self._looks < BUSY_LOOKS:
            self._looks += 1
            signal.setitimer(signal.ITIMER_REAL, BUSY_WAIT)
            return
        if not self._is_over:
            self._is_over = True
            if not is_saving(frame):
                self.save_typed()
            self.restore()
        os._exit(self._code)

    def restore(self) -> None:
        """Put the terminal back; one that takes nothing gets at least its line mode back."""
        for number in (signal.SIGTTOU, signal.SIGPIPE, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        until = time.monotonic() + DRAIN
        while not self._is_drained() and time.monotonic() < until:
            time.sleep(0.01)
        if self._terminal is None:
            return
        handle, attributes = self._terminal
        with contextlib.suppress(OSError, termios.error):
            if not self._is_drained():
                termios.tcflush(handle, termios.TCOFLUSH)
            termios.tcsetattr(handle, termios.TCSANOW, attributes)
        last = RESTORE + self._sentence.encode("utf-8", "replace").replace(b"\n", b"\r\n")
        with contextlib.suppress(OSError, ValueError, AttributeError):
            output = sys.__stderr__.fileno()  # type: ignore[union-attr]  # no output, no last words
            os.set_blocking(output, False)
            os.write(output, last)
            os.set_blocking(output, True)


def is_saving(frame: FrameType | None) -> bool:
    """Tell whether a change is being put on the disk: nothing may be written between its bytes."""
    while frame is not None:
        if _STORAGE in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False


def leave_at_once(code: int) -> None:
    """Leave without waiting for a terminal that takes nothing."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)
