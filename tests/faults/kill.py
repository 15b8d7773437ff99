"""R1: SIGKILL at random instants. R6: SIGKILL before and after every call that changes the disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from tests.faults.calls import count_calls, strike
from tests.faults.report import Report
from tests.faults.savers import Naive, Product, RenameWithoutFsync

NOTES = 9


def random_instants(trials: int, seed: int) -> Report:
    """R1: no acknowledged note is lost, the file always parses; the naive saver loses in half the trials."""
    report = Report("R1 kill -9 at random")
    for _, acked, folder in _trials(Product, trials, seed, 0.03):
        _check(report, acked, folder, "killed")
    control = sum(_naive_lost(acked, folder) for _, acked, folder in _trials(Naive, max(trials // 10, 30), seed, 0.015))
    tried = max(trials // 10, 30)
    report.control, report.caught = f"naive saver lost in {control} of {tried}", control * 2 >= tried
    return report


def every_call(notes: int = NOTES, sides: tuple[bool, ...] = (False, True)) -> Report:
    """R6: the process dies at each call in turn, just before it (False) and just after it (True)."""
    report = Report("R6 kill at every call")
    for name, count in count_calls(Product, notes).items():
        for number in range(1, count + 1):
            for after in sides:
                folder, acked = run_struck(Product, notes, name, number, after=after)
                _check(report, acked, folder, f"{'after' if after else 'before'} {name} {number}")
    losses = 0
    for number in range(1, count_calls(Naive, 4)["write"] + 1):
        folder, acked = run_struck(Naive, 4, "write", number, after=False)
        losses += _naive_lost(acked, folder)
    report.control, report.caught = f"naive saver lost at {losses} calls", losses > 0
    return report


def run_struck(kind, notes: int, name: str, number: int, *, after: bool) -> tuple[Path, set[int]]:
    """Run a saver in a process that dies at one call; returns its folder and what it acknowledged."""
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    pid, reader = _fork(
        kind,
        folder,
        notes,
        lambda: strike(name, number, lambda: os.kill(os.getpid(), signal.SIGKILL), after=after),
    )
    acked = _read_acks(reader)
    os.waitpid(pid, 0)
    return folder, acked


def _trials(kind, trials: int, seed: int, longest: float):
    rng = random.Random(seed)
    for number in range(trials):
        folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        pid, reader = _fork(kind, folder, 10**6)
        if number % 5:
            wait_ready(reader)
        time.sleep(rng.random() * longest)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        yield number, _read_acks(reader), folder


def _fork(kind, folder: Path, notes: int, prepare=lambda: None) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    send = os.write
    try:
        os.close(reader)
        saver = kind(folder)
        prepare()
        send(writer, b"0\n")
        for number in range(1, notes + 1):
            saver.add(number)
            send(writer, b"%d\n" % number)
    finally:
        os._exit(9)


def _read_acks(reader: int) -> set[int]:
    with os.fdopen(reader, "rb") as pipe:
        return {int(line) for line in pipe.read().split()} - {0}


def wait_ready(reader: int) -> None:
    """Wait until the saver in the child is open, however busy the machine is."""
    os.read(reader, 2)


def _check(report: Report, acked: set[int], folder: Path, what: str) -> None:
    report.tried += 1
    report.acknowledged += len(acked)
    try:
        Product.in_file(folder)
        missing = acked - Product.load(folder)
    except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
        report.wrong.append(f"{what}: {error!r}")
    else:
        if missing:
            report.lost.append(f"{what}: {sorted(missing)[:5]}")
    shutil.rmtree(folder, ignore_errors=True)


def _naive_lost(acked: set[int], folder: Path) -> bool:
    try:
        return bool(acked - RenameWithoutFsync.load(folder))
    except ValueError:
        return True
    finally:
        shutil.rmtree(folder, ignore_errors=True)
