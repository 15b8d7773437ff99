"""C3: the clock is set a day back or on, or leaps an hour for summer, in the middle of a meeting."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from companion.model.minutes import Minutes
from companion.session.pace import MeetingPace
from companion.session.session import Session
from companion.storage.damage import read_minutes
from tests.faults.desk import desk
from tests.faults.native import Control, library, no_compiler
from tests.faults.report import Report

DAY, HOUR = 86_400, 3_600
ZONE = "Europe/Berlin"
LEAP = 1.2  # seconds within which the hour leaps, when it does
WORN = "words that were changed %s"
# What is added to the true time before and after, in seconds.
JUMPS = {
    "a day back": lambda now: (0, -DAY),
    "a day on": lambda now: (0, DAY),
    "the end of summer time": lambda now: (_until(now, 2026, 10, 25), _until(now, 2026, 10, 25)),
    "the begin of summer time": lambda now: (_until(now, 2026, 3, 29), _until(now, 2026, 3, 29)),
    "an hour back by hand": lambda now: (0, -HOUR),
}


def _until(now: float, year: int, month: int, day: int) -> float:
    """What to add to the true time so that the hour leaps in a second: in Berlin it does at 01:00 UTC."""
    return datetime(year, month, day, 1, tzinfo=UTC).timestamp() - 1 - now


def jumps(notes: int, rounds: int) -> Report:
    """C3: nothing is lost, notes stand in the order in which they were typed, no time is below nothing."""
    report = Report("C3 clock jumps", skipped=no_compiler())
    if report.skipped:
        return report
    with library() as control:
        for _ in range(rounds):
            for name, jump in JUMPS.items():
                _meet(report, control, name, jump(time.time()), notes)
        with desk() as speech:
            said = _run(control, speech, JUMPS["a day back"](time.time()), notes, "wall")
    report.caught = _order(said) != sorted(_order(said))
    report.control = f"times of the wall clock alone {'turn the notes about' if report.caught else 'do no harm'}"
    return report


def _meet(report: Report, control: Control, name: str, ahead: tuple[float, float], notes: int) -> None:
    with desk() as speech:
        said = _run(control, speech, ahead, notes, "product")
        path = speech.with_name("speech.minutes.toml")
        found = {note.text for note in Minutes.of(read_minutes(path.read_bytes(), path)).notes}
        expected = {f"note {number}" for number in range(notes)} | {WORN % (notes - 1)}
        report.tried += 1
        report.acknowledged += notes
        report.lost += [f"{name}: {sorted(expected - found)[:4]}"] if expected - found else []
        if _order(said) != sorted(_order(said)) or len(_order(said)) != notes:
            report.wrong.append(f"{name}: notes in the order {_order(said)}")
        if said["least"] < 0 or said["leap"] < HOUR / 2:
            report.wrong.append(f"{name}: a time of {said['least']} s; the clock leapt {said['leap']:.0f} s")


def _order(said: dict[str, list[str]]) -> list[int]:
    return [int(text.split()[-1]) for text in said["order"] if text.startswith("note ")]


def _run(control: Control, speech: Path, ahead: tuple[float, float], notes: int, whose: str) -> dict:
    """The meeting, in a process with a clock of its own; what it says of itself."""
    control.ahead = int(ahead[0] * 1e9)
    command = [sys.executable, "-m", "tests.faults.clocks", str(speech), str(ahead[1]), str(notes), whose]
    environment = {**os.environ, **control.environment, "TZ": ZONE}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1_000:]
    return json.loads(done.stdout)


def _meeting(speech: Path, after: float, notes: int, whose: str) -> dict:
    """Notes, ticks, one note changed again and again; half way through the clock leaps."""
    wall = (lambda: datetime.now().astimezone()) if whose == "wall" else None
    control, session = Control.of_this_process(), Session.open(speech, author="Li", now=wall)
    pace, least, shown = MeetingPace(session), 0.0, [_shown()]
    worn = session.add_note(session.parse(WORN % "first"), session.speaker).id
    for number in range(notes):
        session.add_note(session.parse(f"note {number}"), session.outline.points[2].id)
        session.edit_note(worn, session.parse(WORN % number))
        if number % 4 == 0:
            session.tick(session.speaker)
        if number == notes // 2:
            control.ahead = int(after * 1e9)
            time.sleep(LEAP)
        if (times := pace.times()) is not None:
            least = min(least, times.elapsed, times.left, times.left_in_point, times.section.elapsed)
        shown.append(_shown())
    order = [note.text for note in session.register.all_notes()]
    session.close()
    return {"order": order, "least": least, "leap": max(shown) - min(shown)}


def _shown() -> float:
    """What the clock on the wall shows, less what went by: moves only when it jumps."""
    shown = datetime.now()
    return (shown - datetime(2026, 1, 1)).total_seconds() - time.monotonic()


if __name__ == "__main__":
    place, later, count, kind = sys.argv[1:]
    print(json.dumps(_meeting(Path(place), float(later), int(count), kind)))
