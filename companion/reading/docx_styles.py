"""Word's paragraph styles, each resolved once through its chain of `basedOn` (ECMA-376-1 §17.7.4).

Heading levels come from `outlineLvl` or from the style's name: "heading 1" in every edition of Word, "标题
1", "一级标题" and their like in styles made by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from companion.model.numerals import parse_numeral
from companion.reading.docx_names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, value, whole, word

BODY_LEVEL = 9  # ST_OutlineLvl's value for text that is no heading
_MAX_CHAIN = 16  # Word stops at about ten; this only ends a hostile chain
_DIGIT = "[1-9一二三四五六七八九]"
_HEADING = re.compile(rf"(?:heading|标题|標題|titre|überschrift) ?({_DIGIT})|({_DIGIT})级标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄) ?[1-9]|toc heading|table of contents|目录标题", re.IGNORECASE)
_STYLE, _NAME, _BASED_ON = word("style"), word("name"), word("basedOn")
_STYLE_ID, _TYPE, _DEFAULT = word("styleId"), word("type"), word("default")
NUMBER_PROPERTIES, NUMBER_ID, NUMBER_LEVEL = word("numPr"), word("numId"), word("ilvl")
OUTLINE_LEVEL, VANISH = word("outlineLvl"), word("vanish")


@dataclass(frozen=True)
class ResolvedStyle:
    """What a style says in the end: its numbering, heading level (0 is the highest), whether its text is
    hidden.

    `chain` names the style and those that it is based on, nearest first.
    """

    chain: tuple[str, ...] = ()
    number: str | None = None
    number_level: int | None = None
    outline: int | None = None
    is_hidden: bool = False
    is_contents: bool = False


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, part: Element | None) -> None:
        """Index the styles part; an absent part has no styles, and those of tables are no paragraph's."""
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str | None, ResolvedStyle] = {}
        self._default: str | None = None
        for element in () if part is None else part.iterfind(_STYLE):
            self._add(element)

    def _add(self, element: Element) -> None:
        if element.get(_TYPE) == "table":
            return
        style_id = element.get(_STYLE_ID, "")
        self._elements[style_id] = element
        if element.get(_TYPE) == "paragraph" and element.get(_DEFAULT) in {"1", "true", "on"}:
            self._default = style_id

    def paragraph(self, style_id: str | None) -> ResolvedStyle:
        """A paragraph style resolved; the default style for None or for an id that is not there."""
        found = self._resolved.get(style_id)
        if found is None:
            known = style_id if style_id in self._elements else self._default
            found = self._resolved[style_id] = self._resolve(known)
        return found

    def hides(self, style_id: str | None) -> bool:
        """Tell whether a (character) style hides its text."""
        return style_id is not None and style_id in self._elements and self.paragraph(style_id).is_hidden

    def number_of_list_style(self, style_id: str) -> str | None:
        """The numbering instance that a list style points to."""
        element = self._elements.get(style_id)
        properties = None if element is None else element.find(PARAGRAPH_PROPERTIES)
        return None if properties is None else value(properties.find(NUMBER_PROPERTIES), NUMBER_ID)

    def _resolve(self, style_id: str | None) -> ResolvedStyle:
        chain = tuple(self._chain(style_id))
        elements = [self._elements[link] for link in chain]
        number, number_level = _first_number(elements)
        return ResolvedStyle(
            chain=chain,
            number=number,
            number_level=number_level,
            outline=_first_outline(elements),
            is_hidden=_first_hidden(elements),
            is_contents=bool(elements) and _CONTENTS.fullmatch(value(elements[0], _NAME) or "") is not None,
        )

    def _chain(self, style_id: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _MAX_CHAIN:
            seen.add(style_id)
            yield style_id
            style_id = value(self._elements[style_id], _BASED_ON)


def heading_level(style_name: str) -> int | None:
    """The heading level, from 0, that a style's name speaks of.

    >>> [heading_level(name) for name in ("heading 2", "标题 1", "三级标题", "Normal")]
    [1, 0, 2, None]
    """
    match = _HEADING.fullmatch(style_name.strip())
    number = parse_numeral(match[1] or match[2]) if match else None
    return number - 1 if number else None


def _first_number(elements: list[Element]) -> tuple[str | None, int | None]:
    number: str | None = None
    level: int | None = None
    for element in elements:
        properties = element.find(PARAGRAPH_PROPERTIES)
        numbering = None if properties is None else properties.find(NUMBER_PROPERTIES)
        if numbering is not None:
            level = whole(value(numbering, NUMBER_LEVEL)) if level is None else level
            number = value(numbering, NUMBER_ID)
            if number is not None:
                break
    return number, level


def _first_outline(elements: list[Element]) -> int | None:
    for element in elements:
        level = whole(value(element.find(PARAGRAPH_PROPERTIES), OUTLINE_LEVEL))
        if level is None:
            level = heading_level(value(element, _NAME) or "")
        if level is not None:
            return level if level < BODY_LEVEL else None
    return None


def _first_hidden(elements: list[Element]) -> bool:
    for element in elements:
        properties = element.find(RUN_PROPERTIES)
        mark = None if properties is None else properties.find(VANISH)
        if mark is not None:
            return mark.get(VAL, "1") not in {"0", "false", "off"}
    return False
