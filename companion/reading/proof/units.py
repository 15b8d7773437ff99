"""Figures in the wrong order of magnitude: 工业总产值*元 among figures in 亿元.

Sums that are large by nature (output, investment, revenue, loans) are looked at; 人均, 亩均, 每吨 are not,
unless they are in 亿元, which nothing per head ever is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_words

_POWERS = {"元": 0, "万元": 4, "亿元": 8, "万亿元": 12, "吨": 0, "万吨": 4, "亿吨": 8}  # of ten
_FIGURE = re.compile(
    r"(?P<clause>[^，。；：、！？“”（）\s*＊×\d]{2,24})"
    r"(?P<number>[*＊×]+|_{2,}|[xX]{2,4}|\d[\d,]*(?:\.\d+)?)\s?[多余]?(?P<unit>(?:万亿|[亿万])?元|[亿万]?吨)"
)
_VERBS = "[已共仅仍将又再才可约近达为超过完成实现到累计突破增加减少至高于不低以上预合总]*"
_LARGE = re.compile(
    "(?:生产总值|总产值|产值|增加值|固定资产投资|零售总额|财政收入|预算收入|财政支出|预算支出|进出口总额|进出口额"
    "|贸易总额|出口额|总投资|总投资额|投资总额|投资额|税收|税收收入|贷款余额|存款余额|营业收入|主营业务收入|销售收入|销售额"
    "|旅游收入|旅游综合收入|总收入|成交总额|成交额|交易额|融资额|到位资金|GDP|粮食产量|粮食总产量|总产量)"
    f"(?:{_VERBS})$"
)
_PER_HEAD = re.compile("人均|户均|亩均|日均|平均|每|单位|单价|标准|补助|补贴|工资|罚款|捐")
_PLAINLY_PER_HEAD = re.compile("人均|户均|亩均|每[人户亩吨斤]")
_SMALL_SUM = 100_000  # a printed figure at least this large is written in 元 or 吨 on purpose


def check_units(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every large sum in 元 whose siblings in the sentence or paragraph are in 亿元."""
    for line, text in enumerate(speech.lines, 1):
        if "元" in text or "吨" in text:
            yield from _check_line(line, text)


def _check_line(line: int, text: str) -> Iterator[Remark]:
    figures = list(_FIGURE.finditer(text))
    large = [found for found in figures if _is_large_sum(found)]
    for start, end in _sentences(text):
        inside = [found for found in large if start <= found.start() < end]
        for found in inside:
            yield from _judge(line, found, inside if len(inside) > 1 else large)
    for found in figures:
        if _PLAINLY_PER_HEAD.search(found["clause"]) and _POWERS[found["unit"]] >= 8:
            yield _remark(line, found, found["unit"][-1])


def _judge(line: int, found: re.Match[str], figures: list[re.Match[str]]) -> Iterator[Remark]:
    """Compare a sum in 元 (or 吨) with the other sums of the same measure."""
    measure = found["unit"][-1]
    others = [other["unit"] for other in figures if other is not found and other["unit"][-1] == measure]
    if found["unit"] != measure or not others or _value(found["number"]) >= _SMALL_SUM:
        return
    usual = sorted(others, key=_POWERS.__getitem__)[len(others) // 2]
    if _POWERS[usual] >= 4:
        yield _remark(line, found, usual)


def _remark(line: int, found: re.Match[str], usual: str) -> Remark:
    return at_words(RemarkKind.UNIT, line, found.start(), found.group(), unit=found["unit"], usual=usual)


def _is_large_sum(found: re.Match[str]) -> bool:
    clause = found["clause"]
    return bool(_LARGE.search(clause)) and not _PER_HEAD.search(clause)


def _value(number: str) -> float:
    """What a printed figure is worth; a mask is worth nothing."""
    return float(number.replace(",", "")) if number[0].isdecimal() else 0.0


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and end."""
    return pairwise([0, *(found.end() for found in re.finditer("[。！？]", text)), len(text)])
