"""Masked figures and names: `*`, `××`, `XX` or `__` where the leader will read out the real thing.

One maximal run of mask signs is one blank. What follows it says what it asks for; units go longest first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from companion.model.outline import Blank, BlankKind, Point
from companion.reading.indicators import Amount, Name, Namer
from companion.reading.occasions import name_date, name_kind

_HAS_MASK = re.compile("[*＊×○_xX]")
_MASK = re.compile(
    r"(?<![A-Za-z0-9*])\*+(?![\d*])|＊+|×+"
    "|(?<![一二三四五六七八九〇○])○{2,}(?![一二三四五六七八九])"
    "|_{2,}|(?<![A-Za-z])[xX]{2,4}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[xX](?![A-Za-z0-9])"
)
UNITS = (
    "万亿元|亿元|万元|元|个百分点|％|%|‰|万吨|吨|万亩|亩|平方公里|平方米|公里|米|万人次|万人|人次|人|户|家|大项|个|项"
    "|块|件|宗|例|名|所|座|条|套|台|辆|倍"
    "|立方米|公顷|公斤|万斤|斤|小时|分钟|万?份|万?次(?!级|子)|场(?!镇|站|长|部|口)|天(?!然|池)|间(?!接)|处(?!长|室|级)|栋|株|艘|篇"
)
_ENGLISH_UNITS = (
    "percentage points?|percent|per cent|points?|trillion|billion|million|thousand|hundred|dollars?|yuan|euros?|pounds?"
    "|people|persons?|members?|staff|participants?|households?|units?|hours?|minutes?|days?|weeks?|months?|years?|tons?|tonnes?"
)
_AMOUNT = re.compile(
    f"(?P<more>[多余])?(?P<unit>{UNITS})(?P<about>以上|以下|左右|以内)?| ?(?P<english>[%％]|(?:{_ENGLISH_UNITS})\\b)"
)
_MONEY = re.compile(r"(?:[$£€¥￥]|\b(?:USD|RMB|EUR|GBP|CNY)) ?$")
_MAY_BE_MARKUP = re.compile(r"[ \t]*\*+[ \t]|\*\*|__|\*[A-Za-z]|(?<!\S)\*\S")
_BULLET_STARS = re.compile(r"[ \t]*\*+[ \t]+(?=\S)")
_EMPHASIS = re.compile(
    r"(?<![^\s\[（(【:：>|~_])(\*{2,3}|__)(?=[\w“\"（(])[^*]*[^\s*]\1(?![\w*％%‰])"
    r"|(?<![^\s\[(:>|])(\*)(?=[A-Za-z])[^*\u4e00-\u9fff]*[A-Za-z.!?)]\2(?![\w*％%‰])"
    r"|(?<!\S)(\*)(?=[^\s*])[^*]*[^\s*]\3(?=[\s，。；：、！？,.;:!?）)]|$)"
)
_DATE = re.compile("年|月份|月底|月初|月[上中下]旬|月|日|号|季度")
_GRADE = re.compile("A(?=级?景区)")
_QUALIFIER = re.compile("(?:超过|超|约|近|突破|不低于|不少于|至少|力争达到)$")
_BETWEEN_FIGURES = re.compile(r"[0-9０-９a-zA-Z\u339d㎜]")
_TICKED = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[[xX]\]$")
_PREFIX = re.compile("(?:19|20)$")
_HAN = re.compile("[\u4e00-\u9fff]")
_GRAPHIC = re.compile("[!-~]")
_WORD = re.compile("[0-9A-Za-z`]")
_NO_NAME = Name("", "", "")
_BEFORE, _AFTER = 12, 10  # characters of context kept on either side


def find_blanks(
    lines: Sequence[str], points: Sequence[Point], *, signs: Mapping[int, Collection[int]] | None = None
) -> tuple[Blank, ...]:
    """All blanks of a speech, in order, each at its innermost point; what lies in no point is none.

    `signs` are the columns of lines, both from 1, at which markup or code stands and nothing is masked.
    """
    known = signs or {}
    found: list[Blank] = []
    owners, namer = _Owners(points), Namer()
    sectors = {point.id: point.marker[:-3] for point in points if point.style == "topic-fangmian"}
    for number, line in enumerate(lines, 1):
        for match in _masks(line) if _HAS_MASK.search(line) else ():
            point = owners.at(number, match.start() + 1)
            if point is not None and match.start() + 1 not in known.get(number, ()):
                sector = sectors.get(point.id, "") if sectors else ""
                found.append(_blank(len(found) + 1, number, line, match.span(), point.id, namer, sector))
    return tuple(found)


def _masks(line: str) -> Iterator[re.Match[str]]:
    if not line.strip("*＊×○_xX \t-=—"):
        return
    markup = _markup(line) if _MAY_BE_MARKUP.search(line) else ()
    for match in _runs(line):
        is_sign = match[0] != "*" and (_is_dimension(line, match) or _is_factor(line, match) or _is_tick(line, match))
        if not is_sign and match.start() not in markup and not _is_literal(line, match):
            yield match


def _runs(line: str) -> Iterator[re.Match[str]]:
    """All matches of a mask; signs are looked for first, for they are few."""
    sign = _HAS_MASK.search(line)
    while sign:
        match = _MASK.match(line, sign.start())
        if match:
            yield match
        sign = _HAS_MASK.search(line, match.end() if match else sign.end())


def _markup(line: str) -> set[int]:
    """Where signs set a bullet or emphasis (`* item`, `**bold**`) and mask nothing; ，**亿元，增长**％ masks."""
    bullet = _BULLET_STARS.match(line)
    found = set(range(bullet.end())) if bullet else set()
    for match in _EMPHASIS.finditer(line, bullet.end() if bullet else 0):
        inside = match.end(match.lastindex or 0)
        if not _AMOUNT.match(line, inside) and not _DATE.match(line, inside):
            found.update((*range(match.start(), inside), *range(match.end() - inside + match.start(), match.end())))
    return found


def _is_literal(line: str, match: re.Match[str]) -> bool:
    """Ctrl-X, *.txt and [^,]* mean what they say, and so does the x of 特征x，; what asks for a figure is masked."""
    sign, (start, end) = match[0], match.span()
    if sign[0] not in "*_xX" or asks(line, end) or _MONEY.search(line, max(0, start - 5), start):
        return False
    if line[start - 1 : start] == "[" and line[end : end + 1] == "]":  # 由[x]负责
        start, end = start - 1, end + 1
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    if sign in ("x", "X"):
        return not (_HAN.match(before) and _HAN.match(after))
    return any(map((_WORD if sign[0] == "_" else _GRAPHIC).match, (before, after)))


def _is_factor(line: str, match: re.Match[str]) -> bool:
    """“数据要素×” and “1+N+X” are names of programmes: a sign in front of the closing quote, not behind the opening.

    42× and 人工智能 × 教育 are no masks either, where nothing behind them asks for a figure or a name.
    """
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    if match[0] in ("×", "x", "X") and after in ("”", "」", '"'):
        return before not in ("“", "「", '"', "")
    if match[0] != "×":
        return False
    if after.isdigit() and not before.isdigit():  # 重复 ×10
        return True
    return (before.isdigit() or before == after == " ") and not asks(line, match.end() + (after == " "))


def _is_tick(line: str, match: re.Match[str]) -> bool:
    """- [x] is done; nothing is left blank there."""
    return bool(_TICKED.match(line, 0, match.end() + 1)) and match.end() < len(line) and line[match.end()] == "]"


def _is_dimension(line: str, match: re.Match[str]) -> bool:
    """156mm×225mm and 4×100 are sizes."""
    if "×" not in match[0]:
        return False
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    year = _PREFIX.search(line, 0, match.start()) and after == "年"
    return bool(_BETWEEN_FIGURES.match(before) and _BETWEEN_FIGURES.match(after)) and not year


def _blank(n: int, number: int, line: str, place: tuple[int, int], point: str, namer: Namer, sector: str) -> Blank:
    start, end = place
    kind, unit, qualifier = classify(line, end)
    if kind is BlankKind.NAME and _MONEY.search(line, max(0, start - 5), start):
        kind = BlankKind.AMOUNT
    prefix, name = "", _NO_NAME
    if kind is BlankKind.AMOUNT:
        name = namer.name(number, Amount(line, start, end, unit, qualifier, sector))
        before = _QUALIFIER.search(line, max(0, start - 4), start)
        qualifier = qualifier or (before[0] if before else "")
    elif kind is BlankKind.DATE:
        before = _PREFIX.search(line, max(0, start - 2), start)
        prefix = before[0] if before else ""
        name = Name("", "", name_date(line, start, end + len(unit)))
    elif kind is BlankKind.NAME:
        name = Name("", "", name_kind(line, end))
    around = line[max(0, start - _BEFORE) : start], line[end : end + _AFTER]
    return Blank(
        n,
        number,
        start + 1,
        end - start,
        kind,
        point,
        *around,
        unit,
        name.indicator,
        name.label,
        name.measure,
        qualifier,
        prefix,
    )


def classify(line: str, end: int) -> tuple[BlankKind, str, str]:
    """What a mask that ends before an offset asks for, its unit, and a qualifier behind it (多, 以上)."""
    if amount := _AMOUNT.match(line, end):
        return BlankKind.AMOUNT, amount["unit"] or amount["english"], amount["more"] or amount["about"] or ""
    if date := _DATE.match(line, end):
        return BlankKind.DATE, date[0], ""
    if grade := _GRADE.match(line, end):
        return BlankKind.GRADE, grade[0], ""
    return BlankKind.NAME, "", ""


def asks(line: str, place: int) -> bool:
    """Tell whether what stands there is what follows a masked figure or name: 亿元, 月, 同志."""
    return classify(line, place)[0] is not BlankKind.NAME or bool(name_kind(line, place))


class _Owners:
    """Finds the innermost point of places that are asked for in order."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = points
        self._place = -1
        self._above = {point.id: point for point in points}

    def at(self, line: int, column: int) -> Point | None:
        while self._place + 1 < len(self._points):
            span = self._points[self._place + 1].span
            if (span.line, span.column) > (line, column):
                break
            self._place += 1
        point = self._points[self._place] if self._place >= 0 else None
        while point is not None and not point.span.contains(line, column):
            point = self._above[point.parent] if point.parent is not None else None
        return point
