"""Markdown (CommonMark): headings state their levels, tables and fenced code are let be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from companion.model.joints import BLANK
from companion.reading.blocks import Block, Source, block_of, with_levels, with_title
from companion.reading.markup import Line, blank_emphasis, blocks_of, classify

_ATX = re.compile(r" {0,3}(?!#\d+[ \t\u3000])(#{1,6})(?!\.[ \t])[ \t\u3000]*(?=[^#\s])")  # #1 and a blank is a number
_TAGS = re.compile(r" {0,3}#{1,6}[ \t]*tags?:[ \t]*`", re.IGNORECASE)  # what HackMD files a note under
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+$")  # between header and rows
_QUOTE = re.compile(r" {0,3}>[ \t]?")


def read_markdown(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a Markdown text (CommonMark; YAML front matter is set apart)."""
    start = _front_matter(lines)
    rows = list(classify(lines, start, _markdown_line))
    _mark_setext(rows)
    blocks = with_levels(blocks_of(rows), levels)
    blank_emphasis(blocks)
    titles = (_yaml_title(number, lines[number]) for number in range(start))
    title = next((found for found in titles if found), None)
    head = [block_of(number + 1, lines[number]) for number in range(start) if lines[number].strip(BLANK + "-")]
    source = Source(blocks, title, [] if title else head, closes_lists=True)
    return source if title else with_title(source)


def _yaml_title(number: int, line: str) -> Block | None:
    match = re.match(r"title:[ \t]*[\"']?(?=[^\s\"'])", line)
    block = block_of(number + 1, line, skip=match.end()) if match else None
    if block:
        block.text = block.text.rstrip("\"'")
    return block if block and block.text else None


def _markdown_line(row: Line, fence: str) -> str:
    """Set the kind of a Markdown line; returns the fence that is open behind it, `|` in a table."""
    match = _FENCE.match(row.text)
    if fence == "|" and "|" in row.text:
        row.kind = "code"
        return fence
    if fence and fence != "|":
        row.kind = "code"
        return "" if match and match[1].startswith(fence) else fence
    if match:
        row.kind = "code"
        return match[1]
    heading = _ATX.match(row.text)
    if heading and not _TAGS.match(row.text):
        row.kind, row.skip, row.level = "heading", heading.end(), len(heading[1])
    elif not row.text.strip(BLANK) or _RULE.match(row.text):
        row.kind = "blank"
    elif row.text.lstrip().startswith("|"):
        row.kind = "code"
    elif _TABLE.match(row.text):
        row.kind = "code"
        return "|"
    elif quote := _QUOTE.match(row.text):
        row.skip = quote.end()
    return ""


def _mark_setext(rows: Sequence[Line]) -> None:
    for above, row in pairwise(rows):
        line = _SETEXT.match(row.text) if above.kind == "text" and above.text.strip(BLANK) else None
        if line and row.kind in ("text", "blank") and not _opens_item(above.text):
            above.kind, above.level, row.kind = "heading", 1 if line[1][0] == "=" else 2, "blank"


def _opens_item(text: str) -> bool:
    """Tell whether a line starts as a list item does."""
    return bool(re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]", text))


def _front_matter(lines: Sequence[str]) -> int:
    if lines and _TAGS.match(lines[0]):
        return 1
    if not lines or lines[0].strip() != "---":
        return 0
    end = next((n for n in range(1, min(len(lines), 60)) if lines[n].strip() in ("---", "...")), 0)
    return end + 1 if end else 0
