"""R7: ten kinds of refusal by the machine, and an end by the want of memory."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from companion.errors import CompanionError
from tests.faults.kill import fork_saver, read_acks
from tests.faults.mounts import mounted, no_loop, shut_down
from tests.faults.report import Report
from tests.faults.savers import Product, SaysSavedAnyway

MEMORY_LIMIT = 24 << 20  # bytes beyond what the process has when it comes into its group


def refusals() -> Report:
    """R7: full, read-only, unchangeable, out of handles, gone: the program lives, says so, and loses
    nothing."""
    report = Report("R7 refusals")
    skipped = []
    for name, scenario in _SCENARIOS.items():
        if reason := _obstacle(name):
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


def _obstacle(name: str) -> str:
    """Why a scenario cannot be had here; empty when it can."""
    if name in _FOR_ANYONE:
        return ""
    return _no_memory_group() if name == "out of memory" else no_loop()


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
        shut_down(place)
        for number in range(6, 9):
            saver.add(number)
        if saver.publish():
            report.wrong.append(f"{name}: said to be in the file")
        saver.store.close()
        missing = set(range(1, 9)) - Product.load(folder)
        report.acknowledged += 8
        report.lost += [f"{name}: {sorted(missing)}"] if missing else []


class _Hungry(Product):
    """Takes a megabyte more with each note."""

    def add(self, number: int) -> None:
        super().add(number)
        self.__dict__.setdefault("eaten", []).append(bytearray(b"x" * (1 << 20)))


def _out_of_memory(folder: Path, report: Report, name: str) -> None:
    """The kernel kills the program for its size."""
    with _memory_group() as group:
        pid, reader = fork_saver(_Hungry, folder, 10**6, lambda: (group / "cgroup.procs").write_text(str(os.getpid())))
        acked = read_acks(reader)
        _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        report.wrong.append(f"{name}: not killed, but {status}")
    missing = acked - Product.load(folder)
    report.acknowledged += len(acked)
    report.lost += [f"{name}: {sorted(missing)[:5]}"] if missing else []


@contextlib.contextmanager
def _memory_group() -> Iterator[Path]:
    """A control group with little memory: of version 1, or of version 2 where memory is ruled at the top."""
    root = Path("/sys/fs/cgroup")
    group = (root / "memory" if (root / "memory").is_dir() else root) / f"faults-{os.getpid()}"
    group.mkdir()
    try:
        limit = "memory.limit_in_bytes" if (group / "memory.limit_in_bytes").exists() else "memory.max"
        (group / limit).write_text(str(MEMORY_LIMIT))
        yield group
    finally:
        group.rmdir()


def _no_memory_group() -> str:
    """Why no such group can be had here; empty when it can."""
    try:
        with _memory_group():
            return ""
    except OSError as error:
        return f"no memory control group here: {error.strerror}"


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
    "out of memory": _out_of_memory,
}
