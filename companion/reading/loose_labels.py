"""The labels of lists that no stop precedes, and are *loose*: 一是甲，二是乙 and 定地点二是听课.

Whether one counts is decided in `enumerations.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from companion.reading.articles import ARTICLE, is_set_off, only_refers
from companion.reading.inline_labels import LETTER_END, ONE, PAIRED, SAME, SHI, Item, style_of
from companion.reading.label_signs import (
    ACTS,
    CN,
    DIGITS,
    FIRST_WORD,
    FOLLOWS_WORD,
    GAP,
    IS,
    NEXT,
    NO_MARK,
    ORDERED,
    YAO,
    read_letter,
    read_number,
    read_roman,
)
from companion.reading.marker_rules import word_of

COMMAS = "，,、"
_NUMERALS = "一二三四五六七八九十"
_REFERENCE = "见如按照图表式注附第和与或及至"  # what stands before a number that only refers
_BESIDE_LABEL = re.compile(  # ①、② and （1）、（2） refer; ①甲、②乙 count
    f"(?:[①-⑳⑴-⒇]|(?:^|[\\W{_REFERENCE}])(?:[0-9０-９]{{1,2}}|[{_NUMERALS}]{{1,2}}|[a-z])[）)])、$"
)
_ADDS = re.compile("[，,]以?及$")  # ，以及（三） is the last of a list
_CITED = re.compile("(?:clause|section|paragraph|article|item|rule|part|point|schedule|annex|regulation)s? $", re.I)
_NO_LABEL = "(?<![一二三四五六七八九十百零〇第周期拜初唯])"  # 星期二是, 初二是, 十二是
_NO_FIRST = "(?<![一二三四五六七八九十百零〇第周期拜初唯统統万萬之单單同每某另其这這那逐任专專划劃归歸不合])"
_GLUED = (  # 定地点二是听课; 花市一要管好摊位
    f"(?:(?=[二三四五六七八九十]{{1,2}}是){_NO_LABEL}|(?=一[是要]){_NO_FIRST})(?<=[\u4e00-\u9fff])"
)
_JOINS = "和与或、及至"  # 第二和第三，… is no label
_RANKED = re.compile("[居列名排位界球洲获夺争]$|全[国省市县区镇乡校厂系]$")  # 居全省第二， is a rank


@dataclass(frozen=True)
class _Loose:
    """A label without a stop before it, looked for where the second of its list stands in the text."""

    second: str
    pattern: re.Pattern[str]
    starts: bool = False  # whether the first of a list may be loose too


def _loose(second: str, label: str, *, after: str = "", starts: bool = False) -> _Loose:
    return _Loose(second, re.compile(f"{after}(?P<label>{label}){GAP}*"), starts)


LOOSE = {
    "ordinal": _loose("第二", f"第(?P<n>{CN})(?:[，：](?!第)|是(?!否)|要(?!务))", starts=True),
    "arabic-paren": _loose("2", f"[（(](?P<n>{DIGITS}{{1,2}})[）)][.．、]?", starts=True),
    "arabic-half-paren": _loose("2", f"(?P<n>{DIGITS}{{1,2}})[）)]", after=f"(?<![（({DIGITS[1:-1]}.])", starts=True),
    "circled": _loose("②", f"(?P<n>[①-⑳]){NO_MARK}"),
    "paren-sign": _loose("⑵", f"(?P<n>[⑴-⒇]){NO_MARK}", starts=True),
    "narrative": _loose("二", f"(?P<n>{CN})(?:{SHI}|{YAO})", after=f"(?:(?<=[{COMMAS}])|{_GLUED})", starts=True),
    "verb": _loose("二", f"(?P<n>{CN}){SAME}(?!手|[个個]|次|方面)", after="(?<=[，,、])"),
    "pair": _loose("二", f"(?P<n>[一二三四]){PAIRED}", after="(?<=[，,、])", starts=True),
    "ge": _loose(
        "第二", f"第(?P<n>{CN})(?:(?P<thing>{ORDERED}){IS}|(?P<acted>[{ACTS}]))", after="(?<=[，,、])", starts=True
    ),
    "one": _loose("一个", f"(?P<n>{ONE})", after="(?<=[，,、])", starts=True),
    "one-hant": _loose("一個", f"(?P<n>{ONE})", after="(?<=[，,、])", starts=True),
    "sequence": _loose(
        "其次", f"(?P<n>首先|其次|再次|最[后後])(?:[，,]|{FOLLOWS_WORD})", after="(?<=[，,])", starts=True
    ),
    "arabic-dot": _loose("2", f"(?P<n>{DIGITS}{{1,2}})[.．、](?!{DIGITS})", after="(?<=[ \t\u3000，,）)])"),
    "hanzi-paren": _loose("）", f"[（(](?P<n>{CN})[）)]"),
    "hanzi-colon": _loose("二", f"(?P<n>{CN})[，：:]", after="(?<=[，,])"),
    "hanzi-dun": _loose("二、", f"(?P<n>{CN})、", after="(?<=[ \t\u3000])"),
    "letter-dot": _loose("B", f"(?P<n>[B-K]){LETTER_END}(?! ?[A-Z][a-z])", after="(?<=[ \t\u3000，,])"),
    "letter-dot-lower": _loose("b", f"(?P<n>[b-k]){LETTER_END}", after="(?<=[ \t\u3000，,])"),
    "letter-paren-lower": _loose("b", "[（(](?P<n>[a-k])[）)]", starts=True),
    "letter-half-paren-lower": _loose("b)", "(?P<n>[a-k])[)）]", after=r"(?<![\w(（.])", starts=True),
    "chapter": _loose("条", ARTICLE, starts=True),
    "chapter-hant": _loose("條", ARTICLE, starts=True),
    "roman-paren-lower": _loose("(ii", "[（(](?P<n>[ivx]{1,5})[）)]", starts=True),
}


def loose_labels(text: str, start: int, family: str, known: Collection[int]) -> Iterator[Item]:
    """The labels of a family that no stop precedes, in order, those at `known` offsets left out."""
    pattern, family = LOOSE[family].pattern, family.removesuffix("-hant")
    for match in pattern.finditer(text, start):
        number = _loose_number(family, match["n"])
        if number is None or match.start("label") in known or _refers(match, family):
            continue
        name = _loose_family(family, match)
        style = name if family == "chapter" else style_of(family, family, match["label"])
        weak = family != "chapter" or not is_set_off(match)
        yield Item(match.start("label"), match.end(), match["label"], number, name, style, weak)


def _loose_family(family: str, match: re.Match[str]) -> str:
    if family == "chapter":
        return f"chapter:{word_of(match)}"
    if family in ("verb", "ge"):
        return f"{family}:{(match['same'] if family == 'verb' else match['thing'] or match['acted'])[0]}"
    return "ordinal" if family == "sequence" else family


def _loose_number(family: str, numeral: str) -> int | None:
    if family in ("sequence", "one"):
        return 1 if numeral == FIRST_WORD else NEXT
    if family.startswith("roman-"):
        return read_roman(numeral)
    return read_letter(numeral) if family.startswith("letter-") else read_number(numeral)


def _refers(match: re.Match[str], family: str) -> bool:
    """Tell a number that refers or ranks from one that counts: 见（1）, 第一和第二， 居全省第二，."""
    before = match.string[max(0, match.start() - 5) : match.start()]
    if before[-1:] == " " and _CITED.search(match.string, max(0, match.start() - 16), match.start()):
        return True
    if family == "chapter":
        return only_refers(match)
    if family == "narrative" and before[-1:] == "、":
        return before[-2:-1] in tuple(_NUMERALS)
    if family == "ordinal":
        return before[-1:] in tuple(_JOINS) or bool(_RANKED.search(before))
    if _ADDS.search(match.string, max(0, match.start() - 3), match.start()):
        return False
    return before[-1:] in tuple(_REFERENCE) or bool(_BESIDE_LABEL.search(before))
