"""A terminal driver that keeps what is typed while the program starts, and survives what a terminal may send."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message


class PatientDriver(LinuxDriver):
    """Holds keys and pastes until the screen can take them: plain Textual drops what comes before a focus."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._held: list[Message] = []
        self._is_ready = False

    def process_message(self, message: Message) -> None:
        """Pass a message on, or keep it for later."""
        if not self._is_ready and isinstance(message, events.Key | events.Paste):
            self._held.append(message)
        else:
            super().process_message(message)

    def release(self) -> None:
        """Pass on all that was kept, in its order."""
        self._is_ready = True
        held, self._held = self._held, []
        for message in held:
            super().process_message(message)
