"""Lines to blocks: a block is one paragraph as meant, with the way back to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

BLANK = " \t\u3000\xa0\ufeff\f\v\u200b"


@dataclass(slots=True)
class Block:
    """One paragraph. `text` has neither indentation nor markup; `pieces` say where its parts stand.

    A piece is (offset in `text`, line, column), lines and columns from 1. `level` is a heading level that the
    file states itself (a style, `##`); `bullet` is the sign of a list item; `indent` is in terminal cells.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    indent: int = 0
    level: int | None = None
    bullet: str = ""
    gap: bool = False

    @property
    def line(self) -> int:
        """The first line of the block, from 1."""
        return self.pieces[0][1]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, from 1, of the character at an offset of `text`."""
        if len(self.pieces) == 1:
            return self.pieces[0][1], self.pieces[0][2] + offset
        start, line, column = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1]
        return line, column + offset - start


def plain_blocks(lines: Sequence[str], levels: Mapping[int, int]) -> Iterator[Block]:
    """Every line that has text as a block of its own; `levels` gives stated heading levels by line."""
    gap = False
    for number, line in enumerate(lines, 1):
        text = line.lstrip(BLANK)
        if not text:
            gap = True
            continue
        column = len(line) - len(text) + 1
        text = text.rstrip(BLANK)
        yield Block(text, ((0, number, column),), indent(line[: column - 1]), levels.get(number), "", gap)
        gap = False


def indent(blanks: str) -> int:
    """The width of leading blanks in terminal cells; a tab goes to the next multiple of eight."""
    width = 0
    for sign in blanks:
        width += 8 - width % 8 if sign == "\t" else 2 if sign == "\u3000" else 1
    return width
