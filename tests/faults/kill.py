"""R1: SIGKILL at random instants. R6: SIGKILL before and after every call that changes the disk."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.calls import count_calls, strike
from tests.faults.report import Report
from tests.faults.savers import MEMORY, Naive, Product

NOTES = 9
BLOW_WITHIN = 0.008  # seconds: as long as a publication takes


def random_instants(trials: int, notes: int, seed: int = 1) -> Report:
    """R1: no acknowledged note is lost, the file always parses; the naive saver loses in half the trials.

    The blow falls after so many notes on average; in every fifth trial while the minutes are being opened.
    """
    report = Report("R1 kill -9 at random")
    gc.freeze()
    for acked, folder in _trials(_rarely_published, trials, notes, seed):
        _check(report, acked, folder, "killed")
    tried = max(trials // 10, 30)
    control = sum(_naive_lost(acked, folder) for acked, folder in _trials(Naive, tried, 8, seed))
    report.control, report.caught = f"naive saver lost in {control} of {tried}", control * 2 >= tried
    return report


def _rarely_published(folder: Path) -> Product:
    return Product(folder, publish_every=16)


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
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY))
    pid, reader = fork_saver(
        kind,
        folder,
        notes,
        lambda: strike(name, number, lambda: os.kill(os.getpid(), signal.SIGKILL), after=after),
    )
    acked = read_acks(reader)
    os.waitpid(pid, 0)
    return folder, acked


def _trials(kind, trials: int, notes: int, seed: int) -> Iterator[tuple[set[int], Path]]:
    """What each trial acknowledged, and its folder."""
    rng = random.Random(seed)
    for number in range(trials):
        folder = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY))
        pid, reader = fork_saver(kind, folder, 10**6)
        said = b""
        if number % 5:
            wanted = rng.randrange(1, 2 * notes * 5 // 4)
            while said.count(b"\n") <= wanted:
                said += os.read(reader, 65536)
        time.sleep(rng.random() * BLOW_WITHIN)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        yield _numbers(said) | read_acks(reader), folder


def fork_saver(kind, folder: Path, notes: int, prepare=lambda: None) -> tuple[int, int]:
    """Run a saver in a process of its own; returns its number and where to read what it acknowledged."""
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


def read_acks(reader: int) -> set[int]:
    """What a saver acknowledged until it ended."""
    with os.fdopen(reader, "rb") as pipe:
        return _numbers(pipe.read())


def _numbers(said: bytes) -> set[int]:
    return {int(line) for line in said.split()} - {0}


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
        return bool(acked - Naive.load(folder))
    except ValueError:
        return True
    finally:
        shutil.rmtree(folder, ignore_errors=True)
