"""Numbered lists of OpenDocument text (ODF 1.3-3 §16.30, §19.880), counted and printed as LibreOffice prints
them.

LibreOffice writes no numbers into the file: a list style names the format by its first members (`一, 二, 三,
...`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from companion.reading.docx_names import whole
from companion.reading.docx_numbering import gap_after
from companion.reading.number_formats import Counting, NumberFormat, format_number

LEVELS = 10
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PLACE = re.compile(r"%(10|[1-9])%")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LIBREOFFICE_CHINESE = Counting("一二三四五六七八九", "十百千万", "零", bare_first="十")
_BY_FIRST_SIGN = {
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "ア": "aiueo",
    "イ": "iroha",
    "가": "ganada",
    "ㄱ": "chosung",
}


@dataclass(frozen=True)
class OdtLevel:
    """One level of a list style; `shown` is how many levels are printed, `pattern` overrides all of it."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""
    bullet: str = ""
    gap: str = "listtab"
    carries: bool = True


@dataclass
class OdtCounters:
    """The counters of one list, outermost first; None for a level that has not begun."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def count(self, place: int, start: int, *, anew: bool) -> None:
        """Count an item at a level; the levels below begin anew."""
        before = self.numbers[place]
        self.numbers[place] = start if before is None or anew else before + 1
        self.numbers[place + 1 :] = [None] * (LEVELS - place - 1)

    def restart_below(self, place: int) -> None:
        """Let the levels from `place` on begin anew."""
        self.numbers[place:] = [None] * (LEVELS - place)


def read_list_style(style: Element) -> dict[int, OdtLevel]:
    """The levels of a list style (or of the outline style), by their places from 0."""
    levels: dict[int, OdtLevel] = {}
    for element in style:
        place = whole(element.get(f"{_TEXT}level"))
        if place is not None and 1 <= place <= LEVELS:
            levels[place - 1] = _read_level(element)
    return levels


def _read_level(element: Element) -> OdtLevel:
    alignment = next(element.iter(f"{_STYLE}list-level-label-alignment"), None)
    is_bullet = element.tag in (f"{_TEXT}list-level-style-bullet", f"{_TEXT}list-level-style-image")
    return OdtLevel(
        format=element.get(f"{_STYLE}num-format", ""),
        prefix=element.get(f"{_STYLE}num-prefix", ""),
        suffix=element.get(f"{_STYLE}num-suffix", ""),
        start=_or(whole(element.get(f"{_TEXT}start-value")), 1),
        shown=max(1, _or(whole(element.get(f"{_TEXT}display-levels")), 1)),
        pattern=element.get(f"{_EXTENDED}num-list-format", "")[:255],
        bullet=element.get(f"{_TEXT}bullet-char", "•")[:1] if is_bullet else "",
        gap="listtab" if alignment is None else alignment.get(f"{_TEXT}label-followed-by", "listtab"),
        carries=element.get(f"{_STYLE}num-letter-sync") != "true",
    )


def printed_label(levels: dict[int, OdtLevel], counters: OdtCounters, place: int) -> str:
    """The label of the item just counted, with the gap after it; "" where its level prints none."""
    level = levels.get(place)
    if level is None or not (level.bullet or level.format):
        return ""
    if level.bullet:
        sign = "•" if "\ue000" <= level.bullet <= "\uf8ff" else level.bullet
        return f"{'  ' * place}{sign} "
    if level.pattern:
        label = _PLACE.sub(lambda match: _number(levels, counters, int(match[1]) - 1), level.pattern)
    else:
        shown = range(max(0, place + 1 - level.shown), place + 1)
        numbers = ".".join(filter(None, (_number(levels, counters, above) for above in shown)))
        label = f"{level.prefix}{numbers}{level.suffix}"
    return label + gap_after(label[-1:], "tab" if level.gap == "listtab" else level.gap)


def _number(levels: dict[int, OdtLevel], counters: OdtCounters, place: int) -> str:
    level = levels.get(place)
    if level is None or not level.format:
        return ""
    number = counters.numbers[place]
    return _format(level)(level.start if number is None else number)


def _format(level: OdtLevel) -> NumberFormat:
    first = level.format.partition(",")[0].strip()
    if first == "一":
        return _LIBREOFFICE_CHINESE
    if first == "壹":
        return lambda number: format_number(
            number, "ideographLegalTraditional" if "貳" in level.format else "chineseLegalSimplified"
        )
    if first in ("a", "A"):
        return lambda number: _letters(number, level, first)
    name = {"i": "lowerRoman", "I": "upperRoman"}.get(first) or _BY_FIRST_SIGN.get(first, "decimal")
    return lambda number: format_number(number, name)


def _letters(number: int, level: OdtLevel, first: str) -> str:
    """a … z and then aa, bb (`num-letter-sync`) or aa, ab."""
    if not level.carries or number < 1:
        return format_number(number, "lowerLetter" if first == "a" else "upperLetter")
    words = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        words = _LETTERS[place] + words
    return words if first == "a" else words.upper()


def _or(number: int | None, default: int) -> int:
    return default if number is None else number
