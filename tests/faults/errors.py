"""R5: each errno at each call that touches the minutes or what is kept of them here, once and for good."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from companion.catalogue import choose_language
from companion.errors import CompanionError
from tests.faults.alarm import alarms
from tests.faults.native import CALLS, EVER, Control, Fault, library, no_compiler
from tests.faults.report import Report
from tests.faults.savers import MEMORY, Naive, Product, SaysSavedAnyway

ERRNOS = [
    errno.ENOSPC,
    errno.EIO,
    errno.EROFS,
    errno.EACCES,
    errno.EDQUOT,
    errno.EINTR,
    errno.ESTALE,
]
SHORT = 0
BURST = 20  # interrupted calls in a row: Python tries again for ever, and so would the fault last for ever
BEFORE, DURING = range(1, 8), range(8, 17)  # the notes of a meeting that ended, and of the one with the fault
PUBLISH_EVERY = 4


def sweep(limit: int | None, seen: int, seed: int = 1) -> Report:
    """All injections, or a random choice of them, and how soon the program's own screen tells of `seen` faults."""
    report = Report("R5 errno at every call", skipped=no_compiler())
    if report.skipped:
        return report
    with library() as control:
        command = [sys.executable, "-m", "tests.faults.errors", str(limit or 0), str(seed)]
        environment = {**os.environ, **control.environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            report.wrong.append(f"the rig ended: {done.stderr[-600:]}")
            return report
        report = Report(**json.loads(done.stdout))
        alarms(report, control, seen)
    return report


def injections(limit: int | None, seed: int) -> Report:
    """The sweep, in a process that was started with the library."""
    control, report = Control.of_this_process(), Report("R5 errno at every call")
    chosen = _chosen(control, limit, seed)
    for name, fault in chosen:
        _Trial(control, report, name, fault).run()
    lasting = sum(fault.last > fault.first for _, fault in chosen)
    calls = ", ".join(call for call in CALLS if any(fault.call == call for _, fault in chosen))
    report.figures = f"{lasting} lasting, of {calls}"
    losses = sum(_control(control, Fault("write", errno.EIO, number, EVER)) for number in range(1, 11))
    report.control, report.caught = f"a saver that swallows errors lost in {losses} of 10", losses >= 5
    return report


def _chosen(control: Control, limit: int | None, seed: int) -> list[tuple[str, Fault]]:
    found = [(name, fault) for name in _SCENES for fault in _faults(_Trial(control, Report(""), name, None).run())]
    return found if limit is None else random.Random(seed).sample(found, min(limit, len(found)))


def _faults(counts: dict[str, int]) -> Iterator[Fault]:
    for call, count in counts.items():
        for number in range(1, count + 1):
            for error in [*ERRNOS, *([SHORT] if call == "write" else [])]:
                yield Fault(call, error, number, number)
                yield Fault(call, error, number, number + BURST if error == errno.EINTR else EVER)


class _Trial:
    """One meeting with one fault: what was acknowledged is there when the fault is over."""

    def __init__(self, control: Control, report: Report, name: str, fault: Fault | None) -> None:
        self.control, self.report, self.name, self.fault = control, report, name, fault
        self.acked: set[int] = set()
        self.saver: Product | None = None
        self.folder = Path()

    def run(self) -> dict[str, int]:
        """Carry it out; returns how often each call came."""
        with _folder() as self.folder:
            try:
                begin, during = _SCENES[self.name]
                begin(self)
                self.control.watch(self.folder)
                self.control.begin(self.fault)
                during(self)
                self.control.end()
                counts = self.control.counts
                self._is_over()
            except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
                self.control.end()
                self._wrong(f"uncaught {error!r}")
                counts = {}
        if self.control.failed or self.fault is None:  # how often a folder is looked at hangs on the time
            self.report.tried += 1
            self.report.acknowledged += len(self.acked)
        return counts

    # What comes before the fault

    def begin_nothing(self) -> None:
        """The minutes are open, nothing is written yet."""
        self.saver = Product(self.folder)

    def begin_after_crash(self) -> None:
        """A meeting ended at once, with notes that are in its journal alone and a line half typed."""
        saver = Product(self.folder)
        for number in BEFORE:
            saver.note(number)
            if number == PUBLISH_EVERY:
                saver.publish()
        saver.store.save_draft("half a line")
        assert saver.store._journal is not None
        saver.store._journal.release()
        self.acked |= set(BEFORE)

    # What meets the fault

    def note(self) -> None:
        """Notes, drafts, publications, looks around."""
        assert self.saver is not None
        for number in DURING:
            self._add(number)
            if number % PUBLISH_EVERY == 0:
                self._publish()

    def come_back(self) -> None:
        """The minutes are opened again, and a few notes are made."""
        try:
            self.saver = Product(self.folder)
        except CompanionError:
            return
        for number in DURING[:2]:
            self._add(number)
        self._publish()
        self._leave()

    def leave(self) -> None:
        """Notes are made, and the program ends."""
        assert self.saver is not None
        for number in DURING[:2]:
            self._add(number)
        self._leave()

    def _add(self, number: int) -> None:
        assert self.saver is not None
        try:
            self.saver.note(number)
            self.acked.add(number)
        except CompanionError as error:
            if not self.saver.store.state.failure:
                self._wrong(f"no alarm after {error!r}")

    def _publish(self) -> None:
        assert self.saver is not None
        path, before = self.saver.path, self._bytes()
        if self.saver.store._journal is None:
            return
        if not self.saver.publish() and not self.saver.store.state.delay and self.saver.store._link is not None:
            self._wrong("no alarm though it is not in the file")
        publisher = self.saver.link.publisher
        assert publisher is not None
        after = self._bytes()
        if after not in (before, publisher.publication.rendering.render(publisher.publication.document)):
            self._wrong(f"neither the old file nor the new: {len(before or b'')}, {len(after or b'')} bytes")
        publisher.look()
        publisher.look_around()
        left = [one for one in path.parent.iterdir() if one.name.endswith(".tmp")] if self.fault is None else []
        if left:
            self._wrong(f"left behind: {left}")

    def _bytes(self) -> bytes | None:
        """What is in the file; the look at it does not meet the fault."""
        with self.control.paused():
            path = self.folder / "desk" / "speech.minutes.toml"
            return path.read_bytes() if path.exists() else None

    def _leave(self) -> None:
        assert self.saver is not None
        self.saver.store.close()
        self.saver = None

    # What is left when the fault is over

    def _is_over(self) -> None:
        saver = self.saver or Product(self.folder)
        last = DURING[-1] + 1
        saver.note(last)
        self.acked.add(last)
        if not saver.publish() or saver.store.state.failure or saver.store.state.delay:
            self._wrong(f"the fault is over, and still {saver.store.state.sentence}")
        if missing := self.acked - (Product.in_file(self.folder) or set()):
            self._lost(f"not in the file {sorted(missing)}")
        saver.store.close()
        if missing := self.acked - Product.load(self.folder):
            self._lost(f"gone at the next start {sorted(missing)}")

    def _wrong(self, what: str) -> None:
        self.report.wrong.append(f"{self._words}: {what}")

    def _lost(self, what: str) -> None:
        self.report.lost.append(f"{self._words}: {what}")

    @property
    def _words(self) -> str:
        if self.fault is None:
            return f"{self.name}, no fault"
        how = "once" if self.fault.first == self.fault.last else "lasting"
        what = errno.errorcode.get(self.fault.error, "short")
        return f"{self.name}, {self.fault.call} {self.fault.first} {what} {how}"


_SCENES: dict[str, tuple[Callable[[_Trial], None], Callable[[_Trial], None]]] = {
    "noting": (_Trial.begin_nothing, _Trial.note),
    "coming back": (_Trial.begin_after_crash, _Trial.come_back),
    "leaving": (_Trial.begin_nothing, _Trial.leave),
}


def _control(control: Control, fault: Fault) -> bool:
    with _folder() as folder:
        saver = SaysSavedAnyway(folder)
        control.watch(folder)
        control.begin(fault)
        for note in range(1, 5):
            saver.add(note)
        control.end()
        try:
            return bool({1, 2, 3, 4} - Naive.load(folder))
        except ValueError:
            return True


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    choose_language("en")
    print(json.dumps(asdict(injections(int(sys.argv[1]) or None, int(sys.argv[2])))))
