"""Mending the outline of an open meeting: in the minutes, undone like anything else, and notes stay at their words."""

import time
import tomllib

import pytest

from companion.model.document import Change
from companion.model.mend import Mend, MendProblem, Operation
from companion.session.mending import mend, remove_mend
from companion.session.mends import as_mended
from companion.session.opening import open_both
from companion.session.session import Session


@pytest.fixture
def session(speech_path):
    """The small speech, open."""
    return Session.open(speech_path, author="甲")


def reopened(session):
    """The same meeting, opened again from the file."""
    session.close()
    return Session.open(session.path, author="甲")


def headings(session):
    """The outline as ids and headings."""
    return [(point.id, point.heading) for point in session.outline.points]


def at_points(session):
    """Where the notes are: the heading of the point and the words of the note."""
    return [(session.point(note.anchor.point).heading, note.text) for note in session.register.all_notes()]


def place_of(session, words):
    """The line and column where some words begin."""
    line = next(number for number, text in enumerate(session.speech.lines, 1) if words in text)
    return line, session.speech.lines[line - 1].index(words) + 1


MENDS = {
    "promote": ("1.2", {}),
    "demote": ("1.2", {}),
    "join": ("2.1.2", {}),
    "to_point": ("2.2.p1", {}),
    "to_paragraph": ("2.2", {}),
    "split": ("2.1.1", {"at": (10, 20)}),
    "reparent": ("2.1.2", {"at": (10, 34), "under": "2.1"}),
}


@pytest.mark.parametrize("operation", MENDS)
def test_every_mend_is_undone_redone_and_there_tomorrow(session, operation):
    """Undo gives the outline back as it was read, redo the mended one; both are what the next opening shows."""
    point, places = MENDS[operation]
    read = headings(session)
    done = mend(session, Operation(operation), point, **places)
    mended = headings(session)
    assert isinstance(done, Mend) and session.outline != session.mended.read.outline

    session.undo()
    assert headings(session) == read and session.speech is session.mended.read
    session.redo()
    assert headings(session) == mended
    assert headings(reopened(session)) == mended


def test_a_mend_is_a_record_of_the_minutes_and_the_speech_is_untouched(session):
    """The table `mends` says operation, words and place; not a byte of the speech changes."""
    before = session.path.read_bytes()
    mend(session, Operation.PROMOTE, "1.2")
    session.close()

    record = tomllib.loads(session.store.path.read_text(encoding="utf-8"))["mends"][0]
    assert (record["operation"], record["line"], record["author"]) == ("promote", 8, "甲")
    assert record["quote"].startswith("（二）农村供水")
    assert session.path.read_bytes() == before


def test_what_cannot_be_mended_is_said_and_nothing_happens(session):
    """A problem is a value; there is nothing to undo."""
    problem = mend(session, Operation.DEMOTE, "1")

    assert isinstance(problem, MendProblem) and problem.key == "mend.problem.first"
    assert session.undo() is None and not session.store.path.exists()


def test_notes_ticks_and_the_speaker_follow_their_words(session):
    """When ids change under them, records stay with the sentences they were made at, and come back with undo."""
    session.add_note(session.parse("供水的事"), "1.2")
    session.add_note(session.parse("值守的事"), "2.2")
    session.tick("2.2")
    assert session.speaker == "2.2.p1"

    mend(session, Operation.PROMOTE, "1.2")
    mended = at_points(session)
    ids = [note.anchor.point for note in session.register.all_notes()]
    assert session.register.tick_at("3.2") and session.speaker == "3.2.p1"
    session.undo()

    assert mended == at_points(session) == [("（二）农村供水稳步改善", "供水的事"), ("（二）防汛值守", "值守的事")]
    assert ids == ["2", "3.2"]
    assert [note.anchor.point for note in session.register.all_notes()] == ["1.2", "2.2"]
    assert session.speaker == "2.2.p1"


def test_records_are_not_rewritten_by_a_mend(session):
    """In the file the note keeps the anchor it was made with."""
    session.add_note(session.parse("供水的事"), "1.2")
    mend(session, Operation.PROMOTE, "1.2")
    session.close()

    table = tomllib.loads(session.store.path.read_text(encoding="utf-8"))
    assert table["notes"][0]["point"] == "1.2"
    again = Session.open(session.path)
    assert [note.anchor.point for note in again.minutes.notes] == ["2"]


def test_a_note_at_a_joined_point_hangs_on_the_one_that_took_its_words(session):
    """The words of 二是 are in 一要 after a join; the note is there."""
    session.add_note(session.parse("质量"), "2.1.2")
    mend(session, Operation.JOIN, "2.1.2")

    assert at_points(session) == [("一要排出施工计划", "质量")]


def test_a_note_made_on_a_mended_point_stays_when_the_mend_is_taken_back(session):
    """A note at the second half of a split falls to the whole point; it is never lost."""
    mend(session, Operation.SPLIT, "2.1.1", at=place_of(session, "各镇要在"))
    new = session.outline.points[session.outline.position["2.1.1"] + 1]
    assert new.heading.startswith("各镇要在")
    session.add_note(session.parse("报送"), new.id)
    remove_mend(session, session.mended.mends[0])

    assert at_points(session) == [("一要排出施工计划", "报送")]
    session.undo()
    assert at_points(session) == [(new.heading, "报送")]


