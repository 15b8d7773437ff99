"""R12: how long an acknowledgement takes."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

import tomli_w

from companion.model.document import Change
from companion.storage.store import MinutesStore
from tests.faults.desk import slowness
from tests.faults.report import Report

MIDDLE, HIGH = 5.0, 50.0  # milliseconds: the goals for the median and for 99 in 100


def latency(notes: int) -> Report:
    """R12: how long an acknowledgement takes, beside what is planted to be slow: the whole file each time."""
    report = Report("R12 acknowledgement", tried=notes, acknowledged=notes)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        store = MinutesStore.open(Path(name) / "speech.minutes.toml")
        took = []
        for number in range(notes):
            began = time.perf_counter()
            store.commit([Change("notes", f"n{number:06}", {"kind": "comment", "text": f"记录 {number}"})])
            took.append((time.perf_counter() - began) * 1000)
        store.close()
    took.sort()
    middle, high = took[len(took) // 2], took[int(len(took) * 0.99)]
    report.figures = f"p50 {middle:.2f} ms, p99 {high:.2f} ms, max {took[-1]:.1f} ms"
    if middle > MIDDLE * slowness() or high > HIGH * slowness():
        report.wrong.append(f"goal: p50 ≤ {MIDDLE:.0f} ms, p99 ≤ {HIGH:.0f} ms")
    first, last = _whole_file_each_time(notes)
    report.control = f"a saver of the whole file slows down {last / first:.0f} times from the first notes to the last"
    report.caught = last / first > 2
    return report


def _whole_file_each_time(notes: int) -> tuple[float, float]:
    took, rows = [], []
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        for number in range(notes):
            began = time.perf_counter()
            rows.append({"id": str(number), "text": f"记录 {number} " * 100})
            (Path(name) / "minutes.toml").write_text(tomli_w.dumps({"notes": rows}))
            took.append(time.perf_counter() - began)
    return statistics.median(took[: notes // 5]), statistics.median(took[-notes // 5 :])
