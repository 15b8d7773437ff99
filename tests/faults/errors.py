"""R5: each errno at each call that changes the disk, once and for good."""

from __future__ import annotations

import errno
import random
import shutil
import tempfile
from pathlib import Path

from tests.faults.calls import CHANGING, count_calls, refuse, restore
from tests.faults.report import Report
from tests.faults.savers import REFUSALS, Product, SaysSavedAnyway

NOTES = 9
ERRNOS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.ESTALE]


def sweep(limit: int | None = None, seed: int = 1) -> Report:
    """All injections, or a random choice of them: nothing acknowledged is lost, nothing uncaught, all
    heals."""
    report = Report("R5 errno at every call")
    for name, number, code, lasting in _injections(Product, NOTES, limit, seed):
        _inject(report, name, number, code, lasting)
    losses = sum(_control(*injection) for injection in _injections(SaysSavedAnyway, 4, 40, seed))
    report.control, report.caught = f"a saver that swallows errors lost in {losses} of 40", losses > 0
    return report


def _injections(kind, notes: int, limit: int | None, seed: int) -> list[tuple[str, int, int, bool]]:
    counts = count_calls(kind, notes)
    found = [
        (name, number, code, lasting)
        for name in CHANGING
        for number in range(1, counts[name] + 1)
        for code in [*ERRNOS, *([0] if name == "write" else [])]
        for lasting in (False, True)
    ]
    return found if limit is None else random.Random(seed).sample(found, min(limit, len(found)))


def _inject(report: Report, name: str, number: int, code: int, lasting: bool) -> None:
    what = f"{name} {number} {errno.errorcode.get(code, 'short')} {'lasting' if lasting else 'once'}"
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    acked: set[int] = set()
    try:
        saver = Product(folder)
        stop = refuse(name, number, code, lasting=lasting)
        for note in range(1, NOTES + 1):
            try:
                saver.add(note)
                acked.add(note)
            except REFUSALS as error:
                if not saver.store.state.failure:
                    report.wrong.append(f"{what}: no alarm after {error!r}")
        stop()
        saver.add(NOTES + 1)
        acked.add(NOTES + 1)
        if not saver.publish():
            report.wrong.append(f"{what}: the file is not written though the fault is over")
        if acked - (Product.in_file(folder) or set()):
            report.lost.append(f"{what}: not in the file {acked}")
        saver.store.close()
        restore()
        if acked - Product.load(folder):
            report.lost.append(f"{what}: gone at the next start")
    except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
        report.wrong.append(f"{what}: uncaught {error!r}")
    finally:
        restore()
        shutil.rmtree(folder, ignore_errors=True)
    report.tried += 1
    report.acknowledged += len(acked)


def _control(name: str, number: int, code: int, lasting: bool) -> bool:
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    try:
        saver = SaysSavedAnyway(folder)
        refuse(name, number, code, lasting=lasting)
        for note in range(1, 5):
            saver.add(note)
        restore()
        return bool({1, 2, 3, 4} - SaysSavedAnyway.load(folder))
    except (ValueError, OSError):
        return True
    finally:
        restore()
        shutil.rmtree(folder, ignore_errors=True)
