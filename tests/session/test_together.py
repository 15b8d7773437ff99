"""Several note-takers, one meeting: what the view shows together is handed over together, and no one's secrets."""

import json
from datetime import UTC, date, datetime

import pytest

from companion.cli.main import run
from companion.exporters.matters import MatterKind
from companion.exporters.registry import BY_NAME, ROWS
from companion.exporters.settings import Settings
from companion.model.document import Change
from companion.session import closing, package
from companion.session.disagreements import questions, settle
from companion.session.figures import fill_row
from companion.session.handover import hand_over
from companion.session.session import Session
from companion.session.together import others_beside
from companion.storage.store import MinutesStore

NOON = datetime(2026, 7, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_helper(monkeypatch):
    """What others wrote is looked at by the test itself, in no other process."""
    monkeypatch.setattr(MinutesStore, "_start_link", lambda self, number: None)


@pytest.fixture
def open_as(speech_path):
    """Open the meeting as one of its note-takers, each with a file of their own."""

    def opened(author, name="讲话.minutes.toml"):
        return Session.open(speech_path, speech_path.with_name(name), author=author, now=lambda: NOON)

    return opened


def published(session):
    """Put what was noted into the file, as the helper would."""
    from companion.storage.files import write_atomically
    from companion.storage.toml_codec import render_minutes

    session.store.document.extra["author"] = session.author
    write_atomically(session.store.path, render_minutes(session.store.document))


def see(session):
    """See what lies beside one's own file."""
    session.store.others = {other.path: other for other in others_beside(session.store.path, session.store.document)}
    session.poll()


def add(session, line, point="2.1.1"):
    """A note as it is typed."""
    return session.add_note(session.parse(line), point)


@pytest.fixture
def both(open_as):
    """甲, who began, and 乙, who sees what 甲 wrote: notes, one of them private, a figure, a tick, the venue."""
    first, second = open_as("甲"), open_as("乙", "讲话.乙.minutes.toml")
    add(first, "! 甲记的任务 @县水利局 >9月底前")
    add(first, "$私 甲的私话")
    fill_row(first, (first.outline.blanks[0],), "12")
    first.tick("1.1")
    first.set_head({"venue": "二楼", "chair": "甲说的主持人"})
    published(first)
    add(second, "! 乙记的任务")
    add(second, "$私 乙的私话")
    second.set_head({"chair": "乙说的主持人", "date": date(2026, 7, 10)})
    published(second)
    see(second)
    return first, second


def words(session, document, form="text"):
    """A document as it is handed over."""
    return hand_over(session, BY_NAME[document, form], overwrite=True).read_text(encoding="utf-8")


def test_all_note_takers_are_in_what_is_handed_over(both):
    """Notes, figures and ticks of both, one's own words first where both have some, and whose files went in."""
    _, second = both

    record = words(second, "record")

    assert "甲记的任务" in record and "乙记的任务" in record and "由 乙、甲 的记录合成" in record
    assert "二楼" in record and "乙说的主持人" in record and "甲说的主持人" not in record
    assert "12" in words(second, "figures", "csv")
    assert second.joined_minutes.ticks_by_point["1.1"].state == "spoken"
    unticked = {matter.point for matter in closing.open_matters(second) if matter.kind is MatterKind.UNTICKED}
    assert "1.1" not in unticked and "1.2" in unticked
    manifest = package.bundle.Bundle(package.report_of(second), Settings()).manifest({}, ())
    assert json.loads(manifest)["note_takers"] == ["乙", "甲"]


def test_a_private_note_of_somebody_else_is_nowhere(both, monkeypatch):
    """Neither the view nor the gate nor any document, the private one with them, has a word of it."""
    _, second = both
    monkeypatch.setattr(package, "office_program", lambda: None)

    assert "甲的私话" not in {note.text for note in second.register.all_notes()}
    assert not any("甲的私话" in str(matter.values) for matter in closing.open_matters(second))
    for row in ROWS:
        if row.format in ("text", "csv", "json", "markdown", "html"):
            assert "甲的私话" not in words(second, row.document, row.format), row
    add(second, "甲的私话", "2.1.1")
    assert not any("私话" in question.subject for question in questions(second))
    assert "乙的私话" in words(second, "private")
    assert "乙的私话" not in words(second, "record")


def test_in_one_shared_file_private_notes_are_their_authors(open_as):
    """Who did not write a private note hands it over in no document, though it is in the same file."""
    first = open_as("甲")
    add(first, "$私 甲的私话")
    published(first)
    second = open_as("乙")
    add(second, "$私 乙的私话")

    private = words(second, "private")

    assert "乙的私话" in private and "甲的私话" not in private


def test_ones_own_figure_counts_and_a_different_one_is_open(both):
    """Two figures for a blank are a matter of the gate until settled; then the one that holds is printed."""
    _, second = both
    fill_row(second, (second.outline.blanks[0],), "13")
    conflicts = [matter for matter in closing.open_matters(second) if matter.kind is MatterKind.CONFLICT]
    assert [matter.blank for matter in conflicts] == [1]
    assert second.joined_minutes.fills_by_blank[1].value == "13"

    (question,) = questions(second)
    settle(second, question, next(answer for answer in question.answers if answer.words == "12"))

    assert not any(matter.kind is MatterKind.CONFLICT for matter in closing.open_matters(second))
    assert second.joined_minutes.fills_by_blank[1].value == "12"


def test_notes_folded_into_each_other_are_not_both_gone(open_as):
    """When each of two folds their note into the other's, one of the two is still there, and handed over, for both."""
    first, second = open_as("甲"), open_as("乙", "讲话.乙.minutes.toml")
    mine, theirs = add(first, "各镇下周报送计划"), add(second, "各镇下周报送计划。")
    for session, gone, kept in ((first, mine, theirs), (second, theirs, mine)):
        session.make("settle", "", Change("notes", gone.id, {"deleted": True, "folded_into": kept.id}))
        published(session)

    for session in (first, second):
        see(session)
        assert [note.id for note in session.register.all_notes()] == [mine.id]
        assert [note.id for note in session.joined_minutes.notes] == [mine.id]


def test_a_note_folded_into_one_that_its_author_deletes_is_there_again(open_as):
    """A fold hides a note only as long as the one that stands for it can be seen."""
    first, second = open_as("甲"), open_as("乙", "讲话.乙.minutes.toml")
    mine, theirs = add(first, "各镇下周报送计划"), add(second, "各镇下周报送计划。")
    published(second)
    see(first)
    (question,) = questions(first)
    settle(first, question, question.answers[0])
    assert [note.id for note in first.register.all_notes()] == [theirs.id]

    second.delete_note(theirs.id)
    published(second)
    see(first)

    assert [note.id for note in first.register.all_notes()] == [mine.id]
    first.restore_note(mine.id)
    assert [note.id for note in first.register.all_notes()] == [mine.id]


def test_others_notes_follow_a_mend(both):
    """After a mend the other's notes stand at the points that their words belong to now."""
    from companion.model.mend import Operation
    from companion.session.mending import mend

    _, second = both
    mend(second, Operation.PROMOTE, "2.1")

    (note,) = second.register.others_notes.values()
    assert note.anchor.point in second.outline.by_id and note.anchor.point != "2.1.1"


def test_a_lost_mend_is_in_the_gate_and_can_be_let_pass(open_as, speech_path):
    """A mend whose words are gone from a re-issued speech is named before handing over."""
    from companion.model.mend import Operation
    from companion.session.mending import mend

    session = open_as("甲")
    mend(session, Operation.PROMOTE, "2.2")
    published(session)
    speech_path.write_text(speech_path.read_text("utf-8").replace("（二）防汛值守", "（二）山洪预警"), "utf-8")
    again = open_as("甲")

    lost = [matter for matter in closing.open_matters(again) if matter.kind is MatterKind.LOST_MEND]

    assert len(lost) == 1 and lost[0].is_blocking and "防汛值守" in lost[0].values["text"]
    closing.let_pass(again, lost, "李主任")
    assert not any(one.is_blocking for one in closing.open_matters(again) if one.kind is MatterKind.LOST_MEND)


def test_the_command_line_hands_over_the_same_and_says_so(both, capfd):
    """`export` joins the files and names their authors, `--alone` does not; `verify` and `check` agree with both."""
    first, _ = both
    path = first.store.path
    record = path.with_name("record.txt")

    assert run(["export", str(path), "--to", "record.text", "-o", str(record), "--author", "甲"]) == 0
    said = capfd.readouterr().err
    assert said.count("\n") == 1 and "甲、乙" in said and "--alone" in said
    assert "乙记的任务" in record.read_text("utf-8")
    assert run(["verify", str(record), "--minutes", str(path)]) == 0
    capfd.readouterr()
    assert run(["export", str(path), "--to", "record.text", "--alone"]) == 0
    alone = capfd.readouterr()
    assert "乙记的任务" not in alone.out and alone.err == ""
    record.write_text(alone.out, "utf-8")
    assert run(["verify", str(record), "--minutes", str(path)]) == 0
    run(["check", str(path)])
    assert "乙记的任务" in capfd.readouterr().out


def test_the_command_line_hands_over_private_notes_to_their_author_alone(open_as, capfd):
    """What is left out is counted, and there when their author says who it is."""
    first = open_as("甲")
    add(first, "$私 甲的私话")
    published(first)

    run(["export", str(first.store.path), "--to", "private.text", "--author", "乙"])
    out, err = capfd.readouterr()
    assert "甲的私话" not in out and "1 条" in err and "--author" in err
    run(["export", str(first.store.path), "--to", "private.text", "--author", "甲"])
    out, err = capfd.readouterr()
    assert "甲的私话" in out and err == ""
