"""Rigs that need the machine's help: a power cut (R3), ten kinds of refusal (R7), a drive that hangs (R8)."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import Change
from companion.storage.damage import read_minutes
from companion.storage.store import MinutesStore
from tests.faults.kill import _fork, _read_acks, wait_ready
from tests.faults.report import Report
from tests.faults.savers import Naive, Product, RenameWithoutFolderSync, RenameWithoutFsync, SaysSavedAnyway

EXT4_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
FREEZE, THAW = 0xC0045877, 0xC0045878


def no_loop() -> str:
    """Why no loop device can be mounted here; empty when one can."""
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which("mkfs.ext4"):
        return "needs mkfs.ext4"
    try:
        with mounted("ext4", 4) as _:
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no loop mounts here ({error})"


@contextlib.contextmanager
def mounted(kind: str, megabytes: int, options: str = "loop") -> Iterator[Path]:
    """A small file system of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        image, place = Path(name) / "image", Path(name) / "mount"
        place.mkdir()
        make_image(image, kind, megabytes)
        subprocess.run(["mount", "-o", options, str(image), str(place)], check=True, capture_output=True)
        try:
            yield place
        finally:
            subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def make_image(image: Path, kind: str, megabytes: int) -> None:
    """A fresh file system in a file."""
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    command = ["mkfs.ext4", "-q", "-F", "-m0"] if kind == "ext4" else ["mkfs.xfs", "-q", "-f"]
    subprocess.run([*command, str(image)], check=True, capture_output=True)


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
    report.caught = found[0][1] > 0
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
            pid, reader = _fork(kind, folder, 10**6)
            wait_ready(reader)
            time.sleep(rng.random() * 0.12)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            acked = _read_acks(reader)
            _shut_down(place)
            subprocess.run(["umount", str(place)], check=True, capture_output=True)
            subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
            try:
                missing, wrong = sorted(acked - kind.load(folder))[:5], ""
            except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
                missing, wrong = [], repr(error)
            shutil.rmtree(folder)
            subprocess.run(["umount", str(place)], check=True, capture_output=True)
            yield len(acked), missing, wrong


def _shut_down(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, EXT4_SHUTDOWN, ctypes.c_uint32(NO_LOG_FLUSH))
    finally:
        os.close(handle)


def refusals() -> Report:
    """R7: full, read-only, unchangeable, out of handles, gone: the program lives, says so, and loses
    nothing."""
    report = Report("R7 refusals")
    skipped = []
    for name, scenario in _SCENARIOS.items():
        needs_root = name not in _FOR_ANYONE
        if needs_root and (reason := no_loop()):
            skipped.append(f"{name} ({reason})")
            continue
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            try:
                scenario(Path(folder), report, name)
            except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
                report.wrong.append(f"{name}: {error!r}")
        report.tried += 1
    report.figures = f"skipped: {', '.join(skipped)}" if skipped else ""
    lost = _swallowed()
    report.control, report.caught = f"a saver that swallows refusals lost {lost} of 8 notes", lost > 0
    return report


