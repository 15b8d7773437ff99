"""Headings of a plain text that are underlined with a row of signs, as typewriters did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from companion.model.joints import BLANK
from companion.reading.blocks import cells

_ROW_SIGNS = "-=_*~^#+—–－～"
_RULE = re.compile(rf"([{_ROW_SIGNS}])\1{{2,}}$")
_WIDEST = 80  # cells of a line that can be a heading
_SHORTEST = 4  # signs of a row that underlines
_NO_TITLE = re.compile(r"[。；;，,.]$|\S {2,}\S.* {2,}\S|[|│]|^[-*+] ")  # a sentence, the head of a table, a bullet
_SEPARATED = re.compile(  # what a row of signs parts from the text: 译者：甲 <a@b.c>, 以下为正文
    r"[^:：]{1,30}[:：].*(?:\S@\S|://)|(?:以下|下面)(?:即?[为是])?(?:译文|正文|全文|原文)|(?:正文|译文|全文|原文)如下"
)
_FEWEST = 2  # headings underlined alike that a text has, if any


def is_rule(words: str) -> bool:
    """Tell whether a line is a row of one sign: --- or ****."""
    return words[:1] in _ROW_SIGNS and bool(_RULE.match(words))


def find_underlined(lines: Sequence[str]) -> dict[int, int]:
    """The level, from 1 in the order of their signs, of each underlined heading by its line, from 1."""
    found = {number: sign for number in range(1, len(lines)) if (sign := _sign(lines, number))}
    alike = Counter(found.values())
    if max(alike.values(), default=0) < _FEWEST:
        return {}
    signs = list(dict.fromkeys(found.values()))
    return {number: signs.index(sign) + 1 for number, sign in found.items()}


def is_no_title(words: str) -> bool:
    """Tell a sentence, a field or 以下为正文, which a row of signs only parts from the text, from a heading."""
    return bool(_NO_TITLE.search(words) or _SEPARATED.match(words))


def _sign(lines: Sequence[str], number: int) -> str:
    """The sign that the line of a number is underlined with, twice where it is also overlined; empty without."""
    rule = lines[number]
    if rule[:1] not in _ROW_SIGNS or len(rule := rule.rstrip(BLANK)) < _SHORTEST or not _RULE.match(rule):
        return ""
    title = lines[number - 1].strip(BLANK)
    above = lines[number - 2].strip(BLANK) if number > 1 else ""
    is_over = bool(above) and is_rule(above) and above[0] == rule[0]
    if not title or (above and not is_over) or is_rule(title) or is_no_title(title):
        return ""
    fits = cells(title) <= min(_WIDEST, 2 * cells(rule)) and any(sign.isalnum() for sign in title)
    return rule[0] * (2 if is_over else 1) if fits else ""
