"""The open meeting: every change is on the disk, can be taken back, and is there tomorrow."""

import random
import stat
import tomllib
from datetime import UTC, datetime

import pytest

from companion.errors import MissingSpeechError, OtherSpeechError, SaveError, UnknownPointError
from companion.session.session import Session


@pytest.fixture
def session(speech_path):
    """The small speech, open, its clock at noon."""
    return Session.open(speech_path, author="甲", now=lambda: datetime(2026, 7, 10, 12, 0, tzinfo=UTC))


def reopened(session):
    """The same meeting, opened again from the file."""
    session.store.flush()
    return Session.open(session.path, author="甲")


def texts(session):
    """Point, kind and words of all notes."""
    return [(note.anchor.point, str(note.kind), note.text) for note in session.register.all_notes()]


def test_a_note_is_in_the_file_when_it_is_made(session):
    """The minutes file beside the speech holds id, kind, anchor, text, author and times of a note."""
    note = session.add_note(session.parse("! 报送计划 @县水利局 >9月底前 #水利"), "2.1.1")

    session.store.flush()
    table = tomllib.loads(session.store.path.read_text(encoding="utf-8"))["notes"][0]
    assert session.store.path.name == "讲话.minutes.toml"
    assert (table["id"], table["kind"], table["point"], table["text"]) == (note.id, "action", "2.1.1", "报送计划")
    assert table["quote"].startswith("一要排出施工计划") and (table["line"], table["column"]) == (10, 11)
    assert table["lead_unit"] == "县水利局" and table["due"]["raw"] == "9月底前"
    assert (table["author"], table["created"], table["updated"]) == ("甲", session.now(), session.now())


def test_the_file_is_for_its_owner_alone(session):
    """A new minutes file has mode 0600."""
    session.add_note(session.parse("记"), "1")
    session.store.flush()

    assert stat.S_IMODE(session.store.path.stat().st_mode) == 0o600


def test_everything_is_there_tomorrow(session):
    """Notes, ticks, figures and the head survive closing and opening again."""
    session.add_note(session.parse("记一笔"), "1.1")
    session.tick("1.1")
    session.fill(session.outline.blanks[0], "12.5")
    session.set_head({"chair": "主持", "present": ["甲", "乙"]})
    session.close()

    again = reopened(session)
    assert texts(again) == [("1.1", "comment", "记一笔")]
    assert again.speaker == again.after("1.1")
    assert again.register.fill_of(1).value == "12.5"
    assert (again.head.chair, again.head.present) == ("主持", ("甲", "乙"))


ACTS = {
    "add": lambda session: session.add_note(session.parse("新的"), "1.2"),
    "edit": lambda session: session.edit_note(first(session), session.parse("= 改过")),
    "delete": lambda session: session.delete_note(first(session)),
    "move": lambda session: session.move_note(first(session), "2.2"),
    "tick": lambda session: session.tick("1"),
    "skip": lambda session: session.skip(["1.1", "1.2"]),
    "fill": lambda session: session.fill(session.outline.blanks[1], "3"),
    "head": lambda session: session.set_head({"venue": "一号会议室"}),
}


def first(session):
    """The id of the first note."""
    return session.register.all_notes()[0].id


@pytest.mark.parametrize("act", ACTS)
def test_every_act_can_be_undone_and_done_again(session, act):
    """Undo puts everything back as it was, in the file too; redo makes it as it became."""
    session.add_note(session.parse("原来"), "1")

    def state():
        register = session.register
        return (texts(session), {k: v.state for k, v in register.ticks.items()}, session.head.venue, session.speaker,
                [register.fill_of(n) for n in (1, 2)])  # fmt: skip

    before = state()
    ACTS[act](session)
    after = state()
    assert after != before

    session.undo()
    assert state() == before
    assert texts(reopened(session)) == before[0]
    session.redo()
    assert state() == after


def test_undo_goes_back_to_the_beginning(session):
    """Undo has no limit; at the beginning there is nothing to take back."""
    for number in range(30):
        session.add_note(session.parse(f"第{number}条"), "1")

    for _ in range(30):
        assert session.undo() is not None

    assert session.undo() is None and texts(session) == []


def test_a_deleted_note_can_be_restored_tomorrow(session):
    """A deleted note keeps its place in the file and comes back."""
    note = session.add_note(session.parse("留着"), "1")
    session.delete_note(note.id)

    again = reopened(session)
    again.restore_note(note.id)

    assert texts(again) == [("1", "comment", "留着")]


