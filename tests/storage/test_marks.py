"""Joining documents: the laws, and what a note-taker is promised by them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.model.clock import Clock, is_stamp
from companion.model.document import Change, Document
from companion.model.marks import Marks

REPLICAS = 3
VALUES = st.one_of(st.none(), st.text(max_size=3), st.integers(0, 3), st.just(True), st.just({"raw": "x"}))
FIELDS = st.dictionaries(st.sampled_from(["text", "due", "kind", "deleted", "future"]), VALUES, min_size=1, max_size=3)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 2), st.sampled_from("ab"), FIELDS),
        st.tuples(st.integers(0, 2), st.integers(0, 2)),
    ),
    max_size=14,
)


def form(document: Document) -> dict:
    """All that a document says, in one form."""
    return {
        (table, id): (
            dict(fields),
            {name: mark for name in {*fields, *marks.own} if (mark := marks.of(name, fields))},
            dict(marks.history),
        )
        for table, records in document.tables.items()
        for id, fields in records.items()
        for marks in [document.marks.get(table, {}).get(id) or Marks()]
    }


def joined(*documents: Document) -> Document:
    """A new document with all that some documents say."""
    result = Document("d")
    for document in documents:
        result.join(document)
    return result


def play(acts, clock_steps=None) -> list[Document]:
    """Three note-takers who write, and now and then hear from one another; their clocks stand still or
    jump."""
    replicas = [Document("d") for _ in range(REPLICAS)]
    clocks = [Clock(name, now_ns=lambda: 10**18) for name in ("a", "b", "c")]
    for act in acts:
        if len(act) == 2:
            replicas[act[0]].join(replicas[act[1]])
            clocks[act[0]].observe(replicas[act[0]].latest())
        else:
            who, id, fields = act
            delta = replicas[who].delta(Change("notes", id, fields), clocks[who].next())
            replicas[who].join_delta(delta)
    return replicas


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_joining_has_no_order_and_no_number(acts):
    """Join is commutative, associative and idempotent on all that can come about."""
    a, b, c = play(acts)

    assert form(joined(a, b)) == form(joined(b, a))
    assert form(joined(joined(a, b), c)) == form(joined(a, joined(b, c)))
    assert form(joined(a, a)) == form(joined(a))
    assert form(joined(a, b, a)) == form(joined(a, b))


@settings(max_examples=100, deadline=None)
@given(ACTS)
def test_joining_only_grows(acts):
    """No record that either side has is missing from both together."""
    a, b, _ = play(acts)

    both = joined(a, b)

    assert set(form(a)) | set(form(b)) == set(form(both))
    assert form(joined(both, a)) == form(both)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_last_writer_wins_on_the_whole_record_breaks_the_promise_these_laws_keep(acts):
    """The texts of both sides are in the joined document, which a whole-record merge would lose."""
    a, b, _ = play(
        [*acts, (0, "z", {"text": "base"}), (1, 0), (0, "z", {"text": "mine"}), (1, "z", {"text": "theirs"})]
    )

    both = joined(a, b)
    texts = {
        both.record("notes", "z")["text"],
        *(v.value for v in both.marks_of("notes", "z").history.values()),
    }
    naive = max((a, b), key=lambda one: one.marks_of("notes", "z").latest()).record("notes", "z")["text"]

    assert {"mine", "theirs"} <= texts
    assert {naive} < {"mine", "theirs"}


def test_an_edit_made_in_knowledge_is_no_conflict():
    """Who has read a text may replace it: nothing is left beside it."""
    a, b, _ = play([(0, "n", {"text": "one"}), (1, 0), (1, "n", {"text": "two"})])

    both = joined(a, b)

    assert both.record("notes", "n")["text"] == "two"
    assert not both.marks_of("notes", "n").history


def test_settling_keeps_both_texts_and_flags_none():
    """After someone chose, both texts are still there, settled."""
    a, b, _ = play([(0, "n", {"text": "0"}), (1, 0), (0, "n", {"text": "a"}), (1, "n", {"text": "b"}), (0, 1)])
    a.join_delta(a.delta(Change("notes", "n", {"text": "c"}), Clock("a").next()))

    history = joined(a, b).marks_of("notes", "n").history.values()

    assert {version.value for version in history} == {"a", "b"}
    assert all(version.settled for version in history)


def test_a_note_written_on_after_its_deletion_is_there_again():
    """An edit newer than the deletion brings the record back; an older one does not."""
    a, b, _ = play([(0, "n", {"text": "x"}), (1, 0), (0, "n", {"deleted": True}), (2, 0), (1, "q", {"text": ""})])
    later = b.copy()
    later.join_delta(later.delta(Change("notes", "n", {"text": "y"}), Clock("b").next()))

    assert joined(a, b).record("notes", "n")["deleted"] is True
    assert "deleted" not in joined(a, later).record("notes", "n")


def test_absence_is_not_deletion():
    """A document that lacks a record takes nothing away."""
    a, b, _ = play([(0, "n", {"text": "x"}), (1, "m", {"text": "y"})])

    assert set(joined(a, b).records("notes")) == {"n", "m"}


def test_a_clock_that_goes_back_still_gives_later_stamps():
    """A wall clock set back a day changes no order."""
    times = iter([10**18, 10**18 - 86_400 * 10**9, 10**18 + 86_400 * 10**9, 10**18])
    clock = Clock("a", now_ns=lambda: next(times))

    stamps = [clock.next() for _ in range(4)]

    assert stamps == sorted(set(stamps))
    assert all(map(is_stamp, stamps))


def test_undoing_a_new_record_marks_it_deleted():
    """Taking back a note keeps its place, so that it can return."""
    document = Document("d")
    undo = document.apply(Change("notes", "n", {"text": "x"}))
    redo = document.apply(undo)
    document.apply(redo)

    assert undo.fields == {"deleted": True}
    assert document.record("notes", "n") == {"text": "x"}