def test_many_mends_in_one_moment_keep_their_order(session):
    """Each builds on the one before; reopened they are carried out in the same order."""
    for operation, point in (("promote", "1.2"), ("demote", "2"), ("demote", "2"), ("promote", "1.3")):
        mend(session, Operation(operation), point)
    mended = headings(session)

    assert headings(reopened(session)) == mended
    assert [one.id for one in session.mended.mends] == sorted(one.id for one in session.mended.mends)


def test_mends_and_notes_survive_a_re_issued_speech(session):
    """With sentences and a line inserted before, the same point is mended and the notes are at the same words."""
    session.add_note(session.parse("报送"), "2.1.1")
    mend(session, Operation.PROMOTE, "1.2")
    session.add_note(session.parse("供水"), "2")
    mend(session, Operation.REPARENT, "3.1.2", at=place_of(session, "县水利局要每周"), under="3.1")
    old = at_points(session)
    text = session.path.read_text(encoding="utf-8")
    session.close()
    text = text.replace("同志们：\n", "同志们：\n先说一句题外话。\n")
    text = text.replace("上半年，全县", "总的看，形势不错。上半年，全县")
    session.path.write_text(text.replace("一要排出", "目标不变。一要排出"), encoding="utf-8")

    again = Session.open(session.path)

    assert again.mended.orphans == ()
    assert again.point("2").heading == "（二）农村供水稳步改善"
    assert again.point("3.1.p1").title.startswith("县水利局要每周")
    assert at_points(again) == old


def test_a_mend_whose_words_are_gone_is_listed_and_kept(session):
    """Orphaned, not dropped: when the words come back, so does the mend."""
    mend(session, Operation.PROMOTE, "1.2")
    session.close()
    text = session.path.read_text(encoding="utf-8")
    session.path.write_text("\n".join(text.splitlines()[:7] + text.splitlines()[8:]), encoding="utf-8")

    without = Session.open(session.path)
    assert [one.anchor.orphaned for one in without.mended.orphans] == [True]
    without.add_note(without.parse("记"), "1")
    without.close()
    session.path.write_text(text, encoding="utf-8")

    assert Session.open(session.path).point("2").heading == "（二）农村供水稳步改善"


def test_a_mend_is_taken_back_by_its_id_and_undo_brings_it_again(session):
    """Any mend can be removed, not only the last; the removal is a step like others."""
    mend(session, Operation.PROMOTE, "1.2")
    mend(session, Operation.TO_POINT, "3.2.p1")
    mended = headings(session)

    remove_mend(session, session.mended.mends[0])
    assert session.outline.by_id["1.2"].heading == "（二）农村供水稳步改善"
    assert session.outline.by_id["2.2.1"].kind == "point"
    session.undo()

    assert headings(session) == mended


def test_what_another_writer_mended_shows_here(session):
    """A mend that comes in through the file reshapes the open outline; the speaker stays at the same words."""
    session.go_to("2.1")
    session.add_note(session.parse("记"), "1")
    session.store.flush()
    other = Session.open(session.path, author="乙")
    mend(other, Operation.PROMOTE, "1.2")
    assert other.close()
    session.add_note(session.parse("又记"), "1")
    until = time.monotonic() + 20
    while not session.mended.mends and time.monotonic() < until:
        session.poll()
        time.sleep(0.02)  # the file is read by another process

    assert session.outline.by_id["2"].heading == "（二）农村供水稳步改善"
    assert session.speaker == "3.1"


def test_search_and_handing_over_use_the_mended_outline(session):
    """The finds, the report's speech and the report's notes name the points of the mended outline."""
    session.add_note(session.parse("排查沿河隐患"), "1.2")
    assert session.search("沿河隐患", limit=1).hits[0].entry.point == "1.2"
    mend(session, Operation.PROMOTE, "1.2")
    session.close()

    _, read, store = open_both(session.path)
    speech, minutes = as_mended(read, store.document)
    store.close()
    assert session.search("沿河隐患", limit=1).hits[0].entry.point == "2"
    assert session.search("改造管网", limit=1).hits[0].entry.point.startswith("2")
    assert speech.outline.by_id[minutes.notes[0].anchor.point].heading == "（二）农村供水稳步改善"


def test_possible_parents_are_offered_nearest_first(session):
    """Only points that the text can belong to; not the one it is under already."""
    assert session.mended.parents_for("2.1.3") == ("2.1.2", "2")
    assert session.mended.parents_for("2.1.2", place_of(session, "县水利局要每周")) == ("2.1.2", "2.1", "2")
    assert session.mended.parents_for("T") == ()


def test_a_mend_written_by_hand_in_the_file_is_carried_out(session):
    """`[[mends]]` with an operation and a point is enough."""
    session.add_note(session.parse("记"), "1")
    session.close()
    with session.store.path.open("a", encoding="utf-8") as file:
        file.write('\n[[mends]]\noperation = "promote"\npoint = "1.2"\n')

    assert Session.open(session.path).point("2").heading == "（二）农村供水稳步改善"


def test_a_new_mend_comes_after_those_of_a_clock_that_runs_ahead(session):
    """The order of the ids is that of the mends, whatever the clocks of two machines say."""
    ahead = Change("mends", "ffff0000-0000-7000-8000-000000000000", {"operation": "promote", "point": "1.2"})
    session.make("mend_promote", "", ahead)
    mend(session, Operation.DEMOTE, "2")

    assert session.outline.by_id["1.2"].heading == "（二）农村供水稳步改善"
    assert reopened(session).outline == session.outline
