"""Figures typed into the blanks of a speech: one value, or a value and its growth in one line.

`12.5`, `12.5?` (to be verified), `12.5亿元` (another unit than printed), `十二点五`, `-3`, `负3`, `百分之八`;
for a pair `12.5 8.3`. Full-width and half-width forms are equal; what is no number is kept as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.model.fold import fold_width
from companion.model.numerals import NUMERAL, parse_numeral
from companion.model.outline import Blank, BlankKind

GROWTH = ("growth", "decline")
_NEAR = 40  # characters: two masks of one line this close are two things, whatever follows them
_SIGN = r"(?P<sign>[-−–负]|下降|减少|降低)?(?:\+|增长|上升|增加)?"
_DIGITS = re.compile(rf"{_SIGN}(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?|\.\d+)(?P<unit>\D*)")
_WORDS = re.compile(rf"{_SIGN}(?P<percent>百分之)?(?P<words>[{NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?)(?P<unit>.*)")
_DOUBT = re.compile(r"\s*\?+$")
_BETWEEN = re.compile(r"\s*[/;、|]\s*|\s*,(?!\d{3}(?!\d))\s*|\s+")
_SCALES = ("万", "亿", "万亿", "千")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was typed for a blank: `unit` only when it is another than the printed one.

    `is_number` tells a figure from words that were kept as typed.
    """

    value: str
    unit: str = ""
    to_verify: bool = False
    is_number: bool = True


def parse_figure(typed: str, blank: Blank) -> Figure | None:
    """The figure that was typed for a blank; None for an empty line, which skips it."""
    text = fold_width(typed).strip()
    doubt = _DOUBT.search(text)
    text = text[: doubt.start()] if doubt else text
    if not text:
        return None
    if blank.kind is BlankKind.NAME:
        kept = typed.strip()
        return Figure(kept[: len(text)] if doubt else kept, to_verify=bool(doubt), is_number=False)
    value, unit = _number(text.replace(" ", ""))
    if value is None:
        return Figure(text, to_verify=bool(doubt), is_number=False)
    return Figure(value, _other_unit(unit, blank), bool(doubt))


def parse_row(typed: str, row: Sequence[Blank]) -> tuple[Figure | None, ...]:
    """The figures typed for a row of blanks, one each; None for those left empty.

    A `?` counts for the figure it follows, two at the end for all of them.
    """
    if len(row) == 1:
        return (parse_figure(typed, row[0]),)
    parts = [part for part in _BETWEEN.split(fold_width(typed).strip()) if part]
    if len(parts) > len(row):
        parts = [*parts[: len(row) - 1], "".join(parts[len(row) - 1 :])]
    figures = [parse_figure(part, blank) for part, blank in zip(parts, row, strict=False)]
    if parts and parts[-1].endswith("??"):
        figures = [figure and Figure(figure.value, figure.unit, True, figure.is_number) for figure in figures]
    return tuple(figures + [None] * (len(row) - len(figures)))


def prompt_rows(blanks: Iterable[Blank]) -> tuple[tuple[Blank, ...], ...]:
    """The blanks in the order they are asked for; a value and its growth are one row."""
    rows: list[tuple[Blank, ...]] = []
    for blank in blanks:
        if rows and len(rows[-1]) == 1 and _are_pair(rows[-1][0], blank):
            rows[-1] = (*rows[-1], blank)
        else:
            rows.append((blank,))
    return tuple(rows)


def alike_names(blank: Blank, blanks: Iterable[Blank]) -> tuple[Blank, ...]:
    """The other masked names that the same words follow, so that one answer may fill them all.

    Two masks close together on one line are two things even then; so are masks before a mere 镇 or 村.
    """
    words = _name_words(blank)
    return tuple(
        other for other in blanks if words and _name_words(other) == words and not _are_neighbours(blank, other)
    )


def _number(text: str) -> tuple[str | None, str]:
    """The number a text begins with, in ASCII digits, and the words after it."""
    if found := _DIGITS.fullmatch(text):
        return _signed(found["sign"], found["digits"].replace(",", "")), found["unit"]
    found = _WORDS.fullmatch(text)
    if found is None:
        return None, ""
    whole, _, decimals = found["words"].partition("点")
    number = parse_numeral(whole)
    if number is None:
        return None, ""
    digits = "".join(str(parse_numeral(sign)) for sign in decimals)
    value = f"{number}.{digits}" if digits else str(number)
    return _signed(found["sign"], value), "％" if found["percent"] else found["unit"]


def _signed(sign: str | None, digits: str) -> str:
    digits = "0" + digits if digits.startswith(".") else digits
    return f"-{digits}" if sign else digits


def _other_unit(unit: str, blank: Blank) -> str:
    """A typed unit unless it is the printed one or begins it; `12.5亿` for 亿元 says nothing new."""
    unit = unit.replace("%", "％")
    printed = fold_width(blank.unit).replace("%", "％")
    follows = fold_width(blank.after).replace("%", "％")
    if printed.startswith(unit) or follows.startswith(unit):
        return ""
    return unit + printed if unit in _SCALES and printed not in unit else unit


def _are_pair(value: Blank, growth: Blank) -> bool:
    return (
        value.kind is growth.kind is BlankKind.AMOUNT
        and growth.measure in GROWTH
        and value.measure not in GROWTH
        and bool(value.indicator)
        and value.indicator == growth.indicator
        and (value.point, value.line, value.n + 1) == (growth.point, growth.line, growth.n)
    )


def _name_words(blank: Blank) -> str:
    """The first two characters after a masked name, or 会 alone, which is one event."""
    if blank.kind is not BlankKind.NAME:
        return ""
    following = re.match(r"[\u4e00-\u9fffA-Za-z]{2}", blank.after)
    if blank.after.startswith("会"):
        return "会"
    return following[0] if following and following[0][0] not in "的是有和与在省市县区镇乡村" else ""


def _are_neighbours(one: Blank, other: Blank) -> bool:
    return one.n == other.n or (one.line == other.line and abs(one.column - other.column) < _NEAR)
