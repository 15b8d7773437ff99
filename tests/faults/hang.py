"""R8: the drive with the minutes stops answering."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from companion.model.document import Change
from companion.storage.damage import read_minutes
from companion.storage.store import MinutesStore
from tests.faults.desk import slowness
from tests.faults.mounts import mounted, no_loop
from tests.faults.report import Report
from tests.faults.savers import Naive

FREEZE, THAW = 0xC0045877, 0xC0045878
TICK, ACKNOWLEDGED, LEFT = 0.1, 0.1, 3.0  # seconds


def hung_drive(seconds: float) -> Report:
    """R8: the drive with the minutes stops answering: noting goes on, leaving takes three seconds, all
    comes in later."""
    report = Report("R8 drive hangs", skipped=no_loop())
    if report.skipped:
        return report
    with tempfile.TemporaryDirectory(prefix="faults-") as name, mounted("ext4", 8) as place:
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        path = place / "speech.minutes.toml"
        with _frozen(place):
            waits = _waits_for(place)
        store = MinutesStore.open(path)
        store.commit([_note(0)])
        store.flush(10)
        with _frozen(place):
            took = _note_for(store, seconds, report)
            began = time.monotonic()
            store.close()
            leaving = time.monotonic() - began
        report.control, report.caught = f"a saver in this process waits {'for good' if waits else 'not at all'}", waits
        late, high = sum(one > TICK for one in took), sorted(took)[len(took) * 99 // 100]
        report.figures = f"p99 {high * 1000:.0f} ms, ticks late {late} of {len(took)}, left in {leaving:.1f} s"
        if high > ACKNOWLEDGED * slowness() or late * 10 > len(took) or leaving > LEFT + 0.5:
            report.wrong.append(f"too slow: {report.figures}")
        again = MinutesStore.open(path)
        if len(again.document.records("notes")) != report.acknowledged + 1:
            report.lost.append(f"{len(again.document.records('notes'))} of {report.acknowledged + 1}")
        again.poll()
        if (
            not again.flush(10)
            or len(read_minutes(path.read_bytes(), path).records("notes")) != report.acknowledged + 1
        ):
            report.wrong.append(f"not in the file afterwards: {again.state}")
        again.close()
    report.tried = 1
    return report


def _waits_for(place: Path) -> bool:
    """Whether a process that writes into the folder itself still waits after a second."""
    pid = os.fork()
    if pid == 0:
        try:
            Naive(place).add(1)
        finally:
            os._exit(0)
    time.sleep(1.0)
    done, _ = os.waitpid(pid, os.WNOHANG)
    if not done:
        os.kill(pid, signal.SIGKILL)
    return not done


@contextlib.contextmanager
def _frozen(place: Path) -> Iterator[None]:
    handle = os.open(place, os.O_RDONLY)
    fcntl.ioctl(handle, FREEZE, 0)
    try:
        yield
    finally:
        fcntl.ioctl(handle, THAW, 0)
        os.close(handle)


def _note_for(store: MinutesStore, seconds: float, report: Report) -> list[float]:
    """Notes for so many seconds, and a look at how saving goes after each; returns how long each took."""
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        report.acknowledged += 1
        store.commit([_note(report.acknowledged)])
        store.poll()
        took.append(time.monotonic() - began)
        time.sleep(0.05)
    return took


def _note(number: int) -> Change:
    return Change("notes", f"n{number:06}", {"kind": "comment", "point": "1", "text": str(number)})
