"""Several note-takers and a re-issued speech in the live view."""

import time

import pytest

from companion.session.disagreements import questions
from companion.session.figures import fill_row
from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.screens.reissue import ReissueScreen
from companion.tui.screens.settle import SettleScreen
from tests.conftest import SPEECH
from tests.terminal import Terminal
from tests.tui.conftest import SIZE, Live
from tests.tui.test_lists import rows_of

ENTER, F10 = "\r", "\x1b[21~"


def by(speech_path, author, *lines, at="1.1", figure=""):
    """Notes of one note-taker, in the file."""
    session = Session.open(speech_path, author=author)
    for line in lines:
        session.add_note(session.parse(line), at)
    if figure:
        fill_row(session, (session.outline.blanks[0],), figure)
    assert session.close()
    return session


def at_work(speech_path, author, *lines, figure=""):
    """The same, but the note-taker stays: others see that the file is in use."""
    session = Session.open(speech_path, author=author)
    for line in lines:
        session.add_note(session.parse(line), "1.1")
    if figure:
        fill_row(session, (session.outline.blanks[0],), figure)
    sign = session.store.path.with_name(f".{session.store.path.name}.lock")
    for _ in range(200):
        session.poll()
        if sign.exists() and not session.save_state.pending:
            return session
        time.sleep(0.05)
    raise AssertionError("no sign")


async def seen(live):
    """Poll until the other's file was seen."""
    for _ in range(60):
        await live.pilot.pause(0.1)
        live.screen._poll()
        if live.session.store.others:
            return
    raise AssertionError("the other's file was not seen")


