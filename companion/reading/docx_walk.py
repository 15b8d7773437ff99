"""One walk through the body of a Word file, always in the same order.

Paragraphs, content controls and tables as they stand; a text box after the paragraph that it is anchored to; a
table row by row. The source of each line is the element of its paragraph, or the place of its plain paragraph
among those taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from companion.catalogue import say
from companion.errors import NoDocumentError, TooLargeError
from companion.reading.bounded_xml import MAX_DEPTH
from companion.reading.docx_embedded import MAX_EMBEDDED, embedded_page
from companion.reading.docx_names import (
    ALTERNATIVE,
    BODY,
    CELL,
    CELL_PROPERTIES,
    CONTROL,
    DELETED,
    MOVED_AWAY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    TABLE,
    VAL,
    word,
)
from companion.reading.docx_numbering import Numbering
from companion.reading.docx_package import DocxPackage
from companion.reading.docx_paragraphs import Look, ParagraphPrinter
from companion.reading.docx_plain import PLAIN, PlainParagraphs, marked
from companion.reading.docx_styles import VANISH, Styles
from companion.reading.docx_text import ParagraphText, preferred
from companion.reading.page import Page

_EMBEDDED = word("altChunk")
_GALLERY = f"{word('sdtPr')}/{word('docPartObj')}/{word('docPartGallery')}"
_MERGE, _CELL_DELETED = word("vMerge"), word("cellDel")
_LEFT_OUT = {
    DELETED,
    MOVED_AWAY,
    word("sectPr"),
    word("tblPr"),
    word("tblGrid"),
    ROW_PROPERTIES,
    CELL_PROPERTIES,
}


class DocxWalk:
    """One walk through a Word file; counts its numbers as it goes, so that it is used once."""

    def __init__(self, package: DocxPackage, *, element_by_element: bool = False) -> None:
        """Open the main part, with an element for every paragraph where `element_by_element` is asked for."""
        self._package = package
        main = package.document(whole=element_by_element)
        self._root, self._plain = main.root, main.plain
        styles_part = package.styles()
        self.styles = Styles(styles_part)
        may_hide = main.may_hide or (styles_part is not None and next(styles_part.iter(VANISH), None) is not None)
        self._printer = ParagraphPrinter(self.styles, Numbering(package.side_part("numbering"), self.styles))
        self.text = ParagraphText(self.styles, package.parts.name, self._plain, may_hide=may_hide)
        self.contents = self.embedded = 0
        self._looks: dict[bytes, Look] = {}

    def paragraphs(self) -> Iterator[object]:
        """All paragraphs of the main part in the order of the document, as `Page.sources` has them."""
        for element in self._root.iter():
            if element.tag == PARAGRAPH:
                yield element
            elif element.tag == PLAIN and self._plain is not None:
                yield from marked(element)

    def page(self) -> Page:
        """All lines of the body. Raises NoDocumentError where there is none, TooLargeError where it nests too
        deep.
        """
        body = self._root.find(BODY)
        if body is None:
            raise NoDocumentError(path=self._package.parts.name)
        page = Page()
        self._blocks(body, page, 0)
        self._printer.flush(page, body)
        page.mark_agenda()
        return page

    def _blocks(self, container: Element, page: Page, depth: int) -> None:
        self._refuse_depth(depth)
        for child in container:
            tag = child.tag
            if tag == PLAIN and self._plain is not None:
                self._plain_paragraphs(self._plain, child, page)
            elif tag == PARAGRAPH:
                self._paragraph(child, page, depth)
            elif tag == TABLE:
                self._printer.flush(page, child)
                self._table(child, page, depth + 1)
            elif tag == CONTROL and _is_contents(child):
                self.contents += 1
            elif tag == ALTERNATIVE:
                self._blocks(preferred(child), page, depth + 1)
            elif tag == _EMBEDDED:
                self._embedded_file(child, page)
            elif tag not in _LEFT_OUT:
                self._blocks(child, page, depth + 1)

    def _plain_paragraphs(self, plain: PlainParagraphs, mark: Element, page: Page) -> None:
        for properties, places in plain.alike(mark):
            look = self._looks.get(properties)
            if look is None:
                look = self._looks[properties] = self._printer.look(plain.parsed[properties])
            words = plain.words[places.start : places.stop]
            if look.is_contents:
                self.contents += len(places)
            elif look.is_bare and not plain.has_breaks and not self._printer.carries:
                page.add_bare(words, places)
            else:
                for place, each in zip(places, words, strict=True):
                    self._printer.print(look, each, place, page)

    def _paragraph(self, paragraph: Element, page: Page, depth: int) -> None:
        look = self._printer.look(paragraph.find(PARAGRAPH_PROPERTIES))
        words = self.text.read(paragraph, depth)
        boxes = self.text.take_boxes()
        if look.is_contents:
            self.contents += 1
        elif words.strip() or not boxes:
            self._printer.print(look, words, paragraph, page)
        for box in boxes:
            self._box(box, page, depth)

    def _box(self, box: Element, page: Page, depth: int) -> None:
        inside = page.inside()
        self._blocks(box, inside, depth + 1)
        self._printer.flush(inside, box)
        page.add_page(inside)

    def _embedded_file(self, chunk: Element, page: Page) -> None:
        """A web page or text that stands for a part of the body (ECMA-376-1 §17.17.2.1), as web systems
        write.
        """
        target = next((value for name, value in chunk.attrib.items() if name.endswith("}id")), "")
        found = embedded_page(self._package, target) if self.embedded < MAX_EMBEDDED else None
        if found is not None:
            self.embedded += 1
            page.add_page(found)

    def _table(self, table: Element, page: Page, depth: int) -> None:
        for row in self._inside(table, ROW, depth):
            properties = row.find(ROW_PROPERTIES)
            if properties is not None and properties.find(DELETED) is not None:
                self.text.findings.deleted += 1
                continue
            page.add_row(
                [self._cell(cell, page, depth) for cell in self._inside(row, CELL, depth) if not _is_covered(cell)]
            )

    def _cell(self, cell: Element, page: Page, depth: int) -> Page:
        inside = page.inside()
        self._blocks(cell, inside, depth + 2)
        self._printer.flush(inside, cell)
        return inside

    def _inside(self, container: Element, wanted: str, depth: int) -> list[Element]:
        """The rows of a table or the cells of a row, also those inside content controls and revisions."""
        self._refuse_depth(depth)
        found: list[Element] = []
        for child in container:
            if child.tag == wanted:
                found.append(child)
            elif child.tag not in _LEFT_OUT and child.tag != PARAGRAPH:
                found += self._inside(child, wanted, depth + 1)
        return found

    def _refuse_depth(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            reason = say("formats.bound.depth", most=MAX_DEPTH)
            raise TooLargeError(path=self._package.parts.name, reason=reason)


def _is_contents(control: Element) -> bool:
    """Tell whether a content control is a table of contents, whose lines repeat the headings."""
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == "Table of Contents"


def _is_covered(cell: Element) -> bool:
    """Tell whether a cell is deleted, or lies under the cell above that it is merged with."""
    properties = cell.find(CELL_PROPERTIES)
    merge = None if properties is None else properties.find(_MERGE)
    is_deleted = properties is not None and properties.find(_CELL_DELETED) is not None
    return is_deleted or (merge is not None and merge.get(VAL) != "restart")
