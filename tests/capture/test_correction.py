"""Correcting the last note by `s/old/new/`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.correction import Correction, parse_correction
from companion.catalogue import say


@pytest.mark.parametrize(
    ("line", "text", "corrected"),
    [
        ("s/帅选/筛选/", "要进行帅选，再帅选", "要进行筛选，再帅选"),
        ("s/帅选/筛选", "要进行帅选", "要进行筛选"),
        ("s/帅选/筛选/g", "要进行帅选，再帅选", "要进行筛选，再筛选"),
        ("ｓ／帅选／筛选／", "要进行帅选", "要进行筛选"),
        ("s、帅选、筛选、", "要进行帅选", "要进行筛选"),
        ("S／12／13／", "增长１２％", "增长13％"),
        ("s/很//", "讲得很好", "讲得好"),
        (r"s/1\/2/一半/", "约 1/2 完成", "约 一半 完成"),
        ("s/.*/x/", "a.*b", "axb"),
    ],
)
def test_a_correction_is_carried_out(line, text, corrected):
    """The first place changes, or every one with g; strokes of either width; words are no pattern."""
    assert parse_correction(line).apply(text).text == corrected


@pytest.mark.parametrize(
    ("line", "reason"),
    [("s/没有/有/", "not_found"), ("s//有/", "nothing_to_find"), ("s/项目/项目/", "no_change")],
)
def test_a_correction_that_fails_says_why(line, reason):
    """No text comes back, only the reason, which has its words."""
    outcome = parse_correction(line).apply("抓好项目")

    assert (outcome.text, outcome.reason) == (None, f"capture.correction.{reason}") and say(outcome.reason)


@pytest.mark.parametrize("line", ["s/he said", "s", "s/", "s/a", "建设", "sx/a/b/", "s/a／b/c", "s/a/b/c", ""])
def test_other_lines_are_no_corrections(line):
    """What only looks like a correction is a note."""
    assert parse_correction(line) in (None, Correction("a／b", "c"))


@given(
    st.text("甲乙丙/\\、a", min_size=1, max_size=6),
    st.text("甲乙丙/\\、b", max_size=6),
    st.text("丁戊", max_size=9),
)
@settings(max_examples=200)
def test_a_correction_and_its_reverse_lead_back(old, new, around):
    """Any words can be put in a correction, and putting them back gives the text again."""
    text = f"{around}{old}{around}"

    there = Correction(old, new).apply(text).text
    back = Correction(new, old).apply(there).text if there is not None and new else text

    assert there is None or back == text


@given(st.text(max_size=20))
@settings(max_examples=200)
def test_any_line_may_be_asked(line):
    """Every line is a correction or none, and a correction never raises."""
    found = parse_correction(line)

    assert found is None or found.apply(line).reason or found.apply(line).text != line
