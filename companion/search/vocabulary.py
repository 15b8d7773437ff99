"""The characters that occur in what is searched, by how they sound: far fewer than there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from companion.search.readings import near_of, readings
from companion.search.token import Level, Token, TokenKind


class Vocabulary:
    """Folded characters, told which they are by `learn`."""

    def __init__(self, signs: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._by_sound: dict[Level, defaultdict[str, set[str]]] = {level: defaultdict(set) for level in Level}
        self._by_prefix: dict[str, set[str]] = {}
        self.learn(signs)

    def learn(self, signs: Iterable[str]) -> None:
        """Take in characters, known ones too."""
        for sign in set(signs) - self._known:
            self._known.add(sign)
            for syllable in readings(sign):
                self._by_sound[Level.SOUND][syllable].add(sign)
            for name in near_of(sign):
                self._by_sound[Level.NEAR][name].add(sign)
            self._by_prefix.clear()

    def knows(self, word: str) -> bool:
        """Tell whether all characters of a word occur."""
        return self._known.issuperset(word)

    def signs(self, token: Token, level: Level) -> set[str]:
        """The characters that a token accepts at a level."""
        if token.kind is TokenKind.PREFIX:
            return self._beginning_with(token.text)
        found = {token.text} & self._known
        for sound in token.sounds(level):
            found |= self._by_sound[level].get(sound, set())
        return found

    def _beginning_with(self, prefix: str) -> set[str]:
        found = self._by_prefix.get(prefix)
        if found is None:
            groups = (signs for name, signs in self._by_sound[Level.SOUND].items() if name.startswith(prefix))
            found = self._by_prefix[prefix] = {prefix}.union(*groups) & (self._known | {prefix})
        return found
