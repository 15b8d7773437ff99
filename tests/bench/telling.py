"""How soon a failure shows: `python -m tests.bench.telling`. From Enter to the sentence on the screen, and back.

The folder of the minutes is taken away under the live view, and put back, at random moments of its clock.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.screens.live import LiveScreen
from companion.tui.widgets.bars import RunsBar
from tests.bench.save import verdict
from tests.conftest import SPEECH

ROUNDS = 12
GOAL = 1.0  # seconds
PATIENCE = 8.0


async def measure(folder: Path) -> tuple[list[float], list[float], float]:
    """Seconds until a failure shows, and until its end does; milliseconds of one look at what there is to hear."""
    desk, away = folder / "desk", folder / "away"
    desk.mkdir()
    (desk / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    failed, healed = [], []
    app = CompanionApp(Session.open(desk / "讲话.txt", author="甲"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        screen.session.add_note(screen.session.parse("第一条"), "1.1")
        await until(lambda: "✓" in status(screen) and not screen.session.save_state.pending)
        for number in range(ROUNDS):
            await asyncio.sleep(random.random())
            desk.rename(away)
            screen.session.add_note(screen.session.parse(f"第 {number} 条"), "1.1")
            failed.append(await until(lambda: "讲话.minutes.toml" in status(screen)))
            await asyncio.sleep(random.random())
            away.rename(desk)
            healed.append(await until(lambda: "讲话.minutes.toml" not in status(screen)))
        began = time.perf_counter()
        for _ in range(100):
            screen._poll()
        look = (time.perf_counter() - began) * 10
        screen.session.close()
    return failed, healed, look


async def until(is_so: Callable[[], bool]) -> float:
    """Wait for something to be seen; the seconds it took."""
    began = time.perf_counter()
    while not is_so() and time.perf_counter() - began < PATIENCE:
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


def status(screen: LiveScreen) -> str:
    """The words of the status line."""
    bar = screen.query_one("#status", RunsBar)
    return "\n".join(bar.render_line(row).text for row in range(bar.size.height))


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        failed, healed, look = asyncio.run(measure(Path(name)))
    for what, took in (("failure shows", failed), ("its end shows", healed)):
        print(f"{what}: median {statistics.median(took):.2f} s, longest {max(took):.2f} s of {len(took)}")
    print(f"one look: {look:.2f} ms")
    verdict("a failure shows within a second", max(failed), GOAL)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
