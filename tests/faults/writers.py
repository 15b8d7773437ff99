"""C1: several writers, one file. C2: a model of note-takers who sync, crash and conflict. C3: clocks that
jump."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
import tomllib
from pathlib import Path

import tomli_w
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from companion.model.clock import Clock
from companion.model.document import Change, Document
from companion.storage.damage import read_minutes
from companion.storage.publication import Publication
from companion.storage.store import MinutesStore
from tests.faults.report import Report

WRITERS = 3


def together(rounds: int, notes: int, seed: int = 1) -> Report:
    """C1: three processes note into one shared file, with and without locks; all notes are in it at the
    end."""
    report = Report("C1 several writers")
    for number in range(rounds):
        locked = number % 2 == 0
        with tempfile.TemporaryDirectory(prefix="faults-") as name:
            path = Path(name) / "speech.minutes.toml"
            _in_parallel(lambda who: _note_together(path, who, notes, seed + number, locked))  # noqa: B023 (run at once)
            found = set(read_minutes(path.read_bytes(), path).records("notes"))
        expected = {f"{who}-{note:04}" for who in range(WRITERS) for note in range(notes)}
        report.tried += 1
        report.acknowledged += len(expected)
        report.lost += [f"round {number}: {len(expected - found)} notes"] if expected - found else []
    lost = _naive_together(notes, seed)
    report.control = f"savers of whole files from memory lost {lost} of {WRITERS * notes}"
    report.caught = lost > 0
    return report


def _note_together(path: Path, who: int, notes: int, seed: int, locked: bool) -> None:
    rng = random.Random(seed * 10 + who)
    publication = Publication(path, path.parent / f"state{who}", Clock(f"w{who}"))
    publication.begin(f"doc{who}", {}, is_fresh=True)
    if not locked:
        publication.lock_patience = 0.0
    clock = Clock(f"u{who}")
    for number in range(notes):
        change = Change("notes", f"{who}-{number:04}", {"kind": "comment", "text": f"{who} {number}"})
        publication.take(publication.document.delta(change, clock.next()))
        if rng.random() < 0.2:
            _publish_at_last(publication)
    for _ in range(6):
        _publish_at_last(publication)
        time.sleep(0.05)


def _publish_at_last(publication: Publication) -> None:
    for _ in range(50):
        try:
            publication.publish()
            return
        except Exception:  # noqa: BLE001 (others write without pause: the product tries again, too)
            time.sleep(0.01)
    raise AssertionError("never published")


def _naive_together(notes: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
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


def _in_parallel(work) -> None:
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


class NoteTakers(RuleBasedStateMachine):
    """Three note-takers with a document each, a shared file, conflict copies, crashes and clocks of their
    own."""

    join = staticmethod(lambda mine, theirs: mine.join(theirs))

    def __init__(self) -> None:
        super().__init__()
        self.documents = [Document("d") for _ in range(WRITERS)]
        self.disks = [Document("d") for _ in range(WRITERS)]
        self.file = Document("d")
        self.copies: list[Document] = []
        self.now = [10**18] * WRITERS
        self.clocks = [Clock(f"w{who}", now_ns=lambda who=who: self.now[who]) for who in range(WRITERS)]
        self.written: dict[str, set[str]] = {}
        self.last_known: set[str] = set()

    who = st.integers(0, WRITERS - 1)

    @rule(who=who, id=st.sampled_from("abcd"), text=st.sampled_from(["x", "y", "z", ""]))
    def write(self, who, id, text):
        """Add or edit a note; it is acknowledged, so it is on the writer's disk."""
        change = Change("notes", id, {"text": f"{text}{len(self.written)}"})
        self.clocks[who].observe(self.documents[who].latest())
        delta = self.documents[who].delta(change, self.clocks[who].next())
        for document in (self.documents[who], self.disks[who]):
            document.join_delta(delta)
        self.written.setdefault(id, set()).add(change.fields["text"])

    @rule(who=who, id=st.sampled_from("abcd"))
    def delete(self, who, id):
        """Delete a note that one knows."""
        if id in self.documents[who].records("notes"):
            self.clocks[who].observe(self.documents[who].latest())
            delta = self.documents[who].delta(Change("notes", id, {"deleted": True}), self.clocks[who].next())
            for document in (self.documents[who], self.disks[who]):
                document.join_delta(delta)

    @rule(who=who)
    def publish(self, who):
        """Merge with the file, write it."""
        type(self).join(self.documents[who], self.file)
        self.file = self.documents[who].copy()
        self.disks[who] = self.documents[who].copy()

    @rule(who=who)
    def crash(self, who):
        """Lose the memory; the disk and the file are left."""
        self.documents[who] = self.disks[who].copy()

    @rule(who=who)
    def conflict(self, who):
        """A sync client keeps one's version beside the file."""
        self.copies.append(self.documents[who].copy())

    @rule()
    def fold_copies(self):
        """Merge all conflict copies into the file."""
        for copy in self.copies:
            type(self).join(self.file, copy)
        self.copies = []

    @rule(who=who, days=st.integers(-1, 1))
    def jump(self, who, days):
        """A clock is set back or forth a day."""
        self.now[who] += days * 86_400 * 10**9

    @invariant()
    def ids_only_grow(self):
        """The file never has fewer records than it had."""
        known = set(self.file.records("notes"))
        assert known >= self.last_known
        self.last_known = known

    def teardown(self):
        """In the end all who join all say the same, and every note that was written is there."""
        ends = []
        for order in ((0, 1, 2), (2, 1, 0)):
            end = self.file.copy()
            for who in order:
                type(self).join(end, self.disks[who])
            for copy in self.copies:
                type(self).join(end, copy)
            ends.append(end)
        assert ends[0].tables == {**ends[1].tables}
        assert set(ends[0].records("notes")) == set(self.written)
        for id, fields in ends[0].records("notes").items():
            assert fields["text"] in self.written[id]


