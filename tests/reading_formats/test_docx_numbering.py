"""Automatic numbers of Word files, as Word prints them."""

import pytest

from companion.model.numerals import parse_numeral
from companion.reading.docx_reader import read_docx
from companion.reading.number_formats import format_number
from tests.reading_formats.docx_builder import (
    definition,
    docx,
    instance,
    level,
    paragraph,
    start_override,
    style,
)

FORMATS = {
    "decimal": {1: "1", 10: "10", 101: "101"},
    "decimalZero": {1: "01", 10: "10", 101: "101"},
    "upperRoman": {1: "I", 4: "IV", 19: "XIX", 101: "CI"},
    "lowerRoman": {3: "iii", 9: "ix", 40: "xl"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa"},
    "ordinal": {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 22: "22nd", 113: "113th"},
    "cardinalText": {1: "One", 21: "Twenty-one", 110: "One hundred ten"},
    "ordinalText": {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 101: "一○一"},
    "chineseCountingThousand": {
        1: "一",
        10: "十",
        19: "十九",
        20: "二十",
        100: "一百",
        101: "一百〇一",
        110: "一百一十",
        111: "一百一十一",
        1001: "一千〇一",
        1010: "一千〇一十",
        10000: "一万",
        10001: "一万〇一",
    },
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 11: "壹拾壹", 20: "贰拾", 101: "壹佰零壹"},
    "ideographDigital": {1: "一", 10: "一〇", 11: "一一", 101: "一〇一"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥", 13: "13"},
    "ideographEnclosedCircle": {1: "㊀", 10: "㊉", 11: "11"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21", 50: "50"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇", 21: "21"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21"},
    "decimalFullWidth": {1: "１", 10: "１０", 101: "１０１"},
    "decimalHalfWidth": {7: "7"},
    "japaneseCounting": {1: "一", 10: "十", 11: "十一", 100: "百", 101: "百一", 1000: "千", 20: "二十"},
    "japaneseLegal": {1: "壱", 10: "壱拾"},
    "japaneseDigitalTenThousand": {10: "一〇"},
    "taiwaneseCounting": {10: "十", 21: "二十一", 101: "一○一"},
    "taiwaneseCountingThousand": {10: "十", 101: "一百零一", 10000: "一萬"},
    "taiwaneseDigital": {10: "一○"},
    "ideographLegalTraditional": {1: "壹", 2: "貳", 101: "壹佰零壹"},
    "numberInDash": {3: "- 3 -"},
    "hex": {10: "A", 16: "10"},
    "none": {5: ""},
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_number_in_each_format(name):
    """Every format prints what Word prints, at its beginning and past its edges."""
    assert {number: format_number(number, name) for number in FORMATS[name]} == FORMATS[name]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_in_a_file(name):
    """A list that starts at the number prints it between the words of its level text."""
    for number, printed in FORMATS[name].items():
        made = docx(
            paragraph("甲", num=(1, 0)),
            numbering=definition(0, level(0, name, "第%1条", start=number)) + instance(1, 0),
        )

        assert read_docx(made, "x.docx").lines == (f"第{printed}条甲",)


def test_chinese_numbers_are_numbers_again():
    """What chineseCountingThousand prints is read back as the same number, all the way."""
    assert [
        number
        for number in range(1, 10_000)
        if parse_numeral(format_number(number, "chineseCountingThousand")) != number
    ] == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_number_is_too_strange(name):
    """Nought, negative and huge numbers print something short."""
    assert all(len(format_number(number, name)) < 80 for number in (-5, 0, 32_767, 2**31))


CHINESE = definition(
    0,
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircle", "%5"),
)
LEGAL = definition(
    0, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")
)


def labels(numbers, numbering, **more):
    """The labels printed before paragraphs with those (numId, ilvl)."""
    made = docx("".join(paragraph("|", num=num) for num in numbers), numbering=numbering, **more)
    return [line.partition("|")[0].strip() for line in read_docx(made, "x.docx").lines]


def test_the_five_levels_of_an_official_document():
    """一、 （一） 1. （1） ① come out in turn, and a deeper level begins anew after a higher one."""
    walk = [0, 1, 2, 3, 4, 4, 2, 1, 2, 0, 1]

    assert labels([(1, place) for place in walk], CHINESE + instance(1, 0)) == [
        *("一、", "（一）", "1.", "（1）", "①", "②", "2.", "（二）", "1.", "二、", "（一）")
    ]


def test_instances_of_one_definition_count_on():
    """Two lists on one definition share its counters until one is told to begin anew."""
    numbering = LEGAL + instance(1, 0) + instance(2, 0) + instance(3, 0, start_override(0, 1))

    assert labels([(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)], numbering) == ["1.", "2.", "1.", "2.", "3."]


def test_a_start_override_works_once():
    """The first use of an instance begins at its start; later ones count on."""
    numbering = LEGAL + instance(1, 0) + instance(2, 0, start_override(0, 5))

    assert labels([(1, 0), (2, 0), (1, 0), (2, 0)], numbering) == ["1.", "5.", "6.", "7."]


def test_a_start_override_below_the_first_level():
    """An override of a deeper level holds when that level is reached."""
    numbering = LEGAL + instance(1, 0, start_override(0, 3) + start_override(1, 7))

    assert labels([(1, 0), (1, 1), (1, 1)], numbering) == ["3.", "3.7", "3.8"]


def test_an_override_may_replace_the_level():
    """A level given by the instance replaces that of the definition."""
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "(%1)")}</w:lvlOverride>'

    assert labels([(1, 0), (2, 0)], LEGAL + instance(1, 0) + instance(2, 0, replaced)) == ["1.", "(II)"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "1.1", "1.1.1", "2.", "2.1", "2.1.1"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1.1", "1.1.1", "2.", "2.1", "2.1.2"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1.1", "1.1.1", "2.", "2.1", "2.1.1"]),
    ],
)
def test_when_a_level_begins_anew(restart, expected):
    """lvlRestart 0 never begins anew; otherwise the level named, or any higher one, lets it."""
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    numbering = definition(0, levels + level(2, "decimal", "%1.%2.%3", extra=restart)) + instance(1, 0)

    assert labels([(1, 0), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)], numbering) == expected


