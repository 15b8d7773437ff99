"""Markdown, org and reStructuredText: headings state their levels, lists nest, code is let be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from companion.model.joints import BLANK, joint
from companion.reading.blocks import Block, Source, block_of, indent, join, with_levels, with_title
from companion.reading.bullets import take_bullet
from companion.reading.emphasis import emphasis
from companion.reading.label_signs import FILLER
from companion.reading.markers import match_marker

_ATX = re.compile(r" {0,3}(?!#\d+[ \t\u3000])(#{1,6})(?!\.[ \t])[ \t\u3000]*(?=[^#\s])")  # #1 and a blank is a number
_TAGS = re.compile(r" {0,3}#{1,6}[ \t]*tags?:[ \t]*`", re.IGNORECASE)  # what HackMD files a note under
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+$")  # between header and rows
_BOLD_HEAD = re.compile(f"{FILLER * 2}([^{FILLER}]{{1,12}}){FILLER * 2}(?=\\S)")
_QUOTED = 2  # cells that > takes
_OUTSIDE = -2  # where **1. 进展** is put, a heading: no paragraph or list at the margin ends it
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ESCAPED_HEAD = 10  # characters that an escaped label takes at most
_ESCAPED = re.compile(r"(?:\*\*|__)?(?:\\?[\[(（]?\w{1,4}\\?[.)\]）](?=[ \t\u3000]|[^\x00-\x7f])|\\[-+*#](?=[ \t]))")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ORG_HEADING = re.compile(r"(\*+)[ \t]+(?=\S)")
_ORG_TAGS = re.compile(r":[\w@#%:]+:$")
_ORG_KEY = re.compile(r"[ \t]*#\+(\w+):[ \t]*(.*)", re.IGNORECASE)
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_FIELD = re.compile(r":[^:]+:(?:[ \t]|$)|[A-Z][\w-]*:[ \t]")
_LITERAL = "::"  # at the end of a paragraph: what is indented below is code
_RST_SIGN = re.compile(r"[ \t]*(?:[-*+•][ \t]+|[(]?[\w#]{1,3}[.)][ \t]+)?")
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]|$)")


@dataclass
class _Line:
    """A line on its way to a block: what kind it is and how much of its front is markup."""

    number: int
    text: str
    kind: str = "text"
    skip: int = 0
    level: int = 0


def read_markdown(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a Markdown text (CommonMark; YAML front matter is set apart)."""
    start = _front_matter(lines)
    rows = list(_classify(lines, start, _markdown_line))
    _mark_setext(rows)
    blocks = with_levels(_blocks(rows), levels)
    _blank_emphasis(blocks)
    titles = (_yaml_title(number, lines[number]) for number in range(start))
    title = next((found for found in titles if found), None)
    head = [block_of(number + 1, lines[number]) for number in range(start) if lines[number].strip(BLANK + "-")]
    source = Source(blocks, title, [] if title else head, closes_lists=True)
    return source if title else with_title(source)


def _yaml_title(number: int, line: str) -> Block | None:
    match = re.match(r"title:[ \t]*[\"']?(?=[^\s\"'])", line)
    block = block_of(number + 1, line, skip=match.end()) if match else None
    if block:
        block.text = block.text.rstrip("\"'")
    return block if block and block.text else None


