"""Where records belong after any mends, and in a speech with words inserted: at the words they were made at."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.model.document import Change, Document
from companion.model.mend import MENDS, Mend, Operation
from companion.model.minutes import Anchor, Fill
from companion.reading.reader import read_speech
from companion.session.cuts import Cuts
from companion.session.mends import Mended
from companion.session.records import anchor_at, blank_anchor
from tests.conftest import SPEECH

READ = read_speech(SPEECH.encode(), "讲话.txt")
STEPS = st.lists(st.tuples(st.sampled_from(list(Operation)), st.integers(0, 40), st.integers(0, 9)), max_size=6)


def mended_by(steps):
    """The speech after as many of the steps as can be done."""
    document = Document("x")
    mended = Mended.of(READ, document)
    for operation, number, choice in steps:
        point = mended.outline.points[number % len(mended.outline.points)]
        cuts = Cuts.of(mended.speech, point).signs
        at = cuts[choice % len(cuts)] if cuts and operation in (Operation.SPLIT, Operation.REPARENT) else None
        parents = mended.parents_for(point.id, at) if operation is Operation.REPARENT else ()
        plan = mended.plan(operation, point.id, at=at, under=parents[choice % len(parents)] if parents else None)
        if isinstance(plan, Mend):
            document.apply(Change(MENDS, plan.id, plan.to_fields()))
            mended = Mended.of(READ, document)
    return mended


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_is_mended_records_stay_with_their_words(steps):
    """Each anchor of the speech as read goes to the point whose own words hold its first sign; none is lost."""
    mended = mended_by(steps)

    assert mended.orphans == ()
    for point in READ.outline.points:
        anchor = anchor_at(READ, point)
        there = mended.outline.by_id[mended.places.settle(anchor).point]
        assert there.span.contains(anchor.line, anchor.column)
        place = (anchor.line, anchor.column)
        begins = [one for one in mended.outline.points if (one.span.line, one.span.column) == place]
        assert not begins or there in begins


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_records_made_on_a_mended_outline_are_settled_there_and_in_the_one_as_read(steps):
    """An anchor is at its own point at once; without the mends it is at the point around its words."""
    mended = mended_by(steps)
    places = Mended.of(READ, Document("y")).places

    for point in mended.outline.points:
        anchor = anchor_at(mended.speech, point)
        assert mended.places.settle(anchor).point == point.id
        assert READ.outline.by_id[places.settle(anchor).point].span.contains(anchor.line, anchor.column)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(3, 16), st.sampled_from(["加一句话。", "加一行话。\n", "\n"]))
def test_words_inserted_before_move_no_record_to_other_words(steps, number, words):
    """In the next issue every point with words of its own is found again at its first words."""
    lines = SPEECH.split("\n")
    if words.endswith("\n"):
        lines.insert(number, words.rstrip("\n"))
    else:
        lines[number] = f"{lines[number]}{words}"
    again = read_speech("\n".join(lines).encode(), "讲话.txt")
    mended = mended_by(steps)
    places = Mended.of(again, Document("y")).places

    for point in mended.outline.points:
        anchor = anchor_at(mended.speech, point)
        if len(anchor.quote) > 3 and anchor.quote in " ".join(again.lines):
            there = again.outline.by_id[places.settle(anchor).point]
            assert anchor.quote[:4].split()[0] in again.text(there.span)


def test_an_orphan_and_a_record_with_nothing_but_an_id_keep_their_point():
    """What was decided to be lost is not found again behind one's back; an id alone is taken at its word."""
    places = Mended.of(READ, Document("y")).places
    lost = replace(anchor_at(READ, READ.outline.by_id["1.2"]), point="9.9", orphaned=True)

    assert places.settle(lost) == lost
    assert places.settle(Anchor("1.2")).point == "1.2"
    assert places.settle(Anchor("9.9")).point == "9.9"


def a_fill(blank, n, **anchor):
    """A figure heard for a blank, by another number than it has now."""
    return Fill(id="f1", anchor=replace(blank_anchor(READ, blank), **anchor), n=n, value="12", unit="亿元")


@given(st.sampled_from(READ.outline.blanks), st.integers(0, 40))
def test_a_figure_stays_in_the_blank_with_its_words_whatever_its_number_is_now(blank, n):
    """A program that sees other blanks in the same speech puts no figure into another's place."""
    places = Mended.of(READ, Document("y")).places
    there = places.settled(a_fill(blank, n))

    assert (there.n, there.anchor.point, there.value) == (blank.n, blank.point, "12")
    assert places.settled(a_fill(blank, n, line=blank.line + 2)).n == blank.n


def test_a_figure_whose_words_hold_no_blank_any_more_is_an_orphan():
    """It is in no other blank, and it is said so; the minutes keep it."""
    places = Mended.of(READ, Document("y")).places
    first, *_ = READ.outline.blanks
    there = places.settled(a_fill(first, 2, quote="刚才，大家作了", line=4, column=4))

    assert (there.n, there.anchor.orphaned, there.value) == (0, True, "12")


def test_a_figure_of_another_issue_keeps_its_number_until_a_person_decides():
    """Where neither its words nor its place are in the speech, nothing is guessed."""
    places = Mended.of(READ, Document("y")).places
    first, *_ = READ.outline.blanks
    strange = a_fill(first, 2, quote="别的稿子里投资*亿元", line=3)

    assert places.settled(strange) == strange
