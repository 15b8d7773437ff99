"""Word's automatic numbers, resolved to the text that Word prints (ECMA-376-1 §17.9).

Counters belong to the abstract definition: all instances (`w:num`) of one definition count on, until an
instance with a `startOverride` is met for the first time. A level begins anew after any higher level unless
`lvlRestart` says less.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree.ElementTree import Element

from companion.reading.docx_names import ALTERNATIVE, FALLBACK, VAL, is_on, value, whole, word
from companion.reading.docx_styles import Styles
from companion.reading.number_formats import format_number

LEVELS = 9
SWITCHED_OFF = "0"
_MAX_TEXT = 255  # Word's dialogue takes far less; a hostile megabyte would be printed again on every paragraph
_PLACE = re.compile("%([1-9])")
_PADDED = re.compile("0+1")
_INDENT = "  "
_ABSTRACT, _ABSTRACT_ID = word("abstractNum"), word("abstractNumId")
_NUMBER, _NUMBER_ID = word("num"), word("numId")
_LEVEL, _LEVEL_ID = word("lvl"), word("ilvl")
_OVERRIDE, _START_OVERRIDE = word("lvlOverride"), word("startOverride")
_FORMAT, _FORMAT_PATTERN = word("numFmt"), word("format")
_STYLE_LINK, _PICTURE = word("numStyleLink"), word("lvlPicBulletId")

# Bullets of the symbol fonts (code points F000 to F0FF) and of Courier New, as signs that any font has.
_BULLETS = {
    "\uf0b7": "•",
    "\uf09f": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a7": "▪",
    "\uf0a8": "◻",
    "\uf075": "◆",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf071": "□",
    "\uf06f": "□",
    "\uf02d": "-",
    "\uf0be": "—",
    "\uf077": "◆",
    "\uf0b2": "◆",
    "\uf0d9": "➢",
    "\uf0e8": "➔",
    "o": "◦",
}


@dataclass(frozen=True)
class Level:
    """One level of a numbering definition; `text` alternates literal words with the levels (from 0) to be
    printed.
    """

    start: int = 0
    format: str = "decimal"
    text: tuple[str | int, ...] = ()
    suffix: str = "tab"
    is_legal: bool = False
    restart: int | None = None
    style: str | None = None
    padding: int = 0


@dataclass(frozen=True)
class Instance:
    """A numbering instance (`w:num`): the definition it counts in, its levels and where it begins anew."""

    definition: str
    levels: tuple[Level | None, ...]
    starts: tuple[tuple[int, int], ...] = ()

    @cached_property
    def begun_anew(self) -> tuple[tuple[int, ...], ...]:
        """For each level, the deeper ones that begin anew after it."""
        return tuple(
            tuple(deeper for deeper in range(place + 1, LEVELS) if _begins_anew(self.levels[deeper], place))
            for place in range(LEVELS)
        )


class Numbering:
    """All numbering of one document, counting as its paragraphs are read in order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        """Index the numbering part; `styles` resolve definitions that point to a list style."""
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        for element in () if part is None else part:
            if element.tag == _ABSTRACT:
                self._definitions[element.get(_ABSTRACT_ID, "")] = element
            elif element.tag == _NUMBER:
                self._numbers[element.get(_NUMBER_ID, "")] = element
        self._levels: dict[str, tuple[Level | None, ...]] = {}
        self._instances: dict[str, Instance | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._met: set[str] = set()

    def instance(self, number: str) -> Instance | None:
        """The numbering instance of that id; None where there is none or where it leads nowhere."""
        if number not in self._instances:
            self._instances[number] = self._read_instance(number)
        return self._instances[number]

    def level_of_style(self, number: str, chain: tuple[str, ...]) -> int | None:
        """The level of an instance that is linked to one of the styles, nearest style first
        (`w:lvl/w:pStyle`).
        """
        instance = self.instance(number)
        for style in chain if instance else ():
            for place, level in enumerate(instance.levels if instance else ()):
                if level is not None and level.style == style:
                    return place
        return None

    def label(self, number: str, place: int) -> str:
        """Count a paragraph; its printed number with the gap after it, "" where nothing is printed."""
        instance = self.instance(number)
        level = instance.levels[place] if instance and place < LEVELS else None
        if instance is None or level is None:
            return ""
        counters = self._count(number, instance, place)
        if level.format == "bullet":
            return f"{_INDENT * place}{_bullet(level)} "
        printed = ""
        for part in level.text:
            printed += part if isinstance(part, str) else self._printed(instance, level, part, place, counters)
        return printed + gap_after(printed[-1:], level.suffix)

    def _count(self, number: str, instance: Instance, place: int) -> list[int | None]:
        counters = self._counters.setdefault(instance.definition, [None] * LEVELS)
        starts = self._starts.setdefault(instance.definition, {})
        if number not in self._met:
            self._met.add(number)
            for begun, start in instance.starts:
                starts[begun] = start
                counters[begun:] = [None] * (LEVELS - begun)
        before = counters[place]
        counters[place] = self._start(instance, place) if before is None else before + 1
        for deeper in instance.begun_anew[place]:
            counters[deeper] = None
        return counters

    def _start(self, instance: Instance, place: int) -> int:
        level = instance.levels[place]
        return self._starts[instance.definition].get(place, level.start if level else 1)

    def _printed(self, instance: Instance, level: Level, part: int, place: int, counters: list[int | None]) -> str:
        other = instance.levels[part]
        if other is None or part > place:
            return ""
        if counters[part] is None:
            counters[part] = self._start(instance, part)
        number = counters[part] or 0
        if level.is_legal and other.format != "decimalZero":
            return str(number)
        return str(number).zfill(other.padding) if other.padding else format_number(number, other.format)

    def _read_instance(self, number: str) -> Instance | None:
        element = self._numbers.get(number)
        definition = value(element, _ABSTRACT_ID)
        if element is None or definition is None or definition not in self._definitions:
            return None
        levels, starts = list(self._definition_levels(definition)), {}
        for override in element.iterfind(_OVERRIDE):
            place = whole(override.get(_LEVEL_ID), highest=LEVELS - 1) or 0
            replaced = override.find(_LEVEL)
            if replaced is not None:
                levels[place] = _read_level(replaced)
            start = whole(value(override, _START_OVERRIDE))
            if start is not None:
                starts[place] = start
        return Instance(definition, tuple(levels), tuple(sorted(starts.items())))

    def _definition_levels(self, definition: str) -> tuple[Level | None, ...]:
        """The levels of an abstract definition, its own or those of the list style that it points to."""
        if definition not in self._levels:
            element = self._definitions[definition]
            linked = self._linked_definition(element)
            self._levels[definition] = _read_levels(element if linked is None else linked)
        return self._levels[definition]

    def _linked_definition(self, element: Element) -> Element | None:
        link = value(element, _STYLE_LINK)
        number = self._styles.number_of_list_style(link) if link else None
        target = value(self._numbers.get(number), _ABSTRACT_ID) if number else None
        return self._definitions.get(target) if target else None


@cache
def gap_after(end: str, suffix: str) -> str:
    """What stands between a printed number that has that end and its words: Word's tab is a blank here, or nothing
    after signs that bring their own room (、 ） ① ⒈).
    """
    if not end or suffix == "nothing" or end.isspace():
        return ""
    category = unicodedata.category(end)
    brings_room = (ord(end) > 0x7F and category[0] == "P") or category == "No"
    return "" if suffix == "tab" and brings_room else " "


def _begins_anew(level: Level | None, after: int) -> bool:
    return level is None or level.restart is None or after < level.restart


def _bullet(level: Level) -> str:
    sign = "".join(part for part in level.text if isinstance(part, str)).strip() or "•"
    sign = _BULLETS.get(sign, sign)
    return "•" if "\ue000" <= sign[0] <= "\uf8ff" else sign


def _read_levels(element: Element) -> tuple[Level | None, ...]:
    levels: list[Level | None] = [None] * LEVELS
    for child in element.iterfind(_LEVEL):
        place = whole(child.get(_LEVEL_ID))
        if place is not None and place < LEVELS:
            levels[place] = _read_level(child)
    return tuple(levels)


def _read_level(element: Element) -> Level:
    name, padding = _read_format(element)
    pieces = _PLACE.split((value(element, word("lvlText")) or "")[:_MAX_TEXT])
    restart = whole(value(element, word("lvlRestart")))
    return Level(
        start=whole(value(element, word("start"))) or 0,
        format="bullet" if element.find(_PICTURE) is not None else name,
        text=tuple(int(piece) - 1 if turn % 2 else piece for turn, piece in enumerate(pieces) if piece),
        suffix=value(element, word("suff")) or "tab",
        is_legal=is_on(element, word("isLgl")),
        restart=restart,
        style=value(element, word("pStyle")),
        padding=padding,
    )


def _read_format(element: Element) -> tuple[str, int]:
    """The format's name, and the number of digits of a custom format such as 001, 002, …"""
    own = element.find(_FORMAT)
    if own is None and (choices := element.find(ALTERNATIVE)) is not None:
        formats = list(choices.iter(_FORMAT))
        own = next((found for found in formats if _PADDED.match(found.get(_FORMAT_PATTERN, ""))), None)
        fallback = choices.find(f"{FALLBACK}/{_FORMAT}")
        own = own if own is not None else fallback
    if own is None:
        return "decimal", 0
    pattern = _PADDED.match(own.get(_FORMAT_PATTERN, "")) if own.get(VAL) == "custom" else None
    return own.get(VAL, "decimal"), len(pattern[0]) if pattern else 0
