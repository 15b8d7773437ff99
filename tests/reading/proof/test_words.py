"""Spoilt words, doubled words, units and pairs: what is pointed out, and what is left alone."""

import pytest

from companion.model.remark import RemarkKind
from tests.reading.proof.reading import clean, remarks, words

REPLACED, DOUBLED, UNIT, UNBALANCED = (
    RemarkKind.REPLACED,
    RemarkKind.DOUBLED,
    RemarkKind.UNIT,
    RemarkKind.UNBALANCED,
)


@pytest.mark.parametrize(
    ("text", "spoilt"),
    [
        ("我们要开拓县场，让农产品入县销售，把城县管起来。", ["县场", "入县", "城县"]),
        ("县场要放开，创建国家卫生县县。", ["县场", "县县"]),
        ("一批企业准备上县，股县行情也要看。", ["上县", "股县"]),
        ("各个社县的服务站都要开门，园县配套要跟上。", ["社县", "园县"]),
        ("推进新型城乡化，重乡要带好头。", ["城乡化", "重乡"]),
        ("做好城县管理和城县建设工作。", ["城县", "城县"]),
        ("要节市开支，反市自己的不足。", ["节市", "反市"]),
        ("农社区的社区庄规划还没有做。", ["农社区", "社区庄"]),
    ],
)
def test_words_spoilt_by_a_global_replacement_are_pointed_out(text, spoilt):
    """市→县, 区→县, 镇→乡 and their like leave words that Chinese does not have."""
    assert words(text, REPLACED) == spoilt


@pytest.mark.parametrize(
    "text",
    [
        "全县场馆建设和县场镇改造同步推进。",
        "游客进入县城，纳入县级财政，列入县重点项目。",
        "柘城县、翼城县的同志也来了，城市管理要学他们。",
        "县委、县政府、县直部门，县城和县域经济。",
        "马上县里要开会，以上县区都要参加。",
        "村村通、县县通快递，市县两级共同出资。",
        "旅行社市场部和合作社县级联社。",
        "全市份额第一，元宵节市区交通管制。",
        "东城街道、西城街道和城镇居民。",
        "跨区域场所、园区场地、社区场馆。",
    ],
)
def test_words_that_only_look_spoilt_are_left_alone(text):
    """Where two words meet, or a place name ends, nothing is said."""
    assert words(text, REPLACED) == []


def test_a_likely_word_alone_is_no_evidence():
    """入县 counts only where another word shows the same replacement."""
    assert words("这批货物要入县。", REPLACED) == []
    assert words("这批货物要入县，县场很大。", REPLACED) == ["入县", "县场"]


def test_a_spoilt_word_is_told_with_what_it_was():
    """The remark names the right word and the replacement, at the place of the wrong word."""
    (remark,) = remarks("要做大县场。", REPLACED)

    assert (remark.line, remark.column, remark.end_column) == (1, 4, 5)
    assert remark.arguments == {"words": "县场", "right": "市场", "old": "市", "new": "县"}


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("各项指标均完成完成预定目标。", ["完成完成"]),
        ("请县农业农村局县农业农村局牵头。", ["县农业农村局县农业农村局"]),
        ("这是我们的的责任。", ["的的"]),
        ("会议听取了了汇报。", ["了了"]),
        ("同志们在在一线，和和群众在一起。", ["在在", "和和"]),
        ("抓紧落实，，不要拖。", ["，，"]),
        ("The plan for the the branch is ready.", ["the the"]),
    ],
)
def test_what_is_written_twice_is_pointed_out(text, doubled):
    """Words, particles and signs that stand twice in a row are slips."""
    assert words(text, DOUBLED) == doubled


@pytest.mark.parametrize(
    "text",
    [
        "大家好好干，天天有进步，家家户户都受益。",
        "一件一件抓，一个一个过，一户一户走。",
        "回去以后认真研究研究，讨论讨论。",
        "非常非常重要，很多很多人来了。",
        "为了了解情况，除了了解还要调查。",
        "他现在在家，参与与会，祥和和美，把把关。",
        "目的的正确性，他的的确确来了。",
        "高高兴兴、实实在在、认认真真。",
        "哈哈哈哈……同志们辛苦了！！",
        "2020年是，三三两两，点点滴滴。",
    ],
)
def test_reduplication_is_left_alone(text):
    """What the language doubles on purpose is no slip."""
    assert words(text, DOUBLED) == []


