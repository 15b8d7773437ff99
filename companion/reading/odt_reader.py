"""OpenDocument text (.odt, .ott; ODF 1.3-3) to its printed lines, numbers of its lists and headings resolved.

Deleted text is kept apart from the body by the format itself (`text:tracked-changes`); notes, comments and
tables of contents are set apart here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from companion.catalogue import say
from companion.errors import EmptyFileError, EncryptedFileError, NoDocumentError, TooLargeError
from companion.reading.bounded_xml import MAX_DEPTH
from companion.reading.docx_names import LINE_END, spaced, whole
from companion.reading.draft import Draft, Footnote
from companion.reading.odt_lists import LEVELS, OdtCounters, OdtLevel, printed_label, read_list_style
from companion.reading.page import Page
from companion.reading.zip_parts import ZipParts

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MAX_SPACES = 100
_BLANKS = re.compile(r"[ \t\r\n]+")
_HEADING, _PARAGRAPH, _LIST = f"{_TEXT}h", f"{_TEXT}p", f"{_TEXT}list"
_NOTE, _ANNOTATION, _BOX = f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAW}text-box"
_ROW, _CELL = f"{_TABLE}table-row", f"{_TABLE}table-cell"
_CONTENTS = {
    f"{_TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
}
_LEFT_OUT = {
    *(f"{_TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls", "number", "ruby-text")),
    *(f"{_OFFICE}{name}" for name in ("forms", "annotation-end", "scripts", "font-face-decls")),
    f"{_TABLE}covered-table-cell",
    "{http://www.w3.org/2000/svg}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
}


class OdtWalk:
    """One walk through an OpenDocument text, counting its lists as it goes."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of the file `name`."""
        self._name = name
        parts = ZipParts(data, name)
        if parts.has("META-INF/manifest.xml") and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise EncryptedFileError(path=name)
        if not parts.has("content.xml"):
            raise NoDocumentError(path=name)
        self._root = parts.xml("content.xml")
        roots = [self._root, *([parts.xml("styles.xml")] if parts.has("styles.xml") else [])]
        self._list_styles = _list_styles(roots)
        self._outline = _outline_style(roots)
        self._headings = OdtCounters()
        self._by_id: dict[str, OdtCounters] = {}
        self._by_style: dict[str, OdtCounters] = {}
        self._boxes: list[Element] = []
        self.notes: list[Footnote] = []
        self.comments = 0
        self.contents = 0

    def page(self) -> Page:
        """All lines of the body. Raises NoDocumentError where there is no text body."""
        body = self._root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise NoDocumentError(path=self._name)
        page = Page()
        self._blocks(body, page, 0)
        page.mark_agenda()
        return page

    def _blocks(self, container: Element, page: Page, depth: int) -> None:
        self._check(depth)
        for child in container:
            tag = child.tag
            if tag in (_HEADING, _PARAGRAPH):
                self._paragraph(child, page, None, depth)
            elif tag == _LIST:
                self._list(child, page, "", None, 0, depth + 1)
            elif tag == f"{_TABLE}table":
                self._table(child, page, depth + 1)
            elif tag in _CONTENTS:
                self.contents += 1
            elif tag not in _LEFT_OUT:
                self._blocks(child, page, depth + 1)

    def _list(
        self, element: Element, page: Page, style: str, counters: OdtCounters | None, place: int, depth: int
    ) -> None:
        self._check(depth)
        style = element.get(f"{_TEXT}style-name", style)
        if counters is None:
            counters = self._counters_of(element, style)
        elif element.get(f"{_TEXT}continue-numbering") != "true":
            counters.restart_below(place)
        for item in element:
            if item.tag == f"{_TEXT}list-item" or item.tag == f"{_TEXT}list-header":
                self._item(item, page, style, counters, place, depth)

    def _item(self, item: Element, page: Page, style: str, counters: OdtCounters, place: int, depth: int) -> None:
        levels = self._list_styles.get(style, {})
        is_labelled = item.tag.endswith("list-item")
        for child in item:
            if child.tag == _LIST:
                self._list(child, page, style, counters, min(place + 1, LEVELS - 1), depth + 1)
            elif child.tag in (_HEADING, _PARAGRAPH):
                label = None
                if is_labelled:
                    start = whole(item.get(f"{_TEXT}start-value"))
                    level = levels.get(place, OdtLevel())
                    counters.count(place, level.start if start is None else start, anew=start is not None)
                    label = printed_label(levels, counters, place)
                self._paragraph(child, page, label or "", depth)
                is_labelled = False
            elif child.tag not in _LEFT_OUT:
                self._blocks(child, page, depth + 1)

    def _counters_of(self, element: Element, style: str) -> OdtCounters:
        """The counters that an outermost list goes on with, or new ones."""
        earlier = self._by_id.get(element.get(f"{_TEXT}continue-list", ""))
        if earlier is None and element.get(f"{_TEXT}continue-numbering") == "true":
            earlier = self._by_style.get(style)
        counters = OdtCounters() if earlier is None else earlier
        self._by_style[style] = counters
        if identity := element.get(_XML_ID):
            self._by_id[identity] = counters
        return counters

    def _paragraph(self, paragraph: Element, page: Page, label: str | None, depth: int) -> None:
        """Print a paragraph; `label` is None outside lists, where the outline style numbers headings."""
        words: list[str] = []
        self._words(paragraph, words, depth)
        level = None
        if paragraph.tag == _HEADING:
            level = whole(paragraph.get(f"{_TEXT}outline-level"), 1, LEVELS) or 1
            if label is None and paragraph.get(f"{_TEXT}is-list-header") != "true":
                self._headings.count(level - 1, self._outline.get(level - 1, OdtLevel()).start, anew=False)
                label = printed_label(self._outline, self._headings, level - 1)
        boxes, self._boxes = self._boxes, []
        lines = spaced("".join(words)).split(LINE_END)
        if level is not None:
            lines = [" ".join(filter(None, map(str.strip, lines)))]
        if not boxes or any(line.strip() for line in lines):
            for turn, line in enumerate(lines):
                page.add(line if turn else (label or "") + line, paragraph, None if turn else level)
        for box in boxes:
            inside = page.inside()
            self._blocks(box, inside, depth + 1)
            page.add_page(inside)

    def _words(self, element: Element, words: list[str], depth: int) -> None:
        self._check(depth)
        if element.text:
            words.append(_collapsed(element.text))
        for child in element:
            self._inline(child, words, depth + 1)
            if child.tail:
                words.append(_collapsed(child.tail))

    def _inline(self, child: Element, words: list[str], depth: int) -> None:
        tag = child.tag
        if tag == f"{_TEXT}s":
            words.append(" " * (whole(child.get(f"{_TEXT}c"), 1, _MAX_SPACES) or 1))
        elif tag == f"{_TEXT}tab":
            words.append("\t")
        elif tag == f"{_TEXT}line-break":
            words.append(LINE_END)
        elif tag == _NOTE:
            body = child.find(f"{_TEXT}note-body")
            note: list[str] = []
            self._words(child if body is None else body, note, depth)
            self.notes.append(Footnote.at(" ".join("".join(note).replace(LINE_END, " ").split()), "".join(words[-8:])))
        elif tag == _ANNOTATION:
            self.comments += 1
        elif tag == _BOX:
            self._boxes.append(child)
        elif tag not in _LEFT_OUT:
            self._words(child, words, depth)

    def _table(self, table: Element, page: Page, depth: int) -> None:
        for row in self._inside(table, _ROW, depth):
            cells = []
            for cell in self._inside(row, _CELL, depth):
                inside = page.inside()
                self._blocks(cell, inside, depth + 1)
                cells.append(inside)
            page.add_row(cells)

    def _inside(self, container: Element, wanted: str, depth: int) -> list[Element]:
        self._check(depth)
        found: list[Element] = []
        for child in container:
            if child.tag == wanted:
                found.append(child)
            elif child.tag not in _LEFT_OUT:
                found += self._inside(child, wanted, depth + 1)
        return found

    def _check(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooLargeError(path=self._name, reason=say("formats.bound.depth", most=MAX_DEPTH))


def read_odt(data: bytes, name: str) -> Draft:
    """The printed lines of an OpenDocument text. Raises CompanionError subclasses for what cannot be read."""
    walk = OdtWalk(data, name)
    page = walk.page()
    if not page.has_words():
        raise EmptyFileError(path=name)
    counts: dict[str, int] = {
        "footnotes": len(walk.notes),
        "comments": walk.comments,
        "contents": walk.contents,
    }
    remarks: list[tuple[str, dict[str, object]]] = [
        (f"formats.remark.{kind}", {"count": count}) for kind, count in counts.items() if count
    ]
    return Draft(tuple(page.lines), page.levels, tuple(remarks), tuple(walk.notes))


def _collapsed(text: str) -> str:
    """White space as ODF 1.3-3 §6.1.2 reads it: any run of blanks is one."""
    return _BLANKS.sub(" ", text)


def _list_styles(roots: list[Element]) -> Mapping[str, dict[int, OdtLevel]]:
    return {
        style.get(f"{_STYLE}name", ""): read_list_style(style)
        for root in reversed(roots)
        for style in root.iter(f"{_TEXT}list-style")
    }


def _outline_style(roots: list[Element]) -> dict[int, OdtLevel]:
    for root in roots:
        for style in root.iter(f"{_TEXT}outline-style"):
            return read_list_style(style)
    return {}
