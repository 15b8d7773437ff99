"""The door of the reading room: bytes in, a speech with its outline out."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import CompanionError, EmptyFileError, NotTextError, TooLargeError, UsageError
from companion.model.numerals import chinese_numeral
from companion.model.outline import Outline, Point, Span
from companion.reading.reader import read_speech
from tests.reading.speeches import COUNTY

REFERENCE = Path(__file__).parents[2].parent / "shared" / "speech"
NODE_FIELDS = ("id", "parent", "depth", "kind", "style", "line", "column", "end_line", "end_column")
WITH_REFERENCE = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference speech is not beside the repository")


def outline(text: str) -> Outline:
    """The outline of a text."""
    return read_speech(text.encode(), "speech.txt").outline


def headings(text: str) -> list[tuple[str, int, str, str]]:
    """Id, depth, marker and title of all points."""
    return [(point.id, point.depth, point.marker, point.title) for point in outline(text).points]


def flat(point: Point) -> tuple[object, ...]:
    """A point as the fields of the reference, in their order."""
    span = point.span
    place = (span.line, span.column, span.end_line, span.end_column)
    return (
        point.id,
        point.parent,
        point.depth,
        point.kind.value,
        point.style,
        *place,
        point.marker,
        point.title,
    )


def bigrams(text: str) -> set[str]:
    """All pairs of neighbouring characters."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


@WITH_REFERENCE
def test_the_reference_speech_has_exactly_its_labelled_points():
    """Every node's id, parent, depth, kind, style, place, marker, title and children."""
    truth = json.loads((REFERENCE / "outline.json").read_text(encoding="utf-8"))["nodes"]

    points = read_speech((REFERENCE / "speech.txt").read_bytes(), "speech.txt").outline.points

    assert [flat(point) for point in points] == [
        tuple(node[name] for name in (*NODE_FIELDS, "marker", "title")) for node in truth
    ]
    assert [list(point.children) for point in points] == [node["children"] for node in truth]


@WITH_REFERENCE
def test_the_reference_speech_has_exactly_its_labelled_blanks():
    """Every blank's place, class, unit, node and context."""
    truth = json.loads((REFERENCE / "outline.json").read_text(encoding="utf-8"))["blanks"]

    blanks = read_speech((REFERENCE / "speech.txt").read_bytes(), "speech.txt").outline.blanks

    found = [(b.line, b.column, b.kind.value, b.unit, b.point, b.before, b.after) for b in blanks]
    wanted = ("line", "column", "class", "unit", "node", "before", "after")
    assert found == [tuple(blank.get(name, "") for name in wanted) for blank in truth]


@WITH_REFERENCE
def test_most_amounts_of_the_reference_speech_are_named():
    """At least 54 of 57 names share half of the bigrams of the label made by hand."""
    truth = json.loads((REFERENCE / "outline.json").read_text(encoding="utf-8"))["blanks"]

    blanks = read_speech((REFERENCE / "speech.txt").read_bytes(), "speech.txt").outline.blanks

    good = [
        len(bigrams(label["label"]) & bigrams(blank.label)) >= len(bigrams(label["label"])) / 2
        for label, blank in zip(truth, blanks, strict=True)
        if label["class"] == "amount"
    ]
    assert len(good) == 57
    assert sum(good) >= 54


def test_a_county_speech_has_the_outline_a_reader_sees():
    """Sections, run-in points, topics, mixed lists, an unnumbered paragraph, leads and closing."""
    assert headings(COUNTY) == [
        ("T", 0, "", "在全县秋季生产现场会上的讲话"),
        ("S", 0, "", "各位领导、同志们"),
        ("O", 0, "", "刚才，大家看了三个现场…"),
        ("1", 1, "一、", "充分肯定前三季度的工作"),
        ("1.p1", 2, "", "前三季度，全县上下顶住压力…"),
        ("1.1", 2, "（一）", "产业发展有起色"),
        ("1.1.1", 3, "工业方面，", "新投产企业*家"),
        ("1.1.2", 3, "农业方面，", "新建大棚*多亩"),
        ("1.2", 2, "（二）", "基础设施有改善"),
        ("1.p2", 2, "", "虽然成绩来之不易，但是…主要问题是："),
        ("1.p2.1", 3, "一是", "投入不足"),
        ("1.p2.2", 3, "二是", "队伍偏弱"),
        ("1.p2.3", 3, "三是", "办法不多"),
        ("2", 1, "二、", "全力冲刺第四季度"),
        ("2.1", 2, "（一）", "抓好秋收秋种"),
        ("2.1.1", 3, "一要", "抢时间"),
        ("2.1.2", 3, "二是", "保质量"),
        ("2.1.3", 3, "三是", "防火情"),
        ("2.2", 2, "（二）", "抓好项目收尾"),
        ("3", 1, "三、", "切实改进作风"),
        ("3.1", 2, "", "坚持问题导向，压实各级责任"),
        ("3.2", 2, "", "坚持群众路线，转变工作方式"),
        ("C", 0, "", "今天就讲到这里，谢谢大家。"),
    ]


