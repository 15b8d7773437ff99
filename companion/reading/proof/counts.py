"""Announced counts: 讲三点意见, 概括起来有“五个突破”：, 重点抓好三件事, against what follows.

几 and 若干 announce nothing definite and are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, islice

from companion.model.numerals import NUMERAL, parse_numeral
from companion.model.outline import Outline, Point, PointKind
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.numbers import Row, rows, runs
from companion.reading.proof.remarks import at_words

_COUNT = rf"(?P<count>[{NUMERAL}]{{1,3}}|\d{{1,2}})"
_MEASURE = "(?:大)?(?:点|个|条|项|件|种|步|层|大|类|对)"
_FORMULA = re.compile(
    r"(?:讲|谈|说|提|强调|汇报|补充|明确|部署)[^，。；：！？“”（）]{0,6}?"
    rf"(?P<words>{_COUNT}(?:点|个|条|项)(?:具体|主要|简要)?(?:意见|要求|看法|方面|问题|建议|希望|体会|事|想法))(?=[。：:！]|$)"
)
_COUNTED = (
    "方面|问题|特点|原因|任务|工作|措施|举措|要求|环节|重点|难点|关键|变化|亮点|突破|到位|事|事情|意见|建议|希望|体会|看法"
    "|工程|行动|机制|条件|结合|坚持|转变|提升|确保|必须|优势|短板|矛盾|困难|压力|挑战|机遇|步骤|阶段|办法|做法|原则|目标"
    "|关系|意识|能力|作用|文章|硬仗|关口|抓手|层面|要点|内容|情况|标准|理由|教训|经验|启示|议题|事项"
)
_QUOTED = rf"[“「](?P<words>{_COUNT}{_MEASURE}[^，。；：:！？“”「」（）、\d]{{0,8}})[”」]"
_THINGS = f"{_MEASURE}[^，。；：:！？“”「」（）、\\d]{{0,8}}?(?:{_COUNTED})"
_BARE = rf"(?P<words>{_COUNT}(?:点|条|项|方面(?:的?(?:{_COUNTED}))?|{_THINGS}))"
_LEADS_IN = "(?:(?:，(?:即|就是|分别是|具体是|主要是|包括))?[：:]|，)"
_LEADING_IN = (
    re.compile(f"{_QUOTED}(?:{_LEADS_IN}|。)"),
    re.compile(rf"(?<![{NUMERAL}\d第“「”」等]){_BARE}(?:{_LEADS_IN}|。)"),
)
_BLOCKS = (PointKind.SECTION, PointKind.POINT)
_BLANK = re.compile(r"\s*")
_LONGEST = 60  # characters of a heading that are searched for a count
_HEADING = re.compile(
    rf"(?<![{NUMERAL}\d第“])(?P<words>{_COUNT}(?:点|个|条|项|件)(?:重点|具体|主要|重要|方面的?)?"
    r"(?:意见|要求|方面|建议|希望|体会|工作|任务|措施|事|问题))$"
)


def check_counts(speech: Speech) -> Iterator[Remark]:
    """Yield a remark where a list has not as many points as the words before it announce."""
    lists = _Lists(speech.outline)
    for line, text in enumerate(speech.lines, 1):
        for found in chain.from_iterable(pattern.finditer(text) for pattern in _LEADING_IN):
            after = _BLANK.match(text, found.end())
            index = after.end() if after else found.end()
            yield from _compare(found, line, lists.beginning_at(speech, line, index))
        for found in _FORMULA.finditer(text):
            run = lists.beginning_after(line, found.end())
            if run and run[0][0].kind in _BLOCKS:
                yield from _compare(found, line, run)
    yield from _check_headings(speech)


def _check_headings(speech: Speech) -> Iterator[Remark]:
    for row in rows(speech.outline):
        for run in runs(row):
            parent = speech.outline.by_id.get(run[0][0].parent or "")
            if parent is None or parent.kind not in _BLOCKS:
                continue
            start = parent.span.column - 1
            heading = speech.lines[parent.span.line - 1][: start + _LONGEST].partition("。")[0]
            found = _HEADING.search(heading, start + len(parent.marker))
            if found and not re.search("[，；：:]", heading[start:].removeprefix(parent.marker)):
                yield from _compare(found, parent.span.line, run)


def _compare(found: re.Match[str], line: int, run: Row) -> Iterator[Remark]:
    announced = parse_numeral(found["count"])
    if run and announced is not None and announced > 1 and len(run) not in (1, announced):
        start = found.start("words")
        yield at_words(RemarkKind.COUNT, line, start, found["words"], announced=announced, found=len(run))


class _Lists:
    """The numbered lists of an outline by the place of their first point."""

    def __init__(self, outline: Outline) -> None:
        found = [run for row in rows(outline) for run in runs(row)]
        self._runs = sorted(found, key=lambda run: _place(run[0][0]))
        self._places = [_place(run[0][0]) for run in self._runs]

    def beginning_after(self, line: int, index: int) -> Row:
        """The first list that begins after index `index` (from 0) of a line."""
        place = bisect_left(self._places, (line, index + 1))
        return self._runs[place] if place < len(self._runs) else []

    def beginning_at(self, speech: Speech, line: int, index: int) -> Row:
        """The list that begins exactly there, or on the next line with text when this one is at its end."""
        run = self.beginning_after(line, index)
        if not run:
            return []
        at_line, at_column = _place(run[0][0])
        if at_line == line:
            return run if at_column == index + 1 else []
        if index < len(speech.lines[line - 1]) or speech.lines[at_line - 1][: at_column - 1].strip():
            return []
        return run if not any(text.strip() for text in islice(speech.lines, line, at_line - 1)) else []


def _place(point: Point) -> tuple[int, int]:
    return point.span.line, point.span.column
