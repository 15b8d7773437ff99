"""Signs of Markdown and reStructuredText that are no words: **重点** is bold, where 投资**亿元 is masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from companion.reading.blanks import asks
from companion.reading.blocks import Block

_MAY_HAVE_SIGNS = re.compile(r"[ \t]*[#>]|\*\*|__|\]\(|<[/A-Za-z]")
_HEAD = re.compile(r" {0,3}(?:>[ \t]?)*(?:#{1,6}[ \t]+)?")
_PAIR = re.compile(r"(?<![*_])(\*{2,3}|__)(?=[^\s*_])((?:(?!\1).)*?[^\s*_])\1(?![*_])")
_TAG = re.compile(
    "</?(?:br|center|font|b|i|u|s|em|strong|span|div|p|small|big|sub|sup|mark|del|ins|h[1-6])(?:[ \t][^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"(!?\[)(?=[^\s\]])[^\[\]]*(\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:[ \t]+\"[^\"]*\")?\))")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")

Columns = Mapping[int, frozenset[int]]  # of a line, both from 1


def emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the signs stand that say how words look or lead elsewhere, as (start, end): stars around them,
    tags of HTML, a link's brackets and target.

    A pair of stars that asks for figures on both sides masks them; tags without words are left as they are.
    """
    if "<" in text and _TAG.sub("", text).strip("*_ "):
        yield from (tag.span() for tag in _TAG.finditer(text))
    for link in _LINK.finditer(text) if "](" in text else ():
        yield link.span(1)
        yield link.span(2)
    for pair in _PAIR.finditer(text) if "**" in text or "__" in text else ():
        start, end = pair.span(2)
        if not (asks(text, start) and asks(text, pair.end())):
            yield pair.start(), start
            yield end, pair.end()


def find_signs(lines: Sequence[str], blocks: Sequence[Block]) -> Columns:
    """The columns of each line whose signs are markup: of headings, quotations and emphasis outside of code."""
    code = _code_lines(blocks)
    each = ((number, _signs(line)) for number, line in enumerate(lines, 1) if _MAY_HAVE_SIGNS.search(line))
    return {number: signs for number, signs in each if signs and number not in code}


def find_code(lines: Sequence[str], blocks: Sequence[Block]) -> Columns:
    """The columns of each line that are code, in which nothing is masked."""
    code = _code_lines(blocks)
    found = {number: frozenset(range(1, len(lines[number - 1]) + 1)) for number in code}
    inside = ((number, _code(line)) for number, line in enumerate(lines, 1) if "`" in line and number not in code)
    return found | {number: columns for number, columns in inside if columns}


def _code_lines(blocks: Sequence[Block]) -> set[int]:
    return {line for block in blocks if block.verbatim for _, line, _ in block.pieces}


def _signs(line: str) -> frozenset[int]:
    head = _HEAD.match(line)
    found = set(range(1, head.end() + 1)) if head and head[0].strip() else set[int]()
    for start, end in emphasis(line):
        found.update(range(start + 1, end + 1))
    return frozenset(found)


def _code(line: str) -> frozenset[int]:
    return frozenset(place + 1 for match in _CODE.finditer(line) for place in range(*match.span()))