def test_a_mixed_list_has_a_style_of_its_own():
    """一要…二是… is one list, of mixed particles; a pure one keeps its particle."""
    styles = {point.id: point.style for point in outline(COUNTY).points}

    assert styles["2.1.1"] == styles["2.1.3"] == "hanzi-mixed"
    assert styles["1.p2.1"] == "hanzi-shi"
    assert styles["1.1.2"] == "topic-fangmian"


def test_blanks_of_a_county_speech_have_class_unit_and_name():
    """Amounts are named from their sentences; growth takes the figure before it, a total its topic."""
    blanks = outline(COUNTY).blanks

    assert [(b.kind.value, b.unit, b.label, b.qualifier, b.prefix) for b in blanks] == [
        ("name", "", "县长", "", ""),
        ("amount", "亿元", "民间投资", "", ""),
        ("amount", "％", "民间投资增速", "", ""),
        ("amount", "万吨", "稻谷总产量", "", ""),
        ("amount", "％", "稻谷总产量降幅", "", ""),
        ("amount", "家", "新投产企业", "", ""),
        ("amount", "亿元", "新投产企业总投资", "", ""),
        ("amount", "亩", "新建大棚", "多", ""),
        ("name", "", "公路", "", ""),
        ("name", "", "水库", "", ""),
        ("amount", "个", "列入年度计划的重点工程", "", ""),
        ("amount", "万元", "列入年度计划的重点工程完成投资", "", ""),
        ("date", "月底", "交付时间", "", ""),
        ("date", "年", "", "", "20"),
        ("grade", "A", "", "", ""),
    ]


FIGURES = [
    ("完成财政收入*亿元，增长*％。", ["财政收入", "财政收入增速"]),
    ("规模以上工业增加值同比下降*％。", ["规模以上工业增加值降幅"]),
    ("接待游客*万人次，旅游收入*亿元，分别增长*％、*％。", ["接待游客", "旅游收入", "接待游客增速", "旅游收入增速"]),
    ("引进项目*个，到位资金*亿元。", ["引进项目", "引进项目到位资金"]),
    ("新建项目*个，总投资*亿元。", ["新建项目", "新建项目总投资"]),
    ("园区完成产值*亿元；上缴税收*万元。", ["园区产值", "上缴税收"]),
    ("名录库中有*家规模以上企业。", ["规模以上企业"]),
    ("*名干部下沉一线。", ["干部下沉一线"]),
    ("共投资*亿元的新区供水项目已经开工。", ["新区供水项目总投资"]),
    ("列入计划的甲桥、乙路等*个重点工程进展顺利。", ["列入计划的重点工程"]),
    ("税收占比提高*个百分点。", ["税收占比提高"]),
    ("森林覆盖率达到*％。", ["森林覆盖率"]),
    ("入户率达*％，比去年底提高*个百分点。", ["入户率", "入户率提高"]),
    ("列入名单的小区共*个，至*月底已开工*个。", ["列入名单的小区", "统计截止时间", "列入名单的小区开工"]),
    ("达标改造完成总量的*％。", ["达标改造总量比例"]),
    ("年度计划总投资*亿元，目前到位资金只有*亿元。", ["年度计划总投资", "到位资金"]),
    ("房管局要把在建的*个小区逐个排查。", ["在建的小区"]),
    ("公司要加快改造，把日处理能力提高到*万吨。", ["日处理能力"]),
    ("园林局负责老旧公园改造，年内完成*公里。", ["老旧公园改造完成"]),
    ("教育局要整合培训资金不少于*万元。", ["整合培训资金"]),
    ("民政局要把上半年的*件来信分类交办。", ["来信"]),
    ("报刊销量*万份，是去年同期的*倍。", ["报刊销量", "报刊销量为去年同期的倍数"]),
    ("人均每月补助*元。", ["人均每月补助"]),
    ("借阅证全部在网上办理，上半年办结*件。", ["借阅证办结"]),
    ("第一批*名讲解员上岗。", ["第一批讲解员上岗"]),
    ("审计局要对*万元以上的项目逐个核查。", ["项目金额标准"]),
    ("接入全部*座小型书屋和*个重点书店，做到一网统管。", ["小型书屋", "重点书店"]),
    ("*月中旬召开推进会，*月底前完成场地平整。", ["推进会时间", "场地平整完成时间"]),
    ("*物流和*大桥及引道工程开工。", ["物流", "大桥及引道工程"]),
    ("Sales grew by **% and rent fell ** percent.", ["Sales grew", "rent fell"]),
]


