"""Lines of markup, their kinds known, to blocks: what Markdown, org and reStructuredText have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from companion.model.joints import BLANK, joint
from companion.reading.blocks import Block, block_of, indent, join
from companion.reading.bullets import take_bullet
from companion.reading.emphasis import emphasis
from companion.reading.label_signs import FILLER
from companion.reading.markers import match_marker
from companion.reading.notes import is_next_note

_BOLD_HEAD = re.compile(f"{FILLER * 2}([^{FILLER}]{{1,12}}){FILLER * 2}(?=\\S)")
_QUOTED = 2  # cells that > takes
_OUTSIDE = -2  # where **1. 进展** is put, a heading: no paragraph or list at the margin ends it
_ESCAPED_HEAD = 10  # characters that an escaped label takes at most
_ESCAPED = re.compile(r"(?:\*\*|__)?(?:\\?[\[(（]?\w{1,4}\\?[.)\]）](?=[ \t\u3000]|[^\x00-\x7f])|\\[-+*#](?=[ \t]))")
_TASK = re.compile(r"\[[ xX]\][ \t]+")


@dataclass
class Line:
    """A line on its way to a block: what kind it is and how much of its front is markup."""

    number: int
    text: str
    kind: str = "text"
    skip: int = 0
    level: int = 0


def classify(lines: Sequence[str], start: int, kind: Callable[[Line, str], str]) -> Iterator[Line]:
    """Yield the lines from `start` on, each with its kind; `kind` gets a line and what the one before it opened."""
    state = ""
    for number in range(start, len(lines)):
        row = Line(number + 1, lines[number])
        state = kind(row, state)
        yield row


def blocks_of(rows: Iterator[Line] | Sequence[Line]) -> Iterator[Block]:
    """Paragraphs out of classified lines: what follows without a gap or a list sign belongs together."""
    run: list[Block] = []
    gap = False
    for row in rows:
        if row.kind == "blank" or (row.kind != "code" and not row.text[row.skip :].strip(BLANK)):
            gap = True
            continue
        if not row.text.strip(BLANK):
            continue
        block = _block(row, gap)
        if run and not gap and _belongs(run[0], block):
            run.append(block)
            continue
        if run:
            yield _paragraph(run)
        run, gap = [block], False
    if run:
        yield _paragraph(run)


def _paragraph(run: Sequence[Block]) -> Block:
    """The lines of a paragraph as one block; a label alone on the first is set off from the words below it."""
    first = run[0]
    if len(run) > 1 and not first.verbatim and not joint(first.text, run[1].text):
        first.text += " " if _is_label(first.text.strip("*_")) else ""
    return join(run)


def _is_label(text: str) -> bool:
    marker = match_marker(text)
    return marker is not None and marker.end == len(text)


def _block(row: Line, gap: bool) -> Block:
    block = block_of(row.number, row.text, skip=row.skip, gap=gap)
    block.verbatim = row.kind == "code"
    if not block.verbatim and "\\" in block.text[:_ESCAPED_HEAD]:
        _drop_escapes(block)
    if row.kind == "heading":
        block.level = row.level
        bare = block.text.rstrip("#")
        block.text = bare.rstrip() if bare.rstrip() and bare[-1] in " \t" else block.text
    elif not block.verbatim:
        block.indent = (_QUOTED if row.skip else 0) + _blanks(row.text[row.skip :])
        take_bullet(block)
        if block.bullet and (task := _TASK.match(block.text)):
            offset, line, column = block.pieces[0]
            block.text, block.pieces = block.text[task.end() :], ((offset, line, column + task.end()),)
    return block


def _blanks(text: str) -> int:
    return indent(text[: len(text) - len(text.lstrip(BLANK))])


def _drop_escapes(block: Block) -> None:
    """Read 1\\. and (1\\) as 1. and (1): what keeps Markdown from counting is no part of a label."""
    match = _ESCAPED.match(block.text)
    if not match or "\\" not in match[0]:
        return
    line, column = block.pieces[0][1:]
    head, *escaped = match[0].split("\\")
    text, pieces = head, {0: column}
    for count, part in enumerate(escaped, 1):
        pieces[len(text)] = column + len(text) + count
        text += part
    block.text = text + block.text[match.end() :]
    block.pieces = tuple((offset, line, at) for offset, at in pieces.items())


def _belongs(first: Block, block: Block) -> bool:
    if first.level is not None or block.level is not None or first.verbatim != block.verbatim:
        return False
    if first.verbatim:
        return True
    return not block.bullet and not match_marker(block.text) and not is_next_note(first.text, block.text)


def blank_emphasis(blocks: Sequence[Block]) -> None:
    """Put fillers where emphasis is marked, so that enumerators are seen and columns stay."""
    for block in blocks:
        if not block.verbatim and block.text.strip("*_"):
            for start, end in emphasis(block.text):
                block.text = f"{block.text[:start]}{FILLER * (end - start)}{block.text[end:]}"
            is_bold = block.text[0] == FILLER
            _set_off_label(block)
            _drop_fillers(block)
            if is_bold and not block.indent and not block.bullet and match_marker(block.text):
                block.indent = _OUTSIDE


def _set_off_label(block: Block) -> None:
    """Let **第二条** stand off the words behind it, which need no blank there."""
    bold = _BOLD_HEAD.match(block.text)
    if bold and _is_label(bold[1]):
        block.text = f"{block.text[: bold.end() - 1]} {block.text[bold.end() :]}"


def _drop_fillers(block: Block) -> None:
    """Move the ends of a block inside the markup that was blanked out."""
    words = block.text.strip(FILLER + " ")
    lead = block.text.find(words)
    if not words or len(words) == len(block.text):
        return
    first = (0, *block.place(lead))
    rest = ((start - lead, at, column) for start, at, column in block.pieces if start > lead)
    block.pieces = tuple(piece for piece in (first, *rest) if piece[0] < len(words))
    block.text = words
