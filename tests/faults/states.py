"""R4: every state in which a weak file system may leave the disk when the machine stops, and what comes
back of it.

A file's bytes since its last fsync may be there, missing, half there or zero; a folder's names since its
last fsync may be there up to any one of them (Pillai et al., OSDI 2014).
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.calls import record, restore
from tests.faults.report import Report
from tests.faults.savers import MEMORY, Naive, Product, RenameWithoutFolderSync, RenameWithoutFsync

FATES = ("whole", "none", "half", "zero")


@dataclass
class Inode:
    """A file: what of it is surely on the disk, and what it holds as far as programs see."""

    durable: bytes = b""
    volatile: bytes = b""

    def after(self, fate: str) -> bytes:
        """What is left of it when the machine stops."""
        new = self.volatile[len(self.durable) :]
        if self.volatile == self.durable or fate == "none":
            return self.durable
        if not self.volatile.startswith(self.durable):
            return self.volatile if fate == "whole" else self.volatile[: len(self.volatile) // 2]
        kept = {"whole": new, "half": new[: len(new) // 2], "zero": b"\0" * len(new)}[fate]
        return self.durable + kept


@dataclass
class Disk:
    """Names and files, with what was done to each folder since its last fsync."""

    names: dict[str, Inode | None] = field(default_factory=dict)
    undone: dict[str, list[tuple[str, str, Inode | None]]] = field(default_factory=dict)
    durable: dict[str, Inode | None] = field(default_factory=dict)
    handles: dict[int, tuple[str, Inode | None]] = field(default_factory=dict)

    def take(self, call: str, args: tuple, result: object) -> None:
        """Carry out one recorded call."""
        if call == "open":
            self._open(str(args[0]), args[1], result)
        elif call in ("write", "ftruncate", "fsync"):
            self._change(call, args)
        elif call == "close":
            self.handles.pop(args[0], None)
        elif call in ("replace", "rename"):
            inode = self.names.pop(str(args[0]))
            self._name("gone", str(args[0]), None)
            self._name("there", str(args[1]), inode)
        elif call == "unlink":
            self.names.pop(str(args[0]), None)
            self._name("gone", str(args[0]), None)
        elif call == "mkdir":
            self._name("there", str(args[0]), None)

    def states(self) -> Iterator[dict[str, bytes | None]]:
        """What may be on the disk if the machine stops now: the bytes of each file, None for a folder."""
        folders = [(folder, range(len(todo) + 1)) for folder, todo in self.undone.items() if todo]
        prefixes = itertools.islice(itertools.product(*(counts for _, counts in folders)), 24)
        for counts, fate in itertools.product(list(prefixes) or [()], FATES):
            names = dict(self.durable)
            for (folder, _), count in zip(folders, counts, strict=True):
                for what, name, inode in self.undone[folder][:count]:
                    names.pop(name, None)
                    if what == "there":
                        names[name] = inode
            yield {name: None if inode is None else inode.after(fate) for name, inode in names.items()}

    def _open(self, path: str, flags: int, handle: object) -> None:
        if flags & os.O_CREAT and path not in self.names:
            self._name("there", path, Inode())
        inode = self.names.get(path)
        if inode is not None and flags & os.O_TRUNC:
            inode.volatile = b""
        self.handles[handle] = (path, inode)

    def _change(self, call: str, args: tuple) -> None:
        path, inode = self.handles.get(args[0], ("", None))
        if inode is None:
            if call == "fsync":
                self._sync_folder(path)
        elif call == "write":
            inode.volatile += bytes(args[1])
        elif call == "ftruncate":
            inode.volatile = inode.volatile[: args[1]]
        else:
            inode.durable = inode.volatile

    def _name(self, what: str, path: str, inode: Inode | None) -> None:
        if what == "there":
            self.names[path] = inode
        self.undone.setdefault(os.path.dirname(path), []).append((what, path, inode))

    def _sync_folder(self, folder: str) -> None:
        for what, name, inode in self.undone.pop(folder, []):
            self.durable.pop(name, None)
            if what == "there":
                self.durable[name] = inode


def all_states(notes: int = 6, step: int = 1) -> Report:
    """Build every state at every moment (or every `step`-th), start again on each, and look for what was
    lost."""
    report = Report("R4 crash states")
    _walk(Product, notes, step, report)
    found = []
    for kind in (Naive, RenameWithoutFsync, RenameWithoutFolderSync):
        losses = _walk(kind, 4, 1, control := Report("control"))
        found.append((kind.__name__, len(losses), control.tried))
    report.control = ", ".join(f"{name} lost in {lost} of {tried}" for name, lost, tried in found)
    report.caught = all(lost for _, lost, _ in found)
    return report


def _walk(kind, notes: int, step: int, report: Report) -> list[str]:
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY))
    (folder / "desk").mkdir()
    calls: list[tuple] = []
    record(calls)
    try:
        saver = kind(folder)
        for number in range(1, notes + 1):
            saver.add(number)
            calls.append(("ack", (number,), None))
        if kind is Product:
            saver.store.close()
            saver = Product(folder)
            saver.add(notes + 1)
            calls.append(("ack", (notes + 1,), None))
            saver.store.save_draft("half a line")
            saver.store.close()
    finally:
        restore()
    disk, acked = Disk(durable={str(folder / "desk"): None}), set()
    for place, (call, args, result) in enumerate(calls):
        if call == "ack":
            acked.add(args[0])
        else:
            disk.take(call, args, result)
        if place % step == 0:
            _start_on_each(kind, folder, disk, acked, f"call {place} ({call})", report)
    shutil.rmtree(folder)
    return report.lost + report.wrong


def _start_on_each(kind, folder: Path, disk: Disk, acked: set[int], what: str, report: Report) -> None:
    for state in {tuple(sorted(state.items(), key=lambda one: one[0])) for state in disk.states()}:
        _build(folder, dict(state))
        report.tried += 1
        report.acknowledged += len(acked)
        try:
            missing = acked - kind.load(folder)
        except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
            report.wrong.append(f"{what}: {error!r}")
        else:
            if missing:
                report.lost.append(f"{what}: {sorted(missing)}")


def _build(folder: Path, state: dict[str, bytes | None]) -> None:
    for child in folder.iterdir():
        shutil.rmtree(child) if child.is_dir() else child.unlink()
    for name, data in sorted(state.items()):
        path = Path(name)
        if folder not in path.parents or not path.parent.is_dir():
            continue
        if data is None:
            path.mkdir(mode=0o700, exist_ok=True)
        else:
            path.write_bytes(data)
