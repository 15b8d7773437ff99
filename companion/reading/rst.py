"""reStructuredText: adorned headings, a list of fields at the head, directives and literal blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.model.joints import BLANK
from companion.reading.blocks import Block, Source, block_of, indent, with_levels, with_title
from companion.reading.markup import Line, blank_emphasis, blocks_of, classify

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_FIELD = re.compile(r":[^:]+:(?:[ \t]|$)|[A-Z][\w-]*:[ \t]")
_LITERAL = "::"  # at the end of a paragraph: what is indented below is code
_RST_SIGN = re.compile(r"[ \t]*(?:[-*+•][ \t]+|[(]?[\w#]{1,3}[.)][ \t]+)?")
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]|$)")


def read_rst(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a reStructuredText: levels follow the order of the adornments."""
    start, title = _fields(lines)
    rows = list(classify(lines, start, _rst_line))
    _mark_adorned(rows)
    blocks = with_levels(blocks_of(rows), levels)
    blank_emphasis(blocks)
    head = [block_of(number + 1, lines[number]) for number in range(start) if lines[number].strip(BLANK)]
    source = Source(blocks, title, [] if title else head, closes_lists=True)
    return source if title else with_title(source)


def _rst_line(row: Line, directive: str) -> str:
    """Set the kind of a reStructuredText line; what is indented below `..` or `::` belongs to it."""
    blank = not row.text.strip(BLANK)
    if directive and (blank or _is_inside(row.text, directive)):
        row.kind = "blank" if blank else "code"
        return directive
    if blank:
        row.kind = "blank"
    elif _DIRECTIVE.match(row.text):
        row.kind = "code"
        return ".."
    elif _ADORNMENT.match(row.text):
        row.kind = "adornment"
    elif row.text.rstrip().endswith("::"):
        return _edge(row.text)
    return ""


def _edge(text: str) -> str:
    """The blanks that stand before the words of a line, its sign of a list counted as blanks."""
    sign = _RST_SIGN.match(text)
    return " " * (indent(text[: sign.end()]) if sign else 0) + _LITERAL


def _is_inside(text: str, directive: str) -> bool:
    width = indent(text[: len(text) - len(text.lstrip())])
    return width > (len(directive) - len(_LITERAL) if directive.endswith(_LITERAL) else 0)


def _mark_adorned(rows: Sequence[Line]) -> None:
    styles: list[str] = []
    for place, row in enumerate(rows):
        title = rows[place - 1] if place else None
        if row.kind != "adornment" or title is None or title.kind != "text":
            continue
        if len(row.text.rstrip()) + 1 < len(title.text.strip()) or (place > 1 and rows[place - 2].kind == "text"):
            continue
        over = place > 1 and rows[place - 2].kind == "adornment"
        style = row.text[0] * (2 if over else 1)
        if style not in styles:
            styles.append(style)
        title.kind, title.level = "heading", styles.index(style) + 1
    for row in rows:
        row.kind = "blank" if row.kind == "adornment" else row.kind


def _fields(lines: Sequence[str]) -> tuple[int, Block | None]:
    """The length of the field list at the head and the block of its title, if it has one."""
    start, title = 0, None
    while start < len(lines) and (_FIELD.match(lines[start]) or (start and lines[start][:1] in (" ", "\t"))):
        match = re.match(r":?title:[ \t]*", lines[start], re.IGNORECASE)
        if match and lines[start][match.end() :].strip():
            title = block_of(start + 1, lines[start], skip=match.end())
        start += 1
    return (start, title) if start > 1 else (0, None)
