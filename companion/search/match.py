"""How one word of a query matches one text: what it is worth and which characters matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from companion.search import scoring
from companion.search.boundary import bare, ends_word, starts_word
from companion.search.distance import measures
from companion.search.pattern import Pattern
from companion.search.query import Term
from companion.search.readings import heard, heard_syllable
from companion.search.token import Level, TokenKind

_MAX_LOOKS = 8  # occurrences of a literal looked at for one at a boundary
_MAX_WINDOWS = 16  # windows with all sounds in order looked at for a tight one
_ROUGHLY = 50.0  # a window with fewer than half of the characters right is not looked at


class Match(NamedTuple):
    """A find: `tier` and `bonus` add up to its worth; `positions` works out which characters matched."""

    tier: float
    bonus: float
    start: int
    end: int
    positions: Callable[[], tuple[int, ...]]


def match_literal(term: Term, text: str, lead: int) -> Match | None:
    """The term as it is written in a folded text whose words begin after `lead` characters of marker."""
    for literal in term.literals:
        whole = bare(text) if term.ends and not text.endswith(literal) else text
        start = _find(term, literal, whole, lead)
        if start >= 0:
            return _match(scoring.EXACT, 0.0, text, start, start + len(literal))
    return None


def match_sound(patterns: Iterable[Pattern], text: str) -> Match | None:
    """A term by the sound of one of its readings, or by sounds easily mistaken for it."""
    near = []
    for pattern in patterns:
        start = pattern.find(text, Level.NEAR)
        if start < 0:
            continue
        near.append((pattern, start))
        at = start if pattern.accepts(text, start, Level.SOUND) else pattern.find(text, Level.SOUND)
        if at >= 0:
            return _match(scoring.SOUND, _likeness(pattern, text, at), text, at, at + len(pattern))
    for pattern, at in near:
        if pattern.is_usual(text, at):
            return _match(scoring.NEAR, _likeness(pattern, text, at), text, at, at + len(pattern))
    return None


def match_slip(patterns: Iterable[Pattern], text: str) -> Match | None:
    """A term by one of its readings with a slip in its letters, preferably by main readings of the characters."""
    found: Match | None = None
    for pattern in patterns:
        start = pattern.find(text, Level.SOUND)
        if start >= 0 and (found is None or found.bonus < 0):
            rare = scoring.RARE_READING * (not pattern.is_usual(text, start))
            found = _match(scoring.SLIPPED, -rare, text, start, start + len(pattern))
    return found


def match_initials(letters: str, text: str, first_letters: str) -> Match | None:
    """Typed initials with one error among them, in a text of which the first letter of each sound is given."""
    near = _least_different(letters, first_letters)
    if near is None or near[1] > 1:
        return None
    (start, end), errors = near
    strangers = _strangers(letters, first_letters[start:end])
    return _fuzzy_match(letters, text, first_letters, (start, end), errors, strangers)


def _likeness(pattern: Pattern, text: str, start: int) -> float:
    """What is added for characters as typed, and taken off for rare readings and for mere initials."""
    rare = scoring.RARE_READING * (not pattern.is_usual(text, start))
    same = scoring.AS_WRITTEN * pattern.written_share(text, start)
    return same - rare - scoring.UNSPELLED * pattern.unspelled


def match_fuzzy(sounds: str, length: int, text: str, heard_text: str) -> Match | None:
    """A query as it sounds with errors in it, or with other characters between its own.

    `length` is that of the query: what it has besides its sounds are initials, taken for strangers to the text.
    """
    allowed = scoring.errors_allowed(len(sounds))
    in_order = _tightest_in_order(sounds, heard_text)
    gap = in_order[1] - in_order[0] - len(sounds) if in_order else scoring.MAX_GAP + 1
    found = [_fuzzy_match(sounds, text, heard_text, in_order, gap, 0)] if in_order and gap <= allowed else []
    if allowed and gap != 1 and (near := _least_different(sounds, heard_text)) is not None:
        window, errors = near
        if errors <= allowed:
            strangers = _strangers(sounds, heard_text[window[0] : window[1]])
            found.append(_fuzzy_match(sounds, text, heard_text, window, errors, strangers))
    if found:
        best = max(found, key=lambda match: match.tier)
        return best._replace(tier=best.tier - scoring.PER_STRANGER * (length - len(sounds)))
    if in_order and gap <= scoring.MAX_GAP:
        return _aligned_match(scoring.GAPPED - scoring.PER_GAP * gap, sounds, text, heard_text, in_order)
    return None


def _fuzzy_match(
    sounds: str, text: str, heard_text: str, window: tuple[int, int], errors: int, strangers: int
) -> Match:
    tier = scoring.FUZZY - scoring.PER_ERROR * (errors - 1) - scoring.PER_STRANGER * strangers
    return _aligned_match(tier, sounds, text, heard_text, window)


def _aligned_match(tier: float, sounds: str, text: str, heard_text: str, window: tuple[int, int]) -> Match:
    start, end = window
    return _match(tier, 0.0, text, start, end, lambda: _aligned(sounds, heard_text, start, end))


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


def _least_different(sounds: str, text: str) -> tuple[tuple[int, int], int] | None:
    """The window that differs least from the query, and in how many characters."""
    rough = measures().partial_ratio_alignment(sounds, text, score_cutoff=_ROUGHLY)
    if rough is None or rough.dest_start == rough.dest_end:
        return None
    distance = measures().osa_distance
    best = (len(sounds) + 1, 0, 0, 0, 0)
    for start in (rough.dest_start, rough.dest_start - 1, rough.dest_start + 1):
        for end in (rough.dest_end, rough.dest_end + 1, rough.dest_end - 1):
            if 0 <= start < end <= len(text):
                window = text[start:end]
                errors = distance(sounds, window, score_cutoff=best[0])
                if errors == 1 and best[0] > len(sounds):  # the first window; none is without an error
                    return (start, end), 1
                if errors <= best[0]:
                    best = min(best, (errors, _strangers(sounds, window), end - start, start, end))
    return best[3:], best[0]


def _strangers(sounds: str, window: str) -> int:
    return sum(sign not in window for sign in sounds)


def _tightest_in_order(sounds: str, text: str) -> tuple[int, int] | None:
    """The shortest window that has all sounds in their order, others between them allowed."""
    best: tuple[int, int] | None = None
    begin = 0
    for _ in range(_MAX_WINDOWS):
        at = begin - 1
        for sound in sounds:
            at = text.find(sound, at + 1)
            if at < 0:
                return best
        end = at + 1
        for sound in sounds[-2::-1]:
            at = text.rfind(sound, 0, at)
        if best is None or end - at < best[1] - best[0]:
            best = (at, end)
        begin = at + 1
    return best


def _aligned(sounds: str, text: str, start: int, end: int) -> tuple[int, ...]:
    blocks = measures().in_order_steps(sounds, text[start:end]).as_matching_blocks()
    return tuple(start + place for block in blocks for place in range(block.b, block.b + block.size))