@pytest.mark.parametrize(
    ("text", "out_of_line"),
    [
        ("完成技术改造投资*亿元，上升*％；工业总产值*元，提高*％；税收*亿元。", ["工业总产值*元"]),
        ("财政收入12.5亿元，社会消费品零售总额88元，外贸进出口总额9亿元。", ["社会消费品零售总额88元"]),
        ("项目总投资*元。税收*万元。贷款余额*亿元。", ["项目总投资*元"]),
        ("粮食总产量*吨，粮食产量*万吨。", ["粮食总产量*吨"]),
        ("农民人均纯收入*亿元。", ["农民人均纯收入*亿元"]),
        ("旅游总收入*亿元，增长*％；税收*％，增长*％；贷款余额*亿元。", ["税收*％"]),
        ("投资*亿元，增长*％；税收*亿元，增长*元；出口*亿元，增长*％。", ["增长*元"]),
    ],
)
def test_a_unit_out_of_line_is_pointed_out(text, out_of_line):
    """A large sum in 元 among sums in 亿元 is a slip of the unit."""
    assert words(text, UNIT) == out_of_line


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值*亿元，城镇居民人均可支配收入*元，农民人均收入*元。",
        "完成投资*亿元，每户补助*元，亩均税收*元。",
        "总投资*万元，其中中央投资*亿元。",
        "工业总产值*元。",
        "总投资3500000元，贷款余额2亿元。",
        "罚款*元，财政收入*亿元。",
        "税收占财政收入*％，工业增加值占地区生产总值*％，贷款余额*亿元。",
        "固定资产投资增长*％，税收完成预算的*％，财政收入*亿元。",
        "人均收入*元，增长*元；产值*亿元，增长*％。",
    ],
)
def test_units_that_differ_for_a_reason_are_left_alone(text):
    """Sums per head, 万元 beside 亿元, and figures without siblings are in order."""
    assert words(text, UNIT) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("启动“荔枝大米商标申报工作。", ["“"]),
        ("启动荔枝大米”商标申报工作。", ["”"]),
        ("建设示范区（一期工程，明年完工。", ["（"]),
        ("落实《条例的规定（试行）。", ["《"]),
        ("开展“能力提升年（第一阶段”活动。", ["（"]),
        ("所谓“三化“工作。", ["“", "“"]),
    ],
)
def test_a_sign_without_its_partner_is_pointed_out(text, alone):
    """Quotes and brackets that do not close, or were never opened."""
    assert words(text, UNBALANCED) == alone


@pytest.mark.parametrize(
    "text",
    [
        "全面落实“三项制度”（见《办法》【试行】）。",
        "1）抓进度。2）抓质量。",
        "抓两头：一）进度，二）质量。",
        "这是一个示范区（一期)。",
        "“第一段话还没有说完，\n“第二段话说完了。”",
        "这是硬换行的一段（括号\n跨行）的文字。",
        "Don't worry :) it's the teams' choice.",
    ],
)
def test_signs_in_order_are_left_alone(text):
    """Pairs across wrapped lines, list labels, long quotations and apostrophes are in order."""
    assert words(text, UNBALANCED) == []


@pytest.mark.parametrize(
    "body",
    [
        "上半年，全县完成投资*亿元，新增就业*人，城镇登记失业率*％。",
        "深入推进“五个一”工程，落实“13710”制度（试行），抓好第三、第四季度的工作。",
        "要做到一件事一件事盯，一个环节一个环节抓。",
        "一、二、三产业协调发展，一季度、二季度都要开门红。",
    ],
)
def test_ordinary_prose_raises_nothing(body):
    """A clean sentence of office prose gets no remark of any kind."""
    assert clean(body) == []
