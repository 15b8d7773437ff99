"""What the hint line says: all of it in sight, whatever it names, and standing where the hints stand."""

import pytest

from companion.catalogue import choose_language
from companion.session.session import Session
from companion.tui.app import CompanionApp
from tests.tui.conftest import Live
from tests.tui.test_others import at_work

LONG = "请各镇各部门把供水管网改造的台账一户一户地核清楚并在月底以前报到县政府办公室汇总"


@pytest.fixture
async def narrow(session):
    """The live view of the small speech in a terminal of the usual size."""
    async with CompanionApp(session).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Live(pilot)


@pytest.mark.parametrize(
    ("language", "way_back"), [("zh", "…（^Z 撤销，^R 找回）"), ("en", "… (^Z undoes, ^R restores)")]
)
async def test_how_to_bring_a_long_note_back_is_said(narrow, language, way_back):
    """The words of a deleted note give way to the keys that bring it back."""
    choose_language(language)
    await narrow.type(LONG, "enter")
    await narrow.keys("f8")

    assert narrow.shown("#hint").endswith(way_back)


async def test_a_long_step_leaves_room_for_its_way_back(narrow):
    """What a mend says ends with the key that takes it back, too."""
    await narrow.keys("/", *"二要抓好的工作", "enter", "ctrl+e", "7")

    assert narrow.shown("#hint").endswith("（^Z 撤销）")


async def test_what_is_said_stands_where_hints_stand(narrow):
    """One cell is free at the left of a message, as at that of a hint."""
    hint = narrow.shown("#hint")
    await narrow.keys("f8")
    told = narrow.shown("#hint")

    assert hint != told and hint[:1] == told[:1] == " " and " " not in (hint[1], told[1])


async def test_only_words_are_underlined(narrow):
    """What is said of an unknown owner is underlined without the gap before it."""
    await narrow.type("! 报送 @某某协会")
    runs = narrow.screen.query_one("#hint").row(0)

    assert "（不在名册，照录）" in [text for text, style in runs if style == "doubt"]


async def test_the_second_note_taker_reads_all_about_the_files(speech_path):
    """At 80 columns the sentence about two note-takers is not cut at its end."""
    first = at_work(speech_path, "欧阳敏敏", "记")
    async with CompanionApp(Session.open(speech_path, author="李华")).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert Live(pilot).shown("#hint").endswith("一起显示")
    first.close()
