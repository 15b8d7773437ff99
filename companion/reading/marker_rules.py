"""The table of enumerators that may open a block: for each family its form, and what refuses it."""

from __future__ import annotations

import re

from companion.reading.label_signs import (
    CN,
    COUNTED,
    DIGITS,
    FOLLOWS_WORD,
    GAP,
    HAN,
    IS,
    LATER_WORDS,
    MEASURES,
    NO_START,
    ORDERED,
    PARTICLES,
    TELLS,
    TELLS_OF,
    WORDS,
    YAO,
    not_a_span,
    not_neighbours,
)
from companion.reading.latin_rules import LATIN_WORDS, LETTERS, latin_rules
from companion.reading.marker_rule import Rule, rule
from companion.reading.quantities import COUNTS_THINGS, DAY, DEADLINE, has_quantity

STEMS = "甲乙丙丁戊己庚辛壬癸"  # the heavenly stems, which count as A, B, C do
FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾"  # numerals as on cheques; above 一、 in plans from Taiwan
_AGENDA_WORDS = "项(?:议程|议题|任务|工作|内容)|个(?:议题|议程|环节|阶段|专题|单元)"
_SIMPLE = f"{_AGENDA_WORDS}|部分|阶段|方面|环节|单元|议程|步骤|议题|[章编篇节条款项点步部卷讲回场幕课辑目招关案]"
_HANS, _HANT = "条节编项点讲场课辑关个环单议阶骤务内专题动录", "條節編項點講場課輯關個環單議階驟務內專題動錄"
_CHAPTERS = f"{_SIMPLE}|{_SIMPLE.translate(str.maketrans(_HANS, _HANT))}"
_TO_HANS = str.maketrans(_HANT, _HANS)
_GLUED_CHAPTERS = ("章", "条", "部分")  # whose titles may follow without a blank
_SELDOM_GLUED = ("节", "编", "篇", "单元")  # the same, but only where they count on: 第一篇论文 is none


def _no_quantity(match: re.Match[str]) -> bool:
    return not has_quantity(match.string, match.end())


def word_of(match: re.Match[str]) -> str:
    """The word that a family is named by, in small letters and simplified signs: 第一條 counts as 第一条 does."""
    word: str = match["word"]
    return word.lower().translate(_TO_HANS)


def _heads_a_line(match: re.Match[str]) -> bool:
    """第三条 with words right behind it names a provision in running text, unless the line is a heading."""
    rest = match.string[match.end() :]
    stands_off = match.string[match.end() - 1] in " \t\u3000：:、，,.．" or not rest
    return stands_off or ((word_of(match) in _GLUED_CHAPTERS or rest[0] in "（(") and _is_title_like(rest))


def _heads_a_line_in_company(match: re.Match[str]) -> bool:
    return word_of(match) in _SELDOM_GLUED and _is_title_like(match.string[match.end() :])


def _heads_days(match: re.Match[str]) -> bool:
    """第一周（3月1日—7日） is a heading, 第一年 12万元 300人 a row of a table."""
    rest = match.string[match.end() :]
    return _is_title_like(rest) and not re.match(f"(?:{_CELL}(?:{GAP}+|$))+$", rest)


def _is_title_like(rest: str) -> bool:
    return len(rest) <= 30 and not re.search("[。；，！？]|规定|規定|所称|所稱|看一看|指出", rest)


def _opens_a_list(match: re.Match[str]) -> bool:
    return not NO_START.match(match.string, match.end())


