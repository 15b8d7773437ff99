"""The sentences of the minutes: third person, marked verbs, who does it by when; edits and their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.catalogue import LANGUAGES
from companion.exporters.draft import draft_sentences, overview
from companion.exporters.edits import OVERVIEW, edit_sentence
from companion.exporters.gate import check_minutes
from companion.exporters.matters import MatterKind
from companion.exporters.registry import render
from companion.exporters.settings import Settings
from companion.exporters.wording import sentence_of, turned
from companion.exporters.words import Words
from companion.model.document import HEAD
from companion.model.due import Due
from companion.model.minutes import Anchor, Head, Minutes, Note, NoteKind
from tests.exporters.meeting import LINES, note_id, small_document, small_report, small_speech

ZH, EN = Words("zh"), Words("en")
DUE = Due("9月底前", due=date(2026, 9, 30))


def note(kind: NoteKind, text: str, **more) -> Note:
    """A note at a point."""
    return Note(id="n", kind=kind, anchor=Anchor("1"), text=text, **more)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我们要加快进度", "要加快进度"),
        ("我认为，进度太慢", "进度太慢"),
        ("进度太慢，我们要抓紧", "进度太慢，要抓紧"),
        ("我县的项目、我省的政策、我国的经济", "我县的项目、我省的政策、我国的经济"),
        ("我们县要带头", "我县要带头"),
        ("勇于自我革命", "勇于自我革命"),
        ("支持我们的工作", "支持会议的工作"),
        ("请大家抓好落实", "各级各部门抓好落实"),
        ("大家不能松劲", "各级各部门不能松劲"),
        ("大家的意见", "大家的意见"),
        ("坚持“我将无我”的境界", "坚持“我将无我”的境界"),
    ],
)
def test_the_first_person_is_turned(said, told):
    """我 and 我们 fall away or become the meeting; places, quotations and fixed words keep theirs."""
    assert turned(said, "zh") == told


def test_the_named_body_stands_for_us():
    """Where 我们 cannot fall away the office's own name stands for it."""
    assert turned("支持我们的工作", "zh", "县委、县政府") == "支持县委、县政府的工作"


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (note(NoteKind.DECISION, "成立专班"), "会议决定，成立专班。"),
        (note(NoteKind.DECISION, "原则同意园区扩容方案。"), "会议原则同意园区扩容方案。"),
        (note(NoteKind.DECISION, "会议同意扩容"), "会议同意扩容。"),
        (note(NoteKind.DECISION, "扩容", tags=("原则同意",)), "会议原则同意，扩容。"),
        (note(NoteKind.STRESSED, "时间紧"), "会议强调，时间紧。"),
        (note(NoteKind.ADDED, "要提前谋划", tags=("要求",)), "会议要求，要提前谋划。"),
        (note(NoteKind.ADDED, "名单下周报来"), "名单下周报来。"),
        (note(NoteKind.ACTION, "排出时间表"), "排出时间表。"),
        (
            note(NoteKind.ACTION, "排出时间表。", lead_unit="甲局", supporting_units=("乙局", "丙局"), due=DUE),
            "排出时间表，由甲局牵头，乙局、丙局配合，于2026年9月30日前完成。",
        ),
        (note(NoteKind.ACTION, "报清单", lead_unit="甲局", due=DUE), "报清单，由甲局负责，于2026年9月30日前完成。"),
        (note(NoteKind.ACTION, "报清单", due=Due("尽快")), "报清单，尽快完成（时限待定）。"),
        (note(NoteKind.ACTION, "报进度", due=Due("每月5日前")), "报进度，每月5日前落实。"),
        (note(NoteKind.ACTION, "报清单", due=Due("*月中旬前", masked=True)), "报清单，于*月中旬前完成（时限待定）。"),
    ],
)
def test_each_kind_of_note_makes_its_sentence(made, sentence):
    """Decisions decide, stressed passages stress, tasks say who and by when, nothing more than was marked."""
    assert sentence_of(made, ZH, Settings()) == sentence


def test_english_sentences_follow_the_same_marks():
    """The verbs of Robert's Rules only where they were marked."""
    made = note(NoteKind.DECISION, "the yard be enlarged")

    assert sentence_of(made, EN, Settings()) == "It was decided that the yard be enlarged."


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(NoteKind)), st.text(max_size=40), st.sampled_from(["zh", "en"]))
def test_every_sentence_ends_once(kind, text, language):
    """Whatever was noted, a sentence is one line with its stop."""
    made = sentence_of(note(kind, text), Words(language), Settings())

    assert made.endswith(("。", ".", "！", "？", "!", "?"))
    assert "\n" not in made


def edited(words: str):
    """The small meeting with one sentence rewritten."""
    document = small_document()
    sentence = next(one for one in draft_sentences(small_report(), Settings()) if one.id == note_id(2))
    document.apply(edit_sentence(sentence.id, words, sentence.source_hash, "zh"))
    return document


def test_english_says_that_once():
    """A note that begins with `that` goes on from the verb."""
    made = note(NoteKind.DECISION, "That the yard be enlarged.")

    assert sentence_of(made, EN, Settings()) == "It was decided that the yard be enlarged."


@pytest.mark.parametrize(
    ("language", "opening"),
    [("en", "The 上半年工作总结会议 was held."), ("zh", "召开上半年工作总结会议。现将议定事项纪要如下：")],
)
def test_the_opening_leaves_out_what_nobody_said(language, opening):
    """Without day, hour, place and chair there is no word that waits for them."""
    document = small_document()
    document.tables["meeting"]["head"] = {"title": "上半年工作总结会议"}

    assert overview(small_report(language, document), Words(language)) == opening


