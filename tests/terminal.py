"""The real program in a real pseudo-terminal: type into it, see what its screen shows."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 30  # seconds; only a program that is stuck takes them


def _begin(before):
    """In the new process: signals as a terminal's own programs have them, whatever the tests were started by."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if before:
        before()


class Terminal:
    """A program on its own terminal of `columns` × `rows` cells; `before` runs in it before it begins."""

    def __init__(self, *arguments, columns=100, rows=30, env=None, cwd=None, command=(), before=None):
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""
        self.master = master
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [*(command or [sys.executable, "-m", "companion"]), *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **(env or {})},
            start_new_session=True,
            preexec_fn=lambda: _begin(before),
        )
        self.slave = slave

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for handle in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(handle)

    def type(self, text):
        """Type a text; control characters are keys."""
        os.write(self.master, text.encode() if isinstance(text, str) else text)

    def feed(self, data):
        """Put output that was read elsewhere on the screen."""
        self.output += data
        self._stream.feed(data)

    def read(self, seconds=0.05):
        """Take in what the program writes for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                return
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.feed(data)

    @property
    def text(self):
        """What the screen shows, row by row, without the cells behind wide characters."""
        rows = []
        for y in range(self.screen.lines):
            cells = self.screen.buffer[y]
            row = "".join(cells[x].data for x in range(self.screen.columns))
            rows.append(row.rstrip())
        return "\n".join(rows)

    def wait_for(self, *texts, gone=()):
        """Wait until the screen shows all texts and none of those gone; fail with what it shows."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read()
            shown = self.text
            if all(text in shown for text in texts) and not any(text in shown for text in gone):
                return shown
            if self.process.poll() is not None:
                self.read(0.2)
                break
        missing = [text for text in texts if text not in self.text]
        raise AssertionError(f"missing {missing} (exit {self.process.poll()}) on:\n{self.text}")

    def wait_end(self, seconds=PATIENCE):
        """Wait until the program has left and return its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            if self.process.poll() is not None:
                self.read(0.2)
                return self.process.returncode
        raise AssertionError(f"still running:\n{self.text}")

    def hang_up(self):
        """Close the terminal's window."""
        for handle in (self.slave, self.master):
            os.close(handle)
        self.master = self.slave = -1

    def kill(self, number=signal.SIGKILL):
        """Send a signal to the program."""
        self.process.send_signal(number)


def cells(text):
    """How many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
