"""C2: a model of note-takers who write, sync, crash and conflict, with clocks that jump."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from companion.model.clock import Clock
from companion.model.document import Change, Document
from tests.faults.report import Report

WRITERS = 3


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