def test_an_edit_takes_the_place_of_the_draft():
    """The rewritten sentence is in the minutes, the drafted one is not, and the record is as it was."""
    report = small_report(document=edited("会议研究并同意扩容。"))
    minutes = render("minutes", "markdown", report).decode()

    assert "会议研究并同意扩容。" in minutes
    assert "会议同意园区扩容方案" not in minutes
    assert render("record", "markdown", report) == render("record", "markdown", small_report())


def test_an_edit_whose_source_changed_is_shown_and_kept():
    """When the note changes later, the edit stays, marked as stale, and the gate says so."""
    document = edited("会议研究并同意扩容。")
    document.tables["notes"][note_id(2)]["text"] = "同意缩小规模"
    report = small_report(document=document)
    sentence = next(one for one in draft_sentences(report, Settings()) if one.id == note_id(2))
    kinds = [matter.kind for matter in check_minutes(small_speech(), Minutes.of(document))]

    assert (sentence.words, sentence.is_stale) == ("会议研究并同意扩容。", True)
    assert MatterKind.STALE_EDIT in kinds


def test_an_edit_in_one_language_leaves_the_other_alone():
    """Each language keeps its own words for a sentence, and takes them back by itself."""
    document = edited("会议研究并同意扩容。")
    sentence = next(one for one in draft_sentences(small_report("en"), Settings()) if one.id == note_id(2))
    document.apply(edit_sentence(sentence.id, "The yard is to grow.", sentence.source_hash, "en"))
    texts = {
        language: render("minutes", "markdown", small_report(language, document)).decode() for language in LANGUAGES
    }

    assert ["会议研究并同意扩容。" in texts["zh"], "The yard is to grow." in texts["zh"]] == [True, False]
    assert ["会议研究并同意扩容。" in texts["en"], "The yard is to grow." in texts["en"]] == [False, True]

    document.apply(edit_sentence(sentence.id, "", "", "en"))
    assert "会议研究并同意扩容。" in render("minutes", "text", small_report(document=document)).decode()
    assert "The yard" not in render("minutes", "text", small_report("en", document)).decode()


@pytest.mark.parametrize("language", [None, "zh"])
def test_an_edit_kept_under_the_note_alone_is_still_read(language):
    """Files of earlier versions name the sentence without its language; later words come before them, or nothing."""
    document = small_document()
    kept = {"text": "原来改的话。", "source_hash": "x", "language": language}
    document.tables["edits"] = {note_id(2): kept}
    assert "原来改的话。" in render("minutes", "text", small_report(document=document)).decode()

    document.apply(edit_sentence(note_id(2), "后来改的话。", "x", "zh"))
    assert "后来改的话。" in render("minutes", "text", small_report(document=document)).decode()

    document.apply(edit_sentence(note_id(2), "", "", "zh"))
    assert "改的话" not in render("minutes", "text", small_report(document=document)).decode()


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Approved as read.", "The minutes of the previous meeting were approved as read."),
        ("not yet taken up", "The minutes of the previous meeting were not yet taken up."),
        ("none, first meeting", "Previous minutes: none, first meeting"),
    ],
)
def test_english_minutes_tell_of_the_previous_ones_after_the_opening(said, line):
    """Robert's Rules: what became of the previous minutes stands between the opening and those present."""
    document = small_document()
    document.tables["meeting"][HEAD]["previous_minutes"] = said
    blocks = render("minutes", "markdown", small_report("en", document)).decode().split("\n\n")
    place = blocks.index(line)

    assert blocks[place - 1].startswith("The ") and "chair" in blocks[place - 1]
    assert blocks[place + 1].startswith("**Present**")
    assert said[:8] not in render("minutes", "text", small_report(document=document)).decode()


def test_an_edit_of_the_opening_goes_stale_with_the_head():
    """The opening sentence comes of the head."""
    document = small_document()
    opening = draft_sentences(small_report(), Settings())[0]
    document.apply(edit_sentence(OVERVIEW, "会议开了。", opening.source_hash, "zh"))
    assert not draft_sentences(small_report(document=document), Settings())[0].is_stale

    document.tables["meeting"][HEAD]["venue"] = "别处"
    assert draft_sentences(small_report(document=document), Settings())[0].is_stale


def test_an_empty_edit_gives_the_sentence_back():
    """Taking the words away brings back the draft."""
    document = edited("别的话。")
    document.apply(edit_sentence(note_id(2), "", "", "zh"))

    assert "会议同意园区扩容方案" in render("minutes", "text", small_report(document=document)).decode()


def test_an_edit_of_a_note_made_private_is_not_shown():
    """With the note its sentence leaves the minutes, rewritten or not."""
    document = edited("会议研究并同意扩容。")
    document.tables["notes"][note_id(2)]["visibility"] = "private"

    assert "研究并同意" not in render("minutes", "text", small_report(document=document)).decode()


@pytest.mark.parametrize(
    ("language", "first"), [("zh", "召开{}。"), ("en", "The {} was held.")]
)
def test_a_meeting_without_a_head_is_told_without_gaps(language, first):
    """No day, no place, no chair: the sentence is whole without them."""
    report = replace(small_report(language), head=Head(), title=LINES[0])
    text = render("minutes", "text", report).decode().replace("\n", "")

    assert first.format(report.meeting) in text


def test_a_meeting_without_a_name_is_called_by_that_of_its_speech():
    """Record and notices name the meeting, and not the speech that was given there."""
    report = replace(small_report(), head=Head(), title=LINES[0])
    record, notice = (render(name, "text", report).decode() for name in ("record", "notice"))

    assert "会议名称：上半年工作总结会议\n" in record
    assert "上半年工作总结会议议定的" in notice and "讲话议定" not in notice
