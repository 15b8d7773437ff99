"""The words of a query: what must be found, what must not, and what the finds are filtered by.

Signs are those of fzf: 'exact ^start end$ !not. Words are parted by spaces, also the full-width one, and
all must be found, in any order. `name:value` with a name of `filters` is a filter; with any other it is
a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from companion.search.boundary import bare
from companion.search.filters import FILTER_NAMES, Filter, parse_filter
from companion.search.fold import numeral_spellings, plain
from companion.search.pattern import Pattern
from companion.search.slips import slipped_spellings
from companion.search.spelling import spellings, written
from companion.search.token import Token, TokenKind
from companion.search.vocabulary import Vocabulary

MIN_DIGITS = 3  # of a number that may have an error in it; a shorter one is not meant for its sound either
MIN_INITIALS = 4  # letters; with fewer, one wrong leaves too little to tell a word from chance
_NUMBER = re.compile("[0-9.%点十百千分之]+")
# What a Chinese input method types for the keys of fzf's signs.
_EXACT_SIGNS = ("'", "‘", "’")
_START_SIGNS = ("^", "…")
_END_SIGNS = ("$", "¥", "¥", "￥")


@dataclass(frozen=True)
class Term:
    """One word of a query, folded. `literals` are its spellings as written, `patterns` its readings by
    sound.
    """

    text: str
    literals: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    vocabulary: Vocabulary = field(repr=False, compare=False)
    exact: bool = False
    starts: bool = False
    ends: bool = False
    negated: bool = False

    @cached_property
    def slips(self) -> tuple[Pattern, ...]:
        """The readings of the term with a slip in its letters."""
        return () if self.exact else tuple(Pattern(way, self.vocabulary) for way in slipped_spellings(self.text))

    @property
    def initials(self) -> str:
        """The term, if it may be initials with an error among them, which takes `MIN_INITIALS`; else nothing."""
        is_usable = len(self.text) >= MIN_INITIALS and not self.exact and self.text.isascii() and self.text.isalpha()
        return self.text if is_usable and sum(letter in "iuv" for letter in self.text) < 2 else ""


@dataclass(frozen=True)
class Query:
    """A parsed query. `unknown` are filters whose value makes no sense; they filter nothing."""

    terms: tuple[Term, ...]
    filters: tuple[Filter, ...]
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether it asks for nothing at all."""
        return not self.terms and not self.filters


def parse_query(text: str, vocabulary: Vocabulary) -> Query:
    """A query out of what was typed, for texts of a vocabulary; whatever was typed makes one."""
    terms, filters, unknown = [], [], []
    for word in text.split():
        name, colon, value = word.replace("：", ":").partition(":")
        if colon and plain(name) in FILTER_NAMES:
            parsed = parse_filter(FILTER_NAMES[plain(name)], value)
            if parsed:
                filters.append(parsed)
            elif value:
                unknown.append(word)
        else:
            terms.append(_parse_term(word, vocabulary))
    return Query(tuple(terms), tuple(filters), tuple(unknown))


def _parse_term(word: str, vocabulary: Vocabulary) -> Term:
    rest, negated, exact, starts, ends = plain(word), False, False, False, False
    if len(rest) > 1 and rest[0] == "!":
        rest, negated = rest[1:], True
    if len(rest) > 1 and rest[0] in _EXACT_SIGNS:
        rest, exact = rest[1:], True
    if len(rest) > 1 and rest[0] in _START_SIGNS:
        rest, starts = rest.lstrip("…") if rest[0] == "…" else rest[1:], True
    if len(rest) > 1 and rest[-1] in _END_SIGNS:
        rest, ends = rest[:-1], True
    rest = (bare(rest) if ends else rest) or rest or plain(word)
    exact = exact or negated or starts or ends
    literals = (rest, *(plain(spelling) for spelling in numeral_spellings(word) if not exact))
    patterns = () if exact else _patterns(literals, vocabulary)
    return Term(rest, literals, patterns, vocabulary, exact, starts, ends, negated)


def _patterns(literals: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Pattern, ...]:
    if _NUMBER.fullmatch(literals[0]):
        literals = literals[:1] if len(literals[0]) >= MIN_DIGITS else ()
    ways = [way for literal in literals for way in spellings(literal)]
    fullest = max(map(_whole, ways), default=0.0)
    as_typed = [Pattern(written(literal), vocabulary) for literal in literals]
    return (*as_typed, *(Pattern(way, vocabulary, fullest - _whole(way)) for way in ways))


def _whole(way: tuple[Token, ...]) -> float:
    """The share of the tokens of a reading that are whole sounds."""
    return sum(token.kind is not TokenKind.PREFIX for token in way) / len(way)
