"""A note back to a typed line, and from one kind to another."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.line import TypedLine, parse_line
from companion.capture.retype import as_kind, render_line, typed_line, usual_visibility
from companion.model.due import Due
from companion.model.minutes import Anchor, Note, NoteKind, Visibility
from companion.model.roster import Roster
from companion.model.workdays import Workdays

FRIDAY = date(2026, 7, 10)


def typed(text):
    """A line typed on Friday 10 July 2026 without any table."""
    return parse_line(text, roster=Roster(), workdays=Workdays(), today=FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "! 报方案 @两办 +县发改局 >9月底前 #项目",
        "! send it @“Finance Office” +HR >by end of September",
        "= 原则同意 $记",
        "：书记：要抓紧 @两办",
        "看着不高兴 $私",
        "增长 12.5 ??",
        r"\!不是任务 \@不是单位 5+3",
        "% 掌声",
    ],
)
def test_a_note_reads_back_as_it_was_typed(text):
    """The line made of a note is the one that was typed, or one that reads the same."""
    line = typed(text)

    assert typed(render_line(line)) == line


def test_a_note_of_the_minutes_can_be_typed_again():
    """All that a stored note says is in its line."""
    note = Note(
        id="1",
        kind=NoteKind.ACTION,
        anchor=Anchor("2.1"),
        text="报方案",
        lead_unit="两办",
        due=Due("月底前"),
        visibility=Visibility.PRIVATE,
    )

    assert typed_line(note) == "! 报方案 @两办 >月底前 $私"


def test_a_comment_becomes_a_task_and_a_comment_again():
    """Owners and deadline stay on the way; the usual visibility follows the kind."""
    comment = typed("报方案 @两办 >月底前")

    action = as_kind(comment, NoteKind.ACTION)

    assert (action.kind, action.lead_unit, action.visibility) == (NoteKind.ACTION, "两办", Visibility.MINUTES)
    assert as_kind(action, NoteKind.COMMENT) == comment


def test_a_chosen_visibility_survives_a_change_of_kind():
    """What was marked private does not reach the minutes by becoming a task."""
    assert as_kind(typed("报方案 $私"), NoteKind.ACTION).visibility is Visibility.PRIVATE


WORDS = st.text("抓好ab1@+>#$!=?~*%:：＠！？\\，。 “”$私", max_size=16).map(str.strip)
NAMES = st.text("县局办ab", min_size=1, max_size=5)


@given(
    st.sampled_from(NoteKind),
    WORDS,
    st.lists(NAMES, max_size=3, unique=True),
    st.lists(st.text("项目ab", min_size=1, max_size=4), max_size=2, unique=True),
    st.sampled_from(Visibility),
    st.booleans(),
)
@settings(max_examples=300)
def test_every_note_has_a_line(kind, text, owners, tags, visibility, doubt):
    """Whatever the words of a note, its line reads as the same kind, owners, tags, visibility and words."""
    line = TypedLine(
        kind,
        " ".join(text.split()),
        owners[0] if owners else "",
        tuple(owners[1:]),
        None,
        tuple(tags),
        "",
        visibility,
        doubt and bool(text),
        tuple(owners),
    )

    assert typed(render_line(line)) == line


def test_only_tasks_and_decisions_are_for_the_minutes():
    """Every other kind stays in the record by itself."""
    public = {kind for kind in NoteKind if usual_visibility(kind) is Visibility.MINUTES}

    assert public == {NoteKind.ACTION, NoteKind.DECISION}


def noted(line):
    """The note that a line makes."""
    said = typed(line)
    names = (
        "kind",
        "text",
        "lead_unit",
        "supporting_units",
        "due",
        "tags",
        "speaker",
        "visibility",
        "to_verify",
        "deliverable",
    )
    return Note(id="x", anchor=Anchor("1"), **{name: getattr(said, name) for name in names})


@pytest.mark.parametrize(
    "line",
    ["记一笔", "! 报送计划 @水利局 +财政局 >9月底前 #水利",
     "! 研究 R&D 经费 &实施方案 @科技局", "= 同意", "? 何时", "+ 加讲", "~ 改讲", "* 重点", "% 鼓掌",
     ":王县长:插一句", ":没说是谁", "只给自己看 $私", "数字没听清 ??", "\\!不是任务", "邮箱 a@b.cn 和 C++", "多少@谁"],
)  # fmt: skip
def test_a_line_put_back_says_the_same(line):
    """Typing a note's line again makes the same note."""
    assert typed(typed_line(noted(line))) == typed(line)
