"""A terminal driver that keeps what is typed while the program starts, and survives what a terminal may send.

Plain Textual ends at one byte that is not UTF-8, spins when the terminal is gone, lays out any size that a
sequence claims, and stops at its output when the terminal stops reading.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import sys
from collections.abc import Iterable
from queue import Full
from typing import Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from companion.tui.input_filter import InputFilter
from companion.tui.life import Life
from companion.tui.output import Output

MAX_COLUMNS, MAX_ROWS = 500, 200  # larger claims are absurd, and take gigabytes to lay out
READ = 4096  # bytes
TURN = 0.1  # seconds: how long the input thread waits for a key before it looks whether to end
LEAVE = 0.5  # seconds that the terminal has to take the last output


class PatientDriver(LinuxDriver):
    """Holds keys and pastes until the screen can take them: plain Textual drops what comes before a focus."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._life: Life | None = getattr(self._app, "life", None)
        self._held: list[Message] = []
        self._is_ready = False
        self._has_missed = False
        assert sys.__stderr__ is not None
        self._output = Output(sys.__stderr__)
        self._file = self._output  # type: ignore[assignment]  # has what the writer thread uses
        self._handed = 0  # writes left to the writer thread

    # Output

    def start_application_mode(self) -> None:
        """Begin, and tell how the terminal was."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own lack
        if self._life is not None:
            self._life.terminal_is(self.fileno, self.attrs_before, self._is_drained)

    def write(self, data: str) -> None:
        """Write what the terminal takes at once; the writer thread has the rest. What is too much even for that is
        dropped, and painted anew later.
        """
        encoded = data.encode(errors="replace")
        left = self._output.write_at_once(encoded) if self._is_drained() else encoded
        if left:
            self._hand_over(left)

    def _hand_over(self, data: bytes) -> None:
        assert self._writer_thread is not None
        try:
            self._writer_thread._queue.put_nowait(data)  # type: ignore[arg-type]  # our file takes bytes
            self._handed += 1
        except Full:
            self._has_missed = True

    def close(self) -> None:
        """Let the writer thread finish; a terminal that takes nothing is not waited for."""
        if self._writer_thread is not None:
            with contextlib.suppress(Full):
                self._writer_thread._queue.put(None, timeout=LEAVE)
            self._writer_thread.join(LEAVE)
        self._output.close()

    @property
    def is_stuck(self) -> bool:
        """Whether the terminal has not taken the last output."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def paint_missed(self) -> bool:
        """Tell, once, that output was dropped which the terminal could take by now."""
        if self._has_missed and self._is_drained():
            self._has_missed = False
            return True
        return False

    def _is_drained(self) -> bool:
        return self._output.taken == self._handed

    # Size

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        return clamp(columns, rows)

    # Input

    def run_input_thread(self) -> None:
        """Read the terminal until told to end; when it is gone, so is the program."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        typed, parser = InputFilter(), XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                try:
                    data = os.read(self.fileno, READ) if selector.select(TURN) else None
                except OSError:
                    data = b""
                if data == b"":
                    if self._life is not None:
                        self._life.terminal_gone()
                    return
                text = typed.flush() if data is None else typed.feed(decode(data))
                if not self._pass_on(parser.feed(text) if text else ()) or not self._pass_on(parser.tick()):
                    parser = XTermParser(self._debug)

    def _pass_on(self, messages: Iterable[Message]) -> bool:
        """Pass on what a parser makes of the input; False when it could not make anything of it."""
        try:
            for message in messages:
                self.process_message(message)
        except (ValueError, OverflowError, ParseError):
            return False
        return True

    def process_message(self, message: Message) -> None:
        """Pass a message on, or keep it for later."""
        if isinstance(message, events.Resize):
            if not self._in_band_window_resize or not message.size:
                return
            size = Size(*clamp(message.size.width, message.size.height))
            if size != message.size:
                message = events.Resize(size, size)
        if not self._is_ready and isinstance(message, events.Key | events.Paste):
            self._held.append(message)
        else:
            super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand a message to the program: as its own threads do, not by a task for each."""
        self._app.post_message(message)

    def release(self) -> None:
        """Pass on all that was kept, in its order."""
        self._is_ready = True
        held, self._held = self._held, []
        for message in held:
            super().process_message(message)


def clamp(columns: int, rows: int) -> tuple[int, int]:
    """A size as it is claimed, within what a person can look at."""
    return max(1, min(columns, MAX_COLUMNS)), max(1, min(rows, MAX_ROWS))
