"""C1: three writers at once: a file each, one file with locks and without, copies that a sync client left."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import tomli_w

from companion.errors import CompanionError
from companion.model.clock import Clock
from companion.model.document import Change
from companion.storage.damage import read_minutes
from companion.storage.publication import Publication
from companion.storage.publisher import JournalReader, Publisher
from companion.storage.siblings import ASIDE, Neighbourhood
from tests.faults.report import Report
from tests.faults.savers import MEMORY

WRITERS = 3
NAME = "speech.minutes.toml"
PUBLISHES, SYNCS = 0.2, 0.1  # how often, per note


def together(rounds: int, notes: int, seed: int = 1) -> Report:
    """C1: in each round three processes note at once, in each of the four ways; all notes are there at the end."""
    report = Report("C1 several writers")
    for number in range(rounds):
        for way, (write, found) in _WAYS.items():
            with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY) as name:
                folder = Path(name)
                _in_parallel(lambda who: write(folder, who, notes, random.Random(f"{seed} {number} {who}")))  # noqa: B023 (run at once)
                missing = {f"{who}-{note:04}" for who in range(WRITERS) for note in range(notes)} - found(folder)
            report.tried += 1
            report.acknowledged += WRITERS * notes
            report.lost += [f"round {number}, {way}: {len(missing)} notes"] if missing else []
    lost, all_notes = _naive_together(notes, seed), WRITERS * notes
    report.figures = f"{rounds} rounds of {', '.join(_WAYS)}"
    report.control = f"savers of whole files from memory lost {lost} of {all_notes}"
    report.caught = lost * 2 > all_notes
    return report


def _own_file(folder: Path, who: int, notes: int, rng: random.Random) -> None:
    publication = _publication(folder / (NAME if who == 0 else f"speech.{who}.minutes.toml"), who)
    _note_on(publication, who, notes, rng, lambda: None)


def _in_own_files(folder: Path) -> set[str]:
    """What a note-taker sees: the own file, and those of the others."""
    own = read_minutes((folder / NAME).read_bytes(), folder / NAME)
    others = Neighbourhood(folder / NAME, "speech.txt").others(own)
    return set(own.records("notes")).union(*(other.document.records("notes") for other in others))


def _one_file(folder: Path, who: int, notes: int, rng: random.Random) -> None:
    _note_on(_publication(folder / NAME, who), who, notes, rng, lambda: None)


def _one_file_unlocked(folder: Path, who: int, notes: int, rng: random.Random) -> None:
    publication = _publication(folder / NAME, who)
    publication.lock_patience = 0.0
    _note_on(publication, who, notes, rng, lambda: None)


def _in_one_file(folder: Path) -> set[str]:
    return set(read_minutes((folder / NAME).read_bytes(), folder / NAME).records("notes"))


def _copies(folder: Path, who: int, notes: int, rng: random.Random) -> None:
    """Each has a folder; a sync client puts the file into another's folder, beside the one that is there."""
    path = folder / str(who) / NAME
    path.parent.mkdir()
    publisher = Publisher(_publication(path, who), JournalReader([], 0))

    def sync() -> None:
        other = folder / str(rng.randrange(WRITERS))
        if rng.random() < SYNCS and path.exists() and other.exists():
            _leave_copy(path, other, f"{who}{rng.randrange(10**9)}")
        if rng.random() < SYNCS:
            publisher.look_around()

    _note_on(publisher.publication, who, notes, rng, sync)


def _in_copies(folder: Path) -> set[str]:
    """In the end all have synced: the first opens his folder once more."""
    first = folder / "0" / NAME
    for who in range(1, WRITERS):
        _leave_copy(folder / str(who) / NAME, first.parent, f"last{who}")
    publisher = Publisher(_publication(first, WRITERS), JournalReader([], 0))
    publisher.publish()
    publisher.look_around()
    assert list((first.parent / ASIDE).iterdir())
    return _in_one_file(first.parent)


def _leave_copy(path: Path, folder: Path, name: str) -> None:
    """As sync clients do it: under another name first."""
    coming = folder / f".syncthing.{name}.tmp"
    shutil.copyfile(path, coming)
    coming.replace(folder / f"speech.minutes.sync-conflict-20260101-{name}.toml")


_Write = Callable[[Path, int, int, random.Random], None]
_WAYS: dict[str, tuple[_Write, Callable[[Path], set[str]]]] = {
    "a file each": (_own_file, _in_own_files),
    "one file": (_one_file, _in_one_file),
    "one file without locks": (_one_file_unlocked, _in_one_file),
    "conflict copies": (_copies, _in_copies),
}


def _publication(path: Path, who: int) -> Publication:
    publication = Publication(path, path.parent / f"state{who}", Clock(f"w{who}"))
    publication.begin("doc", {}, is_fresh=True)
    return publication


def _note_on(
    publication: Publication, who: int, notes: int, rng: random.Random, between: Callable[[], None]
) -> None:
    clock = Clock(f"u{who}")
    for number in range(notes):
        change = Change("notes", f"{who}-{number:04}", {"kind": "comment", "text": f"{who} {number}"})
        publication.take(publication.document.delta(change, clock.next()))
        if rng.random() < PUBLISHES:
            _publish_at_last(publication)
        between()
    for _ in range(4):  # as long as others write, what one wrote may be overtaken: the helper looks again, too
        _publish_at_last(publication)
        time.sleep(0.03)


def _publish_at_last(publication: Publication) -> None:
    for _ in range(100):
        try:
            publication.publish()
            return
        except CompanionError:  # others write without pause: the helper tries again, too
            time.sleep(0.01)
    raise AssertionError("never published")


def _naive_together(notes: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY) as name:
        path = Path(name) / "minutes.toml"

        def write(who: int) -> None:
            rng, mine = random.Random(seed + who), []
            for number in range(notes):
                mine.append({"id": f"{who}-{number}"})
                copy = path.with_suffix(f".{who}")
                copy.write_text(tomli_w.dumps({"notes": mine}))
                os.replace(copy, path)
                time.sleep(rng.random() * 0.001)

        _in_parallel(write)
        return WRITERS * notes - len(tomllib.loads(path.read_text())["notes"])


def _in_parallel(work: Callable[[int], None]) -> None:
    children = []
    for who in range(WRITERS):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work(who)
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    for pid in children:
        _, status = os.waitpid(pid, 0)
        assert status == 0, "a writer failed"
