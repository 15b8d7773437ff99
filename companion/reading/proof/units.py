"""Figures in the wrong unit: 工业总产值*元 among figures in 亿元, 增长*元 among growth in ％.

Sums that are large by nature (output, investment, revenue, loans) are looked at; 人均, 亩均, 每吨 are not,
unless they are in 亿元, which nothing per head ever is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_words

_POWERS = {"元": 0, "万元": 4, "亿元": 8, "万亿元": 12, "吨": 0, "万吨": 4, "亿吨": 8}  # of ten
_FIGURE = re.compile(
    r"(?P<clause>[^，。；：、！？“”（）\s*＊×\d]{2,24})"
    r"(?P<number>[*＊×]+|_{2,}|[xX]{2,4}|\d[\d,]*(?:\.\d+)?)\s?[多余]?(?P<unit>(?:万亿|[亿万])?元|[亿万]?吨|[％%])"
)
_PERCENT = "％%"
_VERBS = "[已共仅仍将又再才可约近达为超过完成实现到累计突破增加减少至高于不低以上预合总]*"
_HEADS = (
    "(?:(?:完成|年度|计划)投资|生产总值|总产值|产值|增加值|固定资产投资|零售总额|财政收入|预算收入|财政支出|预算支出|进出口总额|进出口额"
    "|贸易总额|出口额|总投资|总投资额|投资总额|投资额|税收|税收收入|贷款余额|存款余额|营业收入|主营业务收入|销售收入|销售额"
    "|旅游收入|旅游综合收入|总收入|成交总额|成交额|交易额|融资额|资金|欠款|账款|损失|债务|GDP|粮食产量|粮食总产量|总产量)"
)
_LARGE = re.compile(f"{_HEADS}(?:{_VERBS})$")
_LARGE_ALONE = re.compile(f"^[^占比率的]*{_HEADS}(?:达到?|为)?$")
_GROWTH = re.compile("^(?:同比|比上年|环比)?(?:增长|下降)$")
_PER_HEAD = re.compile("[人户亩生床车]均|日均|平均|每|单位|单价|标准|补助|补贴|工资|罚款|捐")
_PLAINLY_PER_HEAD = re.compile("[人户亩生床车]均|每[人户亩吨斤名生台件]")
_SMALL_IN_MYRIADS = 100  # 9.8万元 of exports among sums in 亿元
_SMALL_SUM = 100_000  # a printed figure at least this large is written in 元 or 吨 on purpose


def check_units(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every large sum in 元 whose siblings in the sentence or paragraph are in 亿元."""
    for line, text in enumerate(speech.lines, 1):
        if "元" in text or "吨" in text:
            yield from _check_line(line, text)


def _check_line(line: int, text: str) -> Iterator[Remark]:
    figures = list(_FIGURE.finditer(text))
    large = [found for found in figures if _is_large_sum(found)]
    around = Counter(found["unit"] for found in large)
    ends = [found.start() for found in re.finditer("[。！？]", text)]
    for _, sentence in groupby(large, key=lambda found: bisect_left(ends, found.start())):
        inside = list(sentence)
        units = Counter(found["unit"] for found in inside) if len(inside) > 1 else around
        for found in inside:
            yield from _judge(line, found, units)
    yield from _check_growth(line, figures)
    for found in figures:
        if _POWERS.get(found["unit"], 0) >= 8 and _PLAINLY_PER_HEAD.search(found["clause"]):
            yield _remark(line, found, found["unit"][-1])


def _check_growth(line: int, figures: list[re.Match[str]]) -> Iterator[Remark]:
    """Point out 增长*元 where growth is in ％ all around it, at least twice."""
    growth = [found for found in figures if _GROWTH.match(found["clause"])]
    odd = [found for found in growth if found["unit"] not in _PERCENT]
    if len(odd) == 1 and len(growth) > 2:
        yield _remark(line, odd[0], "％")


def _judge(line: int, found: re.Match[str], units: Counter[str]) -> Iterator[Remark]:
    """Compare a sum in 元 (or 吨), or a tiny one in 万元, with the units of the sums around it, its own among them."""
    unit = found["unit"]
    value = _value(found["number"])
    usual = _usual(units - Counter({unit: 1}), "元" if unit in _PERCENT else unit[-1])
    if unit in ("万元", "万吨"):
        if usual == f"亿{unit[-1]}" and 0 < value < _SMALL_IN_MYRIADS and units[usual] > 1:
            yield _remark(line, found, usual)
    elif unit in ("元", "吨", *_PERCENT) and value < _SMALL_SUM and usual and _POWERS[usual] >= 4:
        yield _remark(line, found, usual)


def _usual(units: Counter[str], measure: str) -> str:
    """The middle one of the units of a measure, by size; empty without any."""
    others = {unit: count for unit, count in units.items() if unit[-1] == measure}
    left = sum(others.values()) // 2
    for unit in sorted(others, key=_POWERS.__getitem__):
        if left < others[unit]:
            return unit
        left -= others[unit]
    return ""


def _remark(line: int, found: re.Match[str], usual: str) -> Remark:
    return at_words(RemarkKind.UNIT, line, found.start(), found.group(), unit=found["unit"], usual=usual)


def _is_large_sum(found: re.Match[str]) -> bool:
    clause = found["clause"]
    large = _LARGE_ALONE if found["unit"] in _PERCENT else _LARGE
    return bool(large.search(clause)) and not _PER_HEAD.search(clause)


def _value(number: str) -> float:
    """What a printed figure is worth; a mask is worth nothing."""
    return float(number.replace(",", "")) if number[0].isdecimal() else 0.0
