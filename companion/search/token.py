"""The smallest thing a query asks for: one character, one syllable, or the beginning of one.

A token accepts a character at one of three levels: as written, by sound, by a sound easily mistaken for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from companion.search.readings import DIGIT_NAMES, initials, near, near_of, readings, syllables
from companion.search.readings import table as readings_table


class Level(IntEnum):
    """How well a character answers a token; higher is better."""

    NEAR = 1
    SOUND = 2
    WRITTEN = 3


class TokenKind(IntEnum):
    """What was typed for one character of the text."""

    PREFIX = 0
    SYLLABLE = 1
    SIGN = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One typed unit: a folded character (`sign`), a toneless syllable, or the beginning of a syllable."""

    kind: TokenKind
    text: str

    def signs(self, level: Level) -> frozenset[str]:
        """All characters that the token accepts at a level or better."""
        return _signs(self, level)

    def near_classes(self) -> frozenset[str]:
        """The classes of sounds that the token may stand for; none for a beginning, which may be any."""
        if self.kind is TokenKind.SIGN:
            return near_of(self.text)
        return frozenset({near(self.text)}) if self.kind is TokenKind.SYLLABLE else frozenset()

    def initials(self) -> frozenset[str]:
        """The first letters of the syllables that the token may stand for."""
        return initials(self.text) if self.kind is TokenKind.SIGN else frozenset({self.text[0]})

    def is_usual(self, sign: str) -> bool:
        """Tell whether a character is the token's own, or its main reading sounds like one of the token's."""
        heard = readings(sign)[:1]
        if not heard or sign == self.text:
            return sign == self.text
        if self.kind is TokenKind.PREFIX:
            return heard[0].startswith(self.text)
        own = readings(self.text)[:1] if self.kind is TokenKind.SIGN else (self.text,)
        return near(heard[0]) in map(near, own)

    def level(self, sign: str) -> Level | None:
        """How well the token accepts a folded character; None when it does not."""
        return next((level for level in reversed(Level) if sign in self.signs(level)), None)


@cache
def _signs(token: Token, level: Level) -> frozenset[str]:
    if token.kind is TokenKind.PREFIX:
        return frozenset() if level is Level.WRITTEN else _by_prefix(token.text)
    if level is Level.WRITTEN:
        return frozenset({token.text} if token.kind is TokenKind.SIGN else ())
    heard = readings(token.text) if token.kind is TokenKind.SIGN else (token.text,)
    if level is Level.SOUND:
        found = frozenset().union(*(signs_by_sound().get(syllable, ()) for syllable in heard))
    else:
        found = frozenset().union(*(_signs_by_near().get(near(syllable), ()) for syllable in heard))
    return found | _signs(token, Level.WRITTEN)


@cache
def signs_by_sound() -> dict[str, frozenset[str]]:
    """The characters that have each syllable among their readings, digits included."""
    found: dict[str, list[str]] = {syllable: [] for syllable in syllables()}
    for syllable, signs in readings_table().signs():
        found[syllable] += signs
    for digit in DIGIT_NAMES:
        for syllable in readings(digit):
            found[syllable].append(digit)
    return {syllable: frozenset(signs) for syllable, signs in found.items()}


@cache
def _signs_by_near() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for syllable, signs in signs_by_sound().items():
        found[near(syllable)] = found.get(near(syllable), frozenset()) | signs
    return found


@cache
def _by_prefix(prefix: str) -> frozenset[str]:
    groups = (signs for syllable, signs in signs_by_sound().items() if syllable.startswith(prefix))
    return frozenset().union(*groups, {prefix} if len(prefix) == 1 else ())
