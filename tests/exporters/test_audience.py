"""Who may see what, in every document and format that there is."""

from __future__ import annotations

import re
from functools import cache

import pytest

from companion.exporters.audience import view
from companion.exporters.registry import ROWS, render
from companion.exporters.verify import words_of
from tests.exporters.meeting import MEETING, note, note_id, small_document, small_report

PAIRS = sorted({(row.document, row.format) for row in ROWS if row.format != "pdf"})
PRIVATE_WORDS = "只给自己看的话"
COMMENT_WORDS = "会上有人私下议论"
DISPUTE_WORDS = "两家为资金争执不下"
REASON = "因病"
MARKED = {"会议指出", "会议强调", "会议要求", "会议决定", "会议认为", "会议同意", "会议明确"}


def report(language="zh"):
    """A meeting with a private note of every kind, a comment, a dispute and a reason for leave."""
    document = small_document()
    kinds = ("comment", "action", "decision", "question", "added", "changed", "stressed", "interjection", "scene")
    records = [
        note(kind, "1.2", f"{PRIVATE_WORDS}{kind}", visibility="private", tags=["强调"], quote=PRIVATE_WORDS)
        for kind in kinds
    ]
    records += [
        note("comment", "1.2", COMMENT_WORDS, visibility="minutes", tags=["指出"]),
        note("decision", "1.2", DISPUTE_WORDS, tags=["分歧"]),
        note("question", "1.2", f"{COMMENT_WORDS}吗", visibility="minutes"),
        note("action", "1.2", f"{PRIVATE_WORDS}失位", visibility="private", orphaned=True),
    ]
    document.tables["notes"] |= {note_id(100 + place): fields for place, fields in enumerate(records)}
    return small_report(language, document)


REPORTS = {language: report(language) for language in ("zh", "en")}


@cache
def squeezed(document: str, form: str, language: str = "zh") -> str:
    """The words of a document without blanks."""
    return re.sub(r"\s+", "", words_of(render(document, form, REPORTS[language])))


@pytest.mark.parametrize("pair", PAIRS, ids=".".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_private_notes_are_in_the_private_copy_alone(pair, language):
    """Neither the words nor the quotes of a private note leave the note-taker's own copy."""
    found = PRIVATE_WORDS in squeezed(*pair, language)

    assert found == (pair[0] == "private")


@pytest.mark.parametrize("pair", PAIRS, ids=".".join)
def test_reasons_for_leave_are_in_the_record_alone(pair):
    """Why somebody was away stands in the record and the private copy, in no other document."""
    assert (REASON in squeezed(*pair)) == (pair[0] in ("record", "private"))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[0] == "minutes"], ids=".".join)
def test_comments_and_disputes_are_never_in_the_minutes(pair):
    """Not even when somebody gave a comment the visibility of the minutes, or a dispute the kind of a decision."""
    text = squeezed(*pair)

    assert COMMENT_WORDS not in text
    assert DISPUTE_WORDS not in text
    assert "同意园区扩容方案" in text


@pytest.mark.parametrize("pair", [p for p in PAIRS if p[0] in ("ledger", "notice", "speech")], ids=".".join)
def test_comments_are_in_no_ledger_notice_or_speech(pair):
    """Those who carry out tasks read the tasks, and the speaker reads the speech."""
    text = squeezed(*pair)

    assert COMMENT_WORDS not in text
    assert "数字比上次通报高" not in text


def test_a_notice_has_the_rows_of_its_unit_alone():
    """The notice to one unit names no task that is not the unit's."""
    text = render("notice", "text", REPORTS["zh"], unit="发改局").decode()

    assert "园区配套建设排出时间表" in text
    assert "前期项目清单报县政府" not in text
    assert "管委会：" not in text.split("\n", 5)[4]


def test_a_notice_says_what_is_open_in_its_own_tasks_alone():
    """How much others left open is none of its reader's business."""
    everything = squeezed("notice", "text")
    own = re.sub(r"\s+", "", render("notice", "text", REPORTS["zh"], unit="发改局").decode())

    assert "时限未定1" in everything
    assert "尚有" not in own


def test_a_task_kept_to_the_record_is_in_no_minutes():
    """What the note-taker marked `$记` stays in the record and the ledger, whatever its kind."""
    document = small_document()
    document.tables["notes"][note_id(4)]["visibility"] = "record"
    texts = {name: render(name, "text", small_report(document=document)).decode() for name in ("minutes", "ledger")}

    assert ["园区配套建设排出时间表" in texts[name] for name in ("minutes", "ledger")] == [False, True]


def test_the_verbs_of_the_minutes_are_only_where_they_were_marked():
    """会议指出, 强调, 要求, 决定 come of decisions, stressed passages and tags; a plain task has none."""
    text = squeezed("minutes", "text")
    verbs = {verb for verb in MARKED if verb in text}

    assert verbs == {"会议同意", "会议强调", "会议要求"}
    assert "会议要求，园区配套" not in text


def test_a_view_is_cut_down_whole():
    """Lists that repeat a note lose it together with its place."""
    seen = view(REPORTS["zh"], "minutes")
    ids = {note.id for note in seen.notes}

    assert {note.id for note in seen.decisions} <= ids
    assert {row.note.id for row in seen.ledger} <= ids
    assert seen.questions == ()
    assert MEETING["absent"][0]["name"] == seen.head.absent[0][0]
