"""Counts, numbers, lists and headings: what is pointed out, and what is left alone."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.catalogue import LANGUAGES, choose_language, say
from companion.errors import CompanionError
from companion.model.remark import RemarkKind, dismissal_key
from companion.reading.proofreading import MOST, proofread
from companion.reading.reader import read_speech
from tests.reading.proof.reading import remarks, words

COUNT, GAP, REPEAT, ORDER = RemarkKind.COUNT, RemarkKind.GAP, RemarkKind.REPEAT, RemarkKind.ORDER
MIXED, EMPTY, LONG, BLANKS = RemarkKind.MIXED, RemarkKind.EMPTY, RemarkKind.LONG, RemarkKind.BLANKS
NUMBERS = (GAP, REPEAT, ORDER)

HEAD = "在防汛工作会上的讲话\n\n同志们：\n"
FULL = "这里有一段正文，说清楚要做什么、谁来做、什么时候做完。"


def speech(*sections: str, opening: str = "下面，我讲几点意见。") -> str:
    """A speech of a few sections with an opening."""
    return f"{HEAD}{opening}\n" + "\n".join(sections) + "\n我就讲到这里。散会！\n"


@pytest.mark.parametrize(
    ("text", "announced", "found"),
    [
        (speech(f"一、汛情\n{FULL}", f"二、任务\n{FULL}", opening="下面，我讲三点意见。"), 3, 2),
        (speech(f"一、汛情\n{FULL}", f"二、任务\n{FULL}", opening="我再强调四点要求："), 4, 2),
        (speech("一、汛情\n概括起来有“五个突破”：一是人员到位。二是物资到位。三是预案到位。"), 5, 3),
        (speech("一、汛情\n重点抓好两件事：一要查堤。二要备料。三要练兵。"), 2, 3),
        (speech("一、汛情\n主要体现在以下四个方面：一是雨大。二是水急。"), 4, 2),
        (speech("今天讲三点：一要查堤。二要备料。", opening="辛苦了。"), 3, 2),
        (speech("一、汛情\n我看主要有四个方面的原因。一是雨大。二是堤矮。"), 4, 2),
        (speech(f"一、抓好三项重点工作\n（一）查堤。{FULL}\n（二）备料。{FULL}"), 3, 2),
    ],
)
def test_an_announced_count_is_compared_with_what_follows(text, announced, found):
    """三点意见 with two headings, 五个突破 with three items."""
    (remark,) = remarks(text, COUNT)

    assert (dict(remark.values)["announced"], dict(remark.values)["found"]) == (announced, found)


@pytest.mark.parametrize(
    "text",
    [
        speech(f"一、汛情\n{FULL}", f"二、任务\n{FULL}", opening="下面，我讲两点意见。"),
        speech(f"一、汛情\n{FULL}", f"二、任务\n{FULL}", opening="下面，我讲几点意见。"),
        speech("一、汛情\n重点抓好三件事：一要查堤。二要备料。三要练兵。"),
        speech(f"一、落实“三个责任人”制度\n（一）查堤。{FULL}\n（二）备料。{FULL}"),
        speech("一、汛情\n清明、春节两个时段要做到：第一，人员上岗；第二，道路设卡；第三，登记。"),
        speech("我谈四个问题。\n第一个是堤防。\n控制好两头。第一是上游，第二是下游。", opening="辛苦了。"),
        speech("一、汛情\n无非是四个环节。第一，查堤。第二，备料。第三，练兵。最后，值守。"),
        speech("一、汛情\n全县三个镇受灾，有一个问题：一是堤矮。二是水大。"),
        speech("一、汛情\n要盯住五个险工险段。一是东堤。二是西堤。"),
    ],
)
def test_counts_that_hold_or_announce_nothing_are_left_alone(text):
    """几点, matching counts, slogans and counts that lead to no list."""
    assert remarks(text, COUNT) == []


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        (speech(f"一、汛情\n{FULL}", f"三、任务\n{FULL}"), GAP, "三、任务"),
        (speech(f"一、汛情\n{FULL}", f"一、任务\n{FULL}"), REPEAT, "一、任务"),
        (
            speech(f"一、汛情\n（一）查堤。{FULL}\n（二）备料。{FULL}\n（二）练兵。{FULL}"),
            REPEAT,
            "（二）练兵",
        ),
        (
            speech(f"一、汛情\n（一）查堤。{FULL}\n（三）备料。{FULL}\n（二）练兵。{FULL}"),
            ORDER,
            "（三）备料",
        ),
        (speech("一、汛情\n要求是：一要查堤。三要备料。"), GAP, "三要备料"),
        (speech("一、汛情\n要求是：第一，查堤。第二，备料。第二，练兵。"), REPEAT, "第二，练兵"),
        ("二、任务\n抓紧办。\n三、要求\n抓落实。\n", GAP, "二、任务"),
    ],
)
def test_a_number_that_does_not_follow_is_pointed_out(text, kind, where):
    """Gaps, repeats and turned order, in headings and inside paragraphs; the number stays as written."""
    assert [(remark.kind, remark.words) for remark in remarks(text, *NUMBERS)] == [(kind, where)]


def test_numbers_that_begin_anew_are_left_alone():
    """Every section has its own （一）, every paragraph its own 一是."""
    section = f"（一）查堤。{FULL}\n（二）备料。一是砂石。二是麻袋。"
    text = speech(f"一、汛情\n{section}", f"二、任务\n{section}")

    assert remarks(text, *NUMBERS) == []


def test_a_list_that_mixes_particles_is_pointed_out_once():
    """一要…二是…三是… is one list; the first item out of step is named, with all markers."""
    text = speech("一、汛情\n抓好落实。一要查堤。二是备料。三是练兵。")

    (remark,) = remarks(text, MIXED)

    assert remark.words == "二是备料"
    assert dict(remark.values)["markers"] == "一要、二是、三是"


def test_two_lists_of_their_own_particles_are_left_alone():
    """One list with 是 and another with 要 are not mixed."""
    text = speech("一、汛情\n问题是：一是堤矮。二是水大。\n对策是：一要查堤。二要备料。")

    assert remarks(text, MIXED) == []


def test_an_empty_section_is_pointed_out():
    """A heading with nothing below it among headings with text."""
    text = speech(f"一、汛情\n{FULL}", "二、任务", f"三、要求\n{FULL}")

    assert words(text, EMPTY) == ["二、任务"]


def test_a_list_of_one_liners_has_no_empty_sections():
    """An agenda of bare headings is in order."""
    assert words("一、汛情\n二、任务\n三、要求\n四、散会\n", EMPTY) == []
    assert words("防汛会议程\n一、通报汛情\n二、发言\n1.城东\n2.城西\n", EMPTY) == []


def test_a_run_in_heading_beyond_40_characters_is_pointed_out():
    """The heading's length is told; 40 characters are still in order."""
    for length, found in ((40, []), (41, [41])):
        heading = "抓" * length
        text = speech(f"一、任务\n（一）{heading}。{FULL}\n（二）备料。{FULL}")

        assert [dict(remark.values)["length"] for remark in remarks(text, LONG)] == found


