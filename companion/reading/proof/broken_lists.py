"""Lists inside a paragraph whose numbers are so broken that the outline does not take them for lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.label_signs import DIGITS, YAO, read_number
from companion.reading.proof.remarks import SHOWN, at_words

_HAN = "[一二三四五六七八九十]{1,3}"
_BOUNDARY = r"(?:(?<=[。；：！？])|^\s*)"
_LISTS = (
    re.compile(f"(?:(?<=[。；：！？，])|^\\s*)(?P<words>(?P<number>{_HAN})(?:是|{YAO}))"),
    re.compile(f"{_BOUNDARY}(?P<words>第(?P<number>{_HAN})[，：](?!第))"),
    re.compile(f"{_BOUNDARY}(?P<words>(?P<number>[①-⑳]))"),
    re.compile(f"{_BOUNDARY}(?P<words>[（(](?P<number>{DIGITS}{{1,2}})[）)])"),
)


def check_broken_lists(speech: Speech) -> Iterator[Remark]:
    """Yield a remark where 一是 is followed by 三是 in one paragraph, and the outline has no such item."""
    known = {(point.span.line, point.span.column) for point in speech.outline.points}
    for line, text in enumerate(speech.lines, 1):
        for markers in _LISTS:
            for start, remark in _check_line(line, text, markers):
                if (line, start + 1) not in known:
                    yield remark


def _check_line(line: int, text: str, markers: re.Pattern[str]) -> Iterator[tuple[int, Remark]]:
    before = 0
    for found in markers.finditer(text):
        number = read_number(found["number"]) or 0
        start = found.start("words")
        if before and number not in (1, before + 1):
            kind = RemarkKind.REPEAT if number == before else RemarkKind.GAP
            kind = RemarkKind.ORDER if number < before else kind
            words = found["words"] + re.split("[，。；：！？]", text[found.end() : found.end() + SHOWN])[0]
            yield start, at_words(kind, line, start, words, expected=before + 1, found=number)
        before = number