@pytest.mark.parametrize(("line", "labels"), FIGURES, ids=[line for line, _ in FIGURES])
def test_a_masked_figure_is_named_from_its_sentence(line: str, labels: list[str]):
    """The clause in front, the noun behind, the figure before, or the topic of the sentence."""
    assert [blank.label for blank in outline(f"一、成绩\n{line}\n").blanks] == labels


TRAPS = [
    ("一、认真分析总结", ["一、"]),
    ("一、二、三产业协调发展。", []),
    ("一、二季度，全县运行平稳。", []),
    ("十一、附则", ["十一、"]),
    ("（一期）工程", []),
    ("开（竣）工", []),
    ("（核心）示范区", []),
    ("(二)产业", ["(二)"]),
    ("1.5亿元投资到位。", []),
    ("3、抓招商", ["3、"]),
    ("1. 抓项目", ["1."]),
    ("第一，抓项目。", ["第一，"]),
    ("下半年第三、第四季度都要筹备一批项目", []),
    ("第三、第四季度我们要筹备一批项目", []),
    ("也是第一责任。", []),
    ("第一责任要落实。", []),
    ("第一宗土地已经出让。", []),
    ("第一批名单已经公布。", []),
    ("第一位是安全。", []),
    ("主要表现在：一是基础不牢。二是动力不足。", ["一是", "二是"]),
    ("要有担当，三是抓好", []),
    ("三要素保障要跟上。", []),
    ("“三一”工作法要推广。", []),
    ("“三化”行动要深入。", []),
    ("三环西路已经通车。", []),
    ("三驾马车要一起拉。", []),
    ("三证合一已经实行。", []),
    ("在用地方面，国家从严控制。在资金方面，要求也高。", []),
    ("另一方面，要稳住。另一方面，要加快。", []),
    ("各方面，要配合。各方面，要支持。", []),
    ("一是一，二是二", []),
    ("要求很明确：一是早谋划。三是抓落实。", []),
    ("1、2月份天气寒冷。", []),
    ("1、1-8月经济运行情况", []),
    ("首先要读书。其次要思考。最后要动手。", ["首先要", "其次要", "最后要"]),
    ("首先，选好题，其次，查好书，最后，写好稿。", ["首先，", "其次，", "最后，"]),
    ("首先要感谢大家。", []),
    ("第一个问题，关于书本。第二个问题是笔记。", ["第一个问题，", "第二个问题是"]),
    ("第一，眼要明，第二，手要稳看见第三，心要细。", ["第一，", "第二，", "第三，"]),
    ("一写提纲。二写初稿。三写终稿。", ["一写", "二写", "三写"]),
    ("一个人。二个人。三个人。", []),
    ("一三五单号。二四六双号。", []),
    ("一年打基础。二年上台阶。三年大变样。", []),
    ("注意：1、2号门先开；2、3号门后开；3、钥匙交回。", ["1、", "2、", "3、"]),
]


@pytest.mark.parametrize(("line", "markers"), TRAPS, ids=[line for line, _ in TRAPS])
def test_a_trap_string_gives_the_markers_a_reader_sees(line: str, markers: list[str]):
    """Each line stands alone below a heading, where only true enumerators may become points."""
    points = outline(f"工作安排\n同志们：\n九、工作\n{line}\n").points

    assert [point.marker for point in points if point.span.line == 4 and point.marker] == markers


