"""A paper as .docx to the numbers of GB/T 9704: blocks written with python-docx, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from companion.exporters.formats.cells import shown
from companion.exporters.formats.packing import repack
from companion.exporters.formats.word_page import (
    font_table,
    new_document,
    set_font,
    set_indent,
    set_off_grid,
    set_page,
    set_page_numbers,
    set_styles,
    underline_paragraph,
)
from companion.exporters.legible import legible
from companion.exporters.paper import (
    Block,
    Facts,
    Heading,
    Imprint,
    Mark,
    Masthead,
    NewPage,
    Paper,
    Paragraph,
    Plot,
    Remark,
    Roll,
    Run,
    Table,
)
from companion.exporters.settings import Settings

_RED, _GREY = RGBColor(0xFF, 0, 0), RGBColor(0x44, 0x44, 0x44)
_ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_MARK_DROP = 35.0  # millimetres from the top of the type area to the red mark (§7.2.4, §10.3)
_TABLE_SIZE, _TABLE_PITCH, _SMALL, _IMPRINT_SIZE = 12.0, 17.0, 9.0, 14.0
_FONT_TABLE = "word/fontTable.xml"
_BODY_PLACE = "{{body}}"
_PLACE = re.compile(r"\{\{(\w+)\}\}")


class _Writer:
    """Writes the blocks of one paper into one document."""

    def __init__(self, document: Document, paper: Paper, settings: Settings, *, has_title: bool = False) -> None:
        self.document, self.paper, self.settings, self.has_title = document, paper, settings, has_title
        self.looks: dict[tuple[str, float], Any] = {}
        self.cell_form: Any = None
        self.text_width = _text_width(document)

    def write(self) -> None:
        paper = self.paper
        for mark in paper.marking:
            self.line(mark, self.settings.heading_font, self.settings.body_size)
        if paper.masthead:
            self.masthead(paper.masthead)
        if not self.has_title and (paper.masthead is None or paper.masthead.mark != paper.title):
            title = self.line(paper.title, self.settings.title_font, self.settings.title_size, "center")
            title.paragraph_format.line_spacing = Pt(self.settings.title_size * 1.5)
            title.paragraph_format.space_after = Pt(self.settings.line_pitch / 2)
        for line in paper.face:
            self.face(line)
        for before, block in zip((None, *paper.blocks), paper.blocks, strict=False):
            self.block(block, starts_page=isinstance(before, NewPage))
        if paper.imprint:
            self.imprint(paper.imprint)
        self.seal()

    def styled(self, paragraph: WordParagraph, text: str, font: str, size: float) -> WordRun:
        """A run in a face of its own; the look is made once and copied, which is ten times as fast."""
        run = paragraph.add_run(legible(text))
        if (font, size) not in self.looks:
            set_font(run, font, size, self.settings)
            self.looks[font, size] = deepcopy(run._r.rPr)
        else:
            run._r.insert(0, deepcopy(self.looks[font, size]))
        return run

    def line(self, text: str, font: str, size: float, align: str = "left") -> WordParagraph:
        """A paragraph in one face, without indent."""
        paragraph = self.document.add_paragraph()
        if align in _ALIGN:
            paragraph.alignment = _ALIGN[align]
        self.styled(paragraph, text, font, size)
        return paragraph

    def both_ends(self, left: str, right: str, size: float) -> WordParagraph:
        """Words at the left and, after a tab, at the right; the tab stop is the caller's."""
        paragraph = self.line(left, self.settings.body_font, size)
        if right:
            paragraph.add_run().add_tab()
            self.styled(paragraph, right, self.settings.body_font, size)
        return paragraph

    def masthead(self, head: Masthead) -> None:
        settings = self.settings
        width = settings.paper_width - settings.margin_left - settings.margin_right
        room = Mm(width).pt / max(len(head.mark), 1)
        size = max(min(settings.mark_size, room), settings.title_size)
        mark = self.line(head.mark, settings.title_font, size, "center")
        mark.runs[0].font.color.rgb = _RED
        taken = Pt(settings.line_pitch) * len(self.paper.marking)
        mark.paragraph_format.space_before = max(Mm(_MARK_DROP) - taken, 0)
        mark.paragraph_format.line_spacing = Pt(size * 1.6)
        if head.number:
            self.line(head.number, settings.body_font, settings.body_size, "center")
        under = self.both_ends(head.office, head.day, settings.body_size)
        under.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        underline_paragraph(under, "bottom", 2.25, "FF0000")
        self.document.add_paragraph()

    def face(self, text: str) -> None:
        paragraph = self.line(text, self.settings.heading_font, _TABLE_SIZE, "center")
        set_off_grid(paragraph, _TABLE_PITCH)

    def block(self, block: Block, *, starts_page: bool = False) -> None:
        """Write a block; the one after a `NewPage` begins a page."""
        first = len(self.document.paragraphs) if starts_page else 0
        self.block_of_kind(block)
        written = self.document.paragraphs[first:] if starts_page else []
        if written:
            written[0].paragraph_format.page_break_before = True

    def block_of_kind(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.paragraph(block)
            case Remark():
                self.remark(block)
            case Facts():
                for label, value in block.rows:
                    self.labelled(label, value, 0)
            case Roll():
                self.labelled(block.label, "　".join(block.names), 2)
            case Table():
                self.table(block)
            case Plot() | NewPage():
                pass  # a plot is drawn in HTML alone; a new page is a matter of the block after it

    def heading(self, block: Heading) -> None:
        paragraph = self.document.add_paragraph(style=f"Heading {min(block.level, 5)}")
        set_indent(paragraph, self.settings, first=2)
        for run in block.words:
            self.run(paragraph, run, keep_style=True)

    def paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph()
        if block.align in _ALIGN:
            paragraph.alignment = _ALIGN[block.align]
        elif block.indent:
            set_indent(paragraph, self.settings, first=2)
        if block.align == "right":
            paragraph.paragraph_format.right_indent = Pt(self.settings.body_size * 4)
        for run in block.words:
            self.run(paragraph, run)

    def remark(self, block: Remark) -> None:
        paragraph = self.document.add_paragraph()
        set_indent(paragraph, self.settings, first=-2, left=4)
        self.styled(paragraph, f"【{block.label}】", self.settings.heading_font, self.settings.body_size)
        for run in block.words:
            self.run(paragraph, run)
        if block.details:
            self.run(paragraph, Run(f"（{'；'.join(block.details)}）", Mark.QUIET))

    def labelled(self, label: str, text: str, indent: float) -> None:
        label = legible(label).strip()
        paragraph = self.document.add_paragraph()
        width = len(label) if self.paper.language == "zh" else len(label) * 0.55
        set_indent(paragraph, self.settings, first=-width, left=indent + width)
        self.styled(paragraph, label, self.settings.heading_font, self.settings.body_size)
        paragraph.add_run(("" if label.endswith("：") else " ") + legible(text))

    def run(self, paragraph: WordParagraph, run: Run, *, keep_style: bool = False) -> None:
        written = paragraph.add_run(legible(run.text))
        match run.mark:
            case Mark.STRONG if not keep_style:
                set_font(written, self.settings.subheading_font, self.settings.body_size, self.settings)
            case Mark.FILLED:
                written.font.underline = True
            case Mark.OPEN:
                written.font.highlight_color = WD_COLOR_INDEX.YELLOW
            case Mark.ADDED:
                written.font.underline = True
                written.font.bold = True
            case Mark.DROPPED:
                written.font.strike = True
            case Mark.QUIET:
                written.font.size = Pt(_TABLE_SIZE)
                written.font.color.rgb = _GREY
            case _:
                pass

    def table(self, block: Table) -> None:
        if block.title and block.name not in ("notice", self.paper.name, "tasks"):
            self.line("", self.settings.body_font, 6)
        table = self.document.add_table(1, len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            self.cell(cell, column.head, self.settings.heading_font)
        _repeat_head(table.rows[0])
        grid = table._tbl
        for row in block.rows:
            grid.append(self.row([shown(cell) for cell in row], block))
        self.set_widths(table, block)

    def row(self, texts: list[str], block: Table) -> Any:
        """One row made by hand: adding them through the library takes time that grows with their square."""
        total = sum(column.width for column in block.columns)
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        row.append(properties)
        for text, column in zip(texts, block.columns, strict=True):
            row.append(self.hand_made_cell(text, column.width / total))
        return row

    def hand_made_cell(self, text: str, share: float) -> Any:
        cell, properties, width = (OxmlElement(f"w:{name}") for name in ("tc", "tcPr", "tcW"))
        width.set(qn("w:w"), str(round(self.text_width * share * 56.7)))
        width.set(qn("w:type"), "dxa")
        properties.append(width)
        cell.append(properties)
        element = OxmlElement("w:p")
        cell.append(element)
        paragraph = WordParagraph(element, self.document._body)
        if self.cell_form is None:
            set_off_grid(paragraph, _TABLE_PITCH)
            self.cell_form = deepcopy(element.pPr)
        else:
            element.insert(0, deepcopy(self.cell_form))
        self.styled(paragraph, text, self.settings.body_font, _TABLE_SIZE)
        return cell

    def cell(self, cell: Any, text: str, font: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_off_grid(paragraph, _TABLE_PITCH)
        self.styled(paragraph, text, font, _TABLE_SIZE)

    def set_widths(self, table: Any, block: Table) -> None:
        total = sum(column.width for column in block.columns)
        for place, column in enumerate(block.columns):
            width = Mm(self.text_width * column.width / total)
            table.columns[place].width = width
            table.rows[0].cells[place].width = width

    def imprint(self, imprint: Imprint) -> None:
        """版记: 4号 type between two thick rules with a thin one inside (§7.4)."""
        self.document.add_paragraph()
        lines = [(imprint.cc, "")] if imprint.cc else []
        lines.append((imprint.office, imprint.day))
        for place, (left, right) in enumerate(lines):
            paragraph = self.both_ends(left, right, _IMPRINT_SIZE)
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Mm(self.text_width) - Pt(_IMPRINT_SIZE), WD_TAB_ALIGNMENT.RIGHT
            )
            paragraph.paragraph_format.first_line_indent = Pt(_IMPRINT_SIZE)
            paragraph.paragraph_format.keep_with_next = place + 1 < len(lines)
            underline_paragraph(paragraph, "top", 1.0 if place == 0 else 0.7, "000000")
        last = self.line("", self.settings.body_font, 4)
        last.paragraph_format.line_spacing = Pt(4)
        underline_paragraph(last, "top", 1.0, "000000")

    def seal(self) -> None:
        paragraph = self.line(self.paper.seal, self.settings.body_font, _SMALL)
        set_off_grid(paragraph, _TABLE_PITCH)
        paragraph.runs[0].font.color.rgb = _GREY


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as the bytes of a .docx; the same paper gives the same bytes."""
    document = new_document(settings)
    after, has_title = _open_template(document, paper) if settings.docx_template_data else ([], False)
    if has_title:
        paper = replace(paper, masthead=None)
    if not settings.docx_template_data:
        set_page(document, settings, is_landscape=paper.is_landscape)
        set_page_numbers(document, settings)
    set_styles(document, settings)
    _Writer(document, paper, settings, has_title=has_title).write()
    for element in after:
        document.element.body.insert_element_before(element, "w:sectPr")
    _set_properties(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _finished(out.getvalue(), settings)


def _text_width(document: Document) -> float:
    """The width between the margins, in millimetres."""
    section = document.sections[-1]
    edges = [section.page_width, section.left_margin, section.right_margin]
    paper, left, right = (edge.mm if edge is not None else 0.0 for edge in edges)
    return paper - left - right


def _open_template(document: Document, paper: Paper) -> tuple[list[Any], bool]:
    """Fill the template's own places; returns what stands after `{{body}}`, taken out, and if it has a title."""
    head = paper.masthead or Masthead("")
    values = {"title": paper.title, "number": head.number, "office": head.office, "day": head.day}
    values["seal"] = paper.seal
    section = document.sections[-1]
    paragraphs = [*document.paragraphs, *section.header.paragraphs, *section.footer.paragraphs]
    has_title = any("{{title}}" in paragraph.text for paragraph in paragraphs)
    for run in (run for paragraph in paragraphs for run in paragraph.runs if "{{" in run.text):
        filled = _PLACE.sub(lambda found: legible(values.get(found[1], found[0])), run.text)
        if filled != run.text:
            run.text = filled
    children = [child for child in document.element.body if not child.tag.endswith("}sectPr")]
    place = next((at for at, child in enumerate(children) if _BODY_PLACE in _text_of(child)), len(children))
    for child in children[place:]:
        document.element.body.remove(child)
    return children[place + 1 :], has_title


def _text_of(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    made = (paper.made or datetime(2000, 1, 1)).replace(tzinfo=None, microsecond=0)
    properties.title = paper.title[:255]
    properties.author, properties.last_modified_by, properties.comments = "", "", ""
    properties.keywords = legible(paper.seal)[:255]
    properties.created = properties.modified = made
    properties.language = "zh-CN" if paper.language == "zh" else "en"
    properties.revision = 1


def _finished(data: bytes, settings: Settings) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        table = package.read(_FONT_TABLE) if _FONT_TABLE in names else b""
    changed = {_FONT_TABLE: font_table(table, settings.font_fallbacks)} if table else {}
    return repack(data, changed)


def _repeat_head(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
