"""What happens to a phrase between the ear and the query line: one function for each damage."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random
from string import ascii_lowercase
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from companion.search.readings import near, readings, table

Damage = Callable[[str, Random], str]
COMMON = re.compile(r"[\u4e00-\u9fff]+")


def none(phrase: str, chance: Random) -> str:
    """As it is."""
    return phrase


def wrong(phrase: str, chance: Random) -> str:
    """One character is another one of the same text kind."""
    place = chance.randrange(len(phrase))
    return phrase[:place] + _another(phrase[place], POOL, chance) + phrase[place + 1 :]


def missing(phrase: str, chance: Random) -> str:
    """One character is left out, not the first or last: that would leave a phrase that is right."""
    place = chance.randrange(1, len(phrase) - 1)
    return phrase[:place] + phrase[place + 1 :]


def extra(phrase: str, chance: Random) -> str:
    """One character too many, inside."""
    place = chance.randrange(1, len(phrase))
    return phrase[:place] + chance.choice(POOL) + phrase[place:]


def swapped(phrase: str, chance: Random) -> str:
    """Two neighbours in each other's place."""
    places = [place for place in range(len(phrase) - 1) if phrase[place] != phrase[place + 1]]
    place = chance.choice(places or [0])
    return phrase[:place] + phrase[place + 1] + phrase[place] + phrase[place + 2 :]


def homophone(phrase: str, chance: Random) -> str:
    """Up to two characters are others of the same sound."""
    return _sounding(phrase, chance, lambda syllable: [syllable])


def near_homophone(phrase: str, chance: Random) -> str:
    """Up to two characters are others of a sound easily mistaken."""
    return _sounding(
        phrase,
        chance,
        lambda syllable: [other for other in table().syllables if near(other) == near(syllable)],
    )


def full_pinyin(phrase: str, chance: Random) -> str:
    """Every syllable spelled out."""
    return "".join(_pinyin(phrase))


def initials(phrase: str, chance: Random) -> str:
    """Every first letter."""
    return "".join(syllable[0] for syllable in _pinyin(phrase))


def mixed(phrase: str, chance: Random) -> str:
    """Each character as it is, spelled out, or by its first letter; at most half of them by that."""
    ways = [chance.choice("csi") for _ in phrase]
    while ways.count("i") > len(ways) // 2:
        ways[ways.index("i")] = chance.choice("cs")
    said = zip(phrase, _pinyin(phrase), ways, strict=True)
    return "".join({"c": sign, "s": syllable, "i": syllable[0]}[way] for sign, syllable, way in said)


def slipped_pinyin(phrase: str, chance: Random) -> str:
    """Every syllable spelled out, with one slip among the letters."""
    return _slip(full_pinyin(phrase, chance), chance)


def slipped_initials(phrase: str, chance: Random) -> str:
    """Every first letter, with one slip among them."""
    return _slip(initials(phrase, chance), chance)


def slipped_end(phrase: str, chance: Random) -> str:
    """The first characters as they are, the others spelled out with one slip among the letters."""
    place = chance.randrange(1, len(phrase) - 1)
    return phrase[:place] + _slip(full_pinyin(phrase[place:], chance), chance)


def _slip(letters: str, chance: Random) -> str:
    """One letter wrong, missing, extra, or swapped with the next."""
    place = chance.randrange(1, len(letters) - 1)
    before, here, after = letters[:place], letters[place], letters[place + 1 :]
    another = chance.choice(ascii_lowercase.replace(here, ""))
    return chance.choice(
        (
            before + another + after,
            before + after,
            before + another + here + after,
            before + after[0] + here + after[1:],
        )
    )


class Row(NamedTuple):
    """A damage, the lengths of phrases it is done to, and the recall wanted at 1 and at 5, if any.

    `whole` is for phrases that are words, not any characters side by side.
    """

    damage: Damage
    lengths: range
    at_1: float = 0.0
    at_5: float = 0.0
    whole: bool = False


DAMAGES: dict[str, Row] = {
    "exact": Row(none, range(2, 9), 1.00, 1.00),
    "wrong": Row(wrong, range(4, 9), 0.95, 0.99),
    "missing": Row(missing, range(4, 9), 0.95, 0.99),
    "extra": Row(extra, range(4, 9), 0.95, 0.99),
    "swapped": Row(swapped, range(4, 9), 0.95, 0.99),
    "homophone": Row(homophone, range(2, 9), 0.97, 0.99),
    "near-homophone": Row(near_homophone, range(2, 9), 0.97, 0.99),
    "full pinyin": Row(full_pinyin, range(2, 9), 0.97, 0.99),
    "initials": Row(initials, range(4, 9), 0.97, 0.99),
    "mixed": Row(mixed, range(2, 9), 0.97, 0.99),
    "two, one wrong": Row(wrong, range(2, 3), 0.00, 0.90, whole=True),
    "any two, wrong": Row(wrong, range(2, 3)),
    "pinyin, slip": Row(slipped_pinyin, range(4, 9), 0.95, 0.99),
    "short, slip": Row(slipped_pinyin, range(2, 4)),
    "half, slip": Row(slipped_end, range(4, 9), 0.95, 0.99),
    "initials, slip": Row(slipped_initials, range(4, 9)),
}
POOL: list[str] = []


def use_pool(texts: list[str]) -> None:
    """Take the wrong characters from these texts, each as likely as any other."""
    POOL[:] = sorted({sign for text in texts for run in COMMON.findall(text) for sign in run})


@cache
def signs_by_sound() -> dict[str, list[str]]:
    """The characters that have each syllable as a reading."""
    found: dict[str, list[str]] = {}
    for syllable, sign in table().signs():
        found.setdefault(syllable, []).append(sign)
    return found


def _another(sign: str, pool: list[str], chance: Random) -> str:
    for _ in range(100):
        other = chance.choice(pool)
        if other != sign:
            return other
    return sign


def _pinyin(phrase: str) -> list[str]:
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(phrase, style=Style.NORMAL, v_to_u=False)]


def _sounding(phrase: str, chance: Random, sounds: Callable[[str], list[str]]) -> str:
    signs = list(phrase)
    for place in chance.sample(range(len(signs)), min(2, len(signs))):
        syllable = readings(signs[place])[0]
        pool = [
            sign
            for other in sounds(syllable)
            for sign in signs_by_sound().get(other, ())
            if sign in COMMON_SIGNS and readings(sign)[0] == other and sign != signs[place]
        ]
        signs[place] = chance.choice(sorted(pool)) if pool else signs[place]
    return "".join(signs)


# GB 2312 level 1: the 3,755 characters that an input method offers first
COMMON_SIGNS = frozenset(
    bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
)
