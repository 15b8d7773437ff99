"""A paper as .docx to the numbers of GB/T 9704; the same paper gives the same bytes.

python-docx opens the template and sets the page; the words themselves are written as one piece of XML and put into it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from companion.exporters.formats.packing import repack
from companion.exporters.formats.word_body import GREY, SMALL, TABLE_PITCH, Body
from companion.exporters.formats.word_imprint import imprint_paragraph, needs_new_page
from companion.exporters.formats.word_page import (
    even_page_section,
    font_table,
    new_document,
    set_page,
    set_page_numbers,
    set_styles,
)
from companion.exporters.formats.word_xml import Form, paragraph, run
from companion.exporters.legible import legible
from companion.exporters.paper import Masthead, Paper
from companion.exporters.settings import Settings

_FONT_TABLE = "word/fontTable.xml"
_BODY_PLACE = "{{body}}"
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def render(paper: Paper, settings: Settings) -> bytes:
    """The paper as the bytes of a .docx."""
    document = new_document(settings)
    is_own = not settings.docx_template_data
    after, has_title = ([], False) if is_own else _open_template(document, paper)
    if has_title:
        paper = replace(paper, masthead=None)
    if is_own:
        set_page(document, settings, is_landscape=paper.is_landscape)
        set_page_numbers(document, settings)
    styles = set_styles(document, settings)
    body = Body(paper, settings, _text_width(document), styles)
    _put(document, "".join([*body.head(has_title=has_title), *body.blocks(), *_foot(document, body, is_own=is_own)]))
    for element in after:
        document.element.body.insert_element_before(element, "w:sectPr")
    _set_properties(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _finished(out.getvalue(), settings)


def _foot(document: Document, body: Body, *, is_own: bool) -> Iterator[str]:
    """The seal, then 版记 at the bottom of the last page; on the next even page where the text leaves none for it."""
    paper, settings = body.paper, body.settings
    look = replace(body.look(settings.body_font, SMALL), colour=GREY)
    is_apart = is_own and settings.imprint_page == "even" and paper.imprint and needs_new_page(paper, settings)
    section = even_page_section(document) if is_apart else ""
    yield paragraph(run(paper.seal, look), Form(line=TABLE_PITCH, is_off_grid=True), section=section)
    if paper.imprint:
        yield imprint_paragraph(paper.imprint, settings, body.width)


def _put(document: Document, words: str) -> None:
    """Put what was written before the properties of the last section."""
    parsed = parse_xml(f'<w:body xmlns:w="{_WORDS}" xmlns:r="{_RELATIONS}">{words}</w:body>')
    last = document.element.body.sectPr
    for element in list(parsed):
        last.addprevious(element)


def _text_width(document: Document) -> float:
    """The width between the margins, in points."""
    section = document.sections[-1]
    edges = [section.page_width, section.left_margin, section.right_margin]
    paper, left, right = (edge.pt if edge is not None else 0.0 for edge in edges)
    return paper - left - right


def _open_template(document: Document, paper: Paper) -> tuple[list[Any], bool]:
    """Fill the template's own places; returns what stands after `{{body}}`, taken out, and if it has a title."""
    head = paper.masthead or Masthead("")
    values = {"title": paper.title, "number": head.number, "office": head.office, "day": head.day}
    values["seal"] = paper.seal
    section = document.sections[-1]
    paragraphs = [*document.paragraphs, *section.header.paragraphs, *section.footer.paragraphs]
    has_title = any("{{title}}" in one.text for one in paragraphs)
    for own in (own for one in paragraphs for own in one.runs if "{{" in own.text):
        filled = _PLACE.sub(lambda found: legible(values.get(found[1], found[0])), own.text)
        if filled != own.text:
            own.text = filled
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
