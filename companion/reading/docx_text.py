"""The words of one Word paragraph as they are printed: revisions settled, hidden text and field codes left
out.

Runs are taken in document order. Inserted and moved-here text stays, deleted and moved-away text goes
(ECMA-376-1 §17.13.5); of the alternatives for older readers the first is taken; text boxes are handed back to
be read apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from companion.catalogue import say
from companion.errors import TooLargeError
from companion.reading.bounded_xml import MAX_DEPTH
from companion.reading.docx_names import (
    ALTERNATIVE,
    CHOICE,
    COMMENT,
    DELETED,
    ENDNOTE,
    FALLBACK,
    FOOTNOTE,
    ID,
    LINE_END,
    MATH_TEXT,
    MOVED_AWAY,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOX,
    is_on,
    spaced,
    value,
    word,
)
from companion.reading.docx_plain import PLAIN, PlainParagraphs, marked
from companion.reading.docx_styles import VANISH, Styles

_NEAR = 8  # runs in front of a note's mark that are looked at for its word
_RUN_STYLE = word("rStyle")
_BREAKS = {word("br"): LINE_END, word("cr"): LINE_END}
_SIGNS = {word("tab"): "\t", word("ptab"): "\t", word("noBreakHyphen"): "-", **_BREAKS}
_SYMBOL, _SYMBOL_CODE = word("sym"), word("char")
_SYMBOLS = {
    0xF0FE: "☑",
    0xF052: "☑",
    0xF053: "☒",
    0xF0FD: "☒",
    0xF0FC: "✓",
    0xF0E0: "→",
    0xF0B7: "•",
    0xF06C: "●",
}
_LEFT_OUT = {
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    FALLBACK,
    *(word(name) for name in ("instrText", "delInstrText", "delText", "fldData", "rt", "rubyPr", "sdtPr", "sdtEndPr")),
}


@dataclass
class Findings:
    """What the walk through a document sets apart: counts for remarks, and its notes in order.

    A note is its kind, its id and the words in front of its mark.
    """

    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    notes: list[tuple[str, str, str]] = field(default_factory=list)


class ParagraphText:
    """Reads paragraphs to text; `may_hide` tells whether hidden text is possible at all in this document."""

    def __init__(self, styles: Styles, name: str, plain: PlainParagraphs | None = None, *, may_hide: bool) -> None:
        """Read with the styles of the file `name`; `plain` are the paragraphs that marks stand for."""
        self._plain = plain
        self.findings = Findings()
        self._boxes: list[Element] = []
        self._styles = styles
        self._name = name
        self._may_hide = may_hide

    def read(self, paragraph: Element, depth: int) -> str:
        """The words of a paragraph; LINE_END stands where the document breaks the line."""
        words: list[str] = []
        for child in paragraph:
            if child.tag == RUN:
                self._run(child, words, depth)
            elif child.tag != PARAGRAPH_PROPERTIES:
                self._element(child, words, depth + 1)
        text = spaced("".join(words))
        return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text

    def take_boxes(self) -> list[Element]:
        """The text boxes met since this was last asked."""
        if not self._boxes:
            return self._boxes
        boxes, self._boxes = self._boxes, []
        return boxes

    def _run(self, run: Element, words: list[str], depth: int) -> None:
        for child in run:
            tag = child.tag
            if tag == TEXT:
                words.append(_own_words(child))
            elif tag == RUN_PROPERTIES:
                if self._may_hide and self._is_hidden(child):
                    self.findings.hidden += 1
                    return
            elif tag in _SIGNS:
                words.append(_SIGNS[tag])
            else:
                self._element(child, words, depth + 1)

    def _element(self, element: Element, words: list[str], depth: int) -> None:
        """Anything but a plain run: wrappers are walked through, the rest is signs, references or nothing."""
        tag = element.tag
        if depth > MAX_DEPTH:
            raise TooLargeError(path=self._name, reason=say("formats.bound.depth", most=MAX_DEPTH))
        if tag == RUN:
            self._run(element, words, depth)
        elif tag == TEXT or tag in MATH_TEXT:
            words.append(_own_words(element))
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])
        elif tag == _SYMBOL:
            words.append(_symbol(element.get(_SYMBOL_CODE, "")))
        elif tag == TEXT_BOX:
            self._boxes.append(element)
        elif tag == PLAIN and self._plain:  # paragraphs inside a paragraph: broken, but legible
            words += (self._plain.words[place] for place in marked(element))
        elif tag == ALTERNATIVE:
            for child in preferred(element):
                self._element(child, words, depth + 1)
        elif not self._is_set_apart(element, words) and tag not in _LEFT_OUT:
            for child in element:
                self._element(child, words, depth + 1)

    def _is_set_apart(self, element: Element, words: list[str]) -> bool:
        tag = element.tag
        if tag in (DELETED, MOVED_AWAY):
            self.findings.deleted += 1
        elif tag in (FOOTNOTE, ENDNOTE):
            self.findings.notes.append((tag, element.get(ID, ""), "".join(words[-_NEAR:])))
        elif tag == COMMENT:
            self.findings.comments += 1
        else:
            return False
        return True

    def _is_hidden(self, properties: Element) -> bool:
        if properties.find(VANISH) is not None:
            return is_on(properties, VANISH)
        return self._styles.hides(value(properties, _RUN_STYLE))


def preferred(alternatives: Element) -> Element:
    """The branch of an `mc:AlternateContent` to be read: the first choice, the fallback only where there is
    none.
    """
    choice = alternatives.find(CHOICE)
    branch = choice if choice is not None else alternatives.find(FALLBACK)
    return alternatives if branch is None else branch


def _own_words(text: Element) -> str:
    """The characters of a text element; an element inside it, which the format does not allow, is passed over."""
    words = text.text or ""
    return words + "".join(child.tail or "" for child in text) if len(text) else words


def _symbol(code: str) -> str:
    try:
        point = int(code, 16) if len(code) <= 6 else 0
    except ValueError:
        return ""
    if point in _SYMBOLS:
        return _SYMBOLS[point]
    return "□" if not 0x20 <= point <= 0xD7FF else chr(point)
