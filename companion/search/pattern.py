"""A sequence of tokens, found in a text.

Where one of the tokens is answered by few characters, those are looked for, and their neighbours compared. Where
each is answered by many, as initials are, all is done in one pass, Baeza-Yates and Gonnet's Shift-And: bit i of
the state says that the last i + 1 characters answer the first i + 1 tokens, so that a token may accept any set of
characters at no extra cost.

    state ← (state << 1 | 1) & mask[character]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import repeat

from companion.search.boundary import starts_word
from companion.search.token import Level, Token, TokenKind
from companion.search.vocabulary import Vocabulary

FEW_SIGNS = 40  # characters looked for one by one, 40 ns each; one pass over a text takes 100 ns a character


class Pattern:
    """Tokens that must stand one after another, in texts made of the characters of a vocabulary.

    `unspelled` is the share of the tokens that are mere initials, where another reading has whole sounds for them.
    """

    def __init__(self, tokens: tuple[Token, ...], vocabulary: Vocabulary, unspelled: float = 0.0) -> None:
        self.tokens = tokens
        self.unspelled = unspelled
        self._vocabulary = vocabulary
        self._masks: dict[Level, dict[str, int]] = {}
        self._usual: dict[tuple[int, str], bool] = {}
        self._rarest_of: dict[Level, tuple[int, set[str]]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def occurrences(self, text: str, level: Level) -> Iterator[int]:
        """Yield the offset of every occurrence in a folded text at a level or better, the first first."""
        place, signs = self._rarest(level)
        if len(signs) > FEW_SIGNS:
            yield from self._in_one_pass(text, level)
            return
        last = len(text) - len(self.tokens)
        starts = sorted(at - place for sign in signs if sign in text for at in _places(sign, text))
        yield from (start for start in starts if 0 <= start <= last and self.accepts(text, start, level))

    def _in_one_pass(self, text: str, level: Level) -> Iterator[int]:
        masks = self._masks_of(level)
        length, goal, state = len(self.tokens), 1 << len(self.tokens) - 1, 0
        for place, mask in enumerate(map(masks.get, text, repeat(0)), 1):
            state = (state << 1 | 1) & mask
            if state & goal:
                yield place - length

    def find(self, text: str, level: Level) -> int:
        """The offset of the best occurrence, at the beginning of a word if there is one; -1 for none."""
        first = -1
        for start in self.occurrences(text, level):
            if starts_word(text, start):
                return start
            first = start if first < 0 else first
        return first

    def accepts(self, text: str, start: int, level: Level) -> bool:
        """Tell whether there is an occurrence at an offset, at a level or better."""
        masks = self._masks_of(level)
        signs = text[start : start + len(self.tokens)]
        return all(masks.get(sign, 0) >> place & 1 for place, sign in enumerate(signs))

    def is_usual(self, text: str, start: int) -> bool:
        """Tell whether the characters at an occurrence answer the tokens by their main readings."""
        usual = self._usual
        for place, sign in enumerate(text[start : start + len(self.tokens)]):
            answer = usual.get((place, sign))
            if answer is None:
                answer = usual[place, sign] = self.tokens[place].is_usual(sign)
            if not answer:
                return False
        return True

    def written_share(self, text: str, start: int) -> float:
        """The share of the characters typed as such that an occurrence has as they were; 0 if only letters were."""
        places = self._typed_signs
        return sum(self.tokens[place].text == text[start + place] for place in places) / max(1, len(places))

    @cached_property
    def _typed_signs(self) -> tuple[int, ...]:
        return tuple(place for place, token in enumerate(self.tokens) if token.kind is TokenKind.SIGN)

    def _rarest(self, level: Level) -> tuple[int, set[str]]:
        """The token that the fewest characters answer: its place, and those characters."""
        found = self._rarest_of.get(level)
        if found is None:
            each = ((place, self._vocabulary.signs(token, level)) for place, token in enumerate(self.tokens))
            found = self._rarest_of[level] = min(each, key=lambda one: len(one[1]))
        return found

    def _masks_of(self, level: Level) -> dict[str, int]:
        masks = self._masks.get(level)
        if masks is None:
            masks = self._masks[level] = {}
            for place, token in enumerate(self.tokens):
                for sign in self._vocabulary.signs(token, level):
                    masks[sign] = masks.get(sign, 0) | 1 << place
        return masks


def _places(sign: str, text: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)
