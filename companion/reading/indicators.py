"""Naming a masked figure from its sentence: 地区生产总值增速 and not just ％.

The clause in front of the mask names the figure; where it holds only a verb, the words behind the unit do;
where it holds only a general word (总投资), the sentence's topic goes in front. (The rules are
those of the domain reference on naming a figure from its context.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from companion.reading.clauses import (
    REACH,
    TAIL,
    clause_start,
    earlier_subject,
    ends_with_verb,
    listed,
    near_clause,
    new_sentence,
    right_head,
    strip,
    unit_end,
)

_INNER_VERB = re.compile("^(?P<subject>[^的]{2,8}?)(?<!累计)(?<!已)(?:共?完成|共?实现)(?P<object>.{2,})$")
_CHANGE = re.compile(
    "(?P<what>.*?)(?P<against>同比|[比较][^，]{0,4}(?:[一二三四]季度|上半年|[上去前]年|年初|年底|年末|同期|往年|上月|上季度?|上次|预算|计划)[底末初]?(?:同期)?|环比|年均|平均|分别)?(?P<how>增长|增加|提高|上升|提升|下降|减少|降低|回落|下滑)(?:了|约|近|超过|超|达)?$"
)
_HOW = re.compile("[增提上下减降回][长加高升降少低落滑]")
_DOWN = ("下降", "减少", "降低", "回落", "下滑")
_GENERAL = re.compile(
    "^(?:已|目前|累计|总|年度|计划)*(?:完成|到位|概算|估算)?(?:总?投资|总?投资额|投资总额|(?:合格|办结|通过|完成|满意|到位|签约|整改|回复|及格|优良|达标|出席|参与|中标)率|资金|税收|面积|总面积|子项目|产值|利税|利润|总额|金额|人数|户数)$"
)
_BARE = re.compile(
    "^(?:已经?|目前|累计|共|新)*(?:开工|完工|竣工|投产|动工|复工|在建|续建|建成|办结|完成|签约|到位|惠及|受益|覆盖|补助|带动|涉及|服务|投入|支出"
    "|收回|整改|交付|入库|落地|发放|兑现|拨付|销号|参加|到会|出席|缺席|请假|通过率?|未完成)$"
)
_BATCH = re.compile("^(?:第[一二三四五六七八九十]+|首|最后一|下一|上一)[批期轮次届]$")
_PERCENT = ("％", "%", "‰")
_SHARE = re.compile("^(?:约|仅|只|已|共)?(?:占比?|(?:占了?|完成|为)(?P<whole>[^的]{2,10})的)$")  # 占*％, 为预算的*％
_TIMES = re.compile("^(?:是|为|相当于)?(?P<base>.{2,10}?)的$")
_LABELLED = re.compile(r"(\w[\w &'’/-]{1,30})\W*:\W*$")  # **Budget**: …
_HAN = re.compile("[\u4e00-\u9fff]")
_SAYS_ENGLISH = re.compile(
    r"\b(?:(?P<up>grew|rose|increased?|growth|up|gained)|(?P<down>fell|declined?|dropped|decreased?|shrank|down)"
    r"|is|are|was|were|be|has|have|had|reach(?:ed|es)?|stands?|stood|total(?:s|led|ed)?|amount(?:s|ed)?|cost|costs"
    r"|of|by|to|at|about|over|under|some|nearly|with)\b",
    re.IGNORECASE,
)
_COUNT_UNITS = frozenset([*"个家户人名项块件宗例所座条套台辆份次场间处栋株艘篇", "人次", "万人", "万人次", "大项"])
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


class Name(NamedTuple):
    """The name of a figure: what it measures, how (`growth`, `count`, …), and both as a label."""

    indicator: str
    measure: str
    label: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A masked amount in a line: where its mask stands, its unit, a qualifier (以上), the sector it is about."""

    text: str
    start: int
    end: int
    unit: str
    qualifier: str
    sector: str


class Namer:
    """Names the masked amounts of a speech, which it is given in order; what a sentence has said goes on."""

    def __init__(self) -> None:
        self._line = self._end = 0
        self._state = _Sentence()

    def name(self, number: int, amount: Amount) -> Name:
        """The name of an amount in the line of that number."""
        if number != self._line:
            self._line, self._end, self._state = number, 0, _Sentence()
        elif new_sentence(amount.text, self._end, amount.start):
            self._state = _Sentence(last=self._state.last)
        behind = unit_end(amount.text, amount.end, amount.unit)
        named = _name(amount, self._end, behind, self._state)
        self._end = behind
        return named


