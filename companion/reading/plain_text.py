"""Plain text: a line is a paragraph; where text was wrapped at a fixed width, lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from companion.reading.blocks import BLANK, Block, Source, block_of, cells, join, with_levels, with_title
from companion.reading.markers import Marker, match_marker

_BULLET = re.compile(
    "[-*+][ \t\u3000]+(?=\\S)|[•·●■◆◇▪▫➢➤►▶✓✔※★☆→‣⁃◦❖][ \t\u3000]*(?=\\S)|[—–]{1,3}[ \t\u3000]*(?=[^—–\\s])"
)
_STRONG_BULLETS = "-*+•●■◆◇▪▫➢➤►▶✓✔‣⁃◦❖"
_SENTENCE_END = re.compile("[。！？!?：:；;.…][”’）)\"']?$")
_FIRST_WORD = re.compile("[!-~]+|.[，。、；：！？”’）》]?")
_KEY = re.compile(r"[-*]?[ \t]*[A-Za-z_][\w .-]{0,30}[:：](?:\s|$)")
_FENCE = re.compile(r"-{3,}$|={3,}$|_{3,}$|\*{3,}$|～{3,}$|—{3,}$")
_PAGE_NUMBER = re.compile(
    r"[-—–－][ \t]*\d{1,4}[ \t]*[-—–－]$|第 ?\d{1,4} ?页(?:[ ，,/共]+\d{1,4} ?页)?$|Page \d+(?: of \d+)?$"
)
_RULED = "-—–－第P=_*～"  # what a rule or the number of a page may start with
_HEAD_LINES = 40
_COMMENT_LINES = 40
_WIDEST_WRAP = 110  # cells; text that is wider is not wrapped by a person or a mail program
_NARROWEST_WRAP = 30
_FULL_SHARE = 0.25  # of the lines of a wrapped text, how many at least run to the edge
_FEWEST_LINES = 6
_SLACK = 5  # cells that a full line may lack beside the word that did not fit


def read_plain_text(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a plain text; where levels are stated, lines are paragraphs as they are."""
    return _read(lines, levels, None if levels else find_width(lines))


def read_paragraphs(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a text whose lines are whole paragraphs."""
    source = _read(lines, levels, None)
    return with_title(source) if levels else source


def _read(lines: Sequence[str], levels: Mapping[int, int], width: int | None) -> Source:
    """Join what was wrapped at a width, at 0 only what hangs below a bullet, and nothing without a width."""
    head = _metadata(lines)
    blocks = with_levels(_lines(lines, head), levels)
    _mark_comments(blocks)
    for block in blocks:
        if not block.verbatim:
            take_bullet(block)
    if width is not None:
        blocks = list(_joined(blocks, width))
    return Source(blocks, None, [block_of(n, lines[n - 1]) for n in range(1, head + 1) if lines[n - 1].strip(BLANK)])


def _lines(lines: Sequence[str], head: int) -> Iterator[Block]:
    gap = False
    for number in range(head, len(lines)):
        line = lines[number]
        words = line.strip(BLANK)
        if words[:1] in _RULED and _PAGE_NUMBER.match(words):
            continue
        if not words or (words[0] in _RULED and _FENCE.match(words)):
            gap = True
            continue
        yield block_of(number + 1, line, gap=gap)
        gap = False


def _mark_comments(blocks: Sequence[Block]) -> None:
    """What stands between /* and */ is code: its stars are no bullets."""
    start = None
    for place, block in enumerate(blocks):
        if block.text[0] == "/" and block.text.startswith("/*"):
            start = place
        if start is None:
            continue
        if block.text.endswith("*/"):
            for inside in blocks[start : place + 1]:
                inside.verbatim = True
            start = None
        elif place - start > _COMMENT_LINES:
            start = None


def take_bullet(block: Block) -> None:
    """Move the sign of a list item from the text of a block to its `bullet`."""
    match = _BULLET.match(block.text) if block.text[0] in "-*+•·●■◆◇▪▫➢➤►▶✓✔※★☆→‣⁃◦❖—–" else None
    if not match or not any(sign.isalnum() for sign in block.text):
        return
    block.bullet = match[0].strip()
    block.weak_bullet = block.bullet[0] not in _STRONG_BULLETS
    offset, line, column = block.pieces[0]
    block.text = block.text[match.end() :]
    block.pieces = ((offset, line, column + match.end()), *block.pieces[1:])


def _metadata(lines: Sequence[str]) -> int:
    """The number of lines at the head that are keys and values above a rule, as archives put them."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if number and line.strip() == "---":
            words = [row for row in lines[:number] if row.strip() and not _FENCE.match(row.strip())]
            keys = sum(1 for row in words if _KEY.match(row))
            return number + 1 if words and keys * 10 >= len(words) * 7 else 0
    return 0


def find_width(lines: Sequence[str]) -> int:
    """The width in cells at which a text was wrapped by hand; 0 when it was not."""
    sample = [line.rstrip(BLANK) for line in lines[:4000]]
    if max(map(len, sample), default=0) > 2 * _WIDEST_WRAP:
        return 0
    widths = sorted(_cells(line) for line in sample if line.strip(BLANK))
    if len(widths) < _FEWEST_LINES:
        return 0
    width = widths[int(len(widths) * 0.97)]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or widths[-1] > width * 2:
        return 0
    full = [place for place in range(len(sample) - 1) if _is_full(sample[place], sample[place + 1], width)]
    open_ended = sum(1 for place in full if not _ends_sentence(sample[place]))
    return width if len(full) >= max(3, len(widths) * _FULL_SHARE) and open_ended * 2 >= len(full) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    words = following.strip(BLANK)
    if not words or not line:
        return False
    return _cells(line) + _first_word(words) > width - _SLACK


def _joined(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    run: list[Block] = []
    for block in blocks:
        if run and _continues(run, block, width):
            run.append(block)
            continue
        if run:
            yield join(run)
        run = [block]
    if run:
        yield join(run)


def _continues(run: Sequence[Block], block: Block, width: int) -> bool:
    first, last = run[0], run[-1]
    if block.gap or block.level is not None or last.level is not None or block.bullet:
        return False
    if first.bullet and _hangs(first, block):
        return True
    if not width or _full_width(run) + _first_word(block.text) <= width - _SLACK:
        return False
    ends = _ends_sentence(last.text)
    if ends and block.indent > last.indent:
        return False
    marker = match_marker(block.text)
    if marker and (ends or _counts_on(first, marker)):
        return False
    return block.indent <= first.indent + 8


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line[-2:]) is not None


def _hangs(first: Block, block: Block) -> bool:
    """Tell whether a line stands below the words of a bullet and not below the bullet."""
    edge = first.pieces[0][2] - 1
    return abs(block.indent - edge) <= 1 and block.indent > first.indent and not match_marker(block.text)


def _full_width(run: Sequence[Block]) -> int:
    last = run[-1]
    start = last.pieces[-1][2] - 1 if last is run[0] and last.bullet else last.indent
    return start + _cells(last.text)


def _counts_on(first: Block, marker: Marker) -> bool:
    """Tell whether a line opens with the number after the one its paragraph opened with."""
    before = match_marker(first.text)
    return before is not None and before.style == marker.style and before.number + 1 == marker.number


def _cells(text: str) -> int:
    """The width of a text as a Chinese editor wraps it: quotes and dashes, two bytes in GB18030, are wide."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def _first_word(text: str) -> int:
    first = _FIRST_WORD.match(text)
    return cells(first[0]) if first else 1
