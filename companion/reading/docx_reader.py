"""Word files to their printed lines, on the standard library alone.

The walk is in document order and always the same: paragraphs, content controls and tables of the body as they
stand; a text box after the paragraph that it is anchored to; a table row by row. `paragraph_index` names, for
each line, the paragraph (`w:p`, counted in document order) that the line begins with, so that a line can be
found again in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from companion.catalogue import say
from companion.errors import EmptyFileError, NoDocumentError, TooLargeError
from companion.reading.docx_embedded import MAX_EMBEDDED, embedded_page
from companion.reading.docx_names import (
    ALTERNATIVE,
    BODY,
    CELL,
    CELL_PROPERTIES,
    CONTROL,
    DELETED,
    ENDNOTE,
    FOOTNOTE,
    ID,
    MOVED_AWAY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    VAL,
    is_on,
    value,
    whole,
    word,
)
from companion.reading.docx_numbering import LEVELS, SWITCHED_OFF, Numbering
from companion.reading.docx_package import DocxPackage
from companion.reading.docx_styles import (
    BODY_LEVEL,
    NUMBER_ID,
    NUMBER_LEVEL,
    NUMBER_PROPERTIES,
    OUTLINE_LEVEL,
    VANISH,
    ResolvedStyle,
    Styles,
)
from companion.reading.docx_text import LINE_END, MAX_DEPTH, ParagraphText, preferred
from companion.reading.draft import Draft
from companion.reading.page import Page

_EMBEDDED = word("altChunk")
_STYLE = word("pStyle")
_SPECIAL_VANISH = word("specVanish")
_FRAME, _DROP_CAP = word("framePr"), word("dropCap")
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
_NOTE_PARTS = {FOOTNOTE: ("footnotes", word("footnote")), ENDNOTE: ("endnotes", word("endnote"))}


@dataclass
class Carry:
    """What a paragraph whose mark is not printed (deleted, hidden, a drop cap) leaves to the next."""

    words: list[str] = field(default_factory=list)
    label: str | None = None
    level: int | None = None


class DocxWalk:
    """One walk through a Word file; counts its numbers as it goes, so that it is used once."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of the file `name`; raises as DocxPackage does."""
        self._package = DocxPackage(data, name)
        self._name = name
        self.root, markup = self._package.document()
        styles_part = self._package.side_part("styles")
        self._styles = Styles(styles_part)
        self._numbering = Numbering(self._package.side_part("numbering"), self._styles)
        may_hide = b"anish" in markup or (styles_part is not None and next(styles_part.iter(VANISH), None) is not None)
        self._text = ParagraphText(self._styles, name, may_hide=may_hide)
        self._contents = self._embedded = 0
        self._carry: Carry | None = None

    def page(self) -> Page:
        """All lines of the body. Raises NoDocumentError where there is none, TooLargeError where it nests too
        deep.
        """
        body = self.root.find(BODY)
        if body is None:
            raise NoDocumentError(path=self._name)
        page = Page()
        self._blocks(body, page, 0)
        self._flush(page, body)
        page.mark_agenda()
        return page

    def _blocks(self, container: Element, page: Page, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooLargeError(path=self._name, reason=say("formats.bound.depth", most=MAX_DEPTH))
        for child in container:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child, page, depth)
            elif tag == TABLE:
                self._flush(page, child)
                self._table(child, page, depth + 1)
            elif tag == CONTROL and _is_contents(child):
                self._contents += 1
            elif tag == ALTERNATIVE:
                self._blocks(preferred(child), page, depth + 1)
            elif tag == _EMBEDDED:
                self._embedded_file(child, page)
            elif tag not in _LEFT_OUT:
                self._blocks(child, page, depth + 1)

    def _embedded_file(self, chunk: Element, page: Page) -> None:
        """A web page or text that stands for a part of the body (ECMA-376-1 §17.17.2.1), as web systems
        write.
        """
        target = next((value for name, value in chunk.attrib.items() if name.endswith("}id")), "")
        found = embedded_page(self._package, target) if self._embedded < MAX_EMBEDDED else None
        if found is not None:
            self._embedded += 1
            page.add_page(found)

    def _paragraph(self, paragraph: Element, page: Page, depth: int) -> None:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = self._styles.paragraph(value(properties, _STYLE))
        words = self._text.read(paragraph, depth)
        boxes = self._text.take_boxes()
        if style.is_contents:
            self._contents += 1
        elif boxes and not words.strip():
            pass
        elif properties is None or not self._keeps_for_next(properties, style, words):
            self._print(paragraph, properties, style, words, page)
        for box in boxes:
            self._box(box, page, depth)

    def _print(
        self, paragraph: Element, properties: Element | None, style: ResolvedStyle, words: str, page: Page
    ) -> None:
        label = self._label(properties, style)
        level = self._heading_level(properties, style)
        if self._carry is not None:
            carry, self._carry = self._carry, None
            label = label if carry.label is None else carry.label
            level = level if carry.level is None else carry.level
            words = "".join(carry.words) + words
        printed = words.strip(LINE_END)
        if LINE_END not in printed:
            page.add(label + printed, paragraph, level)
        elif level is not None:
            page.add(label + " ".join(filter(None, map(str.strip, printed.split(LINE_END)))), paragraph, level)
        else:
            for place, line in enumerate(printed.split(LINE_END)):
                page.add(line if place else label + line, paragraph)

    def _keeps_for_next(self, properties: Element, style: ResolvedStyle, words: str) -> bool:
        """Keep the words of a paragraph whose mark is not printed: they run on into the next paragraph."""
        mark = properties.find(RUN_PROPERTIES)
        frame = properties.find(_FRAME)
        if frame is not None and frame.get(_DROP_CAP, "none") != "none":
            self._carried().words.append(words)
        elif mark is None:
            return False
        elif mark.find(DELETED) is not None or mark.find(MOVED_AWAY) is not None:
            self._carried().words.append(words)
        elif is_on(mark, VANISH) or is_on(mark, _SPECIAL_VANISH):
            self._keep_hidden_mark(properties, style, words)
        else:
            return False
        return True

    def _keep_hidden_mark(self, properties: Element, style: ResolvedStyle, words: str) -> None:
        """A style separator: a run-in heading with its number; a paragraph that is hidden whole counts for
        nothing.
        """
        if not words.strip():
            return
        carry = self._carried()
        carry.words.append(words)
        carry.label = self._label(properties, style) if carry.label is None else carry.label
        carry.level = self._heading_level(properties, style)

    def _carried(self) -> Carry:
        if self._carry is None:
            self._carry = Carry()
        return self._carry

    def _flush(self, page: Page, source: Element) -> None:
        """Print what no following paragraph has taken up."""
        if self._carry is not None:
            carry, self._carry = self._carry, None
            words = "".join(carry.words).strip(LINE_END).replace(LINE_END, " ")
            if words.strip():
                page.add((carry.label or "") + words, source, carry.level)

    def _box(self, box: Element, page: Page, depth: int) -> None:
        inside = page.inside()
        self._blocks(box, inside, depth + 1)
        self._flush(inside, box)
        page.add_page(inside)

    def _label(self, properties: Element | None, style: ResolvedStyle) -> str:
        own = None if properties is None else properties.find(NUMBER_PROPERTIES)
        number = None if own is None else value(own, NUMBER_ID)
        place = None if own is None else whole(value(own, NUMBER_LEVEL), highest=LEVELS)
        if number is None:
            number = style.number
            if place is None and number is not None and number != SWITCHED_OFF:
                place = self._numbering.level_of_style(number, style.chain)
                place = style.number_level if place is None else place
        elif place is None and number != SWITCHED_OFF:
            place = self._numbering.level_of_style(number, style.chain)
        if number is None or number == SWITCHED_OFF:
            return ""
        return self._numbering.label(number, place or 0)

    def _heading_level(self, properties: Element | None, style: ResolvedStyle) -> int | None:
        own = None if properties is None else whole(value(properties, OUTLINE_LEVEL))
        level = style.outline if own is None else own
        return None if level is None or level >= BODY_LEVEL else level + 1

    def _table(self, table: Element, page: Page, depth: int) -> None:
        for row in self._inside(table, ROW, depth):
            properties = row.find(ROW_PROPERTIES)
            if properties is not None and properties.find(DELETED) is not None:
                self._text.findings.deleted += 1
                continue
            page.add_row(
                [self._cell(cell, page, depth) for cell in self._inside(row, CELL, depth) if not _is_covered(cell)]
            )

    def _cell(self, cell: Element, page: Page, depth: int) -> Page:
        inside = page.inside()
        self._blocks(cell, inside, depth + 2)
        self._flush(inside, cell)
        return inside

    def _inside(self, container: Element, wanted: str, depth: int) -> list[Element]:
        """The rows of a table or the cells of a row, also those inside content controls and revisions."""
        if depth > MAX_DEPTH:
            raise TooLargeError(path=self._name, reason=say("formats.bound.depth", most=MAX_DEPTH))
        found: list[Element] = []
        for child in container:
            if child.tag == wanted:
                found.append(child)
            elif child.tag not in _LEFT_OUT:
                found += self._inside(child, wanted, depth + 1)
        return found

    def footnotes(self) -> tuple[str, ...]:
        """The words of the notes that the body refers to, in its order."""
        notes = self._text.findings.notes
        texts = {kind: self._note_texts(*_NOTE_PARTS[kind]) for kind in sorted({kind for kind, _note in notes})}
        return tuple(texts[kind].get(note, "") for kind, note in notes)

    def _note_texts(self, role: str, tag: str) -> dict[str, str]:
        part = self._package.side_part(role)
        notes = () if part is None else part.iterfind(tag)
        reader = ParagraphText(self._styles, self._name, may_hide=True)
        return {
            note.get(ID, ""): " ".join(
                reader.read(line, 0).replace(LINE_END, " ").strip() for line in note.iter(PARAGRAPH)
            )
            for note in notes
        }

    def remarks(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """What was left out or set apart, each with its count."""
        findings = self._text.findings
        counts = {
            "footnotes": len(findings.notes),
            "deleted": findings.deleted,
            "hidden": findings.hidden,
            "comments": findings.comments,
            "contents": self._contents,
            "embedded": self._embedded,
        }
        return tuple((f"formats.remark.{kind}", {"count": count}) for kind, count in counts.items() if count)


def read_docx(data: bytes, name: str) -> Draft:
    """The printed lines of a Word file. Raises CompanionError subclasses for what is broken, hostile or
    empty.
    """
    walk = DocxWalk(data, name)
    page = walk.page()
    if not page.has_words():
        raise EmptyFileError(path=name)
    return Draft(tuple(page.lines), page.levels, walk.remarks(), walk.footnotes())


def paragraph_index(data: bytes, name: str) -> tuple[int, ...]:
    """For each line of `read_docx`, the place of its paragraph among all `w:p` of the main part, from 0."""
    walk = DocxWalk(data, name)
    places = {paragraph: place for place, paragraph in enumerate(walk.root.iter(PARAGRAPH))}
    return tuple(places.get(source, -1) if isinstance(source, Element) else -1 for source in walk.page().sources)


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
