"""The questions of note-takers in words: what is asked, about whose text, and what each answer does."""

import pytest

from companion.catalogue import choose_language
from companion.session.disagreements import Answer, Question
from companion.session.session import Session
from companion.tui.screens.head import FIELDS
from companion.tui.screens.settle import SettleScreen, asked, field_name
from tests.tui.test_lists import rows_of

NOTE_FIELDS = ("text", "kind", "lead_unit", "supporting_units", "due", "deliverable", "speaker", "tags", "visibility")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_that_two_may_change_has_a_name(language):
    """Nobody is asked about “lead_unit”: fields of notes and of the head are named as on the screen."""
    choose_language(language)
    unnamed = [field for field in (*NOTE_FIELDS, *FIELDS) if "_" in field_name(field)]
    same = [field for field in (*NOTE_FIELDS, *FIELDS) if field_name(field) == field]

    assert unnamed == [] and (language == "en" or same == [])


def test_what_is_asked_says_what_it_is_about():
    """A field by its name and its note, a wording by itself, a repetition with its author."""
    assert "“报送计划”的时限" in asked(Question("text", "报送计划", (), field="due"))
    assert asked(Question("text", "报送计划", (), field="text")).startswith("记录文字有")
    assert asked(Question("text", "venue", (), field="venue")).startswith("地点有")
    assert "（乙）" in asked(Question("alike", "抓好安全", (), author="乙"))


async def test_folding_says_which_note_stays(live, monkeypatch):
    """The first answer says that both become one and which words stay, the other that both do."""
    answers = (Answer("抓好安全生产", "甲", ()), Answer("", "", ()))
    question = Question("alike", "抓好安全", answers, author="乙")
    monkeypatch.setattr("companion.tui.screens.settle.questions", lambda _: [question])
    live.app.push_screen(SettleScreen(live.session))
    await live.pilot.pause()

    shown = "\n".join(rows_of(live.app.screen, "ChoiceList"))
    assert "合成一条，留下：抓好安全生产" in shown and "两条都留" in shown


async def test_two_tasks_that_differ_in_their_day_show_it(live, speech_path):
    """Before one of two alike is given up, owner and deadline of both are seen."""
    other = Session.open(speech_path, live.session.store.path.with_name("讲话.乙.minutes.toml"), author="乙")
    other.add_note(other.parse("! 报送管网改造台账 @县水利局 >11月底前"), "1.1")
    assert other.close()
    live.session.add_note(live.session.parse("! 报送管网改造的台账 @县水利局 >12月底前"), "1.1")
    for _ in range(60):
        await live.pilot.pause(0.1)
        live.screen._poll()
        if live.session.store.others:
            break
    await live.keys("f18")

    shown = "\n".join([*rows_of(live.app.screen, "ChoiceList"), *rows_of(live.app.screen, "WholeText")])
    assert ">11月底前" in shown and ">12月底前" in shown and shown.count("@县水利局") == 2
