"""Blocks to outline: relative depth by a stack of styles, the run-in rule, lists inside paragraphs.

Depth is never looked up by marker: a style that is new goes one level down, a style already open returns to
its level (GB/T 15834-2011 B.3.8 lets a text start at any level and skip levels).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from companion.model.outline import Blank, Outline, Point
from companion.reading.blanks import find_blanks
from companion.reading.blocks import Block, block_of
from companion.reading.dialects import read_source
from companion.reading.drafts import Draft, points_of
from companion.reading.emphasis import Columns, find_code, find_signs
from companion.reading.growth import Growth

_WITH_SIGNS = ("markdown", "rst")


def build_outline(
    lines: Sequence[str], *, levels: Mapping[int, int] | None = None, dialect: str = "text", notes: int = 0
) -> Outline:
    """The outline of a text given as lines without their ends.

    `levels` states heading levels (from 1) by line (from 1), as a style like Heading 1 or 标题 1 gives them;
    they outrank all guesses. `dialect` is "text", "markdown", "org", "rst", or "paragraphs" for lines
    that are whole paragraphs and never to be joined. The last `notes` lines are the heading of the footnotes
    and the footnotes: a part of its own, behind the closing words. Never raises on any text.
    """
    with _collection_paused():
        title, drafts, continued, markup, no_masks = _grow(lines, levels or {}, dialect, len(lines) - notes)
        points = points_of(drafts)
    return Outline(title, points, lambda: _find_blanks(lines, points, no_masks), continued, markup)


class _Grown(NamedTuple):
    """What is kept of a text when its blocks are let go: they take more room than its outline."""

    title: str
    drafts: list[Draft]
    continued: frozenset[int]
    markup: Columns
    no_masks: Columns


def _grow(lines: Sequence[str], levels: Mapping[int, int], dialect: str, end: int) -> _Grown:
    """The drafts of a text that ends, but for its footnotes, in front of the line numbered `end`."""
    growth = Growth(read_source(lines[:end], dialect, levels))
    growth.grow()
    growth.add_notes([block_of(number, line) for number, line in enumerate(lines[end:], end + 1)])
    has_signs = dialect in _WITH_SIGNS
    markup = find_signs(lines, growth.blocks) if has_signs else {}
    code = find_code(lines, growth.blocks) if has_signs else {}
    no_masks = {number: markup.get(number, frozenset()) | code.get(number, frozenset()) for number in {*markup, *code}}
    return _Grown(growth.title, growth.drafts, frozenset(_continued(growth.blocks)), markup, no_masks)


def _continued(blocks: Iterable[Block]) -> Iterator[int]:
    """Yield the lines that were joined to the one before."""
    for block in blocks:
        if len(block.pieces) > 1 and not block.verbatim:
            yield from (line for _, line, _ in block.pieces[1:] if line != block.line)


def _find_blanks(lines: Sequence[str], points: Sequence[Point], signs: Columns) -> tuple[Blank, ...]:
    with _collection_paused():
        return find_blanks(lines, points, signs=signs)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Millions of small values that all stay: looking for garbage among them takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
