"""Mending the outline in the live view: two keys each, shown at once, undone like anything else."""

import pytest

from companion.model.mend import Operation
from companion.session.mending import mend
from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.mend_mode import MendMode
from companion.tui.modes import NoteMode
from tests.tui.conftest import Live


def heading(live, id):
    """The heading of a point as the outline stands."""
    return live.session.point(id).heading


TWO_KEYS = {
    "1": ("1.2", "2", "（二）农村供水稳步改善", 0),
    "2": ("1.2", "1.1.2", "（二）农村供水稳步改善", 0),
    "3": ("2.1.1", "2.1.2", "各镇要在9月底前报送计划", 1),
    "4": ("2.1.2", "2.1.3", "三要用好专项资金", -1),
    "6": ("2.2.p1", "2.2.1", "汛期方面的事情不能松", 0),
    "7": ("2.1.3", "2.1.p1", "三要用好专项资金", 0),
    "8": ("2.1.2", "2.1.p1", "县水利局要每周检查一次", 1),
}


@pytest.mark.parametrize("key", TWO_KEYS)
async def test_anything_is_mended_in_two_keys(live, key):
    """^E and a digit; the outline pane shows it, the hint says it, ^Z takes it back."""
    point, id, words, more = TWO_KEYS[key]
    read = live.session.outline
    live.screen.set_cursor(point)

    await live.keys("ctrl+e", key)

    assert heading(live, id).startswith(words)
    assert live.session.outline != read and len(live.session.outline.points) == len(read.points) + more
    assert isinstance(live.screen.mode, NoteMode) and "^Z" in live.shown("#hint")
    assert len(live.session.history.done) == 1
    await live.keys("ctrl+z")
    assert live.session.outline == read


async def test_the_panes_show_the_mended_outline(live):
    """Row, indentation and place names are those of the mend, in all three panes."""
    await live.type("记一笔", "enter")
    live.session.move_note(live.session.register.all_notes()[0].id, "1.2")
    live.screen.set_cursor("1.2")
    indented = next(row for row in live.shown("OutlineView").splitlines() if "农村供水" in row)

    await live.keys("ctrl+e", "1")

    row = next(row for row in live.shown("OutlineView").splitlines() if "农村供水" in row)
    assert len(row.split("（二）")[0]) < len(indented.split("（二）")[0])
    assert live.screen.cursor == "2" and "✎1" in row
    assert "记一笔" in live.shown("NotesView") and "记一笔" in live.shown("SpeechView")


async def test_a_full_width_digit_mends_too(live):
    """An input method in full-width mode sends １ for 1."""
    live.screen.set_cursor("1.2")

    await live.type("", "ctrl+e")
    await live.type("１")
    await live.keys()

    assert heading(live, "2") == "（二）农村供水稳步改善"


async def test_the_arrows_choose_where_to_cut(live):
    """Left and right by sentences, up and down by signs; the words behind the cut are marked and named."""
    live.screen.set_cursor("1")
    await live.keys("down", "ctrl+e")
    assert live.screen.cursor == "1.p1"
    await live.keys("up", "up")
    assert "增长" not in live.shown("#label")

    live.screen.set_cursor("1.1")
    await live.keys("escape", "ctrl+e")
    assert "共治理" in live.shown("#label")
    for _ in range(9):
        await live.keys("down")
    await live.keys("3")

    assert [heading(live, id)[:6] for id in ("1.1", "1.2")] == ["（一）河道治", "*月底，还有"]


async def test_the_arrows_choose_the_parent(live):
    """^E 5, up to the point further out, Enter; Esc leaves it where it is."""
    live.screen.set_cursor("2.1.3")
    await live.keys("ctrl+e", "5", "up")
    assert live.screen.cursor == "2"
    await live.keys("escape")
    assert live.screen.cursor == "2.1.3" and live.session.mended.mends == ()

    await live.keys("ctrl+e", "5", "enter")

    assert heading(live, "2.1.2.3") == "三要用好专项资金"
    assert live.screen.cursor == "2.1.2.3"


async def test_with_a_cut_chosen_its_tail_alone_is_put_under_another(live):
    """Arrow first, then 5: what stands behind the cut moves, the rest stays."""
    live.screen.set_cursor("2.1.2")
    await live.keys("ctrl+e", "right", "5", "up", "up", "enter")

    assert heading(live, "2.1.2") == "二是管好工程质量"
    assert heading(live, "2.2").startswith("县水利局要每周") or heading(live, "2.p1").startswith("县水利局要每周")