class LastFileWins(NoteTakers):
    """Wrong: the file is what was written last."""

    @staticmethod
    def join(mine, theirs):
        """Forget what the other had."""


def model(examples: int, steps: int) -> Report:
    """C2: the model above, and a merge planted to be wrong in it."""
    report = Report("C2 merge model", tried=examples)
    options = {
        "stateful_step_count": steps,
        "deadline": None,
        "database": None,
        "suppress_health_check": list(HealthCheck),
    }
    try:
        run_state_machine_as_test(NoteTakers, settings=settings(max_examples=examples, **options))
    except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
        report.wrong.append(repr(error)[:300])
    try:
        run_state_machine_as_test(LastFileWins, settings=settings(max_examples=200, print_blob=False, **options))
        report.caught = False
    except Exception as error:  # noqa: BLE001 (the planted fault must be found)
        report.control = f"the file written last wins: found ({type(error).__name__})"
    return report


def clocks(notes: int) -> Report:
    """C3: the wall clock jumps a day back and forth during a meeting; nothing is lost and the order stays."""
    report = Report("C3 clock jumps")
    true_time = time.time_ns
    jumps = [0, -86_400, 86_400, -3_600, 3_600]
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        path = Path(name) / "speech.minutes.toml"
        stamps: list[str] = []
        for meeting in range(len(jumps)):
            store = MinutesStore.open(path)
            for number in range(notes):
                jump = jumps[(meeting + number) % len(jumps)] * 10**9
                store._clock._now_ns = lambda jump=jump: true_time() + jump
                fields = {"kind": "comment", "text": f"{meeting} {number}"}
                store.commit(
                    [
                        Change("notes", f"m{meeting}n{number:04}", fields),
                        Change("notes", "one", {"text": f"{meeting} {number}"}),
                    ]
                )
                stamps.append(store.document.marks_of("notes", "one").latest())
                report.acknowledged += 1
            store.close()
        found = read_minutes(path.read_bytes(), path)
    report.tried = len(jumps)
    if len(found.records("notes")) != report.acknowledged + 1:
        report.lost.append(str(len(found.records("notes"))))
    if found.record("notes", "one")["text"] != f"{len(jumps) - 1} {notes - 1}" or stamps != sorted(stamps):
        report.wrong.append("order lost")
    wall = [true_time() + jump * 10**9 for jump in jumps]
    report.control, report.caught = "stamps of the wall clock alone are out of order", wall != sorted(wall)
    return report


def latency(notes: int) -> Report:
    """R12: how long an acknowledgement takes, beside what is planted to be slow: the whole file each time."""
    report = Report("R12 acknowledgement", tried=notes, acknowledged=notes)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        store = MinutesStore.open(Path(name) / "speech.minutes.toml")
        took = []
        for number in range(notes):
            began = time.perf_counter()
            store.commit([Change("notes", f"n{number:06}", {"kind": "comment", "text": f"记录 {number}"})])
            took.append((time.perf_counter() - began) * 1000)
        store.close()
    took.sort()
    middle, high = took[len(took) // 2], took[int(len(took) * 0.99)]
    report.figures = f"p50 {middle:.2f} ms, p99 {high:.2f} ms, max {took[-1]:.1f} ms"
    if middle > 5 or high > 50:
        report.figures += " (goal: p50 ≤ 5 ms, p99 ≤ 50 ms)"
    first, last = _whole_file_each_time(notes)
    report.control = f"a saver of the whole file slows down {last / first:.0f} times from the first notes to the last"
    report.caught = last / first > 2
    return report


def _whole_file_each_time(notes: int) -> tuple[float, float]:
    took, rows = [], []
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        for number in range(notes):
            began = time.perf_counter()
            rows.append({"id": str(number), "text": f"记录 {number} " * 100})
            (Path(name) / "minutes.toml").write_text(tomli_w.dumps({"notes": rows}))
            took.append(time.perf_counter() - began)
    return statistics.median(took[: notes // 5]), statistics.median(took[-notes // 5 :])
