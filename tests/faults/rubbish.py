"""R11: rubbish from the terminal, into the program's reading of it in this process and into the real program."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual import events

from companion.tui.driver import PatientDriver
from tests.faults.desk import desk, slowness
from tests.faults.life import MISBEHAVING, is_gone
from tests.faults.report import Report, memory
from tests.terminal import Terminal

WITHIN, PATIENCE = 1.0, 8.0  # seconds: what is no stall, and when to give up
MEGABYTES = 300
AGAIN, LATER = 0.02, 0.15  # seconds until a word is sent once more: what stood before it may have swallowed it
CLOSED = b"\x1b[201~"

ABSURD = (
    b"\xff\xfe\x80\xc3",
    b"\x1b[" + b"9" * 5_000 + b"m",
    b"\x1b[48;20000;20000;1;1t",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[" + b"1;" * 20_000,
    b"A",
    b"\x1b[<99999999;99999999;99999999M",
    b"\x1b[1114112;5u\x1b[99999999999999999999u",
    b"\x1b]52;c;" + b"A" * 3_000 + b"\x07",
    b"\x1bP" + b"q" * 3_000 + b"\x1b\\",
    b"\x1b[?2048;1$y\x1b[?2026;2$y",
    b"\x1b[999999999;999999999R",
    b"\xed\xa0\x80\xf4\x90\x80\x80",
    b"\x00" * 300,
    b"\x1b[200~" + b"\xff" * 2_000 + b"\x1b[201~\x1b",
)
_SAFE_SIGNS = bytes(sign for sign in range(0x20, 0x100) if sign != 0x7F)
_LEADS = (b"", b"\x1b[", b"\x1b[48;", b"\x1b[<", b"\x1b]8;;", b"\x1b[?")
_SEVEN_BIT = (b"", b"O", b"P", b"_", b"X", b"[200~", b"[I", b"[M")
_MORE_LEADS = (*_LEADS, *(b"\x1b" + rest for rest in _SEVEN_BIT), b"\x9b", b"\xff")
_DIGITS = b"0123456789;:<?"


def rubbish(blobs: int, in_process: int) -> Report:
    """R11: whatever comes from the terminal, the program stays, answers within a second, and stays small."""
    report = Report("R11 rubbish from the terminal")
    parsed = _parse(report, in_process)
    shown, size = _type_all(report, blobs)
    report.figures = f"{in_process} parsed here, slowest {parsed:.2f} s; {blobs} in a terminal, "
    report.figures += f"slowest answer {shown:.2f} s, {size} MB"
    with desk() as speech, Terminal("plain", speech, command=MISBEHAVING) as terminal:
        terminal.wait_for("→")
        terminal.type(b"\xff\xfe")
        ended = is_gone(terminal, 5)
    report.control, report.caught = f"plain Textual at one such byte: {'ended' if ended else 'stayed'}", ended
    return report


def _parse(report: Report, blobs: int, seed: int = 11) -> float:
    """Feed blobs to the driver that the program reads its terminal with; returns the longest time to an answer."""
    rng, slowest = random.Random(seed), 0.0
    with _reading() as reader:
        for number in range(blobs):
            blob = ABSURD[number] if number < len(ABSURD) else _hostile(rng)
            took = reader.answers(blob, f"word{number}")
            slowest = max(slowest, took)
            report.tried += 1
            if not reader.is_alive:
                report.wrong.append(f"reading ended at {blob[:60]!r}")
                break
            if took > WITHIN * slowness():
                report.wrong.append(f"{took:.1f} s until an answer after {blob[:60]!r} of {len(blob)} bytes")
    size = memory("VmHWM")
    if size > MEGABYTES:
        report.wrong.append(f"{size} MB in this process")
    return slowest


class _Reader(PatientDriver):
    """The driver, with a pipe in the place of a terminal and a list in the place of an app."""

    def __init__(self, handle: int) -> None:
        self.fileno, self.exit_event, self.cursor_origin = handle, threading.Event(), None
        self._app: Any = None
        self._debug, self._life, self._in_band_window_resize = False, None, True
        self._held, self._is_ready = [], True
        self._down_buttons, self._last_move_event, self._mouse = [], None, False
        self.heard = ""
        self.said = threading.Event()

    def write(self, data: str) -> None:
        """What the driver asks of its terminal goes nowhere."""

    def send_message(self, message: Any) -> None:
        """Keep what was pasted or typed."""
        if isinstance(message, events.Paste):
            self.heard = (self.heard + message.text)[-200:]
            self.said.set()
        elif isinstance(message, events.Key) and message.character:
            self.heard = (self.heard + message.character)[-200:]


class _Reading:
    """A driver at work, and the other end of its terminal."""

    def __init__(self, reader: _Reader, outlet: int) -> None:
        self.reader, self.outlet = reader, outlet
        self.thread = threading.Thread(target=reader.run_input_thread, daemon=True)
        self.thread.start()

    @property
    def is_alive(self) -> bool:
        return self.thread.is_alive()

    def answers(self, blob: bytes, word: str) -> float:
        """Send a blob and then a word; seconds until the word comes out."""
        self._write(blob)
        began, patience = time.monotonic(), AGAIN
        while self.is_alive and time.monotonic() - began < PATIENCE:
            self._write(CLOSED + b"\x1b[200~" + word.encode() + CLOSED)
            until = time.monotonic() + patience
            while word not in self.reader.heard and self.reader.said.wait(max(until - time.monotonic(), 0)):
                self.reader.said.clear()
            if word in self.reader.heard:
                break
            patience = LATER
        return time.monotonic() - began

    def _write(self, data: bytes) -> None:
        while data and self.is_alive:
            data = data[os.write(self.outlet, data[:4096]) :]


@contextmanager
def _reading() -> Iterator[_Reading]:
    inlet, outlet = os.pipe()
    reading = _Reading(_Reader(inlet), outlet)
    try:
        yield reading
    finally:
        reading.reader.exit_event.set()
        reading.thread.join(2)
        os.close(inlet)
        os.close(outlet)


def _type_all(report: Report, blobs: int) -> tuple[float, int]:
    """Type blobs into the program; returns the slowest answer in seconds, and its greatest size in megabytes."""
    rng, slowest = random.Random(11), 0.0
    with desk() as speech, Terminal("--lang", "en", speech) as terminal:
        terminal.wait_for("→")
        for number in range(blobs):
            blob = ABSURD[number] if number < len(ABSURD) else _blob(rng)
            terminal.type(blob)
            terminal.read(0.1)
            began = time.monotonic()
            terminal.type(CLOSED)
            if not _answers(terminal, number):
                report.wrong.append(f"no answer after {blob[:40]!r}, exit {terminal.process.poll()}")
                break
            took = time.monotonic() - began
            slowest = max(slowest, took)
            if took > WITHIN * slowness():
                report.wrong.append(f"{took:.1f} s until an answer after {blob[:40]!r}")
            report.tried += 1
        size = _megabytes(terminal.process.pid)
    if size > MEGABYTES:
        report.wrong.append(f"{size} MB")
    return slowest, size


def _blob(rng: random.Random) -> bytes:
    """Random bytes, with half of them after an ESC; no control keys, which would only do what they are for."""
    signs = (bytes(rng.choices(_SAFE_SIGNS, k=rng.randint(1, 60))) for _ in range(rng.randint(1, 12)))
    return b"".join(rng.choice(_LEADS) + some for some in signs)


def _hostile(rng: random.Random) -> bytes:
    """Any bytes at all, control keys too; numbers without end, sequences that stop half way, absurd ones cut."""
    parts = []
    for _ in range(rng.randint(1, 12)):
        kind, length = rng.randrange(5), rng.choice((1, 4, 30, 300))
        if kind == 0:
            parts.append(rng.choice(ABSURD)[: rng.randint(0, 2_000)])
        elif kind == 1:
            parts.append(rng.choice(_MORE_LEADS) + bytes(rng.choices(_DIGITS, k=length)) + rng.randbytes(1))
        elif kind == 2:
            parts.append("记录🀄e\u0301\u202e\ufffe".encode()[: rng.randint(1, 20)])
        else:
            parts.append(rng.choice(_MORE_LEADS) + rng.randbytes(length))
    return b"".join(parts)


def _answers(terminal: Terminal, number: int) -> bool:
    """Whether a word that is pasted now is drawn within seconds.

    Looked for in the output itself: beside strange signs the terminal of the tests may misplace it.
    """
    word, start = f"word{number}", len(terminal.output)
    terminal.type(b"\x1b[200~" + word.encode() + CLOSED)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and terminal.process.poll() is None:
        terminal.read(0.02)
        if word.encode() in terminal.output[start:] or word in terminal.text:
            terminal.type(b"\x15")
            terminal.read(0.1)
            return True
    return False


def _megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024 if "VmHWM:" in status else 0