async def test_what_cannot_be_done_is_said_and_one_may_try_again(live):
    """The reason stands in the hint line; the mode stays for another key; Esc leaves it."""
    live.screen.set_cursor("1")
    await live.keys("ctrl+e", "1")
    assert "最上一级" in live.shown("#hint") and isinstance(live.screen.mode, MendMode)

    await live.keys("escape")

    assert isinstance(live.screen.mode, NoteMode) and live.session.mended.mends == ()


async def test_a_phrase_typed_while_mending_is_a_note(live):
    """Nothing typed is lost or taken for a command: words begin a note."""
    await live.keys("ctrl+e")
    await live.type("还是要记", "enter")

    assert [note[2] for note in live.notes()] == ["还是要记"]
    assert live.session.mended.mends == ()


async def test_a_line_being_typed_keeps_one_from_mending(live):
    """A half-typed note stays in the bar; what to do is said."""
    await live.type("打到一半")
    await live.keys("ctrl+e")

    assert live.screen.bar.value == "打到一半" and isinstance(live.screen.mode, NoteMode)
    assert "回车" in live.shown("#hint")


async def test_the_mouse_chooses_another_point_while_mending(live):
    """A click on another point makes that the one to be mended."""
    live.screen.set_cursor("1")
    await live.keys("ctrl+e")
    await live.pilot.click("OutlineView", offset=(8, 6))
    point = live.screen.cursor
    words = heading(live, point)
    await live.keys("1")

    assert point == "1.2" and heading(live, "2") == words


async def test_speaker_and_following_go_on_after_a_mend(live):
    """Enter ticks the point where the speaker is, under its new id, and goes to the next."""
    live.session.go_to("2.2")
    live.screen.follow()
    live.screen.set_cursor("1.2")
    await live.keys("ctrl+e", "1", "escape")
    assert live.session.speaker == live.screen.cursor == "3.2"

    await live.keys("enter")

    assert live.session.register.tick_at("3.2").state == "spoken"
    assert live.session.speaker == "3.2.p1"


async def test_in_browse_mode_a_capital_letter_mends(live):
    """Esc, M, then the digit."""
    live.session.go_to("1.2")
    live.screen.follow()
    await live.keys("escape", "M", "1")

    assert heading(live, "2") == "（二）农村供水稳步改善"


async def test_mends_that_lost_their_words_are_said_at_opening(live, speech_path):
    """The hint line tells how many there are and where to see them."""
    live.screen.set_cursor("1.2")
    await live.keys("ctrl+e", "1")
    live.session.close()
    lines = speech_path.read_text(encoding="utf-8").splitlines()
    speech_path.write_text("\n".join(lines[:7] + lines[8:]), encoding="utf-8")

    async with CompanionApp(Session.open(speech_path)).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        again = Live(pilot)
        assert "1 处修正" in again.shown("#hint")
        await again.keys("ctrl+k")
        await again.app.workers.wait_for_complete()
        await again.keys("d", "escape")
        assert again.session.mended.mends == ()


@pytest.mark.parametrize("keys", [["slash"], ["tab"], ["ctrl+t"], ["ctrl+e"], ["ctrl+e", "5"]])
async def test_a_mend_that_comes_in_from_elsewhere_upsets_no_mode(live, keys):
    """While searching, filling or mending, another writer's mend leaves one at the same words, and nothing breaks."""
    live.screen.set_cursor("2.1.3" if keys == ["ctrl+e", "5"] else "1.2.2")
    words = live.session.point(live.screen.cursor).heading
    await live.keys(*keys)

    mend(live.session, Operation.PROMOTE, "1.2")
    live.screen.draw(everything=True)
    for key in ("down", "up", "enter", "escape", "escape"):
        await live.keys(key)
    await live.type("记一笔", "enter")

    assert live.session.point(live.screen.cursor) and len(live.notes()) == 1
    assert any(point.heading == words for point in live.session.outline.points)


async def test_undo_while_filling_takes_the_mend_back_and_loses_no_figure(live):
    """^Z in the middle of a figure: the outline is as before, what was typed is still in the bar."""
    live.screen.set_cursor("1.2")
    await live.keys("ctrl+e", "1")
    live.screen.set_cursor("2.2")
    await live.keys("tab")
    await live.type("12")
    await live.keys("ctrl+z")

    assert live.session.mended.mends == () and live.screen.bar.value == "12"
