"""The document of Word that words are put into: page, styles, page numbers, or the user's template around them.

Making one takes python-docx longer than most texts take to write, so that without a template it is made once for a
shape of page; the words and what a document says of itself then go into its parts as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from companion.exporters.formats.packing import repack
from companion.exporters.formats.word_page import font_table, new_document, set_page, set_page_numbers, set_styles
from companion.exporters.legible import legible
from companion.exporters.paper import Masthead, Paper
from companion.exporters.settings import Settings

_FONT_TABLE, _PROPERTIES = "word/fontTable.xml", "docProps/core.xml"
_BODY_PLACE = "{{body}}"
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_HERE, _FOOT = "words", "foot"  # comments in the part, where they go
_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=\s*</w:body>)", re.DOTALL)
_MOST = 255  # characters of a property


@dataclass(frozen=True)
class Shell:
    """A package without its words: `main` is the part (`name`) they go into, `width` that between the margins.

    `styles` are the ids of styles by name, `has_title` says that the template has shown the title already.
    """

    package: bytes
    name: str
    main: str
    width: float
    styles: dict[str, str]
    has_title: bool = False

    @property
    def section(self) -> str:
        """The properties of the last section, which end one before it when they stand in a paragraph."""
        found = _SECTION.search(self.main)
        return found[0] if found else ""

    def filled(self, words: str, foot: str, paper: Paper, *, is_last_even: bool = False) -> bytes:
        """The package with these words, and a foot after all that the template has.

        `is_last_even` begins the last section on the next even page.
        """
        main = self.main.replace(f"<!--{_HERE}-->", words, 1).replace(f"<!--{_FOOT}-->", foot, 1)
        if is_last_even:
            front, size, rest = main.rpartition("<w:pgSz")
            main = f'{front}<w:type w:val="evenPage"/>{size}{rest}'
        return repack(self.package, {self.name: main.encode("utf-8"), _PROPERTIES: _properties(paper)})


@lru_cache(maxsize=8)
def own_shell(settings: Settings, *, is_landscape: bool) -> Shell:
    """The page of GB/T 9704, upright or sideways."""
    document = new_document(settings)
    set_page(document, settings, is_landscape=is_landscape)
    set_page_numbers(document, settings)
    return _shell(document, settings, [])


def template_shell(paper: Paper, settings: Settings) -> Shell:
    """The user's template, its places filled; the words go where `{{body}}` stands."""
    document = new_document(settings)
    has_title = _fill_places(document, paper)
    return _shell(document, settings, _cut_at_body(document), has_title=has_title)


def _shell(document: Document, settings: Settings, after: list[Any], *, has_title: bool = False) -> Shell:
    styles = set_styles(document, settings)
    for element in (etree.Comment(_HERE), *after, etree.Comment(_FOOT)):
        document.element.body.sectPr.addprevious(element)
    _ = document.core_properties  # python-docx makes the part when it is asked for
    out, name = io.BytesIO(), document.part.partname[1:]
    document.save(out)
    with zipfile.ZipFile(out) as package:
        main = package.read(name).decode("utf-8")
        names = package.namelist()
        fonts = font_table(package.read(_FONT_TABLE), settings.font_fallbacks) if _FONT_TABLE in names else b""
    package_bytes = repack(out.getvalue(), {_FONT_TABLE: fonts} if fonts else {})
    return Shell(package_bytes, name, main, _text_width(document), styles, has_title)


def _text_width(document: Document) -> float:
    section = document.sections[-1]
    edges = [section.page_width, section.left_margin, section.right_margin]
    paper, left, right = (edge.pt if edge is not None else 0.0 for edge in edges)
    return paper - left - right


def _fill_places(document: Document, paper: Paper) -> bool:
    """Fill what the template leaves open in its text, head and foot; tells whether the title is among it."""
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
    return has_title


def _cut_at_body(document: Document) -> list[Any]:
    """Take away `{{body}}` and all that stands after it; returns the latter."""
    children = [child for child in document.element.body if not child.tag.endswith("}sectPr")]
    place = next((at for at, child in enumerate(children) if _BODY_PLACE in _text_of(child)), len(children))
    for child in children[place:]:
        document.element.body.remove(child)
    return children[place + 1 :]


def _text_of(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _properties(paper: Paper) -> bytes:
    """What a document says of itself (ISO/IEC 29500-2 §11): its title, its seal, when it was made."""
    made = (paper.made or datetime(2000, 1, 1)).replace(tzinfo=None, microsecond=0)
    stamp = f'xsi:type="dcterms:W3CDTF">{made.isoformat()}Z'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legible(paper.title)[:_MOST])}</dc:title><dc:creator></dc:creator>"
        f"<cp:keywords>{escape(legible(paper.seal)[:_MOST])}</cp:keywords><cp:lastModifiedBy></cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision><dcterms:created {stamp}</dcterms:created>"
        f"<dcterms:modified {stamp}</dcterms:modified>"
        f"<dc:language>{'zh-CN' if paper.language == 'zh' else 'en'}</dc:language></cp:coreProperties>\n"
    ).encode()