def read_org(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of an org text: starred headings, lists, drawers and keyword lines set apart."""
    rows = list(_classify(lines, 0, _OrgReader().kind))
    title = _org_title(rows)
    blocks = with_levels(_blocks(row for row in rows if row.kind != "key"), levels)
    for block in blocks:
        if block.level is not None:
            words, _, tags = block.text.rpartition(" ")
            block.text = words.rstrip() if words.strip() and _ORG_TAGS.match(tags.strip()) else block.text
    head = [block_of(row.number, row.text) for row in rows if row.kind == "key" and row.text.strip()]
    return Source(blocks, title, [] if title else head, closes_lists=True)


def read_rst(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of a reStructuredText: levels follow the order of the adornments."""
    start, title = _fields(lines)
    rows = list(_classify(lines, start, _rst_line))
    _mark_adorned(rows)
    blocks = with_levels(_blocks(rows), levels)
    _blank_emphasis(blocks)
    head = [block_of(number + 1, lines[number]) for number in range(start) if lines[number].strip(BLANK)]
    source = Source(blocks, title, [] if title else head, closes_lists=True)
    return source if title else with_title(source)


def _classify(lines: Sequence[str], start: int, kind: Callable[[_Line, str], str]) -> Iterator[_Line]:
    state = ""
    for number in range(start, len(lines)):
        row = _Line(number + 1, lines[number])
        state = kind(row, state)
        yield row


def _markdown_line(row: _Line, fence: str) -> str:
    """Set the kind of a Markdown line; returns the fence that is open behind it, `|` in a table."""
    match = _FENCE.match(row.text)
    if fence == "|" and "|" in row.text:
        row.kind = "code"
        return fence
    if fence and fence != "|":
        row.kind = "code"
        return "" if match and match[1].startswith(fence) else fence
    if match:
        row.kind = "code"
        return match[1]
    heading = _ATX.match(row.text)
    if heading and not _TAGS.match(row.text):
        row.kind, row.skip, row.level = "heading", heading.end(), len(heading[1])
    elif not row.text.strip(BLANK) or _RULE.match(row.text):
        row.kind = "blank"
    elif row.text.lstrip().startswith("|"):
        row.kind = "code"
    elif _TABLE.match(row.text):
        row.kind = "code"
        return "|"
    elif quote := _QUOTE.match(row.text):
        row.skip = quote.end()
    return ""


def _mark_setext(rows: Sequence[_Line]) -> None:
    for above, row in pairwise(rows):
        line = _SETEXT.match(row.text) if above.kind == "text" and above.text.strip(BLANK) else None
        if line and row.kind in ("text", "blank") and not take_sign(above.text):
            above.kind, above.level, row.kind = "heading", 1 if line[1][0] == "=" else 2, "blank"


def take_sign(text: str) -> bool:
    """Tell whether a line starts as a list item does."""
    return bool(re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]", text))


class _OrgReader:
    """Tells the kinds of org lines: blocks and drawers run until their end lines."""

    def kind(self, row: _Line, closing: str) -> str:
        words = row.text.strip().lower()
        if closing:
            row.kind = "code" if closing != ":end:" else "key"
            return "" if words == closing else closing
        if words.startswith("#+begin_"):
            row.kind = "code"
            return "#+end_" + words[8:].split()[0] if words[8:].split() else ""
        if re.match(r":(?:properties|logbook):$", words):
            row.kind = "key"
            return ":end:"
        if re.match(r"#(?:\+|[ \t]|$)", words):
            row.kind = "key"
        elif heading := _ORG_HEADING.match(row.text):
            row.kind, row.skip, row.level = "heading", heading.end(), len(heading[1])
        elif not words:
            row.kind = "blank"
        elif words.startswith("|"):
            row.kind = "code"
        return ""


def _org_title(rows: Sequence[_Line]) -> Block | None:
    """The block of `#+TITLE:`, if it stands above all text."""
    for row in rows:
        if row.kind not in ("key", "blank"):
            return None
        match = _ORG_KEY.match(row.text)
        if match and match[1].lower() == "title" and match[2].strip():
            return block_of(row.number, row.text, skip=match.start(2))
    return None


def _rst_line(row: _Line, directive: str) -> str:
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


def _mark_adorned(rows: Sequence[_Line]) -> None:
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


def _front_matter(lines: Sequence[str]) -> int:
    if lines and _TAGS.match(lines[0]):
        return 1
    if not lines or lines[0].strip() != "---":
        return 0
    end = next((n for n in range(1, min(len(lines), 60)) if lines[n].strip() in ("---", "...")), 0)
    return end + 1 if end else 0


def _blocks(rows: Iterator[_Line] | Sequence[_Line]) -> Iterator[Block]:
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


def _block(row: _Line, gap: bool) -> Block:
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
    return not block.bullet and not match_marker(block.text)


def _blank_emphasis(blocks: Sequence[Block]) -> None:
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
