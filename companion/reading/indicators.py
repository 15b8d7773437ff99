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

_CLAUSE_START = re.compile("[，。；：、（）“”！？,;:]")
_SENTENCE_END = re.compile("[。！？]")
_MASKS = re.compile("[*＊×○_xX]+")
_ADVERB = re.compile(
    "^(?:其中|至|截至|初步|预计|预期|目前|现在|上半年|下半年|今年|去年|全年|本年|当年|[一二三四1-4]季度|[^，]{1,4}月份?|我们|我国|我省|我市|我县"
    "|我区|我镇|全国|全省|全市|全县|全区|全镇|全乡|力争|确保|争取|实现|完成(?!投资)|计划|开展|共计|共|总共|累计(?!完成)|已经|已(?!完成)"
    "|要|将|挑选|达到|分别|同时|并|也|又|再|还)"
)
_VERB = re.compile(
    "(?:累计|合计|共计|总计|共|约|近|达到|达|高达|为|是|超过|超|突破|不低于|不少于|至少|保持在|控制在|稳定在|提高到|降至|降到|增至|增加到|完成(?!投资))$"
)
_INNER_VERB = re.compile("^(?P<subject>[^的]{2,8}?)(?<!累计)(?<!已)(?:共?完成|共?实现)(?P<object>.{2,})$")
_CHANGE = re.compile(
    "(?P<what>.*?)(?P<against>同比|比上年|比去年|较上年|较去年|环比|年均|平均|分别)?(?P<how>增长|增加|提高|上升|提升|下降|减少|降低|回落|下滑)(?:了|约|近|超过|超|达)?$"
)
_DOWN = ("下降", "减少", "降低", "回落", "下滑")
_GENERAL = re.compile(
    "^(?:已|目前|累计|总|年度|计划)*(?:完成|到位|概算|估算)?(?:总?投资|总?投资额|投资总额|资金|税收|面积|总面积|子项目|产值|利税|利润|总额|金额|人数|户数)$"
)
_HEAD_VERB = re.compile(
    "(?:中?有|等|含|包括|建设|新建|新增|引进|签约|建成|培育|实施|举办|开展|完成|新开工|开工|竣工|投产|拥有|投资|建立|创建)$"
)
_COUNT_UNITS = frozenset([*"个家户人名项块件宗例所座条套台辆", "人次", "万人", "万人次", "大项"])
_AFTER_HEAD = re.compile(
    "[，。；：、（）“”！？,;:*]|累计|增长|同比|完成|实现|投资|已|正在|进展|建设加快|建成|竣工|等(?!级)|的(?!士)"
)
_HEAD = 20  # characters of a noun behind a unit
_LONGEST = 80  # characters of a clause that are looked at
_REACH = 400  # characters in front of a mask in which its list may have started
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
    head = _right_head(text, _unit_end(blank, text))
    change = _CHANGE.match(clause) or (state.change if clause in _JOINTS and state.waiting else None)
    if change and not head:
        return _name_change(blank, change, state)
    words = _name_level(clause, head, text[max(0, mask - _REACH) : mask], follows, blank, state)
    words = _with_topic(words, state, sector)
    state.last, state.head, state.waiting = words, head, []
    state.values.append(words)
    return _named(blank, words, _measure(blank.unit, words), words)


def _clause(text: str, previous_end: int, mask: int) -> tuple[int, bool]:
    """Where the clause of a mask starts, and whether it runs on from the figure before it."""
    start = previous_end
    for stop in _CLAUSE_START.finditer(text, previous_end, mask):
        start = stop.end()
    return start, start == previous_end and previous_end > 0


def _unit_end(blank: Blank, text: str) -> int:
    end = blank.column - 1 + blank.length
    for words in ("多", "余", blank.unit, "以上", "以下", "左右", "以内"):
        if text.startswith(words, end):
            end += len(words)
    return end


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
        return state.last + words[len(state.head) :]
    if not head:
        return _subject(words, state)
    if clause.endswith("等"):
        return _listed(before) + head
    if words.endswith("投资") or blank.unit.endswith("元"):
        return f"{head}{'总' if clause.endswith('共投资') else ''}投资" if "投资" in words else words or head
    if len(words) <= _SHORT or _HEAD_VERB.search(words) or not words:
        verb = words if words in ("新增", "新建", "引进", "建成", "新开工", "培育") else ""
        return verb + head
    return _subject(words, state)


def _listed(before: str) -> str:
    """The words that a list of names shares: 列入统筹的 in `列入统筹的甲、乙、丙等*个`."""
    sentence = _SENTENCE_END.split(before)[-1]
    shared = sentence.split("、")[0]
    return _strip(shared[: shared.rindex("的") + 1]) if "的" in shared else ""


def _strip(clause: str) -> str:
    """The clause without what says when, where and how surely, in front, and without its verb, behind."""
    words = clause.strip()
    while match := _ADVERB.match(words):
        words = words[match.end() :]
    while match := _VERB.search(words):
        words = words[: match.start()]
    return words


def _subject(words: str, state: _Sentence) -> str:
    """Take the verb out of `园区完成工业总产值` and remember the subject for what follows."""
    match = _INNER_VERB.match(words)
    if not match:
        return words
    state.subject = match["subject"]
    return match["subject"] + match["object"]


def _with_topic(words: str, state: _Sentence, sector: str) -> str:
    if not _GENERAL.match(words):
        state.topic = state.topic if state.topic and words.startswith(state.topic) else words
        return words
    topic = state.topic if "税" not in words and "利" not in words else state.subject
    return (topic or state.subject or state.topic or sector) + words


def _measure(unit: str, words: str) -> str:
    if unit == "个百分点":
        return "pp"
    if unit in ("％", "%", "‰"):
        return "share" if re.search("比重|占|份额", words) else "growth" if "增长" in words else "rate"
    return "count" if unit in _COUNT_UNITS else "value"
