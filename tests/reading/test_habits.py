"""The habits of real documents, one small text each: what stands where in the outline.

A case of `habits.txt` is a text and its outline as a reader draws it: two blanks per level, the marker as
written, the title. Unnumbered paragraphs, title, salutation, opening and closing are left out. A case
named like a file is read as that file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.model.outline import PointKind
from companion.reading.builder import build_outline
from companion.reading.reader import read_speech

SILENT = {"title", "salutation", "opening", "closing", "paragraph"}

CASES = {
    name: (text, outline.strip("\n"))
    for name, text, outline in re.findall(
        r"^%% (.+)\n((?s:.*?))^%=\n((?s:.*?))(?=^%%|\Z)",
        (Path(__file__).parent / "habits.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}

REFUSED = [
    "第一、二轮督察整改全部完成。",
    "产量居世界第二，出口居全国第一，前景看好。",
    "一、二季度开局良好。",
    "两不愁三保障全面实现。",
    "首先，我谨代表县委向大家问好。",
    "经验值得总结①，做法值得推广②。",
    "按照（一）和（二）的要求办理。",
    "详见图（1）和图（2）。",
    "2.5亿元已经到位。",
    "第三条规定了处罚标准，第四条规定了程序。",
    "一把手要带头，二把手要跟上。",
    "10年来变化很大。",
    "A股上市企业有三家。",
    "I think so.",
    "万众一是要团结。",
    "图1：流程",
    "产量居全省第二，创历史新高，增幅居全市第三，保持领先。",
    "1、2号机组停运检修，3、4号机组照常。",
    "9:30集合，10:00出发。",
    "192.168.1.20 是网关",
    "第一篇论文已经发表",
    "一方面要稳住，另一方面要进取。",
    "2G网络已经退出",
    "生活补助标准提高到1.5倍",
    "拨打6612.3345咨询",
    "看第3节，继续。",
]


def drawn(text: str, name: str = "a.txt") -> str:
    """The points of a text as the cases draw them; a part stands out by one level less."""
    points = [p for p in read_speech(text.encode(), name).outline.points if p.kind.value not in SILENT]
    parts = any(point.style == "part" for point in points)
    return "\n".join("  " * (point.depth - 1 + parts) + point.heading for point in points)


@pytest.mark.parametrize("name", CASES)
def test_a_habit_is_read_as_its_author_meant_it(name: str):
    """The outline equals the drawing beside the text."""
    text, outline = CASES[name]

    assert drawn(text, name if " " not in name else "a.txt") == outline


@pytest.mark.parametrize("line", REFUSED)
def test_a_false_enumerator_is_refused(line: str):
    """Figures, ranks, references and set phrases number nothing, below a heading as elsewhere."""
    points = read_speech(f"九、情况\n{line}\n".encode(), "a.txt").outline.points

    assert [point.marker for point in points if point.span.line == 2 and point.marker] == []


WRAPPED = """\
        关于做好今冬会务
        工作的讲话

同志们：
    今天召开这次会议，主要任务是分析当前的形势，安排下一阶段的会务
工作。刚才几个部门作了发言，讲得都很好，请大家认真抓好落实。下面，
我讲三点意见：
    一、认清形势，增强责任感
    今年以来会议偏多，场地偏少，任务十分繁重，一是场地老旧；二是人
手不足；三是经费紧张。大家务必保持清醒头脑，把困难估计得充分一些。
    二、突出重点，把工作做细做实做到位，确保每一场会议不出差错，确
保万无一失
    （一）管好场地。进门要登记，重点部位要有人看守，设备要定期检修
并且留有记录。
    （二）练好队伍。各部门要组建不少于五人的队伍，经常开展训练，（
三）备好物资。桌签、话筒要逐件检查，不能有任何遗漏和差错。
    三、加强领导
    各部门要切实负起责任来，层层传导压力，形成齐抓共管的良好局面，
坚决打赢这一仗。
    谢谢大家。
