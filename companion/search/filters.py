"""Filters of a query: `kind:action owner:县发改局 due:<9-30 status:open is:blank point:2.1`, in Chinese
too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from companion.search.entry import Entry
from companion.search.fold import plain
from companion.search.pattern import Pattern
from companion.search.spelling import spellings, written
from companion.search.token import Level
from companion.search.vocabulary import Vocabulary

# Names and values as they are typed, folded, in both languages; "类型" and "kind" are one.
FILTER_NAMES = {
    word: name
    for name, words in {
        "kind": "kind 类型 类别 种类",
        "owner": "owner 责任 责任单位 负责 负责单位 牵头 牵头单位 单位",
        "due": "due 时限 期限 截止 到期",
        "status": "status 状态",
        "is": "is 是",
        "point": "point 要点 段落 章节",
        "tag": "tag 标签",
    }.items()
    for word in words.split()
}
KINDS = {
    "action": "action task 任务 督办 事项",
    "comment": "comment note 批注 备注 记录",
    "decision": "decision 决定 决议",
    "question": "question 疑问 问题",
    "added": "added 加讲 脱稿",
    "changed": "changed 改讲",
    "interjection": "interjection 插话",
    "stressed": "stressed 强调 重点",
    "scene": "scene 现场",
    "heading": "heading 标题",
    "body": "body 正文 原文",
    "blank": "blank 空缺 数字 填空",
    "owner": "owner 责任单位 单位",
}
STATES = {
    "blank": "blank 待填 未填 空缺",
    "filled": "filled 已填",
    "spoken": "spoken 已讲",
    "unspoken": "unspoken 未讲",
    "skipped": "skipped 略过",
    "to_verify": "to_verify verify 待核",
    "overdue": "overdue 逾期 超期",
    "orphaned": "orphaned 失联",
}
STATUSES = {
    "open": "open todo 未办 未办结 未完 在办",
    "done": "done closed 办结 完成 已办 已办结 销号",
}
OPEN_STATUSES = ("", "open", "assigned", "registered", "in_progress")
_RELATION = re.compile(r"(<=|>=|<|>|=|≤|≥)?(.*)")
_DAY = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?")
_MONTH = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})月底?")
_TODAY = {"today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "昨天": -1, "yesterday": -1}


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: `accepts` tells whether an entry meets it on a day. `values` are what was meant."""

    name: str
    values: tuple[str, ...]
    relation: str = "="

    def accepts(self, entry: Entry, now: date) -> bool:
        """Tell whether an entry meets the condition."""
        match self.name:
            case "kind":
                return entry.kind in self.values
            case "owner":
                return any(_names(owner, self.values[0]) for owner in entry.owners)
            case "tag":
                return any(_names(tag, self.values[0]) for tag in entry.tags)
            case "is":
                return any(_is(entry, state, now) for state in self.values)
            case "status":
                return entry.kind == "action" and any(_has_status(entry.status, value) for value in self.values)
            case "point":
                return entry.point == self.values[0] or entry.point.startswith(f"{self.values[0]}.")
        return _compare_due(entry.due, self.relation, self.values[0], now)


def parse_filter(name: str, value: str) -> Filter | None:
    """A filter out of its name and what was typed for it; None when that makes no sense (yet)."""
    folded = plain(value)
    if not folded:
        return None
    match name:
        case "kind" | "is":
            meant = _meant(KINDS if name == "kind" else STATES, folded)
            return Filter(name, meant) if meant else None
        case "status":
            return Filter(name, _meant(STATUSES, folded) or (folded,))
        case "due":
            return _parse_due(folded)
    return Filter(name, (folded,))


def _meant(words: dict[str, str], typed: str) -> tuple[str, ...]:
    """The values that a word, or the beginning of one, stands for."""
    known = {value: plain(said).split() for value, said in words.items()}
    whole = tuple(value for value, said in known.items() if typed in said)
    return whole or tuple(value for value, said in known.items() if any(word.startswith(typed) for word in said))


def _names(name: str, typed: str) -> bool:
    folded = plain(name)
    if typed in folded:
        return True
    vocabulary = Vocabulary(folded)
    patterns = (Pattern(way, vocabulary) for way in (written(typed), *spellings(typed)))
    return any(pattern.find(folded, Level.SOUND) >= 0 for pattern in patterns)


def _is(entry: Entry, state: str, now: date) -> bool:
    if state == "overdue":
        return entry.due is not None and entry.due < now and entry.status in OPEN_STATUSES
    return state in entry.states


def _has_status(status: str, value: str) -> bool:
    if value == "open":
        return status in OPEN_STATUSES
    return plain(status) == value


def _parse_due(typed: str) -> Filter | None:
    relation, words = _RELATION.fullmatch(typed).groups()  # type: ignore[union-attr]  # matches everything
    relation = {"≤": "<=", "≥": ">=", None: "="}.get(relation, relation)
    known = words in _TODAY or _DAY.fullmatch(words) or _MONTH.fullmatch(words) or words in ("none", "无")
    return Filter("due", (words,), relation) if known else None


def _compare_due(due: date | None, relation: str, words: str, now: date) -> bool:
    if words in ("none", "无"):
        return due is None
    first, last = _days(words, now)
    if due is None or first is None or last is None:
        return False
    return {
        "<": due < first,
        "<=": due <= last,
        ">": due > last,
        ">=": due >= first,
        "=": first <= due <= last,
    }[relation]


def _days(words: str, now: date) -> tuple[date | None, date | None]:
    """The first and last day that words of a filter mean; a day without a year is one of this year."""
    if words in _TODAY:
        day = now + timedelta(days=_TODAY[words])
        return day, day
    parts = _DAY.fullmatch(words) or _MONTH.fullmatch(words)
    if parts is None:
        return None, None
    year, month = int(parts[1] or now.year), int(parts[2])
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None, None
    last = monthrange(year, month)[1]
    if parts.re is _MONTH:
        return date(year, month, 1), date(year, month, last)
    number = int(parts[3])
    return (date(year, month, number),) * 2 if 1 <= number <= last else (None, None)
