"""Plain text: a line is a paragraph; where text was wrapped at a fixed width, lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from companion.model.joints import BLANK
from companion.reading.blocks import Block, Source, block_of, with_levels, with_title
from companion.reading.bullet_rows import take_bullets
from companion.reading.tables import mark_tables
from companion.reading.underlines import find_underlined, is_rule
from companion.reading.wrapping import find_width, joined

_KEY = re.compile(r"[-*]?[ \t]*[A-Za-z_][\w .-]{0,30}[:：](?:\s|$)")
_PAGE_NUMBER = re.compile(
    r"[-—–－][ \t]*\d{1,4}[ \t]*[-—–－]$|第 ?\d{1,4} ?页(?:[ ，,/共]+\d{1,4} ?页)?$|Page \d+(?: of \d+)?$"
)
_NUMBERED = "-—–－第P"  # what the number of a page may start with
_HEAD_LINES = 40
_COMMENT = re.compile(r"/\*(?!.*\*/.)")  # and no words behind its end
_COMMENT_LINES = 40


def read_plain_text(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a plain text; where levels are stated, lines are paragraphs as they are."""
    if levels:
        return _read(lines, levels, None)
    underlined = find_underlined(lines)
    source = _read(lines, underlined, find_width(lines))
    return with_title(source) if underlined else source


def read_paragraphs(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a text whose lines are whole paragraphs."""
    source = _read(lines, levels, None)
    return with_title(source) if levels else source


def _read(lines: Sequence[str], levels: Mapping[int, int], width: int | None) -> Source:
    """Join what was wrapped at a width, at 0 only what hangs below a bullet, and nothing without a width."""
    head = _metadata(lines)
    blocks = with_levels(_lines(lines, head), levels)
    _mark_comments(blocks)
    mark_tables(blocks)
    take_bullets(blocks)
    if width is not None:
        blocks = list(joined(blocks, width))
    return Source(blocks, None, [block_of(n, lines[n - 1]) for n in range(1, head + 1) if lines[n - 1].strip(BLANK)])


def _lines(lines: Sequence[str], head: int) -> Iterator[Block]:
    gap = False
    for number in range(head, len(lines)):
        line = lines[number]
        words = line.strip(BLANK)
        if words[:1] in _NUMBERED and _PAGE_NUMBER.match(words):
            continue
        if not words or is_rule(words):
            gap = True
            continue
        yield block_of(number + 1, line, gap=gap)
        gap = False


def _mark_comments(blocks: Sequence[Block]) -> None:
    """What stands between /* and */ is code: its stars are no bullets."""
    start = None
    for place, block in enumerate(blocks):
        if block.text[0] == "/" and _COMMENT.match(block.text):
            start = place
        if start is None:
            continue
        if block.text.endswith("*/"):
            for inside in blocks[start : place + 1]:
                inside.verbatim = True
            start = None
        elif place - start > _COMMENT_LINES:
            start = None


def _metadata(lines: Sequence[str]) -> int:
    """The number of lines at the head that are keys and values above a rule, as archives put them."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if number and line.strip() == "---":
            words = [row for row in lines[:number] if row.strip() and not is_rule(row.strip())]
            keys = sum(1 for row in words if _KEY.match(row))
            return number + 1 if words and keys * 10 >= len(words) * 7 else 0
    return 0
