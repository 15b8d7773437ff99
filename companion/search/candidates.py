"""What a search works on: the rows, the texts, and which of them come first when there are too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from companion.search import scoring
from companion.search.bits import levels, texts_of
from companion.search.entry import Entry
from companion.search.grams import Grams
from companion.search.match import sounds_of
from companion.search.pattern import Pattern
from companion.search.query import Term
from companion.search.readings import OTHER
from companion.search.spelling import written
from companion.search.token import Token, TokenKind

FUZZY_SPELLINGS = 3  # readings of letters that are also tried with errors
MOST_PAIRS_LOST = 4  # of the pairs of initials, one fewer than there are letters, by two swapped inside
MIN_FUZZY = 3  # sounds; with fewer, one error leaves nothing to go by


@dataclass(frozen=True, slots=True)
class Candidates:
    """All rows and texts; `mask` are the texts allowed, `headings` and `in_section` those to look at
    first.
    """

    grams: Grams
    texts: Sequence[str]
    entries: Sequence[Entry]
    mask: int
    headings: int
    in_section: int
    section: str

    def in_order(self, bits: int, first: int, limit: int) -> Iterator[int]:
        """Yield up to `limit` texts: headings, then those in `first`, then the section's, then by number."""
        left = bits & self.mask
        for group in (
            self.headings & first,
            self.headings,
            first & self.in_section,
            first,
            self.in_section,
            -1,
        ):
            chosen = left & group if group else 0
            if not chosen:
                continue
            left ^= chosen
            yield from islice(texts_of(chosen), limit)
            limit -= chosen.bit_count()
            if limit <= 0:
                return

    def is_in_section(self, number: int) -> bool:
        """Tell whether an entry belongs to the current section."""
        return bool(self.section) and self.in_section >> number & 1 == 1

    def written(self, term: Term) -> int:
        """The texts that may have a term as it is written."""
        known = filter(term.vocabulary.knows, term.literals)
        return union(self.grams.with_all(written(literal)) for literal in known)

    def sounding(self, term: Term) -> int:
        """The texts that may have a term by one of its readings."""
        return union(bits for _, bits in self.sounds(term))

    def sounds(self, term: Term) -> list[tuple[Pattern, int]]:
        """The readings of a term that any text allowed may have, each with those texts."""
        return self.among(term.patterns)

    def among(self, patterns: Iterable[Pattern]) -> list[tuple[Pattern, int]]:
        """Those patterns that any text allowed may have, each with those texts."""
        each = ((pattern, self.grams.with_all(pattern.tokens) & self.mask) for pattern in patterns)
        return [(pattern, bits) for pattern, bits in each if bits]

    def starting(self, term: Term) -> int:
        """The texts with a clause that may begin as a term does."""
        ways = [pattern.tokens for pattern in term.patterns] or [written(literal) for literal in term.literals]
        return union(self.grams.with_start(first) for first in {way[0] for way in ways})

    def nearly(self, term: Term) -> Iterator[int]:
        """Yield sets of texts that may have a term with errors in it, the likeliest first."""
        for pattern in fuzzy_patterns(term):
            planes = self.grams.votes(pattern.tokens)
            for _, bits in levels(planes, self.mask, _most(pattern), _floor(pattern)):
                yield bits

    def nearly_initials(self, letters: str) -> Iterator[int]:
        """Yield sets of texts that may have initials with an error in them, the likeliest first."""
        tokens = [Token(TokenKind.PREFIX, letter) for letter in letters]
        for _, bits in levels(self.grams.votes(tokens), self.mask, len(letters) - 1, len(letters) - MOST_PAIRS_LOST):
            yield bits


def fuzzy_patterns(term: Term) -> list[Pattern]:
    """The readings of a term that are long enough to be tried with errors."""
    usable = (pattern for pattern in term.patterns if len(sounds_of(pattern).replace(OTHER, "")) >= MIN_FUZZY)
    return list(usable)[:FUZZY_SPELLINGS]


def union(parts: Iterable[int]) -> int:
    """All texts that are in any of the parts."""
    bits = 0
    for part in parts:
        bits |= part
    return bits


def _sounds_and_pairs(pattern: Pattern) -> tuple[int, int]:
    tokens = pattern.tokens
    sounds: set[Token] = {token for token in tokens if token.kind is not TokenKind.PREFIX}
    return len(sounds), len(set(pairwise(tokens)))


def _most(pattern: Pattern) -> int:
    return sum(_sounds_and_pairs(pattern))


def _floor(pattern: Pattern) -> int:
    """The fewest votes worth a look: those left by the errors allowed, or all sounds with none of their
    pairs.
    """
    sounds, pairs = _sounds_and_pairs(pattern)
    return max(2, min(sounds, sounds + pairs - 3 * scoring.errors_allowed(len(pattern))))
