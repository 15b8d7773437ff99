"""The speech cut into passages that may each hold one task: sentences, and the parts of a sentence.

A sentence is cut at semicolons, where an enumerated item begins, before 同时, and where another owner is told
to act. Headings and the leads of items that go on are marked, not dropped: a lead can be all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from companion.capture.mentions import DueKind, find_due_words
from companion.model.outline import Point, PointKind
from companion.model.speech import Speech

_SILENT = (PointKind.TITLE, PointKind.SALUTATION, PointKind.CLOSING)
_REPORTS = re.compile(
    r"总结|回顾|成绩|成效|进展|现状|形势|存在.{0,4}问题|困难|不足|基本情况|工作情况|完成情况|开局|取得|总体平稳|稳中|实现了|来之不易"
)
_ORDERS = re.compile(
    r"意见|打算|安排|部署|任务|要求|措施|下半年|下一步|下一阶段|明年|今后|抓好|做好|加强|推进|扎实|确保|坚持|全力|切实|重点工作|着力|强化|深化|保障"
)
_DIRECTIVE = re.compile(r"(?<![需主重只概])要(?![求素点闻])|必须|务必|力争|争取|确保|负责|牵头")
_REPORTED = re.compile(r"已经?|了(?=[，。；])|同比|增长|达[到*]|完成[^。]{0,20}[*\d]")
LONGEST = 2_000  # characters of a sentence: no order is as long, and the patterns take time with the square
_MANY_REPORTS = 3  # fewer figures and results than this make no report of a part without a telling heading
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’」』）)]*")
_LATIN_SENTENCE = re.compile(r".+?(?:[.!?]+(?=\s|$)|$)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NEW_ORDER = re.compile(
    r"[，,](?=同时[，]?|[\u4e00-\u9fff]{0,8}由[\u4e00-\u9fff*、]{2,24}(?:牵头|负责|抽查|约谈|会同|包案|汇总|印发|督办|审核|统筹|办理)"
    r"|[\u4e00-\u9fff]{0,8}由[\u4e00-\u9fff]{1,10}?(?:局|委|办|部|公司|单位|部门|中心|院|站)[\u4e00-\u9fff]"
    r"|[\u4e00-\u9fff*、]{1,20}(?:局|委|办|部门|单位|中心|公司|政府|党委|街道|领导|机关|督查室|院|站|队|镇)[、与和]?(?:要(?!求)|必须|务必|负责|牵头"
    r"|按[月周季]|每[月周季个])|[\u4e00-\u9fff]{2,8}(?:局|委|办|部门|单位|中心|公司|镇|站)(?:[一二三四五六七八九十两\d*]+个?(?:工作日|天|日)内))"
)
_GIVES_ORDER = re.compile(
    rf"{_DIRECTIVE.pattern}|由.{{2,16}}(?:抽查|约谈|会同|包案|公示|汇总)|由.{{0,12}}[各每]|[前内](?:公示|完成|报)|(?:工作日|天|日|周)内|按[月周季]|每[月周季]"
)
_CARRY_DUE = re.compile(r"^同时")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one line, its column from 1; `due_before` are deadline words it inherits.

    `is_lead` marks a heading, or the first sentence of an item that goes on; `is_directive` says that it
    stands in a part of the speech that gives orders rather than reports.
    """

    point: str
    line: int
    column: int
    text: str
    is_lead: bool
    is_directive: bool
    due_before: str = ""


def passages(speech: Speech) -> Iterator[Passage]:
    """All passages of a speech in order."""
    points = sorted(speech.outline.points, key=lambda point: (point.span.line, point.span.column))
    directive = _directive_parts(speech)
    for number, line in enumerate(speech.lines, 1):
        here = [point for point in points if point.span.line == number]
        around = _innermost(points, number)
        if around is None and not here:
            continue
        yield from _line_passages(line, number, here, around, directive)


def _line_passages(
    line: str, number: int, here: list[Point], around: Point | None, directive: dict[str, bool]
) -> Iterator[Passage]:
    """The passages of one line: cut where points begin, then at sentences."""
    starts = {point.span.column - 1: point for point in here}  # the innermost of those that begin together
    cuts = sorted({0, *starts, len(line)})
    point = around
    for start, end in pairwise(cuts):
        point = starts.get(start, point)
        if point is None or point.kind in _SILENT:
            continue
        begins = start in starts
        marker = _marker_length(line[start:end], point) if begins else 0
        yield from _stretch(line[start + marker : end], number, start + marker, point, begins, directive)


def _marker_length(text: str, point: Point) -> int:
    held = text.find(point.marker) if point.marker else -1
    return held + len(point.marker) if held >= 0 else 0


def _stretch(
    text: str, number: int, offset: int, point: Point, begins: bool, directive: dict[str, bool]
) -> Iterator[Passage]:
    pattern = _SENTENCE if _CHINESE.search(text) else _LATIN_SENTENCE
    sentences = [found for found in pattern.finditer(text) if found[0].strip() and len(found[0]) <= LONGEST]
    for place, sentence in enumerate(sentences):
        is_heading = begins and place == 0 and _is_heading(point, len(sentences))
        due_before = ""
        for start, part in _parts(sentence[0]):
            stripped = part.lstrip(" \u3000，,")
            column = offset + sentence.start() + start + len(part) - len(stripped) + 1
            yield Passage(
                point.id,
                number,
                column,
                stripped,
                is_heading,
                directive.get(point.id, True),
                due_before if _CARRY_DUE.match(stripped) else "",
            )
            due_before = _due_of(stripped) or due_before


def _is_heading(point: Point, sentences: int) -> bool:
    """A section's own line, or the first of several sentences under a marker."""
    if point.kind in (PointKind.SECTION, PointKind.POINT) and point.marker:
        return True
    return point.kind in (PointKind.ITEM, PointKind.LEAD, PointKind.TOPIC) and sentences > 1


def _parts(sentence: str) -> Iterator[tuple[int, str]]:
    """The parts of a sentence between semicolons and where another order begins after one."""
    start = 0
    for cut in re.finditer(rf"[；;]|{_NEW_ORDER.pattern}", sentence):
        if cut[0] not in "；;" and not _GIVES_ORDER.search(sentence, start, cut.start()):
            continue
        yield start, sentence[start : cut.end()]
        start = cut.end()
    if sentence[start:].strip():
        yield start, sentence[start:]


def _due_of(text: str) -> str:
    found = find_due_words(text)
    return found.words if found and found.kind is DueKind.FIRM else ""


def _innermost(points: list[Point], number: int) -> Point | None:
    """The innermost point that a line lies in when none begins on it."""
    holding = [point for point in points if point.span.line < number <= point.span.end_line]
    return max(holding, key=lambda point: (point.depth, point.span.line), default=None)


def _directive_parts(speech: Speech) -> dict[str, bool]:
    """For every point, whether the uppermost part that it stands in gives orders."""
    outline = speech.outline
    tops = {point.id: (*reversed(list(outline.ancestors(point))), point)[0] for point in outline.points}
    moods = {top.id: _is_directive(speech, top) for top in tops.values()}
    return {name: moods[top.id] for name, top in tops.items()}


def _is_directive(speech: Speech, top: Point) -> bool:
    if top.marker and _REPORTS.search(top.title):
        return False
    if top.marker and _ORDERS.search(top.title):
        return True
    text = speech.text(top.span)
    reported = len(_REPORTED.findall(text))
    return reported < _MANY_REPORTS or len(_DIRECTIVE.findall(text)) * 2 >= reported
