"""The time of a meeting: once it began, nothing that sets the machine's clock turns the order of notes about."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

_GOES_ON = getattr(time, "CLOCK_BOOTTIME", None)  # counts while the machine sleeps, too; Linux has it


def elapsed() -> float:
    """Seconds since some moment, never going back; with the time that the machine slept, where that can be had."""
    return time.monotonic() if _GOES_ON is None else time.clock_gettime(_GOES_ON)


class SteadyTime:
    """The time of day with its zone, to the second: the clock as it was at first, and what went by since."""

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        steady: Callable[[], float] = elapsed,
    ) -> None:
        self._began, self._steady, self._from = wall(), steady, steady()

    def __call__(self) -> datetime:
        """Now, in the zone as it is now."""
        passed = timedelta(seconds=self._steady() - self._from)
        return (self._began + passed).astimezone().replace(microsecond=0)
