"""One typed line and the note it becomes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.line import TypedLine, parse_line
from companion.model.minutes import NoteKind, Visibility
from companion.model.roster import Roster, Unit
from companion.storage.profile import load_profile

PROFILE = load_profile()
FRIDAY = date(2026, 7, 10)
CODES = {"lb": "两办", "kjg": "开（竣）工", "jb": "@两办 >月底前", "信积": "信访积案"}


def typed(text: str, roster: Roster = PROFILE.roster) -> TypedLine:
    """A line typed on Friday 10 July 2026 with the shipped tables and a few short codes."""
    return parse_line(text, roster=roster, workdays=PROFILE.workdays, today=FRIDAY, shortcodes=CODES)


@pytest.mark.parametrize(
    "text",
    [
        "! 排出开竣工时间表 @两办 +县发改局 >9月底前 #项目",
        "！排出开竣工时间表　＠两办　＋县发改局　＞９月底前　＃项目",
        "！排出开竣工时间表＠两办＋县发改局＞9月底前＃项目",
        "!排出开竣工时间表 #项目 >9月底前 @两办 +发改局",
        "! @“两办” +发改委 排出开竣工时间表 >9月底前 #项目#",
    ],
)
def test_one_line_is_a_whole_task(text):
    """Full-width or half-width, spaced or not, in any order: the same task."""
    line = typed(text)

    assert (line.kind, line.text) == (NoteKind.ACTION, "排出开竣工时间表")
    assert (line.lead_unit, line.supporting_units) == ("两办", ("县发改局",))
    assert (line.due.due, line.tags, line.unknown_owners) == (date(2026, 9, 30), ("项目",), ())


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("掌声很长", NoteKind.COMMENT, "掌声很长"),
        ("！抓紧", NoteKind.ACTION, "抓紧"),
        ("= 原则同意", NoteKind.DECISION, "原则同意"),
        ("＝原则同意", NoteKind.DECISION, "原则同意"),
        ("?口径", NoteKind.QUESTION, "口径"),
        ("？口径", NoteKind.QUESTION, "口径"),
        ("+点名表扬", NoteKind.ADDED, "点名表扬"),
        ("＋点名表扬", NoteKind.ADDED, "点名表扬"),
        ("~讲成三季度", NoteKind.CHANGED, "讲成三季度"),
        ("～讲成三季度", NoteKind.CHANGED, "讲成三季度"),
        ("*讲了三遍", NoteKind.STRESSED, "讲了三遍"),
        ("＊讲了三遍", NoteKind.STRESSED, "讲了三遍"),
        ("%掌声", NoteKind.SCENE, "掌声"),
        ("％休会十分钟", NoteKind.SCENE, "休会十分钟"),
        ("、不是问题", NoteKind.COMMENT, "、不是问题"),
        ("“两办”要跟进", NoteKind.COMMENT, "“两办”要跟进"),
        ("　　！缩进", NoteKind.ACTION, "缩进"),
        ("!", NoteKind.ACTION, ""),
        ("", NoteKind.COMMENT, ""),
    ],
)
def test_the_first_sign_is_the_kind(text, kind, words):
    """The first sign, of either width, says what the note is; anything else begins a comment."""
    line = typed(text)

    assert (line.kind, line.text) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "写信给 li.si@gov.example.cn 问一下",
        "联系人zhang3@qq.com",
        "邮箱是a@b.cn",
        "用 C++ 和 C# 写的系统",
        "a>b，5>3，5+3=8",
        "增速>5％，投资>3亿元",
        "产量是下半年>上半年",
        "1#楼、3＃机组 #1 #12",
        "同比 +5.2％ 环比 -1.1％",
        "网址 http://a.cn/x#part?y=1&z=@2",
        "C:\\data\\new 目录",
        "单价 $5 万，￥300",
        "路线 A -> B，x => y",
        "2+2 @ 8点",
        "刚才@张三说的情况要核实",
        "（一）抓项目：进度、质量",
        "中间有 ？ 和 ！ 和 ~ 的句子。",
    ],
)
def test_signs_inside_words_are_text(text):
    """Addresses, formulas, room numbers and the like stay as they were typed."""
    line = typed(text)

    assert line == TypedLine(NoteKind.COMMENT, text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (r"\!不是任务", NoteKind.COMMENT, "!不是任务"),
        ("！！不是任务", NoteKind.COMMENT, "！！不是任务"),
        ("**粗体**", NoteKind.COMMENT, "**粗体**"),
        (r"请发 \@所有人", NoteKind.COMMENT, "请发 @所有人"),
        ("请发 @@所有人", NoteKind.COMMENT, "请发 @@所有人"),
        (r"！请发 ＼＠所有人 \#不是标签 \>9月底", NoteKind.ACTION, "请发 ＠所有人 #不是标签 >9月底"),
        ("！请发 ＠＠所有人 ##不是标签 >>不是期限", NoteKind.ACTION, "请发 ＠＠所有人 ##不是标签 >>不是期限"),
        (r"\:不是插话", NoteKind.COMMENT, ":不是插话"),
        (":) 笑了", NoteKind.COMMENT, ":) 笑了"),
        (r"数字对不对\??", NoteKind.COMMENT, "数字对不对??"),
        (r"C:\>dir \\server\share", NoteKind.COMMENT, r"C:\>dir \\server\share"),
    ],
)
def test_a_sign_can_be_made_text(text, kind, words):
    """A backslash before a sign makes it a character like any other; a doubled sign is one as it stands."""
    line = typed(text)

    assert (line.kind, line.text, line.lead_unit, line.tags, line.due) == (kind, words, "", (), None)


@pytest.mark.parametrize(
    ("text", "lead", "supporting", "unknown"),
    [
        ("! 报方案 @发改局长", "县发改局", (), ()),
        ("! 报方案 @县发展和改革局 +财政局", "县发改局", ("县财政局",), ()),
        ("! 报方案 @县发改局、县财政局、住建局", "县发改局", ("县财政局", "县住建局"), ()),
        ("! 报方案 @发改局 @财政局 +发改局", "县发改局", ("县财政局",), ()),
        ("! 报方案 @老李", "老李", (), ("老李",)),
        ("! 报方案 @老李 +两办", "老李", ("两办",), ("老李",)),
        ("! 报方案 @两办、各位都要看", "两办", (), ()),
        ("! 报方案 +县发改局", "", (), ()),
        ("! 报方案 @两办 +5", "两办", (), ()),
        ("! report @“Finance Office” +HR", "Finance Office", ("HR",), ("Finance Office", "HR")),
        ("! 用 @C++组 的办法", "C++组", (), ("C++组",)),
        ("! 报方案＠两办，抄送县委", "两办", (), ()),
        ("刚才@县发改局，报的数", "县发改局", (), ()),
        ("!刚才@老李说的", "老李说的", (), ("老李说的",)),
        ("@两办 这句话是说给两办的", "两办", (), ()),
    ],
)
def test_owners_come_from_the_roster(text, lead, supporting, unknown):
    """Short names, aliases and posts stand for their unit; a name nobody knows is kept and shown as such."""
    line = typed(text)

    assert (line.lead_unit, line.supporting_units, line.unknown_owners) == (lead, supporting, unknown)


def test_a_unit_of_several_words_is_found_by_all_of_them():
    """An English unit needs no quotation marks when the roster has it."""
    roster = Roster((Unit("Finance Office"), Unit("HR")))

    line = typed("! send the list @finance office +HR by courier >next Friday", roster)

    assert (line.lead_unit, line.supporting_units) == ("Finance Office", ("HR",))
    assert (line.text, line.due.due) == ("send the list by courier", date(2026, 7, 17))


@pytest.mark.parametrize(
    ("text", "raw", "due", "words"),
    [
        ("! 报方案 >9月底前", "9月底前", date(2026, 9, 30), "报方案"),
        ("! 报方案 > 9月底前", "9月底前", date(2026, 9, 30), "报方案"),
        ("! >9月底前 报方案", "9月底前", date(2026, 9, 30), "报方案"),
        ("! 报方案＞9月底前，抄送县委", "9月底前", date(2026, 9, 30), "报方案，抄送县委"),
        ("! send it >by end of September #list", "by end of September", date(2026, 9, 30), "send it"),
        ("! send it >Sept 30, 2026", "Sept 30, 2026", date(2026, 9, 30), "send it"),
        ("! send it >next Friday to everyone", "next Friday", date(2026, 7, 17), "send it to everyone"),
        ("! 报方案 >尽快", "尽快", None, "报方案"),
        ("! 报方案 >看情况 再说", "看情况", None, "报方案 再说"),
        ("! send it >after the audit", "after the audit", None, "send it"),
        ("! 报方案 >*月中旬 @两办", "*月中旬", None, "报方案"),
        ("! 报方案 >8月、9月 @两办", "8月、9月", date(2026, 9, 30), "报方案"),
        ("! 报方案 >这个月底或者下个月", "这个月底或者下个月", date(2026, 8, 31), "报方案"),
    ],
)
def test_a_deadline_reaches_as_far_as_its_words(text, raw, due, words):
    """The longest run of words that names a time is the deadline; words that name none are kept."""
    line = typed(text)

    assert (line.due.raw, line.due.due, line.text) == (raw, due, words)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("：书记：你们要抓紧", "书记", "你们要抓紧"),
        (":书记:你们要抓紧", "书记", "你们要抓紧"),
        ("：王县长： 这个数要核", "王县长", "这个数要核"),
        ("：这个数要核", "", "这个数要核"),
        ("：：这个数：要核", "", "这个数：要核"),
    ],
)
def test_an_interjection_names_its_speaker(text, speaker, words):
    """A colon first is an interjection; what stands before the second colon spoke it."""
    line = typed(text)

    assert (line.kind, line.speaker, line.text) == (NoteKind.INTERJECTION, speaker, words)


@pytest.mark.parametrize(
    ("text", "visibility", "words"),
    [
        ("看着不高兴 $私", Visibility.PRIVATE, "看着不高兴"),
        ("看着不高兴￥私", Visibility.PRIVATE, "看着不高兴"),
        ("looks unhappy $private", Visibility.PRIVATE, "looks unhappy"),
        ("这句进纪要 ＄纪", Visibility.MINUTES, "这句进纪要"),
        ("！先不进纪要 $记", Visibility.RECORD, "先不进纪要"),
        ("这是批注", Visibility.RECORD, "这是批注"),
        ("！这是任务", Visibility.MINUTES, "这是任务"),
        ("=这是决定", Visibility.MINUTES, "这是决定"),
    ],
)
def test_a_note_says_who_may_read_it(text, visibility, words):
    """Comments stay in the record unless told otherwise; tasks and decisions are for the minutes."""
    line = typed(text)

    assert (line.visibility, line.text) == (visibility, words)


@pytest.mark.parametrize(
    ("text", "doubt", "words"),
    [
        ("增长 12.5 ??", True, "增长 12.5"),
        ("增长12.5？？", True, "增长12.5"),
        ("增长12.5？", False, "增长12.5？"),
        ("！报数 @两办 ？？", True, "报数"),
    ],
)
def test_two_question_marks_at_the_end_are_a_doubt(text, doubt, words):
    """待核: to be verified; a single question mark is part of the sentence."""
    line = typed(text)

    assert (line.to_verify, line.text) == (doubt, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kjg 情况", "开（竣）工 情况"),
        ("抓好kjg工作", "抓好开（竣）工工作"),
        ("信积 要清零", "信访积案 要清零"),
        ("信积要清零", "信积要清零"),
        ("the kjgs and lb@a.cn", "the kjgs and lb@a.cn"),
    ],
)
def test_short_codes_become_their_words(text, words):
    """A code alone or next to Chinese is expanded, never inside a word or an address."""
    assert typed(text).text == words


def test_a_short_code_can_hold_signs():
    """What a code stands for is read as if it had been typed."""
    line = typed("! 报方案 jb")

    assert (line.text, line.lead_unit, line.due.due) == ("报方案", "两办", date(2026, 7, 31))


@given(st.text(alphabet="!=?+~*%:@>#$\\ 　，。“”两办9月底前abC1.、！＠＞＃＋\0\n", max_size=30))
@settings(max_examples=300)
def test_any_line_is_read(text):
    """Whatever is typed becomes a note of some kind; its text holds only what was typed."""
    line = typed(text)

    assert not set(line.text) - set(text) - {" "} and "\0" not in line.text


@given(st.text(alphabet="抓好项目建设abc 019，。（）“”.-", max_size=40))
@settings(max_examples=200)
def test_a_line_without_signs_stays_as_it_is(text):
    """Plain words are never changed."""
    assert parse_line(text, roster=PROFILE.roster, workdays=PROFILE.workdays, today=FRIDAY) == TypedLine(
        NoteKind.COMMENT, text.strip()
    )
