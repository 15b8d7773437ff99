"""Figures typed into the blanks of a speech."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.figures import Figure, alike_names, parse_figure, parse_row, prompt_rows
from companion.model.numerals import chinese_numeral
from companion.model.outline import Blank, BlankKind
from companion.reading.reader import read_speech

SPEECH = (
    "讲话\n\n一、情况\n全县生产总值*亿元，增长*％；民间投资*元，下降*％；新增企业*家。"
    "*物流项目、*大桥开工，第五届*会闭幕，*镇*村建成。\n"
    "二、安排\n推进*物流项目，发挥*会效应，建设*镇道路，加快*大桥工程，在*月完成。\n"
)


@pytest.fixture(scope="module")
def blanks():
    """The blanks of a short speech."""
    return read_speech(SPEECH.encode(), "speech.txt").outline.blanks


def blank(unit="亿元", after="亿元，", kind=BlankKind.AMOUNT):
    """A blank with a printed unit."""
    return Blank(1, 4, 9, 1, kind, "1.p1", "完成", after, unit, "投资", "投资", "value")


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("12.5", Figure("12.5")),
        ("１２．５", Figure("12.5")),
        ("12.5?", Figure("12.5", to_verify=True)),
        ("12.5？", Figure("12.5", to_verify=True)),
        ("12.5 ？？", Figure("12.5", to_verify=True)),
        ("12.5亿元", Figure("12.5")),
        ("12.5亿", Figure("12.5")),
        ("125000万元", Figure("125000", "万元")),
        ("1,250.5", Figure("1250.5")),
        ("十二", Figure("12")),
        ("十二点五亿元", Figure("12.5")),
        ("一百零三点二五", Figure("103.25")),
        ("-3.2", Figure("-3.2")),
        ("负三", Figure("-3")),
        ("增长8.3%", Figure("8.3", "％")),
        ("百分之八点三", Figure("8.3", "％")),
        ("下降2", Figure("-2")),
        (".5", Figure("0.5")),
        ("大约三成", Figure("大约三成", is_number=False)),
        ("没听清？", Figure("没听清", to_verify=True, is_number=False)),
        ("", None),
        ("　", None),
        ("?", None),
    ],
)
def test_a_figure_is_read_as_typed(typed, figure):
    """Digits of either width, numerals, another unit and a doubt; other words are kept, nothing skips."""
    assert parse_figure(typed, blank()) == figure


@pytest.mark.parametrize(
    ("typed", "unit", "after", "figure"),
    [
        ("12.5亿元", "元", "元，", Figure("12.5", "亿元")),
        ("12.5亿", "元", "元，", Figure("12.5", "亿元")),
        ("8.3%", "％", "％。", Figure("8.3")),
        ("8.3个百分点", "％", "％。", Figure("8.3", "个百分点")),
    ],
)
def test_only_another_unit_is_kept(typed, unit, after, figure):
    """The printed unit is not repeated; a different one goes with the figure."""
    assert parse_figure(typed, blank(unit, after)) == figure


def test_a_name_is_kept_as_it_is():
    """A masked name may be any words."""
    name = blank("", "大桥工程", BlankKind.NAME)

    assert parse_figure("东江？", name) == Figure("东江", to_verify=True, is_number=False)


def test_a_value_and_its_growth_are_one_row(blanks):
    """The prompts go through the blanks in order, a pair at a time where a figure has its growth."""
    rows = [tuple(each.n for each in row) for row in prompt_rows(blanks)]

    assert rows[:3] == [(1, 2), (3, 4), (5,)]
    assert [n for row in rows for n in row] == [each.n for each in blanks]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("12.5 8.3", ("12.5", "8.3")),
        ("12.5　８．３", ("12.5", "8.3")),
        ("12.5，8.3", ("12.5", "8.3")),
        ("12.5/8.3", ("12.5", "8.3")),
        ("1,250 8.3", ("1250", "8.3")),
        ("12.5", ("12.5", None)),
        ("", (None, None)),
        ("12.5 8.3 %", ("12.5", "8.3")),
    ],
)
def test_a_pair_is_typed_in_one_line(blanks, typed, values):
    """Value and growth stand side by side; what is missing stays open."""
    figures = parse_row(typed, prompt_rows(blanks)[0])

    assert tuple(figure and figure.value for figure in figures) == values


def test_a_doubt_belongs_to_its_figure(blanks):
    """One question mark is for the figure it follows, two at the end for both."""
    row = prompt_rows(blanks)[0]

    assert [figure.to_verify for figure in parse_row("12.5? 8.3", row)] == [True, False]
    assert [figure.to_verify for figure in parse_row("12.5 8.3?", row)] == [False, True]
    assert [figure.to_verify for figure in parse_row("12.5 8.3??", row)] == [True, True]


def test_names_before_the_same_words_can_be_filled_at_once(blanks):
    """*物流, *会 and *大桥 come again in the next part; *镇 may be any township."""
    again = {
        each.after[:2]: [other.line for other in alike_names(each, blanks)]
        for each in blanks
        if each.kind is BlankKind.NAME and each.line == 4
    }

    assert again["物流"] == [6] and again["大桥"] == [6] and again["会闭"] == [6]
    assert all(not lines for words, lines in again.items() if words[0] in "镇村")


@given(st.integers(0, 9999), st.sampled_from(["", "?"]))
@settings(max_examples=80)
def test_a_number_is_the_same_in_digits_and_in_chinese(number, doubt):
    """Every whole number up to 9,999 reads alike in both scripts."""
    digits, words = (parse_figure(form + doubt, blank()) for form in (str(number), chinese_numeral(number)))

    assert digits == words == Figure(str(number), to_verify=bool(doubt))


@given(st.text(alphabet="0123456789.,?？-一二十百点亿元％% /、", max_size=16))
@settings(max_examples=200)
def test_anything_may_be_typed(typed):
    """A row always gets as many answers as it has blanks, and a figure is never empty."""
    row = (blank(), blank("％", "％。"))

    figures = parse_row(typed, row)

    assert len(figures) == 2 and all(figure is None or figure.value for figure in figures)


@given(st.lists(st.sampled_from(["value", "growth", "count", ""]), max_size=12))
@settings(max_examples=80)
def test_rows_lose_no_blank(measures):
    """Whatever follows what, every blank is asked for once, in order, two at most in a row."""
    chain = [
        Blank(n, 4, n * 9, 1, BlankKind.AMOUNT, "1", "", "", "", "甲", "甲", measure)
        for n, measure in enumerate(measures, 1)
    ]

    rows = prompt_rows(chain)

    assert [each for row in rows for each in row] == chain and all(1 <= len(row) <= 2 for row in rows)
