"""The smallest thing a query asks for: one character, one syllable, or the beginning of one.

A token accepts a character by its sound, or by a sound easily mistaken for it; `Pattern` asks it which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from companion.search.corrections import meant
from companion.search.readings import initials, near, near_of, readings


class Level(IntEnum):
    """How well a character must answer a token; higher is stricter."""

    NEAR = 1
    SOUND = 2


class TokenKind(IntEnum):
    """What was typed for one character of the text."""

    PREFIX = 0
    SYLLABLE = 1
    SIGN = 2
    SLIP = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One typed unit: a folded character, a toneless syllable, the beginning of one, or letters with a slip."""

    kind: TokenKind
    text: str

    def __hash__(self) -> int:
        """That of the text, which is kept with it: answers are looked up by tokens some hundred times a query."""
        return hash(self.text)

    def sounds(self, level: Level) -> frozenset[str]:
        """The names of the sounds that the token may stand for: syllables, or classes of them for NEAR.

        A beginning of a syllable has none: it is asked for by `Pattern` letter by letter.
        """
        if level is Level.NEAR:
            return self.near_classes()
        return frozenset(readings(self.text)) if self.kind is TokenKind.SIGN else self._syllables()

    def near_classes(self) -> frozenset[str]:
        """The classes of sounds that the token may stand for; none for a beginning, which may be any."""
        return near_of(self.text) if self.kind is TokenKind.SIGN else frozenset(map(near, self._syllables()))

    def initials(self) -> frozenset[str]:
        """The first letters of the syllables that the token may stand for."""
        if self.kind is TokenKind.SIGN:
            return initials(self.text)
        return frozenset(syllable[0] for syllable in self._syllables() or (self.text,))

    def is_usual(self, sign: str) -> bool:
        """Tell whether a character is the token's own, or its main reading sounds like the token's."""
        if sign == self.text:
            return True
        heard = readings(sign)[:1]
        if not heard:
            return False
        if self.kind is TokenKind.PREFIX:
            return heard[0].startswith(self.text)
        own = readings(self.text)[:1] if self.kind is TokenKind.SIGN else self._syllables()
        return near(heard[0]) in map(near, own)

    def _syllables(self) -> frozenset[str]:
        """The whole syllables that letters stand for."""
        if self.kind is TokenKind.SLIP:
            return meant(self.text)
        return frozenset({self.text} if self.kind is TokenKind.SYLLABLE else ())
