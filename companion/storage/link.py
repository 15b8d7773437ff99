"""The program's end of the helper process: start it, nudge it, hear what it says, never wait for it long."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from companion.model.json_values import dump_json, load_json

_HOUSE = Path(__file__).parent.parent.parent


class PublisherLink:
    """One helper process. A word that cannot be delivered is not missed: the journal says it all."""

    def __init__(self, task: dict[str, Any]) -> None:
        """Start the helper. Raises OSError when no process can be had."""
        where = os.pathsep.join(filter(None, (str(_HOUSE), os.environ.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(  # noqa: S603 (our own module, our own interpreter)
            [sys.executable, "-m", "companion.storage.publisher", dump_json(task)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": where},
        )
        assert self._process.stdin and self._process.stdout
        self._inbox, self._outbox = self._process.stdout, self._process.stdin
        os.set_blocking(self._inbox.fileno(), False)
        os.set_blocking(self._outbox.fileno(), False)
        self._heard = b""

    @property
    def is_alive(self) -> bool:
        """Whether the helper runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The helper's process id."""
        return self._process.pid

    def nudge(self, word: str = "go") -> None:
        """Tell the helper that there is more to do."""
        with contextlib.suppress(OSError, ValueError):
            os.write(self._outbox.fileno(), word.encode() + b"\n")

    def hear(self, wait: float = 0.0) -> Iterator[tuple[str, Any]]:
        """What the helper said since the last time; waits at most that many seconds for a word."""
        if self._inbox.closed:
            return
        if wait:
            select.select([self._inbox.fileno()], [], [], wait)
        with contextlib.suppress(OSError):
            while data := os.read(self._inbox.fileno(), 1 << 20):
                self._heard += data
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            yield from load_json(line).items()

    def end(self, patience: float) -> bool:
        """Wait for the helper to end; after so many seconds let it go its way. True when it ended."""
        with contextlib.suppress(OSError):
            self._outbox.close()
        until = time.monotonic() + patience
        while self.is_alive and time.monotonic() < until:
            time.sleep(0.005)
        with contextlib.suppress(OSError):
            self._inbox.close()
        ended = not self.is_alive
        if not ended:
            self._process.kill()
        return ended
