"""Faults, row by row: `python -m tests.faults` in short, `--long` in full; `--row R1` one row. Prints the
counts."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time

from companion.catalogue import choose_language
from tests.faults import (
    clocks,
    errors,
    hang,
    kill,
    latency,
    life,
    loaders,
    model,
    power,
    program,
    refusals,
    rubbish,
    states,
    texts,
    writers,
)
from tests.faults.report import Report

ROWS = {
    "R1": (lambda: kill.random_instants(60, 12), lambda: kill.random_instants(10_000, 52)),
    "R2": (lambda: program.struck(2, 1), lambda: program.struck(400, 20, workers=3)),
    "R3": (lambda: power.power_cuts(12), lambda: power.power_cuts(1_000)),
    "R3xfs": (lambda: power.power_cuts(0, "xfs"), lambda: power.power_cuts(500, "xfs")),
    "R4": (lambda: states.all_states(6, 2), lambda: states.all_states(16)),
    "R5": (lambda: errors.sweep(150, 2), lambda: errors.sweep(None, 48)),
    "R6": (lambda: kill.every_call(5, (True,)), lambda: kill.every_call(13)),
    "R7": (refusals.refusals, refusals.refusals),
    "R8": (lambda: hang.hung_drive(1), lambda: hang.hung_drive(30)),
    "R9": (lambda: life.stalled(2), lambda: life.stalled(30)),
    "R10": (lambda: life.struck(8), lambda: life.struck(160)),
    "R11": (lambda: rubbish.rubbish(16, 150), lambda: rubbish.rubbish(60, 10_000)),
    "R12": (lambda: latency.latency(200), lambda: latency.latency(1_000)),
    "S3": (lambda: loaders.fuzz(SOME, few_bombs=True), lambda: loaders.fuzz(MANY, few_bombs=False, workers=2)),
    "S4": (lambda: texts.round_trips(100), lambda: texts.round_trips(20_000)),
    "S5": (lambda: texts.damages(120), lambda: texts.damages(2_000)),
    "C1": (lambda: writers.together(2, 40), lambda: writers.together(50, 200)),
    "C2": (lambda: model.model(40, 30), lambda: model.model(1_000, 40)),
    "C3": (lambda: clocks.jumps(8, 1), lambda: clocks.jumps(40, 10)),
}
SOME = {"toml": 800, "txt": 200, "md": 200, "docx": 150}
MANY = {"docx": 200_000, "toml": 1_000_000, "txt": 200_000, "md": 200_000}
LONG_ONLY = {"R3xfs"}


def run(row: str, *, long: bool) -> Report:
    """Carry out one row in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="faults-home-") as home:
        os.environ["XDG_STATE_HOME"] = home
        return ROWS[row][long]()


def main() -> int:
    """Run rows and print a line for each; exit code 1 when one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the full figures; three quarters of an hour")
    parser.add_argument("--row", action="append", choices=ROWS, help="only this row (repeatable)")
    chosen = parser.parse_args()
    choose_language("en")
    good = True
    for row in chosen.row or ROWS:
        if row in LONG_ONLY and not chosen.long:
            continue
        began = time.monotonic()
        report = run(row, long=chosen.long)
        good &= report.is_good
        print(f"{report.line()}  [{time.monotonic() - began:.0f} s]", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
