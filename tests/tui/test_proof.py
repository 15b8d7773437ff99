"""The panel of proof-reading: what it lists, where it goes, what it dismisses, and what it says of the reading."""

import pytest

from companion.session.proof import ProofReading
from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.screens.proof import ProofScreen
from companion.tui.widgets.choice_list import ChoiceList
from tests.tui.conftest import Live

SPEECH = """在会上的讲话

同志们：
我讲两点意见。
一、情况
县场完成完成任务*亿元。县场不错。
二、要求
抓紧。
散会。
"""


@pytest.fixture
def slips_path(tmp_path):
    """A speech with slips, in GB18030."""
    path = tmp_path / "稿.txt"
    path.write_bytes(SPEECH.encode("gb18030"))
    return path


@pytest.fixture
async def proof(slips_path):
    """The panel, open over the live view."""
    async with CompanionApp(Session.open(slips_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        live = Live(pilot)
        await live.keys("ctrl+k")
        await live.app.workers.wait_for_complete()
        await live.keys()
        yield live


def listed(live):
    """The rows of the panel."""
    rows = live.app.screen.query_one(ChoiceList)
    return [" ".join(rows.render_line(y).text.split()) for y in range(rows.size.height) if rows.row(y)]


async def test_the_panel_lists_place_and_words(proof):
    """Line, column and the sentence of each remark, blanks last; above, how the speech was read."""
    rows = listed(proof)

    assert [row.split()[0] for row in rows] == ["6:1", "6:3", "6:13", "6:9"]
    assert "县场" in rows[0] and "完成完成" in rows[1] and "待填" in rows[3]
    assert "GB18030" in str(proof.app.screen.query_one(".told").render())


async def test_enter_goes_to_the_words_and_marks_them(proof):
    """The cursor is on the point around them, the words stand out until it moves on."""
    await proof.keys("down", "enter")
    screen = proof.screen

    assert proof.app.screen is screen and screen.cursor == "1.p1"
    marked = [text for y in range(20) for text, style in screen.query_one("SpeechView").row(y) if style == "selected"]
    assert marked == ["完成完成"] and "完成完成" in proof.shown("#hint")
    await proof.keys("down")
    view = screen.query_one("SpeechView")
    assert not [1 for y in range(20) for _, style in view.row(y) if style == "selected"]


async def test_d_dismisses_and_undo_brings_back(proof):
    """All of the same words go; a lists them too, where d brings them back; ^Z undoes in the panel and outside."""
    await proof.keys("d")
    assert [row.split()[0] for row in listed(proof)] == ["6:3", "6:9"]
    await proof.keys("ctrl+z")
    assert len(listed(proof)) == 4
    await proof.keys("d", "a")
    assert len(listed(proof)) == 4 and "已忽略" in listed(proof)[0]
    await proof.keys("d", "a")
    assert len(listed(proof)) == 4
    await proof.keys("d", "escape")
    assert len(ProofReading(proof.session).doubts) == 1

    await proof.keys("ctrl+z")

    assert len(ProofReading(proof.session).doubts) == 3


async def test_undo_in_the_panel_leaves_notes_alone(slips_path):
    """^Z there takes back what was done there, nothing else."""
    async with CompanionApp(Session.open(slips_path)).run_test(size=(80, 24)) as pilot:
        live = Live(pilot)
        await live.type("记一笔", "enter")
        await live.keys("ctrl+k")
        await live.app.workers.wait_for_complete()
        await live.keys("ctrl+z", "escape")

        assert len(live.notes()) == 1


async def test_a_dismissal_is_there_tomorrow(proof, slips_path):
    """Reopened, the panel does not show it."""
    await proof.keys("d")
    proof.session.close()

    assert [one.words for one in ProofReading(Session.open(slips_path)).doubts] == ["完成完成"]


async def test_an_encoding_that_was_found_out_is_said_at_opening(slips_path):
    """GB18030 is named in the hint line, until the first key; UTF-8 is not worth a word."""
    async with CompanionApp(Session.open(slips_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        live = Live(pilot)
        assert "GB18030" in live.shown("#hint")
        await live.type("记")
        assert "GB18030" not in live.shown("#hint")


@pytest.mark.parametrize(("words", "count"), [(SPEECH, "校对提示 3 条"), ("开会\n\n一、事\n抓紧。\n", "")])
async def test_the_number_of_doubts_stands_in_the_status_line(tmp_path, words, count):
    """Quietly, a moment after opening; a speech without any says nothing."""
    path = tmp_path / "稿.txt"
    path.write_text(words, encoding="utf-8")
    async with CompanionApp(Session.open(path)).run_test(size=(80, 24)) as pilot:
        live = Live(pilot)
        live.screen._count_doubts()
        await live.keys()

        assert count in live.shown("#status") and ("校对" in live.shown("#status")) == bool(count)


async def test_the_palette_and_browse_mode_open_the_panel(live):
    """P while browsing."""
    await live.keys("escape", "P")

    assert isinstance(live.app.screen, ProofScreen)


async def test_the_panel_counts_as_the_status_line_does(proof):
    """Remarks are counted apart from blanks, which are there to be filled."""
    assert str(proof.app.screen.query_one("#title").render()) == "校对提示 3 条　待填 1 类"
    proof.screen._count_doubts()
    await proof.keys()
    assert "校对提示 3 条" in proof.shown("#status")
