"""The blocks of a paper as paragraphs and tables of Word, in the faces and sizes of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from companion.exporters.formats.cells import shown
from companion.exporters.formats.signs import signs_of
from companion.exporters.formats.titles import titled
from companion.exporters.formats.word_xml import (
    CELL_MARGIN,
    Form,
    Look,
    Rule,
    cell,
    page_total,
    paragraph,
    row,
    run,
    tab,
    table,
)
from companion.exporters.legible import legible
from companion.exporters.paper import (
    Bar,
    Block,
    Facts,
    Heading,
    Mark,
    Masthead,
    NewPage,
    PageTotal,
    Paper,
    Paragraph,
    Plot,
    Remark,
    Roll,
    Run,
    Table,
)
from companion.exporters.settings import Settings

POINTS_PER_MM = 72 / 25.4
RED, GREY = "FF0000", "444444"
TABLE_SIZE, TABLE_PITCH, SMALL = 12.0, 17.0, 9.0
MARK_DROP = 35.0  # millimetres from the top of the type area to the red mark (§7.2.4, §10.3)
_DEEPEST = 5  # levels of headings that Word styles are set for
_LABEL_SHARE = 0.36  # of the width of a plot: the points' headings
_BAR, _BAR_GAP, _SHORTEST = 5.0, 1.5, 1.5  # points: how high a bar is, the room above it, the least length
_BAR_COLOURS = {"planned": "BFBFBF", "real": "203354"}
_FINE = Form(line=TABLE_PITCH, is_off_grid=True)


@dataclass(frozen=True)
class Body:
    """Writes one paper: `width` is that between the margins, in points, `styles` the ids of styles by name."""

    paper: Paper
    settings: Settings
    width: float
    styles: Mapping[str, str]

    def look(self, font: str, size: float) -> Look:
        """A face of its own."""
        return Look(self.settings.latin_font, font, size, bold=False)

    def indented(self, first: float = 0, left: float = 0) -> Form:
        """A form with indents in characters; later lines hang where `first` is negative."""
        return Form(first=first, left=left, cell=self.settings.body_size + self.settings.tracking)

    def head(self, *, has_title: bool) -> Iterator[str]:
        """Marking, red head, title, and what is still open; the template may have a title of its own."""
        paper, settings = self.paper, self.settings
        for mark in paper.marking:
            yield paragraph(run(mark, self.look(settings.heading_font, settings.body_size)))
        if paper.masthead:
            yield from self.masthead(paper.masthead)
        if not has_title and (paper.masthead is None or paper.masthead.mark != paper.title):
            form = Form(align="center", line=settings.title_size * 1.5, after=settings.line_pitch / 2, is_off_grid=True)
            yield paragraph(self.title(paper.title, self.look(settings.title_font, settings.title_size)), form)
        for line in paper.face:
            form = Form(align="center", line=TABLE_PITCH, is_off_grid=True)
            yield paragraph(run(line, self.look(settings.heading_font, TABLE_SIZE)), form)

    def title(self, text: str, look: Look) -> str:
        """Words in large type, on lines that belong together."""
        return run("\n".join(titled(legible(text), max(int(self.width / look.size + 0.1), 1))), look)

    def masthead(self, head: Masthead) -> Iterator[str]:
        """The red mark, its number, and office and day over the red line."""
        settings = self.settings
        size, drop = mark_size(head, settings), MARK_DROP * POINTS_PER_MM
        before = max(drop - settings.line_pitch * len(self.paper.marking), 0)
        red = replace(self.look(settings.title_font, size), colour=RED)
        yield paragraph(self.title(head.mark, red), Form(align="center", line=size * 1.6, before=before))
        body = self.look(settings.body_font, settings.body_size)
        if head.number:
            yield paragraph(run(head.number, body), Form(align="center"))
        right = tab() + run(head.day, body) if head.day else ""
        yield paragraph(run(head.office, body) + right, Form(tab=self.width, rule=Rule("bottom", 2.25, RED)))
        yield paragraph("")

    def blocks(self) -> Iterator[str]:
        """All blocks in order; the one after a `NewPage` begins a page."""
        starts_page = False
        for block in self.paper.blocks:
            if isinstance(block, NewPage):
                starts_page = True
                continue
            if starts_page:
                yield paragraph("", Form(line=1.0, is_off_grid=True, starts_page=True))
            yield from self.block(block)
            starts_page = False

    def block(self, block: Block) -> Iterator[str]:
        """The paragraphs and tables of one block."""
        match block:
            case Heading():
                style = self.styles[f"Heading {min(block.level, _DEEPEST)}"]
                words = "".join(self.run(replace(one, mark=_unstressed(one.mark))) for one in block.words)
                yield paragraph(words, replace(self.indented(2), style=style))
            case Paragraph():
                yield self.paragraph(block)
            case Remark():
                yield self.remark(block)
            case Facts():
                for label, value in block.rows:
                    yield self.labelled(label, value, 0)
            case Roll():
                yield self.labelled(block.label, "　".join(block.names), 2)
            case Table():
                yield self.table(block)
            case PageTotal():
                before, _, after = block.words.partition("{pages}")
                yield paragraph(run(before) + page_total() + run(after), self.indented(2))
            case Plot():
                yield from self.plot(block)

    def paragraph(self, block: Paragraph) -> str:
        """Words, indented or aligned."""
        words = "".join(map(self.run, block.words))
        if block.align == "right":
            return paragraph(words, replace(self.indented(), right=4, align="right"))
        if block.align == "center":
            return paragraph(words, Form(align="center"))
        return paragraph(words, self.indented(2) if block.indent else Form())

    def remark(self, block: Remark) -> str:
        """A note in its place, its label before it, lesser details in small type after it."""
        signs = signs_of(self.paper.language)
        label = run(signs.label.format(block.label), self.look(self.settings.heading_font, self.settings.body_size))
        details = self.run(Run(signs.aside.format(block.details), Mark.QUIET)) if block.details else ""
        return paragraph(label + "".join(map(self.run, block.words)) + details, self.indented(-2, 4))

    def labelled(self, label: str, text: str, indent: float) -> str:
        """A label, and words of which later lines hang under the first."""
        label = legible(label).strip()
        width = len(label) if self.paper.language == "zh" else len(label) * 0.55
        words = run(label, self.look(self.settings.heading_font, self.settings.body_size))
        words += run(("" if label.endswith("：") else " ") + text)
        return paragraph(words, self.indented(-width, indent + width))

    def run(self, one: Run) -> str:
        """Words with the look of their mark."""
        match one.mark:
            case Mark.STRONG:
                look = self.look(self.settings.subheading_font, self.settings.body_size)
            case Mark.FILLED:
                look = Look(underline=True)
            case Mark.OPEN:
                look = Look(highlight="yellow")
            case Mark.ADDED:
                look = Look(bold=True, underline=True)
            case Mark.DROPPED:
                look = Look(strike=True)
            case Mark.QUIET:
                look = Look(size=TABLE_SIZE, colour=GREY)
            case _:
                look = Look()
        return run(one.text, look) if one.text else ""

    def table(self, block: Table) -> str:
        """A table, its head repeated on every page."""
        total = sum(column.width for column in block.columns)
        widths = [self.width * column.width / total for column in block.columns]
        head_look, look = (
            self.look(font, TABLE_SIZE) for font in (self.settings.heading_font, self.settings.body_font)
        )
        centred = replace(_FINE, align="center")
        heads = [paragraph(run(column.head, head_look), centred) for column in block.columns]
        rows = [row(list(map(cell, widths, heads)), is_head=True)]
        for cells in block.rows:
            texts = [paragraph(run(shown(one), look), _FINE) for one in cells]
            rows.append(row(list(map(cell, widths, texts))))
        return table(widths, rows)

    def plot(self, block: Plot) -> Iterator[str]:
        """A row for each point with its bars, planned above real, all from the same start."""
        widths = self.width * _LABEL_SHARE, self.width * (1 - _LABEL_SHARE)
        room = widths[1] - 2 * CELL_MARGIN
        look = self.look(self.settings.body_font, SMALL)
        key = "".join(
            run("■", replace(look, colour=_BAR_COLOURS[name])) + run(f"{word}　", look)
            for name, word in (("planned", block.planned_word), ("real", block.real_word))
        )
        ends = run("0′", look) + tab() + run(f"{block.seconds / 60:.0f}′", look)
        heads = (paragraph(key, _FINE), paragraph(ends, replace(_FINE, tab=room)))
        rows = [row(list(map(cell, widths, heads)), is_head=True)]
        for bar in block.bars:
            label = paragraph(run(bar.label, replace(look, strike=bar.state == "skipped")), _FINE)
            strokes = _bars(bar, room / max(block.seconds, 1.0), room)
            rows.append(row([cell(widths[0], label), cell(widths[1], strokes)]))
        yield table(widths, rows)
        yield paragraph("", _FINE)


def _bars(bar: Bar, scale: float, room: float) -> str:
    planned = _bar("planned", bar.planned_start, bar.planned_seconds, scale, room)
    real = _bar("real", bar.real_start, bar.real_seconds, scale, room) if bar.real_start is not None else ""
    return planned + real


def _bar(name: str, start: float, seconds: float, scale: float, room: float) -> str:
    """A coloured line from one time to another: a paragraph that its indents cut to length."""
    left = min(start * scale, room - _SHORTEST)
    right = max(room - left - max(seconds * scale, _SHORTEST), 0.0)
    form = Form(line=_BAR, before=_BAR_GAP, is_off_grid=True, fill=_BAR_COLOURS[name], margins=(left, right))
    return paragraph("", form)


def _unstressed(mark: Mark) -> Mark:
    """A heading has a face of its own already."""
    return Mark.PLAIN if mark is Mark.STRONG else mark


def mark_size(head: Masthead, settings: Settings) -> float:
    """The size of the red mark: smaller where its words would not fit on one line."""
    width = settings.paper_width - settings.margin_left - settings.margin_right
    room = width * POINTS_PER_MM / max(len(head.mark), 1)
    return max(min(settings.mark_size, room), settings.title_size)
