"""What is got ready after the first paint, while nobody waits for it: in slices, with room for keys in between."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from threading import Thread
from typing import TYPE_CHECKING

from companion.search.index import prepare

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen

LOOK_AFTER = 20_000  # new values until garbage is looked for: with Python's 700, a key waits for it more than once
PAUSE = 0.002  # seconds between two slices: any key that waits comes first


async def warm(live: LiveScreen) -> None:
    """Get ready slice by slice.

    Not by Textual's timers: one as short as this never ticks when the machine is held up as it starts, and with it
    the index would never be complete.
    """
    for _ in _slices(live):
        await asyncio.sleep(PAUSE)
    gc.set_threshold(LOOK_AFTER)
    gc.freeze()  # all this stays in memory: looking through it again for garbage takes half a second for 100,000 points


def _slices(live: LiveScreen) -> Iterator[None]:
    """Yield after each slice of some milliseconds: tables and library of the search, its index, the speech's length.

    The tables are loaded in a thread of their own, since that cannot be done in slices.
    """
    loading = Thread(target=prepare, daemon=True)
    loading.start()
    while loading.is_alive():
        yield
    for _ in live.session.index.steps():
        yield
    yield from live.pace.measure()