@pytest.fixture
async def second(speech_path):
    """The live view of 乙, after 甲 wrote a note and a figure."""
    first = at_work(speech_path, "甲", "甲听到的一句话", figure="12")
    app = CompanionApp(Session.open(speech_path, author="乙"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        live = Live(pilot)
        yield live
        live.session.close()
    first.close()


async def test_a_further_note_taker_gets_a_file_of_their_own_and_is_told(second):
    """The plain file stays the first one's; a sentence says whose it is and where one's own notes go."""
    assert second.session.store.path.name == "讲话.乙.minutes.toml"
    assert "甲" in second.shown("#hint") and "讲话.乙.minutes.toml" in second.shown("#hint")


def test_the_plain_file_of_someone_who_left_is_gone_on_with(speech_path):
    """When the first note-taker is not at work, a further one goes on with the plain file, or with their own."""
    by(speech_path, "甲", "一句")
    session = by(speech_path, "乙", "又一句")
    assert session.store.path.name == "讲话.minutes.toml"

    speech_path.with_name("讲话.丙.minutes.toml").write_bytes(session.store.path.read_bytes())
    assert by(speech_path, "丙").store.path.name == "讲话.丙.minutes.toml"


async def test_the_others_notes_are_shown_with_their_author(second):
    """The other's notes and figures stand among one's own, and who wrote them is said."""
    await seen(second)

    assert "甲听到的一句话" in second.shown("#notes") and "— 甲" in second.shown("#notes")
    assert second.session.register.others_fill_of(1).value == "12"


async def test_what_another_writes_meanwhile_appears(second, speech_path):
    """A note that comes into the other's file is on the screen at one of the next looks."""
    await seen(second)
    by(speech_path, "甲", "甲后来又记了一句")

    for _ in range(60):
        await second.pilot.pause(0.1)
        second.screen._poll()
        if "甲后来又记了一句" in second.shown("#notes"):
            break
    assert "甲后来又记了一句" in second.shown("#notes")


async def test_anothers_note_can_only_be_read(second):
    """Neither editing nor deleting touches a note of somebody else, and the reason is said."""
    await seen(second)
    before = second.session.register.all_notes()

    await second.keys("ctrl+up", "f8")
    assert "甲" in second.shown("#hint") and second.session.register.all_notes() == before
    await second.keys("f2")
    assert second.screen.mode.name == "note"


async def test_two_figures_for_one_blank_are_settled_by_one_key(second):
    """Different figures are counted below, shown with their authors, and one key picks the one that holds."""
    fill_row(second.session, (second.session.outline.blanks[0],), "13")
    await seen(second)
    assert "1 处待商定" in second.shown("#status")

    await second.keys("f18")
    assert isinstance(second.app.screen, SettleScreen)
    assert {(one.words, one.author) for one in questions(second.session)[0].answers} >= {("12", "甲")}
    await second.keys("1")
    assert questions(second.session) == []
    await second.keys("escape")
    assert "待商定" not in second.shown("#status")
    assert second.session.register.fill_of(1).value == "12"


async def test_notes_that_say_the_same_are_offered_for_folding(second):
    """A nearly equal note can be folded into the other's, or both kept for good."""
    note = second.session.add_note(second.session.parse("甲听到的一句话。"), "1.1")
    await seen(second)
    await second.keys("f18", "2", "escape")
    assert questions(second.session) == [] and note.id in second.session.register.notes

    second.session.undo()
    await second.keys("f18", "1", "escape")
    assert note.id not in second.session.register.notes
    assert len(second.session.register.all_notes()) == 1


async def test_two_texts_for_one_note_are_both_kept_and_settled(second, speech_path):
    """Where two changed one text unknowingly, both wordings can be picked, and the field is then settled."""
    note = second.session.add_note(second.session.parse("原来的话"), "1.2")
    assert second.session.store.flush(10)
    one = Session.open(speech_path, second.session.store.path, author="乙")
    one.edit_note(note.id, one.parse("这样改"))
    second.session.edit_note(note.id, second.session.parse("那样改"))
    assert one.close() and second.session.store.flush(10)
    for _ in range(60):
        await second.pilot.pause(0.1)
        second.screen._poll()
        if questions(second.session):
            break

    (question,) = questions(second.session)
    assert {answer.words for answer in question.answers} == {"这样改", "那样改"}
    second.screen.neighbours.look()
    await second.keys("f18", "2")
    assert questions(second.session) == []
    assert second.session.register.notes[note.id].text == question.answers[1].words


async def test_nothing_to_settle_says_so(live):
    """The key for settling does no harm when there is nothing."""
    await live.keys("f18")

    assert "没有要商定的" in live.app.screen.query_one("#whole").text


GONE = "一要排出施工计划。各镇要在9月底前报送计划。二是管好工程质量。县水利局要每周检查一次。"
REISSUED = SPEECH.replace("上半年，全县", "各位同志，今年上半年，全县").replace(GONE, "")


@pytest.fixture
async def reissued(speech_path):
    """The live view of a speech that was re-issued after two notes were made."""
    session = by(speech_path, "甲", "一句", at="1.2")
    session = by(speech_path, "甲", "另一句", at="2.1.2")
    speech_path.write_text(REISSUED, encoding="utf-8")
    session = Session.open(speech_path, author="甲")
    app = CompanionApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield app, pilot, session
        session.close()


async def test_what_becomes_of_the_notes_is_told_by_places(speech_path):
    """A place is called as on the screen and not by its id; what was deleted is not asked about."""
    session = by(speech_path, "甲", "一句", "删去的一句", at="2.1.3")
    session = Session.open(speech_path, author="甲")
    session.delete_note(next(note.id for note in session.register.all_notes() if note.text == "删去的一句"))
    session.close()
    speech_path.write_text(REISSUED, encoding="utf-8")
    app = CompanionApp(Session.open(speech_path, author="甲"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.pause()
        shown = "\n".join(rows_of(app.screen, "ChoiceList"))
        app.session.close()

    assert "一句" in shown and "删去" not in shown
    assert "2.1" not in shown and "二（一）" in shown


async def test_a_reissued_speech_changes_nothing_without_a_yes(reissued):
    """What would become of the notes is shown; n leaves them as they are, with the old hash."""
    app, pilot, session = reissued
    before = dict(session.store.document.record("speech"))
    assert isinstance(app.screen, ReissueScreen)

    await pilot.press("n")
    await pilot.pause()
    assert session.store.document.record("speech") == before


async def test_a_yes_moves_the_notes_and_undo_brings_all_back(reissued):
    """After y both hashes are kept, notes without a place are listed, and one undo takes everything back."""
    _, pilot, session = reissued
    before = dict(session.store.document.record("speech"))

    await pilot.press("y")
    await pilot.pause()
    after = session.store.document.record("speech")
    assert after["sha256"] == session.speech.sha256 and after["earlier_sha256"] == [before["sha256"]]
    shown = Live(pilot).shown("#notes")
    assert "一句" in shown and "另一句" in shown
    await pilot.press("ctrl+z")
    await pilot.pause()
    assert session.store.document.record("speech")["sha256"] == before["sha256"]


def test_two_programs_beside_each_other(speech_path):
    """Two real programs on one speech: each has a file, and each shows what the other noted within seconds."""
    with Terminal("--lang", "zh", "--author", "甲", speech_path, columns=130) as first:
        first.wait_for("→ 同志们")
        first.type("甲记的" + ENTER)
        first.wait_for("已存", "1 条记录")
        first.read(2)
        with Terminal("--lang", "zh", "--author", "乙", speech_path, columns=130) as second:
            second.wait_for("→ 同志们", "讲话.乙.minutes.toml")
            second.wait_for("甲记的", "— 甲")
            second.type("乙记的" + ENTER)
            second.wait_for("乙记的")
            first.wait_for("乙记的", "— 乙")
            for terminal in (first, second):
                terminal.type(F10)
                assert terminal.wait_end() == 0
    found = {path.name for path in speech_path.parent.glob("*.toml")}
    assert found == {"讲话.minutes.toml", "讲话.乙.minutes.toml"}
