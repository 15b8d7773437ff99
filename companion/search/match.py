"""How one word of a query matches one text: what it is worth and which characters matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, LCSseq

from companion.search import scoring
from companion.search.boundary import ends_word, starts_word
from companion.search.pattern import Pattern
from companion.search.query import Term
from companion.search.readings import heard, heard_syllable
from companion.search.token import Level, TokenKind

_MAX_LOOKS = 8  # occurrences of a literal looked at for one at a boundary


@dataclass(frozen=True, slots=True)
class Match:
    """A find: `tier` and `bonus` add up to its worth; `positions` works out which characters matched."""

    tier: float
    bonus: float
    start: int
    end: int
    positions: Callable[[], tuple[int, ...]]


def match_literal(term: Term, text: str, lead: int) -> Match | None:
    """The term as it is written in a folded text whose words begin after `lead` characters of marker."""
    for literal in term.literals:
        start = _find(term, literal, text, lead)
        if start >= 0:
            return _match(scoring.EXACT, 0.0, text, start, start + len(literal))
    return None


def match_sound(term: Term, text: str) -> Match | None:
    """The term by its sound, or by sounds easily mistaken for it."""
    for level, tier in ((Level.SOUND, scoring.SOUND), (Level.NEAR, scoring.NEAR)):
        for pattern in term.patterns:
            start = pattern.find(text, level)
            if start >= 0:
                return _match(tier, scoring.SPELLED * pattern.spelled, text, start, start + len(pattern))
    return None


def match_fuzzy(sounds: str, text: str, heard_text: str) -> Match | None:
    """A query as it sounds with errors in it, or with other characters between its own."""
    allowed = scoring.errors_allowed(len(sounds))
    found = fuzz.partial_ratio_alignment(sounds, heard_text, score_cutoff=50) if allowed else None
    if found is None or found.dest_end == found.dest_start:
        return None
    start, end, errors = _tightest(sounds, heard_text, found.dest_start, found.dest_end)
    if errors <= allowed:
        tier = scoring.FUZZY - scoring.PER_ERROR * (errors - 1)
        return _match(tier, 0.0, text, start, end, lambda: _aligned(sounds, heard_text, start, end))
    if LCSseq.similarity(sounds, heard_text) == len(sounds):
        return _match_gapped(sounds, text, heard_text)
    return None


def sounds_of(pattern: Pattern) -> str:
    """A pattern as `heard` would write a text that it matches; beginnings of syllables are left out."""
    return "".join(
        heard_syllable(token.text) if token.kind is TokenKind.SYLLABLE else heard(token.text)
        for token in pattern.tokens
        if token.kind is not TokenKind.PREFIX
    )


def _find(term: Term, literal: str, text: str, lead: int) -> int:
    if term.starts or term.ends:
        starts = [0, lead] if term.starts else [len(text) - len(literal)]
        fits = (s for s in starts if s >= 0 and text.startswith(literal, s))
        return next((s for s in fits if not term.ends or s + len(literal) == len(text)), -1)
    first = found = text.find(literal)
    for _ in range(_MAX_LOOKS):
        if found < 0:
            break
        if starts_word(text, found):
            return found
        found = text.find(literal, found + 1)
    return first


def _match(
    tier: float,
    bonus: float,
    text: str,
    start: int,
    end: int,
    positions: Callable[[], tuple[int, ...]] | None = None,
) -> Match:
    bonus += scoring.WORD_START * starts_word(text, start) + scoring.WORD_END * ends_word(text, end)
    return Match(tier, bonus, start, end, positions or (lambda: tuple(range(start, end))))


def _tightest(sounds: str, text: str, start: int, end: int) -> tuple[int, int, int]:
    """Of the windows about a rough one, the one that differs least from the query, with its number of
    errors.
    """
    best = (len(sounds) + 1, 0, start, end)
    for first in (start, start - 1, start + 1):
        for last in (end, end + 1, end - 1):
            if 0 <= first < last <= len(text):
                errors = OSA.distance(sounds, text[first:last])
                best = min(best, (errors, last - first, first, last))
        if best[0] == 0:
            break
    return best[2], best[3], best[0]


def _aligned(sounds: str, text: str, start: int, end: int) -> tuple[int, ...]:
    blocks = LCSseq.editops(sounds, text[start:end]).as_matching_blocks()
    return tuple(start + place for block in blocks for place in range(block.b, block.b + block.size))


def _match_gapped(sounds: str, text: str, heard_text: str) -> Match | None:
    in_order = re.compile("(?=(" + ".*?".join(map(re.escape, sounds)) + "))", re.DOTALL)
    spans = (found.span(1) for found in in_order.finditer(heard_text))
    start, end = min(spans, key=lambda span: span[1] - span[0])
    gap = end - start - len(sounds)
    if gap > scoring.MAX_GAP:
        return None
    return _match(
        scoring.GAPPED - scoring.PER_GAP * gap,
        0.0,
        text,
        start,
        end,
        lambda: _aligned(sounds, heard_text, start, end),
    )
