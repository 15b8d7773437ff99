"""Word's paragraphs to printed lines: number, heading level, and the marks that are not printed.

The properties of a paragraph are made out once for all paragraphs that have the very same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from xml.etree.ElementTree import Element

from companion.reading.docx_names import DELETED, LINE_END, MOVED_AWAY, RUN_PROPERTIES, is_on, value, whole, word
from companion.reading.docx_numbering import LEVELS, SWITCHED_OFF, Numbering
from companion.reading.docx_styles import (
    BODY_LEVEL,
    NUMBER_ID,
    NUMBER_LEVEL,
    NUMBER_PROPERTIES,
    OUTLINE_LEVEL,
    VANISH,
    Styles,
)
from companion.reading.page import Page

_STYLE = word("pStyle")
_SPECIAL_VANISH = word("specVanish")
_FRAME, _DROP_CAP = word("framePr"), word("dropCap")


class Mark(Enum):
    """How a paragraph ends: printed, run on into the next (deleted mark, drop cap), or hidden (style separator)."""

    PRINTED = 1
    RUN_ON = 2
    HIDDEN = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What the properties of a paragraph come to; `level` counts from 1, `number` is its list or none."""

    is_contents: bool
    mark: Mark
    level: int | None
    number: str | None
    place: int

    @property
    def is_bare(self) -> bool:
        """Whether the printed line is the words and nothing else."""
        return self.mark is Mark.PRINTED and self.level is None and self.number is None


@dataclass
class Carry:
    """What a paragraph whose mark is not printed leaves to the next."""

    words: list[str] = field(default_factory=list)
    label: str | None = None
    level: int | None = None


class ParagraphPrinter:
    """Prints paragraphs in the order of the document, counting their numbers."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._carry: Carry | None = None

    @property
    def carries(self) -> bool:
        """Whether words are kept for the next paragraph."""
        return self._carry is not None

    def look(self, properties: Element | None) -> Look:
        """What the properties of a paragraph, and the styles that they name, come to."""
        style = self._styles.paragraph(value(properties, _STYLE))
        own = None if properties is None else whole(value(properties, OUTLINE_LEVEL))
        level = style.outline if own is None else own
        number, place = self._number(properties, style.number, style.number_level, style.chain)
        heading = None if level is None or level >= BODY_LEVEL else level + 1
        return Look(style.is_contents, _mark(properties), heading, number, place)

    def _number(
        self, properties: Element | None, of_style: str | None, level: int | None, chain: tuple[str, ...]
    ) -> tuple[str | None, int]:
        """The list of a paragraph (its own, else its style's) and the level there."""
        own = None if properties is None else properties.find(NUMBER_PROPERTIES)
        stated = None if own is None else value(own, NUMBER_ID)
        place = None if own is None else whole(value(own, NUMBER_LEVEL), highest=LEVELS)
        number = of_style if stated is None else stated
        if number is None or number == SWITCHED_OFF:
            return None, 0
        if place is None:
            place = self._numbering.level_of_style(number, chain)
            place = level if place is None and stated is None else place
        return number, place or 0

    def print(self, look: Look, words: str, source: object, page: Page) -> None:
        """Print a paragraph, or keep its words for the next where its mark is not printed."""
        if look.mark is Mark.PRINTED:
            label = "" if look.number is None else self._numbering.label(look.number, look.place)
            if self._carry is None and LINE_END not in words:
                page.add(label + words, source, look.level)
            else:
                self._print_lines(label, look.level, words, source, page)
        elif look.mark is Mark.RUN_ON:
            self._carried().words.append(words)
        elif words.strip():  # a paragraph that is hidden whole counts for nothing
            self._keep_heading(look, words)

    def _print_lines(self, label: str, level: int | None, words: str, source: object, page: Page) -> None:
        if self._carry is not None:
            carry, self._carry = self._carry, None
            label = label if carry.label is None else carry.label
            level = level if carry.level is None else carry.level
            words = "".join(carry.words) + words
        lines = words.strip(LINE_END).split(LINE_END)
        if len(lines) == 1:
            page.add(label + lines[0], source, level)
        elif level is not None:
            page.add(label + " ".join(filter(None, map(str.strip, lines))), source, level)
        else:
            for place, line in enumerate(lines):
                page.add(line if place else label + line, source)

    def _keep_heading(self, look: Look, words: str) -> None:
        """Keep a run-in heading, made by a style separator, with its number and level."""
        carry = self._carried()
        carry.words.append(words)
        if carry.label is None:
            carry.label = "" if look.number is None else self._numbering.label(look.number, look.place)
        carry.level = look.level

    def _carried(self) -> Carry:
        if self._carry is None:
            self._carry = Carry()
        return self._carry

    def flush(self, page: Page, source: object) -> None:
        """Print what no following paragraph has taken up."""
        if self._carry is not None:
            carry, self._carry = self._carry, None
            words = "".join(carry.words).strip(LINE_END).replace(LINE_END, " ")
            if words.strip():
                page.add((carry.label or "") + words, source, carry.level)


def _mark(properties: Element | None) -> Mark:
    if properties is None:
        return Mark.PRINTED
    frame = properties.find(_FRAME)
    if frame is not None and frame.get(_DROP_CAP, "none") != "none":
        return Mark.RUN_ON
    mark = properties.find(RUN_PROPERTIES)
    if mark is None:
        return Mark.PRINTED
    if mark.find(DELETED) is not None or mark.find(MOVED_AWAY) is not None:
        return Mark.RUN_ON
    return Mark.HIDDEN if is_on(mark, VANISH) or is_on(mark, _SPECIAL_VANISH) else Mark.PRINTED
