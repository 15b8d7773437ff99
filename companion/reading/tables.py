"""Rows of a table that was pasted as text, below a line that begins with 序号: their numbers count no points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.label_signs import GAP

_WIDE = re.compile(f"{GAP}*[\t|]{GAP}*|[ \xa0]{{2,}}|\u3000+")
_NARROW = re.compile(f"{GAP}+")
_HEADER = re.compile(f"\\|?{GAP}*(?:(?:序|编){GAP}*号|项次|No\\.?|NO\\.?|№)(?:{GAP}|\\|)")
_CELLS = 3  # that a header has at least
_LONGEST = 16  # characters of a cell of a header
_WRAPPED = 2  # lines of a cell that may stand between two rows


def mark_tables(blocks: Sequence[Block]) -> None:
    """Let the rows below a header be, as code is."""
    for place, block in enumerate(blocks):
        if block.text[0] in "序编项N№|" and not block.verbatim and (split := _header(block.text)):
            _mark_rows(blocks, place + 1, split)


def _header(text: str) -> re.Pattern[str] | None:
    """What sets the cells of a header off, None where the line is none."""
    if not _HEADER.match(text):
        return None
    for split in (_WIDE, _NARROW):
        cells = _cells(split, text)
        if len(cells) >= _CELLS and all(len(cell) <= _LONGEST for cell in cells) and not re.search("[。；，]", text):
            return split
    return None


def _mark_rows(blocks: Sequence[Block], start: int, split: re.Pattern[str]) -> None:
    fewest = _CELLS if split is _NARROW else 2
    last = start
    for place in range(start, len(blocks)):
        if len(_cells(split, blocks[place].text)) >= fewest:
            blocks[place].verbatim = True
            last = place + 1
        elif blocks[place].gap or place - last >= _WRAPPED:
            return


def _cells(split: re.Pattern[str], text: str) -> list[str]:
    return [cell for cell in split.split(text) if cell]
