"""Tasks waiting in a speech."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.candidates import ASSIGNED, NAMED, find_candidates
from companion.model.roster import Roster, Unit
from companion.reading.reader import read_speech

FIXTURES = Path(__file__).parent
SHARED = Path(__file__).parents[2].parent / "shared" / "speech"


def speech(text):
    """A speech as it is read from a file."""
    return read_speech(text.encode(), "speech.txt")


def found(text, roster=None):
    """The candidates of a speech under one directive section."""
    body = f"讲话\n\n同志们：\n一、下一步工作安排\n{text}\n"
    return find_candidates(speech(body), roster or Roster())


def labelled(name="tasks.txt"):
    """A fixture without its brackets, and its tasks and doubtful passages as (line, first, last)."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    plain, tasks, doubtful = [], [], []
    for number, line in enumerate(text.split("\n"), 1):
        bare = ""
        for part in re.split(r"(⟦[^⟧]*⟧|〔[^〕]*〕)", line):
            words = part.strip("⟦⟧〔〕") if part[:1] in ("⟦", "〔") else part
            if part[:1] in ("⟦", "〔"):
                span = (number, len(bare) + 1, len(bare) + len(words))
                (tasks if part[0] == "⟦" else doubtful).append(span)
            bare += words
        plain.append(bare)
    return "\n".join(plain), tasks, doubtful


def is_same(span, candidate):
    """Tell whether a labelled span and a candidate overlap by half of the shorter one."""
    line, first, last = span
    shared = min(last, candidate.end_column) - max(first, candidate.column) + 1
    shorter = min(last - first, candidate.end_column - candidate.column) + 1
    return line == candidate.line and shared * 2 >= shorter


def measure(candidates, tasks, doubtful):
    """Recall of the tasks, and precision where doubtful passages count as neither."""
    hits = sum(any(is_same(task, each) for each in candidates) for task in tasks)
    right = [each for each in candidates if any(is_same(task, each) for task in tasks)]
    wrong = [each for each in candidates if not any(is_same(span, each) for span in tasks + doubtful)]
    return hits / len(tasks), len(right) / max(1, len(right) + len(wrong))


@pytest.mark.parametrize("name", ["tasks.txt", "tasks_school.txt", "tasks_town.txt"])
def test_tasks_are_found_in_speeches_of_other_habits(name):
    """A company, a school board, a township, labelled by hand: recall 0.9, precision 0.75 at least."""
    text, tasks, doubtful = labelled(name)

    recall, precision = measure(find_candidates(speech(text), Roster()), tasks, doubtful)

    assert recall >= 0.9 and precision >= 0.75


@pytest.mark.skipif(not SHARED.exists(), reason="the practice speech is not beside the repository")
def test_tasks_are_found_in_the_practice_speech():
    """Against its labels: recall of A1 at least 0.9 at precision at least 0.75, A2 counting as neither."""
    actions = json.loads((SHARED / "actions.json").read_text(encoding="utf-8"))["actions"]
    spans = {
        strength: [(a["line"], a["column"], a["end_column"]) for a in actions if a["strength"] == strength]
        for strength in ("A1", "A2")
    }
    practice = read_speech((SHARED / "speech.txt").read_bytes(), "speech.txt")

    recall, precision = measure(find_candidates(practice, Roster()), spans["A1"], spans["A2"])

    assert recall >= 0.9 and precision >= 0.75


@pytest.mark.parametrize(
    ("text", "owners", "supporting", "due"),
    [
        ("由教育局牵头，财政局、住建局配合，8月底前建成投用。", ("教育局",), ("财政局", "住建局"), "8月底前"),
        ("民政局要会同残联，月底前完成走访。", ("民政局",), ("残联",), "月底前"),
        ("责成水务局三个工作日内报送整改清单。", ("水务局",), (), "三个工作日内"),
        ("请县医院、疾控中心本周内拿出方案。", ("县医院", "疾控中心"), (), "本周内"),
        ("各镇（街道）要在*月*日前建立台账。", ("各镇（街道）",), (), "*月*日前"),
        ("分管领导要逐个项目召开协调会。", ("分管领导",), (), ""),
        ("我们要在国庆节前召开一次现场会。", ("我们",), (), "国庆节前"),
        ("力争全年引进项目*个以上。", (), (), "全年"),
    ],
)
def test_an_order_with_an_owner_or_a_day_is_a_task(text, owners, supporting, due):
    """Who is to act, who is to help and until when come out in the words of the speech."""
    (candidate,) = found(text)

    assert (candidate.owners, candidate.supporting, candidate.due) == (owners, supporting, due)
    assert candidate.tier == ASSIGNED


