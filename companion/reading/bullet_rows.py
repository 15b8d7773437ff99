"""Signs that are bullets only in a row: -so without a blank, o so with one; alone they are a switch or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from companion.reading.blocks import Block
from companion.reading.bullets import take_bullet, take_sign

_GLUED = re.compile(  # -v and -DFAST=1 are switches, *this* is set off
    r"-(?![b-zB-HJ-Z]\b|\w+[=_])(?=[^\W\d_]|[\"“'‘(（])|\*(?=[^\W\d_])(?![^*]*\*)"
)
_SPACED = re.compile("[-=]{1,2}> +|[oØü§¤~] (?=[^ 0-9])|[lnuvqp] (?=[\u4e00-\u9fff])")  # of a typeface that was lost
_GLUED_SIGNS = "-*"
_SIGNS = frozenset(f"{_GLUED_SIGNS}=oØü§¤~lnuvqp")
_NEAR = 8  # lines between two items of a row
_FEWEST, _FEWEST_GLUED = 2, 3  # items of a row; fewer where a blank sets one of them off
_LONG = 50  # characters of a line that may have been broken at the edge of a page
_STOPS = ".:;,。：；，"


def take_bullets(blocks: Sequence[Block]) -> None:
    """Move the signs of list items from the texts of lines to their `bullet`."""
    for block in blocks:
        if not block.verbatim:
            take_bullet(block)
    for place, end in list(_in_rows(blocks)):
        take_sign(blocks[place], end)


def _in_rows(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The lines, by number, that open with such a sign as others near by do, and where their words begin."""
    for sign, ends in _openings(blocks).items():
        firm = {place for place, block in enumerate(blocks) if block.bullet == sign}
        for row in _rows(sorted(firm.union(ends))):
            lines = [place for place in row if place in ends]
            if sign in _GLUED_SIGNS and len(lines) < _FEWEST_GLUED:
                beside = {blocks[place].indent for place in row if place in firm}
                lines = [place for place in lines if blocks[place].indent in beside]
            if len(row) >= _FEWEST:
                yield from ((place, ends[place]) for place in lines)


def _openings(blocks: Sequence[Block]) -> dict[str, dict[int, int]]:
    """For each sign, the lines by number that it may open, and the offset behind it."""
    found: dict[str, dict[int, int]] = {}
    for place, block in enumerate(blocks):
        match = None if block.bullet or block.verbatim else _match(block.text)
        if match and _may_open(place, blocks):
            found.setdefault(match[0].strip(), {})[place] = match.end()
    return found


def _match(text: str) -> re.Match[str] | None:
    return (_GLUED.match(text) or _SPACED.match(text)) if text[0] in _SIGNS else None


def _sign(text: str) -> str:
    match = _match(text)
    return match[0].strip() if match else ""


def _may_open(place: int, blocks: Sequence[Block]) -> bool:
    """Tell whether no sentence is broken off above a line, as it is above the word o in Spanish."""
    if not place or blocks[place].gap:
        return True
    block, above = blocks[place], blocks[place - 1]
    is_in_row = (above.bullet or _sign(above.text)) == _sign(block.text)
    if is_in_row or above.text[-1] in _STOPS or above.indent > block.indent:
        return True
    return bool(_GLUED.match(block.text)) and (above.indent < block.indent or len(above.text) < _LONG)


def _rows(places: Sequence[int]) -> Iterator[list[int]]:
    row = list(places[:1])
    for place, following in pairwise(places):
        if following - place > _NEAR:
            yield row
            row = []
        row.append(following)
    yield row