@pytest.mark.parametrize(
    "text",
    [
        "甲。坚持把作风建设作为重要保障。",
        "甲。坚持高标准、严要求推进活动，见到成效。",
        "坚持项目化、清单化、工程化抓工作，见到成效。\n普通的一段。",
        "坚持实干导向，改进工作作风。只有一段。",
    ],
)
def test_a_lead_needs_a_paragraph_start_and_company(text: str):
    """A lead sentence alone, or inside a paragraph, is no point of its own kind."""
    assert all(point.kind.value != "lead" for point in outline(f"讲话\n同志们：\n一、作风\n{text}\n").points)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_ending_gives_the_same_outline(encoding: str, end: str):
    """What bytes a text was saved in changes neither its lines nor its outline."""
    speech = read_speech(COUNTY.replace("\n", end).encode(encoding), "speech.txt")

    assert speech.lines == tuple(COUNTY.splitlines())
    assert speech.outline == outline(COUNTY)


def test_traditional_text_in_big5_is_told_from_gb18030():
    """Both codecs accept the bytes; only one gives words."""
    text = "在全縣工作會議上的講話\n同志們：\n一、提高認識，切實增強責任感。\n二、加強領導，確保任務完成。\n"

    speech = read_speech(text.encode("big5"), "speech.txt")

    assert (speech.encoding, speech.lines[3]) == ("big5", "二、加強領導，確保任務完成。")


@pytest.mark.parametrize("text", ["会议", "重点工作\n", "人名朱镕基、李堃。\n同志们：\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-be"])
def test_short_and_rare_texts_keep_their_characters(text: str, encoding: str):
    """Two characters, or a name outside GBK, are read as they were written."""
    assert "\n".join(read_speech(text.encode(encoding), "a.txt").lines) == text.rstrip("\n")


def test_an_encoding_that_is_named_outranks_the_evidence():
    """`encoding` is obeyed, and one that does not exist is a usage error."""
    assert read_speech("同志们：".encode("gb18030"), "a", encoding="gbk").lines == ("同志们：",)
    with pytest.raises(UsageError):
        read_speech(b"a", "a", encoding="klingon")
    with pytest.raises(NotTextError):
        read_speech("同志们：".encode("gb18030"), "a", encoding="utf-8")


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_a_file_without_words_is_called_empty(data: bytes):
    """Nothing, blanks or a lone byte order mark."""
    with pytest.raises(EmptyFileError):
        read_speech(data, "empty.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_of_nothing_but_lines_is_refused(name):
    """A file that no one reads out, and that would fill the machine, is refused with a sentence."""
    with pytest.raises(TooLargeError, match="40000"):
        read_speech(b"a\n" * 60_001, name)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"\x1f\x8b\x08\0\0\0\0\0" * 9, bytes(range(256)) * 8]
)
def test_a_binary_file_is_refused_with_a_place(data: bytes):
    """No text comes out of a picture or an archive."""
    with pytest.raises(NotTextError) as caught:
        read_speech(data, "picture.png")

    assert caught.value.values["line"] >= 1
    assert caught.value.values["column"] >= 1


def test_a_cut_tail_does_not_make_a_file_unreadable():
    """A file that ends inside a character is read up to there."""
    speech = read_speech(COUNTY.encode()[:-2], "cut.txt")

    assert speech.lines[:-1] == tuple(COUNTY.splitlines())[:-1]
    assert speech.remarks == (("reading.damaged", {"count": 1}),)


def test_only_line_feeds_and_carriage_returns_end_a_line():
    """Form feeds and Unicode separators stay inside their line, as editors count."""
    speech = read_speech("一、甲\f乙\u2028丙\x85丁\r\n二、戊\r三、己".encode(), "a.txt")

    assert [point.span.line for point in speech.outline.points] == [1, 2, 3]


def test_a_text_without_structure_is_plain_paragraphs():
    """Nothing is invented where nothing is numbered."""
    points = outline("今天天气很好，我们出门走了走。\n路上人不多。\n").points

    assert [(point.id, point.kind.value) for point in points] == [("p1", "paragraph"), ("p2", "paragraph")]


