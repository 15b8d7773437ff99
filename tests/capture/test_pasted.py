"""Several lines pasted at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.pasted import pasted_as_one, pasted_as_several, pasted_lines, seems_several


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("! 报方案 @两办\n! 开现场会 >月底前\n", ("! 报方案 @两办", "! 开现场会 >月底前")),
        ("1. 报方案。\r\n2. 开会。\r\n", ("报方案。", "开会。")),
        ("一、报方案\n二、开会", ("报方案", "开会")),
        ("- a\n\n- b", ("a", "b")),
        ("第一句。\u2028第二句。", ("第一句。", "第二句。")),
        ("甲\t乙\n1.5亿元", ("甲 乙", "1.5亿元")),
    ],
)
def test_lines_become_notes(text, several):
    """Each line is a typed line of its own; bullets and numbers go, signs and figures stay."""
    assert pasted_as_several(text) == several


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("这是一段折了行的\n文字，还没\n说完。", "这是一段折了行的文字，还没说完。"),
        ("a wrapped\nline", "a wrapped line"),
        ("中文 and\nEnglish", "中文 and English"),
    ],
)
def test_lines_become_one_note(text, one):
    """Chinese joins without a space, Latin words with one."""
    assert pasted_as_one(text) == one


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("！报方案\n！开会", True),
        ("第一句。\n第二句。\n第三句。", True),
        ("1、报方案\n2、开会", True),
        ("这是一段折了行的\n文字，还没\n说完。", False),
        ("只有一行", False),
        ("", False),
    ],
)
def test_the_likelier_choice_is_offered_first(text, offered):
    """Marked lines and whole sentences are several notes; a wrapped paragraph is one."""
    assert seems_several(text) is offered


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_nothing_pasted_is_lost(text):
    """One note holds every visible character; several hold all but their bullets."""
    visible = [sign for line in pasted_lines(text) for sign in line if not sign.isspace()]

    assert [sign for sign in pasted_as_one(text) if not sign.isspace()] == visible
    assert len(pasted_as_several(text)) <= len(pasted_lines(text))