_CELL = "[0-9０-９][0-9０-９.,，%％～~—–-]*(?:[万亿]?[元人名分个])?"  # of a table: 一 90～94 2000元 is a row
_GE = rule("ge", f"(?P<n>{CN})(?P<word>{COUNTED}){IS}", weak=True)
_DI_GE = rule("ge", f"第(?P<n>{CN})(?P<word>{ORDERED}){IS}", weak=True)
NARRATIVE = (
    rule("hanzi-shi", f"(?P<n>{CN})是(?!否|非)", weak=True),
    rule("hanzi-yao", f"(?P<n>{CN}){YAO}", weak=True),
    rule("hanzi-verb", f"(?P<n>{CN})[{PARTICLES}]", weak=True),
    _GE,
    rule("hanzi-same", f"(?P<n>{CN})(?P<word>(?![{MEASURES}])[\u4e00-\u9fff])(?!{CN})", weak=True),
)
_HANZI = (
    rule("decimal", f"(?P<n>{CN}(?:点{CN}){{1,3}})(?:[、：:]|(?={GAP}))", weak=True),  # 一点二、 as 1.2 is spoken
    rule("hanzi-dun", f"(?P<n>{CN}){GAP}?[、.．]", guard=not_a_span),
    rule("hanzi-half-paren", f"(?P<n>{CN})[)）][、.．]?", weak=True),
    rule("hanzi-colon", f"(?P<n>{CN})[：:，,]", weak=True),
    rule("hanzi-space", f"(?P<n>{CN})(?={GAP})(?!{GAP}+(?:{_CELL}{GAP}+)+{_CELL}$)", weak=True),
    *NARRATIVE,
)
_PAREN = (
    rule("hanzi-paren", f"\\[?[（(]{GAP}*(?P<n>{CN}){GAP}*[）)][、.．]?"),
    rule("arabic-paren", f"\\[?[（(]{GAP}*(?P<n>{DIGITS}{{1,2}}){GAP}*[）)][、.．]?"),
    rule("roman-paren", "[（(](?P<n>[IVX]{1,5}|[ivx]{1,5}|[Ⅰ-Ⅻⅰ-ⅻ])[）)]", weak=True),
    rule("letter-paren", f"\\[?[（(](?P<n>{LETTERS}|[ａ-ｚ])[）)]", weak=True),
    rule("word-paren", f"[（(](?P<word>{HAN}{{1,4}}?)(?P<n>{CN}|{DIGITS}{{1,2}})[）)]", weak=True),
)
_PAGE = "窗口|本?页面?|[此该]页|[本此]文|文章|正文|链接|地址|到[^】]*"
_BUTTON = (  # of a page, between 【 and 】
    f"(?:关闭|打印|复制|收藏|分享)(?:{_PAGE})?|(?:举报|评论|推荐)(?:{_PAGE})|(?:返回|回到)(?:顶部|首页|列表|目录|栏目|上一?[页级])?"
    "|(?:我要|一键|加入|添加)(?:打印|收藏|分享|纠错|评论|推荐)|[查点]看(?:更多|全文|原文|大图)|(?:阅读|展开)(?:全文|原文|更多)"
    "|更多|纠错|附件下载|[大中小 ]+|TOP|RSS|(?:字体|字号|上一[篇条页]|下一[篇条页]|责任编辑|责编)(?:[：: ][^】]*)?"
    "|(?:编辑|稿源|来源|浏览|点击|阅读|扫码|扫一扫)[：:次量数][^】]*"
)
_BRACKET = (
    rule("bracket-number", f"【(?:第)?(?P<n>{CN}|{DIGITS}{{1,2}})】"),
    rule("bracket", f"(?=【[^】]{{1,24}}】)(?!【{GAP}*(?:{_BUTTON}){GAP}*】)(?P<n>)", weak=True),
)
_SQUARE = (rule("hanzi-square", f"[〔［\\[](?P<n>{CN})[〕］\\]]", weak=True),)
_ANGLE = (rule("angle", f"[<〈＜](?P<n>{CN}|{DIGITS}{{1,2}})[>〉＞][、.．]?", weak=True),)
_STEM = (rule("stem", f"(?P<n>[{STEMS}])[、.．]", weak=True),)
_FORMAL = (rule("hanzi-formal", f"(?P<n>[{FORMAL}]{{1,3}}){GAP}?[、.．]"),)
_CLOCK = "[0-2]?[0-9][:：][0-5][0-9](?: ?[AaPp]\\.?[Mm]\\.?(?![A-Za-z]))?"
DECIMAL = rule(
    "decimal",
    rf"(?P<n>{DIGITS}{{1,3}}(?:[.．]{DIGITS}{{1,2}}){{1,9}})[.．、:：]?(?![.．\-]?{DIGITS})",
    weak=True,
)
_BEFORE_FIGURE = f"(?P<n>{DIGITS}{{1,2}})、(?={DIGITS})"
NEIGHBOURS = rule("arabic-dot", _BEFORE_FIGURE, weak=True)  # 2、3月 is a span, between 1、 and 3、 it is a point
_ROW_OF_NAMES = f"{GAP}*[^,，。；;]{{0,12}}(?:[,，][^,，。；;]{{0,12}}){{2,}}$"  # 1,甲,乙,丙 is a row of a table
_ARABIC = (
    rule("slash", rf"(?P<word>{DIGITS}{{2,4}})/(?P<n>{DIGITS}{{1,4}})[.:]?(?={GAP}+\S|$)", weak=True),
    rule(
        "clock",
        rf"(?P<n>{_CLOCK}(?:{GAP}?[-–—~～至到]{GAP}?{_CLOCK})?)(?={GAP}+\S|$)",
        weak=True,
    ),
    rule("keycap", "(?P<n>[0-9])\ufe0f?\u20e3"),
    rule("arabic-dot", rf"(?P<n>{DIGITS}{{1,2}})[.．](?={DAY})", weak=True),
    rule(  # 2.b, 2.b.i
        "decimal",
        rf"(?P<n>{DIGITS}{{1,2}}(?:\.{DIGITS}{{1,2}})*\.[A-Za-z](?:\.(?:[ivx]{{1,4}}|{DIGITS}{{1,2}}))*)[.)]?(?={GAP})",
        weak=True,
    ),
    DECIMAL,
    rule("arabic-half-paren", f"(?P<n>{DIGITS}{{1,3}})[.．][)）]"),
    rule("arabic-dot", rf"(?P<n>{DIGITS}{{1,3}})[.．、](?!{DIGITS})(?![.．])"),
    rule("letter-numbered", f"{DIGITS}{{1,2}}(?P<n>[A-Za-z])[.)](?={GAP})", weak=True),
    rule("letter-numbered", f"{DIGITS}{{1,2}}[(（](?P<n>[a-z])[)）]", weak=True),
    rule("arabic-ordinal", f"(?P<n>{DIGITS}{{1,2}})(?:st|nd|rd|th|º)[.,:)](?={GAP})", weak=True),
    rule("arabic-dot", rf"(?P<n>{DIGITS}{{1,2}})[.](?={DIGITS}+[a-zA-Z\u4e00-\u9fff+＋])(?!{DEADLINE})", weak=True),
    rule("arabic-dot", _BEFORE_FIGURE, weak=True, guard=not_neighbours),
    rule("arabic-slash", f"(?P<n>{DIGITS}{{1,2}})/(?={GAP}+[^0-9\\s])", weak=True),
    rule("arabic-half-paren", f"(?P<n>{DIGITS}{{1,3}})[)）][、.．]?", weak=True),
    rule("arabic-bracket", f"(?P<n>{DIGITS}{{1,2}})[】\\]］]", weak=True),
    rule("arabic-comma", f"(?P<n>{DIGITS}{{1,2}})[,，](?!{DIGITS})(?!{_ROW_OF_NAMES})", weak=True),
    rule("arabic-colon", f"(?P<n>{DIGITS}{{1,2}})(?::(?!{DIGITS})|：(?!{DIGITS}{{2}}(?![0-9.])))", weak=True),
    rule("arabic-dash", f"(?P<n>{DIGITS}{{1,2}}){GAP}*[-–—]{GAP}+", weak=True),
    rule("arabic-space", f"(?P<n>{DIGITS}{{1,2}})(?={GAP}+[^0-9\\s])", weak=True, guard=_no_quantity),
    rule("arabic-glued", f"(?P<n>{DIGITS}{{1,2}})(?={HAN})(?!{COUNTS_THINGS})", weak=True),
)
_CHAPTER = (
    f"第{GAP}*(?P<n>{CN}|{DIGITS}{{1,3}}){GAP}*(?P<word>{_CHAPTERS})"
    f"(?:(?<=[章节節条條])之{CN})?(?:[：:，,.．]|、(?!第))?"
)
_SPAN = (  # 第一周： above what was done in it; 第2-3周： counts as the last of its weeks
    f"第{GAP}*(?:(?:{CN}|{DIGITS}{{1,2}})[-–—~～至到])?(?P<n>{CN}|{DIGITS}{{1,2}}){GAP}*(?P<word>[周週天日年]|[个個]?月|季度|[学學]期|星期)"
)
_SITTING = (  # 会议, 例会纪要, 组会（三月二日）, and nothing else on the line
    "[^。，、；：！？,;:（(于在的开開上]{0,4}[会會课課][议議]?(?:[纪紀]要|[记記][录錄])?(?:[（(][^（）()]{2,20}[）)])?$"
)
DI = (
    rule("chapter", _CHAPTER, guard=_heads_a_line),
    rule("chapter", f"第(?P<n>{CN}|{DIGITS}{{1,3}})(?P<word>次)(?={_SITTING})", weak=True),
    rule("chapter", f"{_SPAN}[：:]", weak=True),
    rule("chapter", f"{_SPAN}(?={GAP}|[（(]|$)", weak=True, guard=_heads_days),
    rule("chapter", _CHAPTER, weak=True, guard=_heads_a_line_in_company),
    rule("ordinal", f"第(?P<n>{CN})[，、：,:](?!第)", guard=not_a_span),
    rule("ordinal", f"第(?P<n>{DIGITS}{{1,2}})[，：]", weak=True),
    rule("ordinal", f"第(?P<n>{CN})(?:是(?!否)|{YAO}|(?={GAP}|——))", weak=True),
    _DI_GE,
)
_SIGNS = (
    rule("circled", "(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➉➊-➓⓵-⓾])[、.．]?"),
    rule("paren-sign", "(?P<n>[⑴-⒇])[、.．]?"),
    rule("dot-sign", "(?P<n>[⒈-⒛])"),
    rule("paren-hanzi-sign", "(?P<n>[㈠-㈩])[、.．]?"),
    rule("circled-hanzi", "(?P<n>[㊀-㊉])[、.．]?"),
    rule("roman-sign", "(?P<n>[Ⅰ-Ⅻⅰ-ⅻ])[、.．：:)）]?"),
)
_AUTO = rule("auto", r"(?P<n>#)\.(?=[ \t])")  # Pandoc and reStructuredText count it themselves
_HASH = rule("hash", f"#(?P<n>{DIGITS}{{1,2}})(?:[.:)]|(?={GAP}))", weak=True)
_QI = rule("qi", f"其(?P<n>{CN})(?:[，,、：:]|是(?!否))", weak=True)
SEQUENCE = rule(
    "sequence",
    f"(?P<n>{WORDS})(?:[，,、：:]|{FOLLOWS_WORD}|(?={TELLS})|(?<![着著])(?<!然[后後])(?={TELLS_OF}))",
    weak=True,
    guard=_opens_a_list,
)
_LATER = rule("sequence", f"(?P<n>{LATER_WORDS})(?:就?是|(?={TELLS}))", weak=True)
_VALUE = (  # 比分2：1, 上午9：30开会
    f"{DIGITS}+(?:[.．]{DIGITS}+)?(?:[:：，。；、,;%％℃]|{GAP}|$)|(?<={DIGITS}[：:])[0-5][0-9](?!{DIGITS})"
)
HAN_WORD = rule(
    "word-hanzi",
    f"(?![附插]?[图表式注]|照片|视频)(?P<word>(?:(?!{CN}|第){HAN}){{1,4}}?){GAP}*(?P<n>{CN}|{DIGITS}{{1,2}}|[IVX]{{1,4}}|[Ⅰ-Ⅻ])(?:[.．、](?!{DIGITS})|、(?={DIGITS}+[.．]{DIGITS}|{DIGITS}{{4}})|[：:](?!{_VALUE})|$|(?={GAP}))",
    weak=True,
)
_RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys("一二三四五六七八九十百", _HANZI),
    **dict.fromkeys(FORMAL, _FORMAL),
    **dict.fromkeys("（(", _PAREN),
    **dict.fromkeys("〔［[", (*_SQUARE, *_PAREN[:2], _PAREN[3])),
    **dict.fromkeys(STEMS, _STEM),
    **dict.fromkeys("0123456789０１２３４５６７８９", _ARABIC),
    **dict.fromkeys("首再然最", (SEQUENCE,)),
    **dict.fromkeys("接随隨紧緊", (SEQUENCE, _LATER)),
    "§": LATIN_WORDS,
    "#": (_AUTO, _HASH),
    "其": (SEQUENCE, _QI),
    "第": DI,
    "【": _BRACKET,
    **dict.fromkeys("<〈＜", _ANGLE),
}
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzＡＢＣＤＥＦＧＨＩＪＫＬＭＮ")
_MORE = re.compile("[①-⑳⑴-⒛㈠-㈩㊀-㊉㉑-㊿❶-❿⓫-⓴➀-➓⓵-⓾Ⅰ-ⅻ]")
_WORD_START = re.compile(f"{HAN}{{1,4}}?{GAP}*(?:{CN}|{DIGITS}{{1,2}}|[IVXⅠ-Ⅻ]{{1,4}})(?:[.．：:、]|$|{GAP})")


def rules_for(text: str) -> tuple[Rule, ...]:
    """The rules that the first sign of a text calls for, the likeliest first."""
    first = text[:1]
    if first in _LATIN:
        return latin_rules(text)
    rules = _RULES.get(first) or (_SIGNS if _MORE.match(first) else ())
    return (*rules, HAN_WORD) if first >= "\u4e00" and _WORD_START.match(text) else rules
