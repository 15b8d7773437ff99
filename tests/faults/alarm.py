"""How soon the program's own screen tells that something could not be saved, and that it could be after all."""

from __future__ import annotations

import errno
import random
import re
import tempfile
import time
from pathlib import Path

from companion.storage.damage import read_minutes
from tests.faults.desk import SPEECH, slowness
from tests.faults.native import EVER, Control, Fault
from tests.faults.report import Report
from tests.terminal import Terminal

ERRNOS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.ESTALE)
# Without the minutes' folder notes are saved on this machine and said to be not in the file; without any, not at all.
LASTS = 1.2  # seconds that a fault goes on after it was seen
PLACES = {
    "desk": (("open", "write", "fsync", "rename", "chmod", "stat"), "not yet in the file"),
    "": (("write", "fsync"), "NOT SAVED"),
}
GOOD = re.compile(r"✓ saved \d")
WITHIN = 1.0  # seconds
PATIENCE = 8.0


def alarms(report: Report, control: Control, faults: int, seed: int = 1) -> None:
    """Lasting faults under one running program: seen on its screen within a second, and over when they are."""
    chosen = [
        (place, call, error, words)
        for place, (calls, words) in PLACES.items()
        for call in calls
        for error in ERRNOS
    ]
    chosen = random.Random(seed).sample(chosen, min(faults, len(chosen)))
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        rig = _Rig(report, control, Path(name))
        rig.run(chosen)
    slowest = max(rig.delays, default=0.0)
    report.tried += len(chosen)
    report.figures += f"; {len(chosen)} on the screen, the slowest alarm after {slowest:.2f} s"


class _Rig:
    """One program in a terminal, and the faults it meets one after another."""

    def __init__(self, report: Report, control: Control, folder: Path) -> None:
        self.report, self.control, self.folder = report, control, folder
        self.delays: list[float] = []
        self.speech = folder / "desk" / "speech.txt"
        self.speech.parent.mkdir()
        self.speech.write_text(SPEECH, encoding="utf-8")
        self.environment = {
            **control.environment,
            "XDG_STATE_HOME": str(folder / "state"),
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "temporary"),
        }
        (folder / "temporary").mkdir()

    def run(self, faults: list[tuple[str, str, int, str]]) -> None:
        """A note under each fault; in the end all notes are there."""
        with Terminal("--lang", "en", self.speech, env=self.environment, columns=150) as terminal:
            terminal.wait_for("→")
            for number, fault in enumerate(faults):
                self._meet(terminal, number, *fault)
            terminal.type("\x1b[21~")
            terminal.wait_end()
        self._count(len(faults))

    def _meet(self, terminal: Terminal, number: int, place: str, call: str, error: int, words: str) -> None:
        what = f"screen, {place or 'everywhere'}, {call} {errno.errorcode[error]}"
        self.control.watch(self.folder / place)
        self.control.begin(Fault(call, error, 1, EVER))
        terminal.type(f"note {number}.\r")
        delay = self._seen(terminal, words)
        terminal.read(LASTS)
        self.control.end()
        if delay is None:
            self.report.wrong.append(f"{what}: no alarm, {self.control.failed} calls failed\n{terminal.text[-300:]}")
        else:
            self.delays.append(delay)
            if delay > WITHIN * slowness():
                self.report.wrong.append(f"{what}: the alarm came after {delay:.2f} s")
        if words == "NOT SAVED":
            self._again(terminal, what)
        if not self._heals(terminal):
            self.report.wrong.append(f"{what}: not over when the fault is\n{terminal.text[-300:]}")

    def _seen(self, terminal: Terminal, words: str) -> float | None:
        """Seconds from the first call that failed until the screen shows some words; None when it does not."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            terminal.read(0.01)
            if self.control.failed and words in terminal.text:
                return self.control.failing_for
        return None

    def _again(self, terminal: Terminal, what: str) -> None:
        """What was refused stands in the line still; the alarm is over by itself, and Enter makes the note."""
        until = time.monotonic() + PATIENCE
        while "NOT SAVED" in terminal.text and time.monotonic() < until:
            terminal.read(0.02)
        if "NOT SAVED" in terminal.text:
            self.report.wrong.append(f"{what}: still not saved when the fault is over")
        terminal.type("\r")

    def _heals(self, terminal: Terminal) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            terminal.read(0.02)
            if GOOD.search(terminal.text):
                return True
        return False

    def _count(self, notes: int) -> None:
        path = self.speech.with_name("speech.minutes.toml")
        found = {fields["text"] for fields in read_minutes(path.read_bytes(), path).records("notes").values()}
        self.report.acknowledged += notes
        self.report.lost += [f"note {number}." for number in range(notes) if f"note {number}." not in found]
