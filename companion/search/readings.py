"""How characters sound: every toneless reading, and which sounds are taken for one another.

Owns the table `pinyin.txt`. Knows nothing of queries or entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FIRST_HANZI, LAST_HANZI = 0x4E00, 0x9FFF  # CJK Unified Ideographs: what speeches are written in
SYMBOL = 0x100  # the code point that stands for syllable 0 in the table
DIGIT_NAMES = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
OTHER = "\x01"  # stands for every sign that is not heard: punctuation and spaces
SOUND = 0xE000  # the private code point of the first class of sounds


class Table:
    """The table as it stands in the file: syllables, main readings by code point, other readings by
    character.
    """

    def __init__(self, text: str) -> None:
        syllables, self.first, others = (line for line in text.split("\n") if line and line[0] != "#")
        self.syllables = tuple(syllables.split())
        self._others = f" {others} "

    def other_readings(self, sign: str) -> str:
        """The symbols of all readings of a character but the main one."""
        found = self._others.find(" " + sign)
        return self._others[found + 2 : self._others.index(" ", found + 2)] if found >= 0 else ""

    def signs(self) -> Iterator[tuple[str, str]]:
        """Yield syllables with characters that have them as a reading; a syllable comes many times."""
        for place, symbol in enumerate(self.first, FIRST_HANZI):
            if symbol != ".":
                yield self.syllables[ord(symbol) - SYMBOL], chr(place)
        for record in self._others.split():
            for symbol in record[1:]:
                yield self.syllables[ord(symbol) - SYMBOL], record[0]


@cache
def table() -> Table:
    """The table of readings, read once."""
    return Table((Path(__file__).parent / "pinyin.txt").read_bytes().decode("utf-8"))


@cache
def readings(sign: str) -> tuple[str, ...]:
    """All toneless readings of a character, the main one first: 重 → zhong, chong, tong; 3 → san; a →
    none.
    """
    sign = DIGIT_NAMES.get(sign, sign)
    if not FIRST_HANZI <= ord(sign) <= LAST_HANZI:
        return ()
    known = table()
    symbols = known.first[ord(sign) - FIRST_HANZI].replace(".", "") + known.other_readings(sign)
    return tuple(known.syllables[ord(symbol) - SYMBOL] for symbol in symbols)


@cache
def near(syllable: str) -> str:
    """The class of sounds that a syllable is easily mistaken for: zhang, zang, zan → zan; fei, hui, hei
    → hei.

    Merged are z/zh, c/ch, s/sh, n/l, f/h (also fan/huan, as southern speakers have it), in/ing, en/eng,
    an/ang.
    """
    merged = re.sub(r"^([zcs])h", r"\1", syllable)
    merged = re.sub(r"([aei]n)g$", r"\1", merged)
    if len(merged) > 1:
        merged = re.sub(r"^n(?!g$)", "l", merged)
    merged = re.sub(r"^f", "h", merged)
    merged = re.sub(r"^hu(?=[in]$)", "he", merged)
    return re.sub(r"^hu(?=[ao])", "h", merged)


@cache
def near_of(sign: str) -> frozenset[str]:
    """The classes of sounds of all readings of a character; a letter is a class of its own."""
    heard = readings(sign)
    return frozenset(map(near, heard)) if heard else frozenset({sign} if sign.isalnum() else ())


@cache
def initials(sign: str) -> frozenset[str]:
    """The first letters of all readings of a character; a letter is its own."""
    heard = readings(sign)
    return frozenset(syllable[0] for syllable in heard) if heard else frozenset({sign} if sign.isalpha() else ())


@cache
def syllables() -> frozenset[str]:
    """Every syllable there is."""
    return frozenset(table().syllables)


@cache
def prefixes() -> frozenset[str]:
    """Every beginning of a syllable, whole ones included."""
    return frozenset(syllable[:end] for syllable in syllables() for end in range(1, len(syllable) + 1))


@cache
def classes() -> dict[str, str]:
    """A private sign for each class of sounds."""
    return {name: chr(SOUND + place) for place, name in enumerate(sorted(set(map(near, syllables()))))}


@cache
def _heard_table() -> str:
    """For `str.translate`: the sign of the class of the main reading of every character."""
    sign = classes()
    return _plane({syllable: sign[near(syllable)] for syllable in table().syllables})


@cache
def _first_letter_table() -> str:
    """For `str.translate`: the first letter of the main reading of every character."""
    return _plane({syllable: syllable[0] for syllable in table().syllables})


def _plane(signs: dict[str, str]) -> str:
    """The characters of the basic plane, each by the sign of its main reading; letters stay, in lower case."""
    known = table()
    symbols = {SYMBOL + place: signs[syllable] for place, syllable in enumerate(known.syllables)}
    hanzi = known.first.translate({**symbols, ord("."): OTHER})
    low = "".join(chr(code).lower() if chr(code).isalpha() else OTHER for code in range(128))
    for digit, name in DIGIT_NAMES.items():
        low = low[: ord(digit)] + hanzi[ord(name) - FIRST_HANZI] + low[ord(digit) + 1 :]
    letters = "".join(map(chr, range(128, 0x2000))) + OTHER * 0x70 + "".join(map(chr, range(0x2070, 0x3000)))
    rest = "".join(map(chr, range(LAST_HANZI + 1, 0xFF00))) + OTHER * 0x100
    kana = OTHER * 0x40 + "".join(map(chr, range(0x3040, FIRST_HANZI)))
    return low + letters + kana + hanzi + rest


def first_letters(text: str) -> str:
    """The text by the first letter of each main reading, as initials are typed: 信访积案 → xfja; same length."""
    return text.translate(_first_letter_table())


def heard(text: str) -> str:
    """The text as it sounds: one private sign a character, the same for all characters of a class; same
    length.
    """
    return text.translate(_heard_table())


def heard_syllable(syllable: str) -> str:
    """The private sign of a syllable, as `heard` writes it."""
    return classes()[near(syllable)]
