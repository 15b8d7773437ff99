"""Quotes and brackets that are opened and not closed, or closed and never opened.

A pair may span the lines of a hard-wrapped paragraph, which the outline may show as several; it does not
span headings. A quotation that opens each of its paragraphs is in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.model.outline import PointKind
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.remarks import at_words

Sign = tuple[int, int, str]  # line from 1, index from 0, the opening sign of its pair

_CLOSING = dict(zip("”）)》】〕」』〉", "“（（《【〔「『〈", strict=True))
_OPENING = dict(zip("“（(《【〔「『〈", "“（（《【〔「『〈", strict=True))
_SIGNS = re.compile("[" + re.escape("".join([*_CLOSING, *_OPENING])) + "]")
_NO_PAIR = re.compile(
    r"(?:^|(?<=[\s。；：，、,;:>*•-]))(?:\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,4})[)）]"
    r"|[:;]-?[()]"
)
_ORNAMENTS = "《》〈〉"  # 》》 points somewhere
_DEEPEST = 100  # signs that wait for their partners; nobody nests deeper
_CONTEXT = 8  # characters quoted next to a sign
_LONGEST_PARAGRAPH = 20  # lines of hard-wrapped text that a bracket may span


def check_pairs(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every sign without its partner in its paragraph."""
    headed = (point for point in speech.outline.points if point.marker or point.kind is PointKind.SECTION)
    starts = {point.span.line for point in headed}
    waiting: list[Sign] = []
    for line, text in enumerate(speech.lines, 1):
        if line in starts or not text.strip() or (waiting and line - waiting[0][0] > _LONGEST_PARAGRAPH):
            kept = [sign for sign in waiting if _ends_line_before(speech, sign, line)]
            yield from _unclosed(speech, [sign for sign in waiting if sign not in kept])
            waiting = kept
        alone = _match(line, text, waiting)
        yield from (_remark(speech, sign) for sign in alone)
    yield from _unclosed(speech, waiting)


def _match(line: int, text: str, waiting: list[Sign]) -> list[Sign]:
    """Pair the signs of a line with those waiting; what closes nothing, or is opened twice, is returned."""
    alone: list[Sign] = []
    labels = {found.end() - 1 for found in _NO_PAIR.finditer(text)}
    for found in _SIGNS.finditer(text):
        if found.group() * 2 in text[max(0, found.start() - 1) : found.end() + 1] and found.group() in _ORNAMENTS:
            continue
        sign = (line, found.start(), _CLOSING.get(found.group(), found.group()))
        if found.group() in _OPENING:
            waiting.append((line, found.start(), _OPENING[found.group()]))
            if len(waiting) > _DEEPEST:
                alone.append(waiting.pop(0))
        elif any(pair == sign[2] for _, _, pair in waiting):
            alone += _close(waiting, sign[2])
        elif found.start() not in labels:
            alone.append(sign)
    return alone


def _close(waiting: list[Sign], pair: str) -> list[Sign]:
    """Take away the last waiting sign of a pair; those opened after it stay alone."""
    place = max(place for place, (_, _, opened) in enumerate(waiting) if opened == pair)
    alone = waiting[place + 1 :]
    del waiting[place:]
    return alone


def _unclosed(speech: Speech, waiting: list[Sign]) -> Iterator[Remark]:
    for sign in waiting:
        if not _goes_on(speech, sign):
            yield _remark(speech, sign)


def _ends_line_before(speech: Speech, sign: Sign, line: int) -> bool:
    """Tell whether a sign is the last of the line before: what it opens comes now, even if it looks numbered."""
    return sign[0] == line - 1 and not speech.lines[line - 2][sign[1] + 1 :].strip()


def _goes_on(speech: Speech, sign: Sign) -> bool:
    """Tell whether the next paragraph opens with the same quote: a quotation over several paragraphs."""
    line, _, pair = sign
    following = next((text.strip() for text in speech.lines[line : line + 3] if text.strip()), "")
    return pair in "“「『" and following.startswith(pair)


def _remark(speech: Speech, sign: Sign) -> Remark:
    line, index, _ = sign
    text = speech.lines[line - 1]
    opening = text[index] in _OPENING
    start = index if opening else max(index - _CONTEXT, 0)
    words = text[start : index + (_CONTEXT if opening else 0) + 1]
    key = "unbalanced_open" if opening else "unbalanced_close"
    return at_words(RemarkKind.UNBALANCED, line, index, text[index], key, subject=words)
