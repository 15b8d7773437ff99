"""Lines to blocks: a block is one paragraph as meant, with the way back to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from companion.model.joints import BLANK, WIDE, joint


@dataclass(slots=True)
class Block:
    """One paragraph. `text` has neither indentation nor markup; `pieces` say where its parts stand.

    A piece is (offset in `text`, line, column), lines and columns from 1. `level` is a heading level that
    the file states itself (a style, `##`); `bullet` is the sign of a list item, weak when a line of prose
    could start with it; `indent` is in terminal cells; `gap` tells of an empty line before; `verbatim` of
    code.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    indent: int = 0
    level: int | None = None
    bullet: str = ""
    weak_bullet: bool = False
    gap: bool = False
    verbatim: bool = False

    @property
    def line(self) -> int:
        """The first line of the block, from 1."""
        return self.pieces[0][1]

    @property
    def last_line(self) -> int:
        """The last line of the block, from 1."""
        return self.pieces[-1][1]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, from 1, of the character at an offset of `text`."""
        if len(self.pieces) == 1:
            return self.pieces[0][1], self.pieces[0][2] + offset
        start, line, column = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1]
        return line, column + offset - start

    def end(self, offset: int) -> tuple[int, int]:
        """The line and column of the last character before an offset that is not blank (a joint is no character)."""
        last = offset - 1
        while last > 0 and self.text[last] in BLANK:
            last -= 1
        return self.place(last)


@dataclass(slots=True)
class Source:
    """A document as blocks. `head` holds lines of metadata above the text, `title` one that states its title.

    `closes_lists` tells that an outdented paragraph ends a list, as in markup.
    """

    blocks: list[Block]
    title: Block | None = None
    head: list[Block] = field(default_factory=list)
    closes_lists: bool = False


def block_of(number: int, line: str, *, skip: int = 0, gap: bool = False) -> Block:
    """A line as a block of its own, from the first character after `skip` that is not blank."""
    text = line[skip:].lstrip(BLANK)
    start = len(line) - len(text)
    width = indent(line[:start]) if start else 0
    return Block(text.rstrip(BLANK), ((0, number, start + 1),), width, gap=gap)


def join(blocks: Sequence[Block]) -> Block:
    """Lines of one paragraph as one block; a blank goes between them between words."""
    first = blocks[0]
    if len(blocks) == 1:
        return first
    parts, pieces, length = [first.text], list(first.pieces), len(first.text)
    for block in blocks[1:]:
        between = joint(parts[-1], block.text)
        parts[-1] += between
        length += len(between)
        pieces += [(length + offset, line, column) for offset, line, column in block.pieces]
        parts.append(block.text)
        length += len(block.text)
    first.text, first.pieces = "".join(parts), tuple(pieces)
    return first


def with_levels(blocks: Iterable[Block], levels: Mapping[int, int]) -> list[Block]:
    """The blocks with heading levels that are stated by line from outside."""
    found = list(blocks)
    for block in found:
        block.level = levels.get(block.line, block.level) if levels else block.level
    return found


def with_title(source: Source) -> Source:
    """Take the only heading of the highest level, if it comes first, as the document's title."""
    headings = [block for block in source.blocks if block.level is not None]
    if not headings or source.blocks[0] is not headings[0] or len(source.blocks) == 1:
        return source
    top = headings[0].level or 0
    if any(block.level is not None and block.level <= top for block in headings[1:]):
        return source
    return replace(source, blocks=source.blocks[1:], title=headings[0])


def indent(blanks: str) -> int:
    """The width of leading blanks in terminal cells; a tab goes to the next multiple of eight."""
    width = 0
    for sign in blanks:
        width += 8 - width % 8 if sign == "\t" else 2 if sign == "\u3000" else 1
    return width


def cells(text: str) -> int:
    """The width of a text in terminal cells: a Chinese character is two."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))
