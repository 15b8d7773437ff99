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

DAY, HOUR, MINUTE = 86_400, 3_600, 60
ZONE = "Europe/Berlin"
LEAP = 0.5  # seconds from the moment at which the clock is set until the hour leaps, in Berlin at 01:00 UTC
DAY, HOUR, MINUTE = 86_400, 3_600, 60
ZONE = "Europe/Berlin"
WORN = "words that were changed %s"
SUMMER, WINTER = datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp(), datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp()
# How far the clock is ahead at first, and from the middle of the meeting on, in seconds, by the true time.
JUMPS = {
    "a day back": lambda now: (0.0, -DAY),
    "a day on": lambda now: (0.0, DAY),
    "an hour back": lambda now: (0.0, -HOUR),
    "the begin of summer time": lambda now: (SUMMER - MINUTE - now, SUMMER - LEAP - now),
    "the end of summer time": lambda now: (WINTER - MINUTE - now, WINTER - LEAP - now),
}


def jumps(notes: int, rounds: int) -> Report:
    """C3: nothing is lost, notes stand in the order in which they were typed, no time is below nothing."""
    report = Report("C3 clock jumps", skipped=no_compiler())
    if report.skipped:
        return report
    with library() as control:
        for _ in range(rounds):
            for name in JUMPS:
                _meet(report, control, name, notes)
        with desk() as speech:
            said = _run(control, speech, "a day back", notes, "wall")
    report.caught = _order(said) != sorted(_order(said))
    report.control = f"times of the wall clock alone {'turn the notes about' if report.caught else 'do no harm'}"
    return report


def _meet(report: Report, control: Control, name: str, notes: int) -> None:
    with desk() as speech:
        said = _run(control, speech, name, notes, "product")
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


def _run(control: Control, speech: Path, name: str, notes: int, whose: str) -> dict:
    """The meeting, in a process with a clock of its own; what it says of itself."""
    control.ahead = 0
    command = [sys.executable, "-m", "tests.faults.clocks", str(speech), name, str(notes), whose]
    environment = {**os.environ, **control.environment, "TZ": ZONE}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1_000:]
    return json.loads(done.stdout)


def _meeting(speech: Path, name: str, notes: int, whose: str) -> dict:
    """Notes, ticks, one note changed again and again; half way through the clock leaps."""
    wall = (lambda: datetime.now().astimezone()) if whose == "wall" else None
    control = Control.of_this_process()
    control.ahead = int(JUMPS[name](time.time())[0] * 1e9)
    session = Session.open(speech, author="Li", now=wall)
    pace, least, shown = MeetingPace(session), 0.0, [_shown()]
    worn = session.add_note(session.parse(WORN % "first"), session.speaker).id
    for number in range(notes):
        session.add_note(session.parse(f"note {number}"), session.outline.points[2].id)
        session.edit_note(worn, session.parse(WORN % number))
        if number % 4 == 0:
            session.tick(session.speaker)
        if number == notes // 2:
            control.ahead = int(JUMPS[name](time.time() - control.ahead / 1e9)[1] * 1e9)
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
    place, jump, count, whose_time = sys.argv[1:]
    print(json.dumps(_meeting(Path(place), jump, int(count), whose_time)))
