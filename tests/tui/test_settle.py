"""The questions of note-takers in words: what is asked, about whose text, and what each answer does."""

import pytest

from companion.catalogue import choose_language
from companion.session.disagreements import Answer, Question
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