def _name(amount: Amount, previous_end: int, behind: int, state: _Sentence) -> Name:
    text, mask = amount.text, amount.start
    start, follows = clause_start(text, previous_end, mask)
    clause = near_clause(text, start, mask)
    if clause[-1:].isascii() and not _HAN.search(clause) and clause:
        return _name_english(amount, clause, text[:start], state)
    head = right_head(text, behind)
    changes = _HOW.search(clause, max(0, len(clause) - TAIL))
    change = _CHANGE.match(clause) if changes else None
    change = change or (state.change if clause in _JOINTS and state.waiting else None)
    if change and not head:
        return _name_change(amount, change, state)
    before = text[max(0, mask - REACH) : mask]
    if not head and state.last and amount.unit in _PERCENT and (share := _SHARE.match(clause)):
        of = f"{share['whole']}比例" if share["whole"] else "比"
        return Name(state.last, "share", f"{state.last}占{of}")
    words = _name_level(clause, head, before, follows, amount, state)
    words = _with_topic(words, clause, before, state, amount.sector)
    state.last, state.head, state.waiting = words, head, []
    state.values.append(words)
    return Name(words, _measure(amount.unit, words), words)


def _name_english(amount: Amount, clause: str, before: str, state: _Sentence) -> Name:
    """`Sales grew by **%` is the growth of sales: what stands before the verb, and which way it says."""
    verb = _SAYS_ENGLISH.search(clause)
    what = " ".join((clause[: verb.start()] if verb else clause).split()).strip(" $£€¥-–—*.")
    what = re.sub("^(?:and|but|or|while|the|a|an)(?: |$)", "", what) or state.last
    if not what and (topic := _LABELLED.search(before)):
        what = topic[1]
    state.last = what
    if not verb or verb["up"] is verb["down"]:
        return Name(what, _measure(amount.unit, what), what)
    return Name(what, "decline" if verb["down"] else "growth", f"{what} {verb[0].split()[0]}")


def _name_change(amount: Amount, change: re.Match[str], state: _Sentence) -> Name:
    is_down = change["how"] in _DOWN
    what = _changed(change, state)
    state.last, state.change = what, change
    against = change["against"] if change["against"] in ("环比", "年均") else ""
    if amount.unit in _PERCENT:
        label = f"{what}{against}{'降幅' if is_down else '增速'}"
    else:
        label = f"{what}{change['how']}额" if amount.unit.endswith("元") else f"{what}{change['how']}"
    measure = "pp" if amount.unit == "个百分点" else "decline" if is_down else "growth"
    return Name(what, measure, label)


def _changed(change: re.Match[str], state: _Sentence) -> str:
    """What grew or fell: named in the clause, the figure before, or the figures before in turn (分别增长甲、乙)."""
    if state.waiting and change is state.change:
        return state.waiting.pop(0)
    what = strip(change["what"])
    if change["against"] != "分别":
        return what or state.last
    first, *state.waiting = [what, what] if what else state.values[-2:] or [state.last]
    return first


def _name_level(clause: str, head: str, before: str, follows: bool, amount: Amount, state: _Sentence) -> str:
    words = strip(clause)
    if follows and state.head and words.startswith(state.head):
        rest = words[len(state.head) :]
        return head if head and rest in _JOINTS else state.last + rest
    if amount.unit == "倍" and (times := _TIMES.match(clause)):
        return f"{state.last}为{times['base']}的倍数"
    if not head:
        is_share = clause.endswith("的") and amount.unit in _PERCENT
        return _subject(words.removesuffix("的"), state) + ("比例" if is_share else "")
    if words.endswith("的") or _BATCH.match(words) or head.startswith(("没有", "未")):
        return words + head
    if amount.qualifier in ("以上", "以下") and amount.unit.endswith("元") and not words:
        return f"{head}金额标准"
    if clause.endswith("等"):
        return listed(before) + head
    if words.endswith("投资") or amount.unit.endswith("元"):
        return f"{head}{'总' if clause.endswith('共投资') else ''}投资" if "投资" in words else words or head
    if len(words) <= _SHORT or ends_with_verb(words) or ends_with_verb(clause):
        verb = words if words in ("新增", "新建", "引进", "建成", "新开工", "培育") else ""
        return verb + head
    return _subject(words, state)


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
        topic = earlier_subject(before, has_topic=bool(topic)) or topic
        words = words or ("完成" if topic and clause.endswith("完成") else "")
    return (topic or sector) + words


def _measure(unit: str, words: str) -> str:
    if unit == "个百分点":
        return "pp"
    if unit in _PERCENT:
        return "share" if re.search("比重|占|份额", words) else "growth" if "增长" in words else "rate"
    return "count" if unit in _COUNT_UNITS else "value"