def test_one_paragraph_of_thirty_thousand_characters_is_taken_apart():
    """A text pasted as one line keeps its lists, in order, to the last character."""
    parts = [f"{chinese_numeral(n)}是做好第{n}号会场的各项准备。{'场地要干净整洁。' * 35}" for n in range(1, 100)]
    text = "一、要求\n各组要做到：" + "".join(parts)

    points = outline(text).points

    assert len(text) > 28_000
    assert [point.marker for point in points[2:]] == [f"{chinese_numeral(n)}是" for n in range(1, 100)]
    assert points[-1].span.end_column == len(text.splitlines()[1])


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("计划投资××亿元、建设××个项目，由XX局牵头，__月底前完成。", ["amount", "amount", "name", "date"]),
        ("图纸尺寸156mm×225mm，跑道4×100米。", []),
        ("- [x] 由[x]负责的事项已经办结", ["name"]),
        ("二〇〇八年和二○○八年都不是空缺，○○县是。", ["name"]),
        ("增长x％，完成xx万元，文件ABCxx与xX1不算。", ["amount", "amount"]),
        ("20××年底，超过＊＊多户。", ["date", "amount"]),
        ("实施“数据要素×”和“1+N+X”行动，召开“××”会。", ["name"]),
        ("*****", []),
        ("- **Budget**: up **％ and **% in *most* rooms, $** spent", ["amount", "amount", "amount"]),
        ("**亿元，增长**％，和**公司", ["amount", "amount", "name"]),
        ("* 星号是列表", []),
    ],
)
def test_masks_of_every_spelling_are_blanks_and_sizes_are_not(line: str, kinds: list[str]):
    """One run of mask signs is one blank; dimensions and years are left alone."""
    assert [blank.kind.value for blank in outline(f"一、空缺\n{line}\n").blanks] == kinds


MARKS = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "(二)",
            "1.",
            "2、",
            "（1）",
            "①",
            "一是",
            "二要",
            "第一，",
            "首先，",
            "工业方面，",
        ),
        *(
            "坚持稳进，加强领导。",
            "同志们：",
            "- ",
            "# ",
            "** ",
            "——",
            "*亿元",
            "×％",
            "。",
            "；",
            "\n",
            "\n\n",
        ),
        *("\r", "\u3000", "abc ", "项目建设"),
    ]
)
TEXTS = st.lists(st.one_of(MARKS, st.text(max_size=6)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_sound_outline(text: str):
    """Ids are unique, spans lie in the text, nest and come in order, and every blank lies in its point."""
    try:
        speech = read_speech(text.encode("utf-8", "replace"), "any.txt")
    except (EmptyFileError, NotTextError):
        return

    check_sound(speech.outline, speech.lines)


def check_sound(outline: Outline, lines: tuple[str, ...]) -> None:
    """Assert what holds for every outline."""
    points, by_id = outline.points, outline.by_id
    assert len(by_id) == len(points)
    starts = [(point.span.line, point.span.column) for point in points]
    assert starts == sorted(starts)
    for first, second in pairwise(points):
        same = (first.span.line, first.span.column) == (second.span.line, second.span.column)
        assert not same or second.parent == first.id
    for point in points:
        span = point.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1])
        assert 1 <= span.end_column <= len(lines[span.end_line - 1])
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        if point.parent is not None:
            assert encloses(by_id[point.parent].span, span)
            assert point.id in by_id[point.parent].children
            assert point.depth > by_id[point.parent].depth
        for before, after in pairwise(point.children):
            assert ends_before(by_id[before].span, by_id[after].span)
    for blank in outline.blanks:
        assert by_id[blank.point].span.contains(blank.line, blank.column)
    assert [blank.n for blank in outline.blanks] == list(range(1, len(outline.blanks) + 1))


def encloses(outer: Span, inner: Span) -> bool:
    """Tell whether one span lies within another."""
    return outer.contains(inner.line, inner.column) and outer.contains(inner.end_line, inner.end_column)


def ends_before(first: Span, second: Span) -> bool:
    """Tell whether one span ends before another starts."""
    return (first.end_line, first.end_column) < (second.line, second.column)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_word_lies_in_a_point(text: str):
    """Nothing of a speech is left out of its outline."""
    try:
        speech = read_speech(("一、总论\n" + text).encode("utf-8", "replace"), "any.txt")
    except NotTextError:
        return

    covered = {line for p in speech.outline.points for line in range(p.span.line, p.span.end_line + 1)}
    wordy = {number for number, line in enumerate(speech.lines, 1) if any(sign.isalnum() for sign in line)}
    assert wordy <= covered


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_sentence(data: bytes):
    """Whatever the file, an outline or one of the errors that say what it is."""
    try:
        speech = read_speech(data, "any.txt")
    except CompanionError:
        return

    check_sound(speech.outline, speech.lines)
