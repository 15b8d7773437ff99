"""The enumerators that open a block: 一、 （一） 1. （1） ① 第一， 第一章 and their many spellings.

A marker's style names its family; what depth a family has is decided elsewhere, relative to those around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from companion.model.numerals import parse_numeral

CN = "[一二三四五六七八九十百零〇]{1,5}"
DIGITS = "[0-9０-９]"
_BESIDE = "季度|产业|线|级|类|期|批|等|把手|号|楼|组|班|年级|轮|审|月|日|层|股|科"
_TWIN = re.compile(f"({CN})(、|{_BESIDE})")


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator: its family, its characters as written, its number, and the offset behind it."""

    style: str
    label: str
    number: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    style: str
    pattern: re.Pattern[str]
    guard: Callable[[re.Match[str]], bool] | None = None


def _not_a_span(match: re.Match[str]) -> bool:
    """Refuse 一、二季度 and 一、二、三产业: two neighbouring numbers that share one noun."""
    twin = _TWIN.match(match.string, match.end())
    if not twin:
        return True
    first, second = parse_numeral(match["n"]), parse_numeral(twin[1])
    if first is None or second is None:
        return True
    return not (second == first + 1 or (second > first and twin[2] in ("、", "产业")))


def _rule(style: str, pattern: str, guard: Callable[[re.Match[str]], bool] | None = None) -> _Rule:
    return _Rule(style, re.compile(pattern + "[ \u3000\t]*"), guard)


_HANZI = (_rule("hanzi-dun", f"(?P<n>{CN})[、.．]", _not_a_span),)
_PAREN = (
    _rule("hanzi-paren", f"[（(](?P<n>{CN})[）)][、.．]?"),
    _rule("arabic-paren", f"[（(](?P<n>{DIGITS}{{1,2}})[）)][、.．]?"),
)
_ARABIC = (_rule("arabic-dot", f"(?P<n>{DIGITS}{{1,2}})[.．、](?!{DIGITS})"),)
_CIRCLED = (_rule("circled", "(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿])"),)
_DI = (
    _rule("ordinal", f"第(?P<n>{CN})[，、：,:](?!第)", _not_a_span),
    _rule("chapter", f"第(?P<n>{CN})(?:章|部分|节)(?=[ \u3000])"),
)
_RULES: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys("一二三四五六七八九十", _HANZI),
    **dict.fromkeys("（(", _PAREN),
    **dict.fromkeys("0123456789０１２３４５６７８９", _ARABIC),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿", _CIRCLED),
    "第": _DI,
}


def match_marker(text: str) -> Marker | None:
    """The enumerator at the start of a block's text, if there is one.

    >>> match_marker("（一）项目建设").label
    '（一）'
    >>> match_marker("1.5亿元投资到位。") is None
    True
    """
    for rule in _RULES.get(text[:1], ()):
        match = rule.pattern.match(text)
        if match and (rule.guard is None or rule.guard(match)):
            number = read_number(match["n"])
            if number is not None:
                return Marker(rule.style, match[0].rstrip(" \u3000\t"), number, match.end())
    return None


def read_number(numeral: str) -> int | None:
    """The number behind a numeral of any kind: 十一, 12, １２, ⑫, ⑾, Ⅳ; None if it is none."""
    if len(numeral) == 1 and not numeral.isdecimal():
        value = unicodedata.numeric(numeral, -1)
        return int(value) if value >= 0 else None
    return parse_numeral(numeral)