@pytest.mark.parametrize(
    "text",
    [
        "我们要进一步提高认识，切实增强责任感和紧迫感。",
        "大家要继续努力、再接再厉，确保完成全年各项工作任务。",
        "这是今年最主要的工作，需要引起重视。",
        "作风建设是推进工作的重要保障。",
        "局党委的布局和全局的格局要统一起来看。",
        "全面贯彻落实上级决策部署，不断提升服务水平。",
        "去年以来，财政局已经完成了三轮清查。",
        "预计今年*月可以建成投产。",
        "刚才几位同志讲得很好，我完全赞同，请大家抓好落实。",
    ],
)
def test_exhortations_and_reports_are_no_tasks(text):
    """Attitude, reasoning, results and endorsements are left alone."""
    assert found(text) == ()


def test_a_report_gives_no_tasks_to_nobody():
    """Plans and figures in a part that looks back are not taken for orders."""
    text = "讲话\n\n同志们：\n一、上半年工作总结\n今年计划完成投资*亿元，已完成*亿元，增长*％。要素保障有力。\n"

    assert find_candidates(speech(text), Roster()) == ()


def test_headings_are_no_tasks_and_single_items_are():
    """A run-in heading is passed over; an item that is one sentence is its own content."""
    candidates = found(
        "（一）抓好项目建设。要快。\n一是财政局要在月底前拨付资金；二是住建局要在八月底前完成招标；三是加强宣传。"
    )

    assert [candidate.owners for candidate in candidates] == [("财政局",), ("住建局",)]


def test_a_sentence_with_several_orders_is_split():
    """Each owner who is told to act has a candidate of their own, with its exact span."""
    line = "水利局要在9月底前完成招标，自然资源局要同步办好用地手续，由审计局年底抽查。"

    candidates = found(line)

    assert [candidate.owners for candidate in candidates] == [("水利局",), ("自然资源局",), ("审计局",)]
    assert [line[each.column - 1 : each.end_column] for each in candidates] == [each.text for each in candidates]
    assert candidates[0].text == "水利局要在9月底前完成招标"


def test_what_follows_meanwhile_inherits_the_deadline():
    """The part after 同时 has the deadline of the part before when it has none of its own."""
    first, second = found("我们要在*月、*月集中排查积案，同时严格落实领导包案，化解一批。")

    assert (first.due, second.due, second.owners) == ("*月、*月", "*月、*月", ("领导",))


def test_a_named_campaign_without_an_owner_is_of_the_second_tier():
    """Work on something that has a name is offered, after all that has an owner or a day."""
    first, second = found("扎实开展“清洁家园”活动，整治村容村貌。\n农业农村局要在月底前验收。")

    assert (first.tier, first.rank, second.tier, second.rank) == (NAMED, 2, ASSIGNED, 1)


def test_the_roster_knows_owners_that_no_rule_does():
    """A name out of the user's roster is an owner at the start of a clause."""
    roster = Roster((Unit("甲组"),))

    (candidate,) = found("甲组要在月底前拿出方案。", roster)

    assert candidate.owners == ("甲组",)


def test_every_span_holds_its_words():
    """Lines and columns point at the words of the candidate, ranks count from 1 without gaps."""
    text = labelled()[0]
    candidates = find_candidates(speech(text), Roster())

    lines = text.split("\n")
    assert all(lines[c.line - 1][c.column - 1 : c.end_column] == c.text for c in candidates)
    assert sorted(c.rank for c in candidates) == list(range(1, len(candidates) + 1))


@given(st.text(alphabet="由请各镇财政局要在月底前完成，。；同时加快推进“”*1一是二、\n（）", max_size=120))
@settings(max_examples=150)
def test_any_text_is_searched(text):
    """Whatever the text, the spans lie inside it and hold what they say."""
    body = f"讲话\n\n一、工作安排\n{text}\n结束"
    read = speech(body)

    for candidate in find_candidates(read, Roster()):
        assert read.lines[candidate.line - 1][candidate.column - 1 : candidate.end_column] == candidate.text


ENGLISH = """Remarks at the quarterly meeting

1. Where we stand
Sales were up last quarter. The Finance team has been splendid, and we should be proud of it.
2. What comes next
The Finance Office must submit the revised budget by 30 September. We need to remember why we are here.
Please send the figures to the secretary before next Friday. Estates to report on the roof.
It must be said that times are hard. Communications shall publish the notes within three working days.
We will hold a review in the first half of October.
"""


def test_tasks_are_found_in_english():
    """Who must act and by when is read from English too; reports and feelings are left alone."""
    candidates = find_candidates(speech(ENGLISH), Roster())

    assert [(candidate.owners, candidate.due) for candidate in candidates] == [
        (("Finance Office",), "by 30 September"),
        ((), "before next Friday"),
        (("Estates",), ""),
        (("Communications",), "within three working days"),
        (("We",), "in the first half of October"),
    ]


def test_english_spans_hold_their_words():
    """The first task ends before its full stop."""
    first = find_candidates(speech(ENGLISH), Roster())[0]

    assert first.text == "The Finance Office must submit the revised budget by 30 September"
    assert (first.line, first.column) == (6, 1)
