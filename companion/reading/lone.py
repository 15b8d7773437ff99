"""Enumerators that have no second and count all the same, by where they stand: A. further in than its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block, cells
from companion.reading.dates import is_date_line
from companion.reading.markers import Marker, match_marker

_KINDS = ("letter-paren", "letter-dot", "letter-half", "roman-paren", "roman-dot", "roman-half", "arabic-half")
_FIRST_INSIDE = re.compile("[(（]?[1１aａ][.．)）]")
_LONE = ("arabic-half-paren", "hanzi-half-paren", "arabic-colon")  # of whose lists the first may be the only one
_CAPTION = 16  # cells of a caption
_STOPS = "。，；！？.,;!?"
_REACH = 12  # blocks between a heading and the only point below it
_NO_NAME = re.compile(  # behind a capital and a stop: A. The lease of the hall, but A. Lund asked
    "(?:The|An?|All|Any|Each|Every|If|In|No|On|For|To|This|That|These|Such|Said|When|Where|Whether)[ ,]"
    "|[A-Z][a-z]+ (?:of|for|on) |[a-z]"
)
_FEWEST_BLANKS = 3  # between the words behind such a capital: A. The Elder signs


def opens_below(place: int, marker: Marker, blocks: Sequence[Block]) -> bool:
    """Tell whether a first member, perhaps the only one, stands right below words that bring in a list."""
    if marker.number != 1 or not place:
        return False
    above = blocks[place - 1].text
    if marker.style in _LONE:
        return above[-1] in "：:" or (marker.style.endswith("paren") and is_caption(place - 1, blocks))
    return marker.style == "arabic-dot" and marker.label[-1] == "、" and (above[-1] in "：:" or is_date_line(above))


def is_caption(place: int, blocks: Sequence[Block]) -> bool:
    """Tell whether a block is a few words, set off above and right above the next."""
    caption = blocks[place]
    is_set_off = caption.gap and not blocks[place + 1].gap
    return is_set_off and cells(caption.text) <= _CAPTION and caption.text[-1] not in _STOPS


def stands_inside(place: int, marker: Marker, blocks: Sequence[Block]) -> bool:
    """Tell whether a first member that nothing goes on with is further in than an enumerated block above it."""
    if marker.number != 1 or not marker.style.startswith(_KINDS) or not blocks[place].indent:
        return False
    if marker.style == "letter-dot" and _holds_a_list(place, blocks):
        return True
    words = blocks[place].text[marker.end :]
    if not words or (marker.label[0].isupper() and marker.style.endswith("-dot") and _may_be_a_name(words)):
        return False
    return _is_below_a_heading(place, blocks)


def _may_be_a_name(words: str) -> bool:
    return not _NO_NAME.match(words) or words.count(" ") < _FEWEST_BLANKS


def _holds_a_list(place: int, blocks: Sequence[Block]) -> bool:
    """Tell whether a lone, indented A. stands between what is further out and a 1. further in."""
    if not place or place + 1 >= len(blocks):
        return False
    above, block, below = blocks[place - 1 : place + 2]
    return above.indent < block.indent < below.indent and bool(_FIRST_INSIDE.match(below.text))


def _is_below_a_heading(place: int, blocks: Sequence[Block]) -> bool:
    indent = blocks[place].indent
    if blocks[place - 1].text[-1] in "：:" and blocks[place - 1].indent < indent:
        return True
    above = (block for block in reversed(blocks[max(0, place - _REACH) : place]) if block.indent < indent)
    heading = next(above, None)
    return heading is not None and match_marker(heading.text) is not None
