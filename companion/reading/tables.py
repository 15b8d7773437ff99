"""Rows of a table that was pasted as text, below a line that begins with 序号: their numbers count no points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.label_signs import GAP

_WIDE = re.compile(f"{GAP}*[\t|]{GAP}*|[ \xa0]{{2,}}|\u3000+")
_NARROW = re.compile(f"{GAP}+")
_NUMBER = f"(?:序{GAP}*号|编{GAP}*号|项次)"
_HEADERS = (
    (_WIDE, re.compile(f"\\|?{GAP}*(?:{_NUMBER}|No\\.?|NO\\.?|№)(?:[ \xa0]{{2}}|[\t\u3000|]| \\|)")),
    (_NARROW, re.compile(f"{_NUMBER}{GAP}")),
)
_CELLS = 3  # that a header has at least
_LONGEST = 16  # characters of a cell of a header
_WRAPPED = 2  # lines of a cell that may stand between two rows


def mark_tables(blocks: Sequence[Block]) -> None:
    """Let the rows below a header be, as code is."""
    for place, block in enumerate(blocks):
        if not block.verbatim and (split := _header(block.text)):
            _mark_rows(blocks, place + 1, split)


def _header(text: str) -> re.Pattern[str] | None:
    """What sets the cells of a header off, None where the line is none."""
    if text[0] not in "序编项N№|":
        return None
    for split, header in _HEADERS:
        cells = _cells(split, text) if header.match(text) else []
        if len(cells) >= _CELLS and max(map(len, cells)) <= _LONGEST and not re.search("[。；，]", text):
            return split
    return None


def _mark_rows(blocks: Sequence[Block], start: int, split: re.Pattern[str]) -> None:
    last = start
    for place in range(start, len(blocks)):
        if _is_row(blocks[place], split, place == start):
            blocks[place].verbatim = True
            last = place + 1
        elif blocks[place].gap or place - last >= _WRAPPED or _header(blocks[place].text):
            return


def _is_row(block: Block, split: re.Pattern[str], is_first: bool) -> bool:
    """Tell a row; where blanks are narrow, or an empty line stands before it, it begins with its number."""
    cells = _cells(split, block.text)
    if split is _WIDE and (is_first or not block.gap):
        return len(cells) > 1
    return len(cells) >= _CELLS and cells[0].isdecimal()


def _cells(split: re.Pattern[str], text: str) -> list[str]:
    return [cell for cell in split.split(text) if cell]
