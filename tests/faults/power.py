"""R3: power cuts, on a real file system that is told to stop."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.kill import fork_saver, read_acks, wait_ready
from tests.faults.mounts import make_image, no_loop, shut_down
from tests.faults.report import Report
from tests.faults.savers import Product, RenameWithoutFolderSync, RenameWithoutFsync

MANY = 50  # cuts


def power_cuts(cuts: int, kind: str = "ext4", seed: int = 1) -> Report:
    """R3: the machine stops at a random moment; what the disk had not been told to keep is gone."""
    report = Report(
        f"R3 power cut, {kind}",
        skipped=no_loop() or ("" if shutil.which(f"mkfs.{kind}") else f"needs mkfs.{kind}"),
    )
    if report.skipped:
        return report
    for acked, missing, wrong in _cuts(Product, cuts, kind, seed):
        report.tried += 1
        report.acknowledged += acked
        report.lost += [f"cut: {missing}"] if missing else []
        report.wrong += [wrong] if wrong else []
    found = []
    for saver in (RenameWithoutFsync, RenameWithoutFolderSync):
        rounds = list(_cuts(saver, max(cuts // 10, 6), kind, seed))
        found.append((saver.__name__, sum(bool(missing or wrong) for _, missing, wrong in rounds), len(rounds)))
    report.control = ", ".join(f"{name} lost in {lost} of {tried}" for name, lost, tried in found)
    # A name that was never synced gets to the disk by luck most of the time: a few cuts need not show it.
    report.caught = found[0][1] > 0 and all(lost or tried < MANY for _, lost, tried in found)
    return report


def _cuts(kind, cuts: int, system: str, seed: int) -> Iterator[tuple[int, list[int], str]]:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        image, place = Path(name) / "image", Path(name) / "mount"
        place.mkdir()
        make_image(image, system, 8 if system == "ext4" else 320)
        for number in range(cuts):
            subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
            folder = place / f"cut{number}"
            folder.mkdir()
            os.sync()
            pid, reader = fork_saver(kind, folder, 10**6)
            wait_ready(reader)
            time.sleep(rng.random() * 0.12)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            acked = read_acks(reader)
            shut_down(place)
            subprocess.run(["umount", str(place)], check=True, capture_output=True)
            subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
            try:
                missing, wrong = sorted(acked - kind.load(folder))[:5], ""
            except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
                missing, wrong = [], repr(error)
            shutil.rmtree(folder)
            subprocess.run(["umount", str(place)], check=True, capture_output=True)
            yield len(acked), missing, wrong
