"""A paper as plain text that reads like a 公文: 28 full-width characters a line, 22 lines a page."""

from __future__ import annotations

from collections.abc import Iterator

from companion.exporters.formats.cells import shown
from companion.exporters.formats.columns import cells, wrap
from companion.exporters.formats.signs import Signs, signs_of
from companion.exporters.formats.strokes import plot_lines
from companion.exporters.formats.titles import titled
from companion.exporters.legible import legible
from companion.exporters.paper import (
    Block,
    Facts,
    Heading,
    Mark,
    NewPage,
    PageTotal,
    Paper,
    Paragraph,
    Plot,
    Remark,
    Roll,
    Run,
    Table,
    Words,
)
from companion.exporters.settings import Settings

_AROUND = {Mark.DROPPED: ("〖", "〗")}
_INDENT = 4
_PAGE_BREAK = None


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as UTF-8 with `\\n` line ends; each page ends with its number, odd right, even left."""
    width = settings.characters_per_line * 2
    pages = _pages(list(_lines(paper, width)), settings.lines_per_page)
    total = {
        one.words: one.words.replace("{pages}", str(len(pages))) for one in paper.blocks if isinstance(one, PageTotal)
    }
    pages = [[_counted(line, total) for line in page] for page in pages]
    numbered = ["\n".join([*page, "", _number(place, width)]) for place, page in enumerate(pages, 1)]
    return ("\n\n".join(numbered) + "\n").encode("utf-8")


def _counted(line: str, totals: dict[str, str]) -> str:
    words = totals.get(line.strip())
    return line.replace(line.strip(), words) if words else line


def _pages(lines: list[str | None], per_page: int) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for line in lines:
        if line is None:
            if pages[-1]:
                pages.append([])
            continue
        if len(pages[-1]) >= per_page:
            pages.append([])
        if line or pages[-1]:
            pages[-1].append(line)
    return pages


def _number(page: int, width: int) -> str:
    words = f"— {page} —"
    return " " * (width - cells(words) - 2) + words if page % 2 else "  " + words


def _lines(paper: Paper, width: int) -> Iterator[str | None]:
    """The lines of the paper; None starts a new page."""
    for marking in paper.marking:
        yield from wrap(legible(marking), width)
    yield from _centred("\n".join(titled(legible(paper.title), width // 2)), width)
    if paper.masthead:
        yield from _centred(paper.masthead.number, width)
        yield _both_ends(paper.masthead.office, paper.masthead.day, width)
    yield ""
    signs = signs_of(paper.language)
    for line in paper.face:
        yield from wrap(signs.label.format(legible(line)), width)
    if paper.face:
        yield ""
    for block in paper.blocks:
        yield from _block(block, width, signs)
    yield from _foot(paper, width)


def _foot(paper: Paper, width: int) -> Iterator[str]:
    yield ""
    if paper.imprint:
        yield "─" * (width // 2)
        if paper.imprint.cc:
            yield from wrap(f"　{legible(paper.imprint.cc)}", width, hang=8)
            yield "─" * (width // 2)
        yield _both_ends(f"　{paper.imprint.office}", f"{paper.imprint.day}　", width)
        yield "─" * (width // 2)
    yield from wrap(legible(paper.seal), width)


def _block(block: Block, width: int, signs: Signs) -> Iterator[str | None]:
    match block:
        case Heading():
            yield from wrap(_text(block.words).replace("\n", " "), width, first=_INDENT)
        case Paragraph():
            yield from _paragraph(block, width)
        case Remark():
            details = f"\n{signs.aside.format(legible(block.details))}" if block.details else ""
            text = f"{signs.label.format(legible(block.label))}{_text(block.words)}{details}"
            yield from wrap(text, width, first=_INDENT, hang=_INDENT + 4)
        case Facts():
            for label, value in block.rows:
                yield from wrap(f"{legible(label)}{legible(value)}", width, hang=cells(label))
        case Roll():
            label = legible(block.label)
            names = "　".join(block.names)
            yield from wrap(f"{label}{legible(names)}", width, first=_INDENT, hang=_INDENT + cells(label))
        case Table():
            yield from _table(block, width, signs)
        case Plot():
            yield from plot_lines(block, width)
        case PageTotal():
            yield from wrap(legible(block.words), width, first=_INDENT)
        case NewPage():
            yield _PAGE_BREAK


def _paragraph(block: Paragraph, width: int) -> Iterator[str]:
    text = _text(block.words)
    if block.align == "center":
        yield from _centred(text, width)
    elif block.align == "right":
        for line in wrap(text, width - 8):
            yield " " * (width - 8 - cells(line)) + line
    else:
        yield from wrap(text, width, first=_INDENT if block.indent else 0)


def _text(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    before, after = _AROUND.get(run.mark, ("", ""))
    text = legible(run.text)
    return f"{before}{text}{after}" if text.strip() else text


def _centred(text: str, width: int) -> Iterator[str]:
    if text.strip():
        for line in wrap(legible(text), width):
            yield " " * ((width - cells(line)) // 2) + line


def _both_ends(left: str, right: str, width: int) -> str:
    gap = width - cells(left) - cells(right)
    return f"{left}{' ' * gap}{right}" if gap >= 2 else f"{left}  {right}".strip()[:width]


def _table(table: Table, width: int, signs: Signs) -> Iterator[str]:
    """Each row as a small list: columns set side by side would not fit the line."""
    for row in table.rows:
        pairs = [(column.head, shown(cell)) for column, cell in zip(table.columns, row, strict=True)]
        first, *rest = [(head, text) for head, text in pairs if text]
        lead = f"{first[1]}{signs.stop}" if len(first[1]) < 4 else signs.colon.join(first)
        words = signs.semicolon.join(f"{head}{signs.colon}{text}" for head, text in rest)
        yield from wrap(lead + words, width, first=_INDENT, hang=_INDENT + cells(lead))
