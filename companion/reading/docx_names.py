"""The element and attribute names of WordprocessingML that the Word reader looks at, in ElementTree's
spelling.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}"
LINE_END = "\v"  # cannot occur in XML 1.0, so it marks the breaks that the document itself makes
_INDENTED = re.compile(f"(^|{LINE_END})(\t+)")
_OFF = {"0", "false", "off"}


def word(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{TRANSITIONAL}}}{name}"


VAL = word("val")
ID = word("id")
BODY, PARAGRAPH, RUN, TEXT = word("body"), word("p"), word("r"), word("t")
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = word("pPr"), word("rPr")
TABLE, ROW, CELL = word("tbl"), word("tr"), word("tc")
ROW_PROPERTIES, CELL_PROPERTIES = word("trPr"), word("tcPr")
CONTROL, CONTROL_CONTENT = word("sdt"), word("sdtContent")
INSERTED, DELETED, MOVED_AWAY = word("ins"), word("del"), word("moveFrom")
TEXT_BOX = word("txbxContent")
FOOTNOTE, ENDNOTE = word("footnoteReference"), word("endnoteReference")
COMMENT = word("commentReference")
ALTERNATIVE, FALLBACK = f"{_COMPATIBILITY}AlternateContent", f"{_COMPATIBILITY}Fallback"
CHOICE = f"{_COMPATIBILITY}Choice"
MATH_TEXT = frozenset({f"{_MATH}t", f"{_STRICT_MATH}t"})


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name` of an element, None where either is absent."""
    child = None if parent is None else parent.find(name)
    return None if child is None else child.get(VAL)


def is_on(parent: Element | None, name: str) -> bool:
    """Tell whether an on/off property (ECMA-376-1 §17.17.4) is there and not switched off."""
    child = None if parent is None else parent.find(name)
    return child is not None and child.get(VAL, "1") not in _OFF


def whole(text: str | None, lowest: int = 0, highest: int = 32_767) -> int | None:
    """A whole number held within bounds (Word's counters end at 32,767), None where it is none."""
    if text is None or len(text) > 20 or not text.strip().lstrip("+-").isdecimal():
        return None
    try:
        return min(max(int(text), lowest), highest)
    except ValueError:
        return None


def spaced(words: str) -> str:
    """Words without tabs: one at the head of a line indents it, any other is a blank; none moves a character.

    >>> spaced("\t一、\t总则")
    '\u3000一、 总则'
    """
    if "\t" not in words:
        return words
    return _INDENTED.sub(lambda tabs: tabs[1] + "\u3000" * len(tabs[2]), words).replace("\t", " ")