def test_unknown_keys_survive(session):
    """What another version or a person wrote into the file is still there after a change."""
    session.add_note(session.parse("记"), "1")
    session.close()
    path = session.store.path
    text = path.read_text(encoding="utf-8")
    path.write_text('later = "x"\n' + text + 'mood = "calm"\n\n[gadget]\nsize = 3\n', encoding="utf-8")

    again = reopened(session)
    again.add_note(again.parse("又记"), "1")
    again.close()
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    assert table["later"] == "x" and table["gadget"] == {"size": 3}
    assert [note.get("mood") for note in table["notes"]] == ["calm", None]


def test_a_point_that_is_not_there_is_named(session):
    """A note on an unknown point is refused, naming it."""
    with pytest.raises(UnknownPointError, match=r"9\.9"):
        session.add_note(session.parse("记"), "9.9")


def test_minutes_of_another_speech_are_refused(session, tmp_path):
    """Minutes that belong to another speech are not opened with this one."""
    session.add_note(session.parse("记"), "1")
    session.close()
    other = tmp_path / "另一篇.txt"
    other.write_text("另一篇\n\n一、别的事\n二、还有事\n", encoding="utf-8")

    with pytest.raises(OtherSpeechError, match=r"讲话\.txt"):
        Session.open(other, session.store.path)


def test_minutes_find_their_speech(session):
    """Opening the minutes opens the speech beside them; without it one sentence names it."""
    session.add_note(session.parse("记"), "1")
    session.close()
    assert texts(Session.open(session.store.path)) == [("1", "comment", "记")]

    session.path.rename(session.path.with_name("搬走.txt"))
    with pytest.raises(MissingSpeechError, match=r"讲话\.txt"):
        Session.open(session.store.path)


def test_a_failed_save_changes_nothing(session, monkeypatch):
    """When a change cannot be put on the disk it is not made, and the next one can be."""
    session.add_note(session.parse("存下了"), "1")

    def fail(*_):
        raise SaveError(path="x", reason="满了")

    with monkeypatch.context() as patch:
        patch.setattr("companion.storage.journal.Journal.append", fail)
        with pytest.raises(SaveError):
            session.add_note(session.parse("没存下"), "1")
    session.add_note(session.parse("又存下了"), "1")

    assert [text for _, _, text in texts(reopened(session))] == ["存下了", "又存下了"]


def test_search_finds_speech_and_new_notes(session):
    """What was just written is found, by its characters and by its initials."""
    session.add_note(session.parse("排查沿河隐患"), "1.2")

    for query in ("沿河", "pcyhyh"):
        assert session.search(query, limit=5).hits[0].entry.text == "排查沿河隐患"
    assert session.search("专项资金", limit=5).hits[0].entry.point == "2.1.3"


def test_looking_at_a_speech_makes_no_file(session):
    """A speech that was opened, watched and left without a note leaves nothing beside it."""
    session.poll()
    session.store.flush()
    session.poll()
    session.close()

    assert [path.name for path in session.path.parent.iterdir()] == ["讲话.txt"]


def test_the_register_says_what_the_whole_minutes_say(session):
    """After any ticks, skips, fills and undos what stands at a point or blank is what reading everything anew finds."""
    rng = random.Random(5)
    points, blanks = session.outline.points, session.outline.blanks
    for _ in range(60):
        act = rng.choice(("tick", "untick", "skip", "fill", "undo", "redo"))
        if act == "fill":
            session.fill(rng.choice(blanks), rng.choice(("1", "2", "")))
        elif act in ("undo", "redo"):
            getattr(session, act)()
        else:
            point = rng.choice(points).id
            getattr(session, act)([point] if act == "skip" else point)

    ticks, fills = session.minutes.ticks_by_point, session.minutes.fills_by_blank
    assert {point.id: session.register.tick_at(point.id) for point in points} == {p.id: ticks.get(p.id) for p in points}
    assert {blank.n: session.register.fill_of(blank.n) for blank in blanks} == {b.n: fills.get(b.n) for b in blanks}
    assert session.register.ticked_points == set(ticks)
    before = session.progress()
    session.tick(next(point.id for point in points if point.id not in ticks))
    assert session.progress() > before


def test_the_speaker_is_behind_what_was_left_out(session):
    """Opened again, a meeting goes on behind the points left out after the last one read."""
    session.tick("1.p1")
    session.skip(["1.1"])
    place = session.speaker
    session.close()

    again = reopened(session)

    assert again.speaker == place == again.after("1.1")
    again.close()
