"""The enumerators that open a block: 一、 （一） 1. （1） ① 第一， 第一章 1.2.3 ARTICLE I. and their like.

A marker's style names its family; what depth a family has is decided elsewhere, relative to those around it.
Weak forms (`1)`, `A.`, `2 `) may be anything else as well: they count only in company (`company.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from companion.model.numerals import parse_numeral
from companion.reading.label_signs import (
    BLANKS,
    FIRST_WORD,
    LATIN_ORDINALS,
    NEXT,
    read_letter,
    read_number,
    read_roman,
)
from companion.reading.marker_rule import Rule
from companion.reading.marker_rules import (
    DECIMAL,
    DI,
    FORMAL,
    HAN_WORD,
    NARRATIVE,
    NEIGHBOURS,
    SEQUENCE,
    STEMS,
    rules_for,
    word_of,
)
from companion.reading.quantities import has_quantity, is_measured

_PLAIN = str.maketrans(FORMAL, "一二二三三四五六六七八九十")
_BEHIND_CHAPTERS = 1000
_FIGURE = 2  # parts of a decimal that may as well be a figure
RANKS = {
    "chapter:编": 0,
    "chapter:篇": 0,
    "chapter:部分": 0,
    "chapter:章": 0,
    "chapter:次": 0,
    "chapter:节": 1,
    "chapter:条": 2,
    "hanzi-formal": 2,
    "hanzi-dun": 3,
    "hanzi-space": 4,
    "hanzi-paren": 5,
}
_AT_LAST = re.compile("最[后後](?:[再还還][说說讲講])?(?:一[点點个個条條项項件]事?)?[，,](?=第)")
_SECOND = (*DI[2:], *NARRATIVE[:2], SEQUENCE)
_SECOND_SIGNS = frozenset("第一二三四五六七八九十百零〇首其再然接最")  # that their labels begin with
_NO_SECOND = ("hanzi-shi", "hanzi-yao", "hanzi-verb", "sequence", "ordinal", "bracket")
LOWEST_RANK = 6  # of every style that has no place of its own in an official outline


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator: its family, its characters as written, its number, and the offset behind it.

    `parts` holds the components of a decimal (1.2.3), `sign` the sign of a bullet. A weak marker needs others
    of its family around it.
    """

    style: str
    label: str
    number: int
    end: int
    weak: bool = False
    parts: tuple[int, ...] = ()
    sign: str = ""


def match_marker(text: str) -> Marker | None:
    """The first reading of the enumerator at the start of a block's text, if there is one.

    >>> match_marker("（一）项目建设").label
    '（一）'
    >>> match_marker("普通的一段话。") is None
    True
    """
    return next(read_markers(text), None)


def read_markers(text: str) -> Iterator[Marker]:
    """All readings of the enumerator at the start of a text, the likeliest first."""
    if text[:1] == "最" and (last := _AT_LAST.match(text)):
        yield from (_behind(last[0], marker) for marker in read_markers(text[last.end() :]))
    for rule in rules_for(text):
        if marker := _read(rule, text):
            yield marker if rule is HAN_WORD else _with_second_label(marker, text)


def _behind(words: str, marker: Marker) -> Marker:
    """A label behind words that say it is the last: 最后一点，第八点：."""
    return replace(marker, label=words + marker.label, end=len(words) + marker.end, weak=True)


def _read(rule: Rule, text: str) -> Marker | None:
    match = rule.pattern.match(text)
    if not match or (rule.guard and not rule.guard(match)):
        return None
    style, numeral, label = rule.style, match["n"], match["label"].rstrip(BLANKS)
    if "word" in match.groupdict():
        word = word_of(match)
        style = f"{style}:{word[0] if style == 'ge' else word}"
    if rule.style == "decimal":
        return _decimal(match, label)
    number = _number(rule.style, numeral)
    if rule.style.startswith(("roman", "letter")) and numeral.islower():
        style += "-lower"
    return None if number is None else Marker(style, label, number, match.end(), rule.weak)


def _number(style: str, numeral: str) -> int | None:
    if style in ("bracket", "clock", "auto"):
        return 0
    if style == "stem":
        return STEMS.index(numeral) + 1
    if style == "hanzi-formal":
        return parse_numeral(numeral.translate(_PLAIN))
    if style.startswith("roman-") and numeral.isascii():
        return read_roman(numeral)
    if style.startswith("letter") and numeral.isascii():
        return read_letter(numeral)
    if style in ("sequence-latin", "ordinal-latin"):
        return LATIN_ORDINALS.get(numeral.capitalize(), NEXT)
    if style == "sequence":
        return 1 if numeral == FIRST_WORD else NEXT
    return read_number(numeral)


def _components(numeral: str) -> Iterator[int]:
    """The values of the parts of 1.2 and of 2.b.i; those of appendices, A.1, stand behind all chapters."""
    for place, part in enumerate(re.split("[.．点]", numeral)):
        if part.isdecimal():
            yield int(part)
        elif (number := parse_numeral(part)) is not None:
            yield number
        elif not place:
            yield _BEHIND_CHAPTERS + (read_number(part) or 0)
        else:
            yield (place > 1 and read_roman(part)) or read_letter(part)


def _decimal(match: re.Match[str], label: str) -> Marker | None:
    marker = _as_decimal(match, label)
    if len(marker.parts) == _FIGURE and measures(match.string, marker):
        return None
    return marker


def _as_decimal(match: re.Match[str], label: str) -> Marker:
    parts = tuple(_components(match["n"]))
    is_weak = len(parts) == _FIGURE or match["n"][-1].isalpha()
    return Marker("decimal", label, parts[-1], match.end(), is_weak, parts)


def measures(text: str, marker: Marker) -> bool:
    """Tell whether a decimal is a figure with its unit: 3.5亿元, 2.5 m."""
    end = len(marker.label)
    if marker.label[-1] in ".．、:：":
        return False
    return is_measured(text, end) or (marker.end == end and has_quantity(text, end))


def read_measured(text: str) -> Marker | None:
    """The decimal at the start of a text that a unit seems to follow: 1.2亩 is a section beside 1.1 and 1.3."""
    match = DECIMAL.pattern.match(text)
    marker = _as_decimal(match, match["label"].rstrip(BLANKS)) if match else None
    return marker if marker and marker.weak and measures(text, marker) else None


def read_neighbours(text: str) -> Marker | None:
    """The number that the next seems to belong to, at the start of a text: 2、3月 is a point beside 1、 and 3、."""
    marker = _read(NEIGHBOURS, text)
    return marker if marker and not match_marker(text) else None


def _with_second_label(marker: Marker, text: str) -> Marker:
    """Take ①第一， and 1.一是 as one label: the second says the same number in words."""
    rest = text[marker.end :]
    if rest[:1] not in _SECOND_SIGNS or marker.style in _NO_SECOND:
        return marker
    for rule in _SECOND:
        second = _read(rule, rest)
        if second and second.number == marker.number:
            end = marker.end + second.end
            label = text[: marker.end + len(second.label)]
            return Marker(marker.style, label, marker.number, end, marker.weak, marker.parts)
    return marker
