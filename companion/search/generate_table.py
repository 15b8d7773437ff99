"""Write the tables of readings and of variants that search is built on, out of their sources.

    python -m companion.search.generate_table pinyin > companion/search/pinyin.txt
    python -m companion.search.generate_table variants > companion/search/variants.txt

A tool for developers (`pip install -e .[dev]`); nothing else imports it. Readings come from pypinyin (MIT),
simplified forms from the character list of OpenCC in opencc-python-reimplemented (Apache-2.0).
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from companion.search.readings import FIRST_HANZI, LAST_HANZI, SYMBOL

PINYIN_HEAD = """\
# All toneless readings of the characters U+4E00 to U+9FFF.
# Generated: python -m companion.search.generate_table pinyin
# Derived from the dictionary of pypinyin (https://github.com/mozillazg/python-pinyin), MIT License,
# Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>.
# Line 1: syllables. Line 2: the main reading of each character, as the code point U+0100 + number
# of the syllable. Line 3: characters with other readings, each followed by them.
"""
VARIANTS_HEAD = """\
# Traditional characters and their simplified forms.
# Generated: python -m companion.search.generate_table variants
# Derived from TSCharacters of OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0,
# Copyright BYVoid and contributors; changed: first form only, characters of the basic plane only.
# Line 1: traditional. Line 2: simplified, in the same order.
"""


def main() -> None:
    """Print the table that the command line names: `pinyin` or `variants`."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    tables = {"pinyin": pinyin_table, "variants": variants_table}
    if name not in tables:
        sys.exit(f"usage: python -m companion.search.generate_table {{{'|'.join(tables)}}}")
    sys.stdout.buffer.write(tables[name]().encode("utf-8"))


def pinyin_table() -> str:
    """The text of `pinyin.txt`."""
    readings = {code: syllables for code, syllables in _readings() if FIRST_HANZI <= code <= LAST_HANZI}
    syllables = sorted({syllable for found in readings.values() for syllable in found})
    symbol = {syllable: chr(SYMBOL + place) for place, syllable in enumerate(syllables)}
    first = "".join(
        symbol[readings[code][0]] if code in readings else "." for code in range(FIRST_HANZI, LAST_HANZI + 1)
    )
    others = (
        chr(code) + "".join(symbol[syllable] for syllable in found[1:])
        for code, found in readings.items()
        if len(found) > 1
    )
    return PINYIN_HEAD + "\n".join((" ".join(syllables), first, " ".join(others))) + "\n"


def variants_table() -> str:
    """The text of `variants.txt`."""
    pairs = [
        (old, new) for old, new in _variants() if len(old) == len(new) == 1 and max(old, new) <= "\uffff" and old != new
    ]
    return VARIANTS_HEAD + "\n".join("".join(side) for side in zip(*pairs, strict=True)) + "\n"


def plain_syllable(reading: str) -> str:
    """A reading without its tone, ü as v: `lǜ` → `lv`, `ê̄` → `e`."""
    for tone in "üǖǘǚǜ":
        reading = reading.replace(tone, "v")
    letters = unicodedata.normalize("NFD", reading)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _readings() -> Iterator[tuple[int, tuple[str, ...]]]:
    from pypinyin.pinyin_dict import pinyin_dict  # a development dependency

    for code, words in sorted(pinyin_dict.items()):
        plain = dict.fromkeys(map(plain_syllable, words.split(",")))
        found = tuple(syllable for syllable in plain if syllable.isascii() and syllable.isalpha())
        if found:
            yield code, found


def _variants() -> Iterator[tuple[str, str]]:
    import opencc  # type: ignore[import-untyped]  # a development dependency without types

    source = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        yield old, new.split(" ")[0]


if __name__ == "__main__":
    main()
