"""Naming a masked figure from its sentence: 地区生产总值增速 and not just ％.

The clause in front of the mask names the figure; where it holds only a verb, the words behind the unit do;
where it holds only a general word (总投资), the sentence's topic goes in front. (The rules are
those of the domain reference on naming a figure from its context.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.model.outline import Blank, BlankKind, Point

_DAY = "(?:[0-9０-９]{1,4}(?:[-—至到][0-9]{1,2})?|[一二三四五六七八九十]{1,3})"
_UNTIL = "(?:以前|之前|前|以后|之后|后|以来|起|内)?"
_NO_STOPS = re.compile("[^，。；：、（）“”！？,;:]*")
_SENTENCE_END = re.compile("[。！？]")
_MASKS = re.compile("[*＊×○_xX]+")
_ADVERB = re.compile(
    "^(?:其中|至|截至|初步|预计|预期|目前|现在|上半年|下半年|今年|去年|全年|本年|当年|[一二三四1-4]季度|我们|我国|我省|我市|我县"
    f"|(?:{_DAY}|每|当|上|本|次)?(?:年底|年末|年初|年内|月底|月初|月末|月内|月份|月[上中下]旬|月(?!均|度|供)){_UNTIL}"
    f"|{_DAY}日{_UNTIL}|(?:这|那)(?:几|些)年|近年来?|{_DAY}年来|截止"
    "|我区|我镇|全国|全省|全市|全县|全区|全镇|全乡|力争|确保|争取|实现|完成(?!投资)|计划|开展|共计|共|总共|累计(?!完成)|已经|已(?!完成)"
    "|要|将|把|对(?!外|口)|挑选|达到|分别|同时|并(?!购|网)|也|又|再|还|到(?!位|岗|港|账)|从|自(?!来|主|筹|有|然)|的)"
)
_CHARGES = re.compile("[要应须得责必划]")
_OFFICE = re.compile(
    "^[^的]{1,12}?(?:局|办|委|部|厅|院|公司|集团|中心|政府|单位|部门|镇|乡|街道|站|所|科|处|各[级地村校厂])"
    "(?:要|应当?|必?须|得|负责|务必|计划)"
)
_VERB = re.compile(
    "(?:累计|合计|共计|总计|共|约|近|达到|达|高达|为|是|超过|超|突破|不低于|不少于|至少|完成(?!投资)|全部|每"
    "|(?:还|仅|只|尚|拥|共|已)?有|仅|只|才|占"
    "|(?:扩大|提高|提升|增加|增长|上升|下降|降低|减少|压减|压缩|缩短|控制|稳定|保持|维持|恢复|扩|增|降|升|减|压|缩)(?:到|至|在|为))$"
)
_INNER_VERB = re.compile("^(?P<subject>[^的]{2,8}?)(?<!累计)(?<!已)(?:共?完成|共?实现)(?P<object>.{2,})$")
_CHANGE = re.compile(
    "(?P<what>.*?)(?P<against>同比|[比较][^，]{0,4}(?:[上去前]年|年初|年底|年末|同期|往年|上月|上季度?|上次|预算|计划)[底末初]?(?:同期)?|环比|年均|平均|分别)?(?P<how>增长|增加|提高|上升|提升|下降|减少|降低|回落|下滑)(?:了|约|近|超过|超|达)?$"
)
_HOW = re.compile("[增提上下减降回][长加高升降少低落滑]")
_DOWN = ("下降", "减少", "降低", "回落", "下滑")
_GENERAL = re.compile(
    "^(?:已|目前|累计|总|年度|计划)*(?:完成|到位|概算|估算)?(?:总?投资|总?投资额|投资总额|(?:合格|办结|通过|完成|满意|到位|签约|整改|回复|及格|优良|达标|出席|参与|中标)率|资金|税收|面积|总面积|子项目|产值|利税|利润|总额|金额|人数|户数)$"
)
_HEAD_VERB = re.compile(
    "(?:中?有|等|含|包括|建设|新建|新增|引进|签约|建成|培育|实施|举办|开展|完成|新开工|开工|竣工|投产|拥有|投资|建立|创建)$"
)
_BARE = re.compile(
    "^(?:已经?|目前|累计|共|新)*(?:开工|完工|竣工|投产|动工|复工|在建|续建|建成|办结|完成|签约|到位|惠及|受益|覆盖|补助|带动|涉及|服务|投入|支出"
    "|收回|整改|交付|入库|落地|发放|兑现|拨付|销号|参加|到会|出席|缺席|请假|通过率?|未完成)$"
)
_BATCH = re.compile("^(?:第[一二三四五六七八九十]+|首|最后一|下一|上一)[批期轮次届]$")
_TIMES = re.compile("^(?:是|为|相当于)?(?P<base>.{2,10}?)的$")
_CLAUSES = re.compile("[，；：,;:]")
_CHARGED = re.compile("^[^的]{2,12}?(?:负责|牵头|承担)")
_SAYS = re.compile("全部|都|均|已|在|由|要|能够|可以|(?<!即)将|是|应当|正在")
_LABELLED = re.compile(r"(\w[\w &'’/-]{1,30})\W*:\W*$")  # **Budget**: …
_HAN = re.compile("[\u4e00-\u9fff]")
_SAYS_ENGLISH = re.compile(
    r"\b(?:(?P<up>grew|rose|increased?|growth|up|gained)|(?P<down>fell|declined?|dropped|decreased?|shrank|down)"
    r"|is|are|was|were|be|has|have|had|reach(?:ed|es)?|stands?|stood|total(?:s|led|ed)?|amount(?:s|ed)?|cost|costs"
    r"|of|by|to|at|about|over|under|some|nearly|with)\b",
    re.IGNORECASE,
)
_COUNT_UNITS = frozenset([*"个家户人名项块件宗例所座条套台辆", "人次", "万人", "万人次", "大项"])
_AFTER_HEAD = re.compile(
    "(?=[，。；：、（）“”！？,;:*累增同完实投已正进建竣等的逐全均都必须分需])(?:[，。；：、（）“”！？,;:*]|累计|增长|同比|完成|实现|投资|已|正在|进展|建设加快|建成|竣工|等(?!级)|的(?!士)|逐[个一项户]|全部|均|都|必?须|进行|分[门类期批]|需要)"
)
_HEAD = 20  # characters of a noun behind a unit
_TAIL = 4  # characters that the verb at the end of a clause has at most
_LONGEST = 80  # characters of a clause that are looked at
_REACH = 400  # characters in front of a mask in which its list may have started
_MORE = ("多", "余", " ")
_ABOUT = ("以上", "以下", "左右", "以内")
_JOINTS = ("", "和", "与", "及")
_SHORT = 2  # a remnant this short in front of a noun is a name, not an indicator


@dataclass(slots=True)
class _Sentence:
    """What the sentence has said so far: its subject, its topic, and the last figure named."""

    subject: str = ""
    topic: str = ""
    last: str = ""
    head: str = ""
    values: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    change: re.Match[str] | None = None


def name_amounts(blanks: Sequence[Blank], lines: Sequence[str], points: Sequence[Point]) -> tuple[Blank, ...]:
    """The blanks with `indicator`, `measure` and `label` of every amount; other kinds as they were."""
    sectors = {point.id: point.marker[:-3] for point in points if point.style == "topic-fangmian"}
    named: list[Blank] = []
    state, line, end = _Sentence(), 0, 0
    for blank in blanks:
        if blank.kind is not BlankKind.AMOUNT:
            named.append(blank)
            continue
        text = lines[blank.line - 1]
        if blank.line != line or _SENTENCE_END.search(text, end, blank.column - 1):
            state = _Sentence(last=state.last if blank.line == line else "")
            line, end = blank.line, end if blank.line == line else 0
        amount = _name(blank, text, end, state, sectors.get(blank.point, ""))
        end = _unit_end(blank, text)
        named.append(amount)
    return tuple(named)


def _name(blank: Blank, text: str, previous_end: int, state: _Sentence, sector: str) -> Blank:
    mask = blank.column - 1
    start, follows = _clause(text, previous_end, mask)
    clause = _MASKS.sub("", text[max(start, mask - _LONGEST) : mask]).strip()
    if clause[-1:].isascii() and not _HAN.search(clause) and clause:
        return _name_english(blank, clause, text[:start], state)
    head = _right_head(text, _unit_end(blank, text))
    changes = _HOW.search(clause, max(0, len(clause) - _TAIL))
    change = (_CHANGE.match(clause) if changes else None) or (
        state.change if clause in _JOINTS and state.waiting else None
    )
    if change and not head:
        return _name_change(blank, change, state)
    before = text[max(0, mask - _REACH) : mask]
    words = _name_level(clause, head, before, follows, blank, state)
    words = _with_topic(words, clause, before, state, sector)
    state.last, state.head, state.waiting = words, head, []
    state.values.append(words)
    return _named(blank, words, _measure(blank.unit, words), words)


def _name_english(blank: Blank, clause: str, before: str, state: _Sentence) -> Blank:
    """`Sales grew by **%` is the growth of sales: what stands before the verb, and which way it says."""
    verb = _SAYS_ENGLISH.search(clause)
    what = " ".join((clause[: verb.start()] if verb else clause).split()).strip(" $£€¥-–—*.")
    what = re.sub("^(?:and|but|or|while|the|a|an)(?: |$)", "", what) or state.last
    if not what and (topic := _LABELLED.search(before)):
        what = topic[1]
    state.last = what
    if not verb or verb["up"] is verb["down"]:
        return _named(blank, what, _measure(blank.unit, what), what)
    return _named(blank, what, "decline" if verb["down"] else "growth", f"{what} {verb[0].split()[0]}")


def _clause(text: str, previous_end: int, mask: int) -> tuple[int, bool]:
    """Where the clause of a mask starts, and whether it runs on from the figure before it."""
    near = text[max(previous_end, mask - _REACH) : mask]
    words = _NO_STOPS.match(near[::-1])
    start = mask - words.end() if words else mask
    return start, start == previous_end and previous_end > 0


def _unit_end(blank: Blank, text: str) -> int:
    end = blank.column - 1 + blank.length
    end += text[end : end + 1] in _MORE
    if blank.unit and text.startswith(blank.unit, end):
        end += len(blank.unit)
    return end + 2 * (text[end : end + 2] in _ABOUT)


def _right_head(text: str, end: int) -> str:
    """The noun behind a unit: `*家规模以上企业`, `*亿元的…项目`; empty where the clause ends there."""
    start = end + 1 if text.startswith("的", end) else end
    stop = _AFTER_HEAD.search(text, start, start + _HEAD + 4)
    head = text[start : stop.start() if stop else start + _HEAD + 1]
    return head if 2 <= len(head) <= _HEAD else ""


def _name_change(blank: Blank, change: re.Match[str], state: _Sentence) -> Blank:
    is_down = change["how"] in _DOWN
    what = _changed(change, state)
    state.last, state.change = what, change
    against = change["against"] if change["against"] in ("环比", "年均") else ""
    if blank.unit in ("％", "%", "‰"):
        label = f"{what}{against}{'降幅' if is_down else '增速'}"
    else:
        label = f"{what}{change['how']}额" if blank.unit.endswith("元") else f"{what}{change['how']}"
    measure = "pp" if blank.unit == "个百分点" else "decline" if is_down else "growth"
    return _named(blank, what, measure, label)


def _changed(change: re.Match[str], state: _Sentence) -> str:
    """What grew or fell: named in the clause, the figure before, or the figures before in turn (分别增长甲、乙)."""
    if state.waiting and change is state.change:
        return state.waiting.pop(0)
    what = _strip(change["what"])
    if change["against"] != "分别":
        return what or state.last
    first, *state.waiting = [what, what] if what else state.values[-2:] or [state.last]
    return first


def _named(b: Blank, indicator: str, measure: str, label: str) -> Blank:
    """The blank with its name; written out because a speech may hold a hundred thousand of them."""
    place = (b.n, b.line, b.column, b.length, b.kind, b.point, b.before, b.after, b.unit)
    return Blank(*place, indicator, label, measure, b.qualifier, b.prefix)


def _name_level(clause: str, head: str, before: str, follows: bool, blank: Blank, state: _Sentence) -> str:
    words = _strip(clause)
    if follows and state.head and words.startswith(state.head):
        rest = words[len(state.head) :]
        return head if head and rest in _JOINTS else state.last + rest
    if blank.unit == "倍" and (times := _TIMES.match(clause)):
        return f"{state.last}为{times['base']}的倍数"
    if not head:
        is_share = clause.endswith("的") and blank.unit in ("％", "%", "‰")
        return _subject(words.removesuffix("的"), state) + ("比例" if is_share else "")
    if words.endswith("的") or _BATCH.match(words) or head.startswith(("没有", "未")):
        return words + head
    if blank.qualifier in ("以上", "以下") and blank.unit.endswith("元") and not words:
        return f"{head}金额标准"
    if clause.endswith("等"):
        return _listed(before) + head
    if words.endswith("投资") or blank.unit.endswith("元"):
        return f"{head}{'总' if clause.endswith('共投资') else ''}投资" if "投资" in words else words or head
    if len(words) <= _SHORT or _ends(words) or _ends(clause):
        verb = words if words in ("新增", "新建", "引进", "建成", "新开工", "培育") else ""
        return verb + head
    return _subject(words, state)


def _ends(clause: str) -> bool:
    """Tell whether a clause ends with a verb that brings in the noun behind the figure."""
    return _HEAD_VERB.search(clause, max(0, len(clause) - _TAIL)) is not None


def _listed(before: str) -> str:
    """The words that a list of names shares: 列入统筹的 in `列入统筹的甲、乙、丙等*个`."""
    sentence = _SENTENCE_END.split(before)[-1]
    shared = sentence.split("、")[0]
    return _strip(shared[: shared.rindex("的") + 1]) if "的" in shared else ""


def _strip(clause: str) -> str:
    """The clause without what says when, where and how surely, in front, and without its verb, behind."""
    words = clause.strip()
    while match := _ADVERB.match(words) or (_CHARGES.search(words) and _OFFICE.match(words)):
        words = words[match.end() :]
    while match := _VERB.search(words, max(0, len(words) - _TAIL)):
        words = words[: match.start()]
    return words


def _subject(words: str, state: _Sentence) -> str:
    """Take the verb out of `园区完成工业总产值` and remember the subject for what follows."""
    match = _INNER_VERB.match(words) if "完成" in words or "实现" in words else None
    if not match:
        return words
    state.subject = match["subject"]
    return match["subject"] + match["object"]


def _with_topic(words: str, clause: str, before: str, state: _Sentence, sector: str) -> str:
    is_bare = not words or bool(_BARE.match(words))
    if not is_bare and not _GENERAL.match(words):
        state.topic = state.topic if state.topic and words.startswith(state.topic) else words
        return words
    topic = state.topic if "税" not in words and "利" not in words else state.subject
    topic = topic or state.subject or state.topic
    if is_bare:
        topic = _earlier_subject(before, has_topic=bool(topic)) or topic
        words = words or ("完成" if topic and clause.endswith("完成") else "")
    return (topic or sector) + words


def _earlier_subject(before: str, has_topic: bool) -> str:
    """What the clause before is about, where a clause has only a verb: 取水许可全部在网上办理，办结*宗.

    A topic that the sentence has gives way only to what a unit was put in charge of.
    """
    clauses = _CLAUSES.split(_SENTENCE_END.split(before)[-1])[:-1]
    charged = _CHARGED.match(clauses[-1]) if clauses else None
    if not clauses or (has_topic and not charged):
        return ""
    words = _SAYS.split(_strip(clauses[-1][charged.end() if charged else 0 :]))[0]
    return words if 2 <= len(words) <= _HEAD and not _MASKS.search(words) else ""


def _measure(unit: str, words: str) -> str:
    if unit == "个百分点":
        return "pp"
    if unit in ("％", "%", "‰"):
        return "share" if re.search("比重|占|份额", words) else "growth" if "增长" in words else "rate"
    return "count" if unit in _COUNT_UNITS else "value"