def _swallowed() -> int:
    """What a saver loses that does not look at what the disk says, when files may not grow."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        saver, old = SaysSavedAnyway(Path(name)), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150, old[1]))
        try:
            for number in range(8):
                saver.add(number)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
        try:
            return 8 - len(SaysSavedAnyway.load(Path(name)))
        except ValueError:
            return 8


def _through(folder: Path, report: Report, name: str, begin: Callable[[], None], end: Callable[[], None]) -> None:
    """Notes before, during and after a fault; what was acknowledged must be there at the end."""
    saver, acked = Product(folder), set()
    for number in range(1, 6):
        saver.add(number)
        acked.add(number)
    begin()
    try:
        for number in range(6, 12):
            try:
                saver.add(number)
                acked.add(number)
            except CompanionError:
                if not saver.store.state.failure:
                    report.wrong.append(f"{name}: refused without a word")
        saver.publish()
    finally:
        end()
    saver.add(12)
    acked.add(12)
    if not saver.publish():
        report.wrong.append(f"{name}: does not heal")
    saver.store.close()
    missing = acked - Product.load(folder)
    report.acknowledged += len(acked)
    report.lost += [f"{name}: {sorted(missing)}"] if missing else []


def _full(inodes: bool) -> Callable[[Path, Report, str], None]:
    def scenario(folder: Path, report: Report, name: str) -> None:
        options = "size=4m,nr_inodes=40" if inodes else "size=256k"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
        fill = folder / "fill"

        def begin() -> None:
            fill.mkdir()
            with contextlib.suppress(OSError):
                for number in range(200):
                    (fill / str(number)).write_bytes(b"" if inodes else b"x" * 4096)

        try:
            _through(folder, report, name, begin, lambda: shutil.rmtree(fill))
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)

    return scenario


def _read_only_mount(folder: Path, report: Report, name: str) -> None:
    desk = folder / "desk"
    desk.mkdir()
    subprocess.run(["mount", "--bind", str(desk), str(desk)], check=True)
    change = lambda how: subprocess.run(["mount", "-o", f"remount,{how},bind", str(desk)], check=True)  # noqa: E731 (short)
    try:
        _through(folder, report, name, lambda: change("ro"), lambda: change("rw"))
    finally:
        subprocess.run(["umount", "-l", str(desk)], check=True)


def _unchangeable(folder: Path, report: Report, name: str) -> None:
    with mounted("ext4", 8) as place:
        path = str(place / "desk" / "speech.minutes.toml")
        change = lambda how: subprocess.run(["chattr", how, path], check=True)  # noqa: E731 (short)
        _through(place, report, name, lambda: change("+i"), lambda: change("-i"))


def _read_only_file(folder: Path, report: Report, name: str) -> None:
    path = folder / "desk" / "speech.minutes.toml"
    before: list[bytes] = []
    begin = lambda: (path.chmod(0o444), before.append(path.read_bytes()))  # noqa: E731 (short)

    def end() -> None:
        if path.read_bytes() != before[0]:
            report.wrong.append(f"{name}: written all the same")
        path.chmod(0o600)

    _through(folder, report, name, begin, end)


def _limit(what: int, value: int) -> Callable[[Path, Report, str], None]:
    def scenario(folder: Path, report: Report, name: str) -> None:
        old = resource.getrlimit(what)
        limit = lambda soft: resource.setrlimit(what, (soft, old[1]))  # noqa: E731 (short)
        _through(folder, report, name, lambda: limit(value), lambda: limit(old[0]))

    return scenario


def _folder_moved(folder: Path, report: Report, name: str) -> None:
    desk, away = folder / "desk", folder / "away"
    _through(folder, report, name, lambda: desk.rename(away) and None, lambda: away.rename(desk) and None)


def _state_gone(folder: Path, report: Report, name: str) -> None:
    state, away = folder / "state", folder / "away"
    _through(
        folder,
        report,
        name,
        lambda: state.rename(away) and None,
        lambda: None if state.exists() else away.rename(state) and None,
    )


def _disk_dies(folder: Path, report: Report, name: str) -> None:
    """The drive with the minutes dies for good; what was acknowledged is on this machine."""
    with mounted("ext4", 8) as place:
        desk = folder / "desk"
        desk.symlink_to(place)
        saver = Product(folder)
        for number in range(1, 6):
            saver.add(number)
        _shut_down(place)
        for number in range(6, 9):
            saver.add(number)
        if saver.publish():
            report.wrong.append(f"{name}: said to be in the file")
        saver.store.close()
        missing = set(range(1, 9)) - Product.load(folder)
        report.acknowledged += 8
        report.lost += [f"{name}: {sorted(missing)}"] if missing else []


_FOR_ANYONE = {
    "file read-only",
    "file too large",
    "no handles",
    "folder moved away",
    "state folder moved away",
}
_SCENARIOS: dict[str, Callable[[Path, Report, str], None]] = {
    "disk full": _full(inodes=False),
    "no inodes": _full(inodes=True),
    "mounted read-only": _read_only_mount,
    "unchangeable file": _unchangeable,
    "file read-only": _read_only_file,
    "file too large": _limit(resource.RLIMIT_FSIZE, 300),
    "no handles": _limit(resource.RLIMIT_NOFILE, 4),
    "folder moved away": _folder_moved,
    "state folder moved away": _state_gone,
    "drive dies": _disk_dies,
}


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
            slowest, late, ticks = _note_for(store, seconds, report)
            began = time.monotonic()
            store.close()
            leaving = time.monotonic() - began
        report.control, report.caught = f"a saver in this process waits {'for good' if waits else 'not at all'}", waits
        report.figures = f"slowest acknowledgement {slowest * 1000:.0f} ms"
        report.figures += f", ticks late {late} of {ticks}, left in {leaving:.1f} s"
        if slowest > 0.5 or late > ticks // 10 or leaving > 3.5:
            report.wrong.append("too slow")
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


def _note_for(store: MinutesStore, seconds: float, report: Report) -> tuple[float, int, int]:
    slowest, late, ticks, until = 0.0, 0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        report.acknowledged += 1
        store.commit([_note(report.acknowledged)])
        store.poll()
        took = time.monotonic() - began
        slowest, late, ticks = max(slowest, took), late + (took > 0.1), ticks + 1
        time.sleep(0.05)
    return slowest, late, ticks


def _note(number: int) -> Change:
    return Change("notes", f"n{number:06}", {"kind": "comment", "point": "1", "text": str(number)})