def test_a_level_that_only_the_first_level_lets_begin_anew():
    """With lvlRestart 1 the second level does not restart the third."""
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    last = level(2, "decimal", "%3)", extra='<w:lvlRestart w:val="1"/>')

    walk = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]

    assert labels(walk, definition(0, levels + last) + instance(1, 0))[2::2][:2] == ["1)", "2)"]
    assert labels(walk, definition(0, levels + last) + instance(1, 0))[-1] == "1)"


def test_legal_numbering_is_decimal_throughout():
    """isLgl turns 第一章 above into 1 in 1.1."""
    levels = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "%1.%2", extra="<w:isLgl/>")

    assert labels([(1, 0), (1, 1)], definition(0, levels) + instance(1, 0)) == ["第一章", "1.1"]


def test_a_deeper_level_before_its_parent():
    """A second level without a first prints the first level's start."""
    assert labels([(1, 1), (1, 1)], LEGAL + instance(1, 0)) == ["1.1", "1.2"]


def test_padded_custom_numbers():
    """A custom format 001, 002, … pads to three digits."""
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )

    assert labels([(1, 0)], definition(0, custom) + instance(1, 0)) == ["007"]


def test_bullets_are_signs_that_any_font_has():
    """Symbol fonts and Courier's o become bullets, nested ones indented."""
    levels = level(0, "bullet", "\uf0b7") + level(1, "bullet", "o") + level(2, "bullet", "\uf0a7")
    made = docx(
        "".join(paragraph("x", num=(1, place)) for place in range(3)),
        numbering=definition(0, levels) + instance(1, 0),
    )

    assert read_docx(made, "x.docx").lines == ("• x", "  ◦ x", "    ▪ x")


@pytest.mark.parametrize(
    ("suffix", "text", "line"),
    [
        ("tab", "%1.", "1. 甲"),
        ("tab", "%1、", "1、甲"),
        ("tab", "（%1）", "（1）甲"),
        ("tab", "第%1条", "第1条 甲"),
        ("space", "%1、", "1、 甲"),
        ("nothing", "%1.", "1.甲"),
    ],
)
def test_the_gap_after_a_number(suffix, text, line):
    """A tab is a blank, or nothing after signs that bring their own room."""
    numbering = definition(0, level(0, "decimal", text, suffix=suffix)) + instance(1, 0)

    assert read_docx(docx(paragraph("甲", num=(1, 0)), numbering=numbering), "x.docx").lines == (line,)


NUMBERED_STYLES = (
    style("1", "heading 1", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    + style("2", "heading 2", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + style("own", "我的标题", based_on="2")
)


def linked(place, form, text, style_id):
    """A level that a style is linked to."""
    return level(place, form, text, extra=f'<w:pStyle w:val="{style_id}"/>')


STYLE_NUMBERING = definition(
    0, linked(0, "chineseCounting", "%1、", "1") + linked(1, "chineseCounting", "（%2）", "2")
) + instance(1, 0)


def test_numbers_that_come_with_the_style():
    """A style numbers its paragraphs, by its own level or the level that names it, through basedOn too."""
    body = paragraph("甲", style="1") + paragraph("乙", style="2") + paragraph("丙", style="own")

    draft = read_docx(docx(body, numbering=STYLE_NUMBERING, styles=NUMBERED_STYLES), "x.docx")

    assert draft.lines == ("一、甲", "（一）乙", "（二）丙")
    assert draft.levels == {1: 1, 2: 2, 3: 2}


def test_a_paragraph_switches_its_number_off():
    """numId 0 takes the style's number away, and nothing is counted."""
    body = paragraph("甲", style="1", num=(0, 0)) + paragraph("乙", style="1")

    assert read_docx(docx(body, numbering=STYLE_NUMBERING, styles=NUMBERED_STYLES), "x.docx").lines == (
        "甲",
        "一、乙",
    )


def test_a_definition_that_points_to_a_list_style():
    """numStyleLink takes the levels from the definition of the list style."""
    listed = style("L", "公文", kind="numbering", properties='<w:numPr><w:numId w:val="2"/></w:numPr>')
    numbering = (
        definition(0, '<w:numStyleLink w:val="L"/>')
        + definition(1, '<w:styleLink w:val="L"/>' + level(0, "chineseCounting", "%1、"))
        + instance(1, 0)
        + instance(2, 1)
    )

    assert labels([(1, 0), (1, 0)], numbering, styles=listed) == ["一、", "二、"]


def test_chains_that_bite_their_tail():
    """Styles based on each other, and links to nothing, number nothing and end."""
    styles = style("a", "A", based_on="b") + style("b", "B", based_on="a")
    numbering = definition(0, '<w:numStyleLink w:val="a"/>') + instance(1, 0) + instance(2, 99)

    assert labels([(1, 0), (2, 0), (3, 8)], numbering, styles=styles) == ["", "", ""]
