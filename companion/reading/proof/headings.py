"""Headings with nothing below them, and run-in headings too long to be headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from companion.model.outline import Point, PointKind
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_point

LONGEST = 40  # characters of a run-in heading (domain §1.4)
_HEADED = (PointKind.SECTION, PointKind.POINT)
_ALWAYS_HEADED = {"hanzi-dun", "hanzi-paren"}
_HEADED_STYLE = re.compile("hanzi-dun|hanzi-paren|chapter|heading|part|stated|section")
_LISTS_ONLY = re.compile("议程|日程|会议记录|目录|提纲|agenda|programme|minutes", re.IGNORECASE)
_SENTENCE_END = re.compile("[。！？]")
_Group = tuple[int, str]


def check_headings(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every empty section and every run-in heading of more than 40 characters.

    What is a heading is judged by its kin, the points of one depth and style: where most are one-liners,
    none is empty; where many begin with a long sentence, they are no headings. An agenda has no empty items.
    """
    has_bodies = not _LISTS_ONLY.search(speech.outline.title)
    for group, points in _kin(speech).items():
        texts = {point.id: own_text(speech, point) for point in points}
        if has_bodies:
            yield from _check_empty(speech, group[1], points, texts)
        yield from _check_long(speech, group[1], points, texts)


def own_text(speech: Speech, point: Point) -> str:
    """What a point says before its first child, without its marker; blanks at the ends cut off."""
    return speech.text(speech.own_span(point)).strip().removeprefix(point.marker).strip()


def _kin(speech: Speech) -> dict[_Group, list[Point]]:
    groups: dict[_Group, list[Point]] = {}
    for point in speech.outline.points:
        if point.kind in _HEADED:
            groups.setdefault((point.depth, point.style), []).append(point)
    return groups


def _check_empty(speech: Speech, style: str, points: list[Point], texts: dict[str, str]) -> Iterator[Remark]:
    """Point out bare headings among kin that have bodies; lists by plain number or letter are left alone."""
    empty = [point for point in points if not point.children and _is_bare_heading(texts[point.id])]
    if _HEADED_STYLE.match(style) and 0 < len(empty) * 2 <= len(points) and len(points) > 1:
        yield from (at_point(RemarkKind.EMPTY, speech, point) for point in empty)


def _is_bare_heading(text: str) -> bool:
    """Tell whether a point is a heading and nothing else: one short line that does not end a sentence."""
    return "\n" not in text and len(text) <= LONGEST and not re.search("[。！？；：，.!?;:,]$", text)


def _check_long(speech: Speech, style: str, points: list[Point], texts: dict[str, str]) -> Iterator[Remark]:
    """Point out long run-in headings, where the siblings show that the style is one of headings."""
    lengths = {point.id: _run_in_length(texts[point.id]) for point in points}
    run_in = Counter(point.parent for point in points if lengths[point.id])
    short = Counter(point.parent for point in points if 0 < lengths[point.id] <= LONGEST)
    for point in points:
        headed = style in _ALWAYS_HEADED or short[point.parent] * 4 >= 3 * run_in[point.parent]
        if headed and lengths[point.id] > LONGEST:
            yield at_point(RemarkKind.LONG, speech, point, length=lengths[point.id])


def _run_in_length(text: str) -> int:
    """The characters before the first sentence end of a line that goes on after it; 0 when it does not."""
    line = text.partition("\n")[0]
    found = _SENTENCE_END.search(line)
    return found.start() if found and line[found.end() :].strip() else 0