def test_blanks_are_counted_by_class():
    """One remark for each class, with the number of its blanks and the place of the first."""
    text = speech("一、汛情\n*河水位上涨*米，*月底前转移*人，*水库建成*A级景区。")

    found = {dict(remark.values)["subject"]: dict(remark.values)["count"] for remark in remarks(text, BLANKS)}

    assert found == {"amount": 2, "date": 1, "grade": 1, "name": 2}


def test_a_dismissal_survives_small_edits():
    """Its key has no line and no column: a sentence added above changes nothing."""
    before = speech("一、汛情\n各项工作完成完成任务，县场平稳。启动“工程。")
    after = before.replace("一、汛情\n", "一、汛情\n新加的一句话。")

    keys = [[dismissal_key(remark) for remark in remarks(text)] for text in (before, after)]

    assert keys[0] == keys[1]
    assert "doubled 完成完成" in keys[0]


def test_proof_reading_is_told_in_both_languages():
    """Every kind of remark has its sentence in Chinese and in English, filled with its own values."""
    text = speech(
        f"一、抓好四项任务\n（一）查堤完成完成。{FULL}\n（三）备料“。{FULL}\n（三）{'练' * 41}。{FULL}",
        "二、县场\n一要总投资*元，贷款余额*亿元。二是*月底前完成，*水库建成*A级景区。",
        "二、空",
        f"五、要求\n（一）要求）。{FULL}\n（三）要求。{FULL}\n（二）要求。{FULL}",
    )
    found = remarks(text, *RemarkKind)

    for language in LANGUAGES:
        choose_language(language)
        sentences = [say(remark.key, **remark.arguments) for remark in found]
        assert all(sentences) and "{" not in "".join(sentences)
    choose_language()
    assert {remark.kind for remark in found} == set(RemarkKind)


PIECES = st.sampled_from(
    [
        *("一、", "（一）", "1.", "第一，", "一是", "三要", "同志们：", "讲三点意见。", "三件事：", "\n", "\n\n", " "),
        *(
            "*",
            "亿元",
            "总投资",
            "元",
            "“",
            "”",
            "（",
            "）",
            "县场",
            "县县",
            "完成完成",
            "的的",
            "。",
            "；",
            "，，",
            "好",
        ),
        *("第三章 ", "1.2.3 ", "①", "A. ", "(b) ", "- ", "## ", "the the ", "\u3000", "\ufeff", "\x00", "𠀀"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60).map("".join).filter(str.strip))
def test_whatever_the_text_every_remark_lies_on_its_words(text):
    """Any text has an answer, and the words of a remark stand at its line and columns."""
    try:
        read = read_speech(text.encode(), "speech.txt")
    except CompanionError:
        return
    for remark in proofread(read):
        assert read.lines[remark.line - 1][remark.column - 1 : remark.end_column] == remark.words
        assert remark.words and dismissal_key(remark)


@pytest.mark.parametrize("piece", ["（", "”", "（）”", "三个：", "一是", "完成", "的", "*元", "1亿元，总投资"])
def test_a_hostile_line_is_answered(piece):
    """A line of 40,000 signs of one kind gives at most a thousand remarks of a kind, without choking."""
    read = read_speech((f"讲话\n\n{piece * (40_000 // len(piece))}\n").encode(), "speech.txt")

    assert max(Counter(remark.kind for remark in proofread(read)).values(), default=0) <= 2 * MOST