"""


def test_wrapped_text_is_joined_and_offsets_stay_those_of_the_file():
    """Titles, headings, lists and a label that the wrap cut in two are found where the file has them."""
    speech = read_speech(WRAPPED.encode(), "mail.txt")
    places = {p.heading: (p.span.line, p.span.column, p.span.end_line) for p in speech.outline.points}

    assert speech.outline.title == "关于做好今冬会务工作的讲话"
    assert places["一是场地老旧"] == (9, 26, 9)
    assert places["二是人手不足"] == (9, 33, 10)
    assert places["二、突出重点，把工作做细做实做到位，确保每一场会议不出差错，确保万无一失"][::2] == (11, 16)
    assert places["（三）备好物资"] == (15, 35, 16)
    assert speech.text(speech.outline.by_id["2.2"].span).replace("\n", "").endswith("经常开展训练，")


FRONTS = {
    "two lines": (
        "在全县会务工作会议上的\n讲话\n\n同志们：\n开会。\n一、甲\n",
        "在全县会务工作会议上的讲话",
        "同志们",
    ),
    "an open book title": (
        "关于印发《会务\n管理办法》的通知\n各单位：\n一、甲\n",
        "关于印发《会务管理办法》的通知",
        "",
    ),
    "glued date and speaker": (
        "在动员会上的讲话（2026年7月10日 县长 某某）\n同志们：\n一、甲\n",
        "在动员会上的讲话",
        "同志们",
    ),
    "page chrome": (
        "打印\n下载\n【字号：大 中 小】\n来源：本网\n2026年某县政府工作报告\n——2026年1月5日在大会上\n"
        "某县县长 某某\n各位代表：\n报告工作。\n一、甲\n",
        "2026年某县政府工作报告",
        "各位代表",
    ),
    "date and speaker below": (
        "在会务培训班上的讲话\n（2026年7月10日）\n某某\n\n同志们：\n一、甲\n",
        "在会务培训班上的讲话",
        "同志们",
    ),
    "a salutation over lines": (
        "在庆典上的致辞\n尊敬的各位领导，\n各位来宾、\n女士们、先生们：\n大家好。\n一、甲\n",
        "在庆典上的致辞",
        "尊敬的各位领导，各位来宾、女士们、先生们",
    ),
    "letters set wide": ("政 府 工 作 报 告\n各位代表：\n一、甲\n", "政府工作报告", "各位代表"),
    "a stated title": (
        "标题：局务会议纪要\n来源：本局\n\n会议听取了汇报，研究了有关事项。\n一、甲\n",
        "局务会议纪要",
        "",
    ),
    "no title at all": ("大家好，很高兴来到这里。\n今天天气不错。\n", "", ""),
}


@pytest.mark.parametrize("name", FRONTS)
def test_the_front_of_a_speech_is_told_apart(name: str):
    """Title and salutation are found among what else stands above the text."""
    text, title, salutation = FRONTS[name]
    outline = read_speech(text.encode(), "a.txt").outline
    titles = {point.kind: point.title for point in outline.points}

    assert (outline.title, titles.get(PointKind.SALUTATION, "")) == (title, salutation)


def test_a_salutation_after_the_last_heading_ends_the_sections():
    """What follows 各位代表！ near the end belongs to no section; in the middle it is a paragraph."""
    text = "报告\n各位代表：\n一、甲\n各位代表！\n成绩不易。\n二、乙\n做好。\n各位代表！\n让我们奋斗。\n"
    points = read_speech(text.encode(), "a.txt").outline.points

    found = [(p.id, p.kind.value) for p in points if p.span.line in (4, 5, 8, 9) and p.span.line == p.span.end_line]
    assert found == [("1.p1", "paragraph"), ("1.p2", "paragraph"), ("S2", "salutation"), ("p1", "paragraph")]


def test_levels_from_outside_outrank_guesses():
    """Heading styles of a word processor decide; unstyled enumerators nest below them."""
    lines = ["方案", "背景", "一、总体", "1. 甲", "二、安排", "职责"]

    outline = build_outline(lines, levels={1: 1, 2: 2, 3: 3, 5: 3, 6: 2}, dialect="paragraphs")

    found = [(point.depth, point.heading) for point in outline.points if point.kind.value not in SILENT]
    assert outline.title == "方案"
    assert found == [(1, "背景"), (2, "一、总体"), (3, "1. 甲"), (2, "二、安排"), (1, "职责")]


def test_indentation_without_end_does_not_nest_without_end():
    """Depth is bounded whatever the file does."""
    text = "\n".join(" " * 2 * place + "- x" for place in range(400))

    outline = read_speech(text.encode(), "deep.txt").outline

    assert len(outline.points) == 400
    assert max(point.depth for point in outline.points) <= 32
