"""Who may see what, in every document and format that there is."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.exporters.audience import view
from companion.exporters.edits import edit_sentence
from companion.exporters.registry import BY_NAME, ROWS, render
from companion.exporters.verify import words_of
from companion.model.marks import Marks, Version
from companion.model.minutes import NoteKind
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


FLAT = {
    "record": "markdown", "minutes": "markdown", "speech": "markdown", "differences": "csv", "ledger": "csv",
    "notice": "markdown", "timeline": "csv", "figures": "csv", "data": "json", "private": "json",
}  # fmt: skip
SPOKEN = {"added", "changed"}
IN_MINUTES = {"added", "changed", "stressed"}
NOTES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([*NoteKind]).map(str),
            "visibility": st.sampled_from([None, "private", "record", "minutes"]),
            "tags": st.lists(st.sampled_from(["强调", "要求", "争议", "项目"]), max_size=2),
            "orphaned": st.booleans(),
            "is_edited": st.booleans(),
            "is_conflict": st.booleans(),
        }
    ),
    min_size=1,
    max_size=8,
)


def may_read(document: str, one: dict) -> bool:
    """Whether readers of a document may see a note: the table of domain 5.2, said once more."""
    kind, sight, tags = one["kind"], one["visibility"], set(one["tags"])
    if document == "private" or sight == "private":
        return document == "private"
    if document in ("record", "data"):
        return True
    if document in ("speech", "differences"):
        return kind in SPOKEN
    if document in ("ledger", "notice"):
        return kind == "action"
    if document != "minutes" or "争议" in tags:
        return False
    if kind in ("action", "decision"):
        return sight != "record"
    return kind in IN_MINUTES and (sight == "minutes" or bool(tags & {"强调", "要求"}))


def mixed_document(drawn: list[dict]):
    """A meeting of these notes, each with a word of its own in its text, quote, rewriting and other wording."""
    document = small_document()
    document.tables["notes"] = {}
    for place, one in enumerate(drawn):
        id, word = note_id(place), f"词{chr(0x4E00 + place)}尾"
        more = {"quote": f"引{word}", "deliverable": f"果{word}", "speaker": f"人{word}", "orphaned": one["orphaned"]}
        fields = note(one["kind"], "1.2", f"文{word}", tags=one["tags"], **more)
        document.tables["notes"][id] = fields | ({"visibility": one["visibility"]} if one["visibility"] else {})
        if one["is_edited"]:
            document.apply(edit_sentence(id, f"改{word}。", "old", "zh"))
        if one["is_conflict"]:
            for table, key in (("notes", id), ("edits", f"{id}.zh")):
                version = Version("text", "1", f"争{word}")
                document.marks.setdefault(table, {})[key] = Marks(history={version.key: version})
    return document


@settings(max_examples=25, deadline=None)
@given(NOTES)
def test_no_word_of_a_note_gets_where_it_may_not(drawn):
    """Whatever its kind, marks and place: text, quote, rewriting and conflict of a note stay with their readers."""
    report = small_report(document=mixed_document(drawn))
    for document, form in FLAT.items():
        text = words_of(render(document, form, report))
        for place, one in enumerate(drawn):
            assert may_read(document, one) or f"词{chr(0x4E00 + place)}尾" not in text, (document, one)
            assert document != "private" or f"词{chr(0x4E00 + place)}尾" in text


@pytest.mark.parametrize("document", sorted(FLAT))
def test_no_part_of_a_package_has_more_than_its_page(document):
    """What a .docx or .xlsx says of itself, its comments and its shared words have nothing that is not shown."""
    drawn = [
        {
            "kind": str(kind),
            "visibility": sight,
            "tags": tags,
            "orphaned": False,
            "is_edited": True,
            "is_conflict": True,
        }
        for kind in NoteKind
        for sight in (None, "private", "minutes")
        for tags in ([], ["争议"])
    ]
    report = small_report(document=mixed_document(drawn))
    for form in ("docx", "xlsx"):
        if (document, form) in BY_NAME:
            with zipfile.ZipFile(io.BytesIO(render(document, form, report))) as package:
                text = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
            for place, one in enumerate(drawn):
                assert may_read(document, one) or f"词{chr(0x4E00 + place)}尾" not in text, (document, form, one)
            assert (REASON in text) == (document in ("record", "private"))
