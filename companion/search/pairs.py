"""Finds for a query of two characters of which one may be wrong: which of the words that are like it was meant?

Such a word shares one character with the query, or sounds like it. Those in the list first are not those most
like the query but those most likely to have what was meant among them: see `halves`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from companion.search import scoring
from companion.search.candidates import union
from companion.search.finds import Finds, Found
from companion.search.halves import LEADERS, SHARED, Guess, Places, Word, halves, likeliest
from companion.search.match import Match
from companion.search.pattern import Pattern
from companion.search.spelling import written
from companion.search.token import Level, Token, TokenKind

HALF_MATCHED = 300  # texts that hold half of a query of two
_LETTER = re.compile("[a-z]")  # who types letters means a sound, whatever else
# How much likelier a word by sound is than one that shares a character with the query: who writes by sound is wrong
# more often than who writes any character, but two syllables sound like much in a long text.
BY_SOUND = {scoring.SOUND: 4.0, scoring.NEAR: 3.0}


def guess_pair(finds: Finds) -> None:
    """Leave what is as written and the best by sound; all other texts with words like the query follow by chance."""
    pair = _pair(finds)
    if not pair or sum(find.score >= scoring.EXACT for find in finds.found) >= finds.limit:
        return
    words = _with_halves(finds, pair)
    kept, listed = list[Found](), set[Word]()
    for find in sorted(finds.found, key=lambda find: -find.score):
        tier, first = find.matches[0].tier, find.start
        like = words.setdefault(find.number, {})
        if tier in BY_SOUND:
            word = finds.candidates.texts[find.number][first : first + 2]
            like.pop((word, SHARED), None)
            like[word, BY_SOUND[tier]] = [(first, first + 1)]
        if tier not in BY_SOUND or _is_first_by_sound(find, kept):
            kept.append(find)
            listed |= words.pop(find.number).keys()
    finds.found = kept + [_found(place, guess) for place, guess in enumerate(likeliest(words, listed))]


def spread_pair(finds: Finds) -> None:
    """Lift, among texts with two sounds of which letters were typed, those that have the most words not seen yet."""
    patterns = _lettered_pair(finds)
    if not patterns:
        return
    by_sound = {find.number: find for find in finds.found if find.matches[0].tier == scoring.SOUND}
    words = {number: _words(patterns, finds.candidates.texts[number], by_sound[number]) for number in by_sound}
    counts = Counter(word for found in words.values() for word in found)
    total = max(1, counts.total())
    lifted, listed = list[Found](), set[str]()
    for _ in range(min(LEADERS, len(by_sound))):
        worth = {
            number: find.score + scoring.TELLING * sum(counts[word] for word in words[number] - listed) / total
            for number, find in by_sound.items()
        }
        best = max(worth, key=lambda number: worth[number])
        lifted.append(by_sound.pop(best)._replace(score=worth[best]))
        listed |= words[best]
    moved = {find.number for find in lifted}
    finds.found = lifted + [find for find in finds.found if find.number not in moved]


def _lettered_pair(finds: Finds) -> list[Pattern]:
    """The readings of a query of two sounds typed in letters; none for two initials, which tell too little."""
    term = finds.terms[0] if len(finds.terms) == 1 else None
    if term is None or not _LETTER.search(term.text):
        return []
    return [pattern for pattern in term.patterns if len(pattern) == 2 and _is_half_spelled(pattern.tokens)]


def _is_half_spelled(tokens: tuple[Token, ...]) -> bool:
    """Tell whether letters are read as sounds, and not all of them as initials."""
    kinds = {token.kind for token in tokens}
    return kinds not in ({TokenKind.SIGN}, {TokenKind.PREFIX})


def _words(patterns: Iterable[Pattern], text: str, find: Found) -> set[str]:
    """The words of a text that answer a reading as well as the find does."""
    return {
        text[start : start + 2]
        for pattern in patterns
        for start in pattern.occurrences(text, Level.SOUND)
        if pattern.written_share(text, start) >= pattern.written_share(text, find.start)
    }


def _with_halves(finds: Finds, pair: str) -> dict[int, Places]:
    candidates = finds.candidates
    bits = union(map(candidates.grams.with_token, written(pair)))
    likely = candidates.in_order(bits, 0, HALF_MATCHED)
    return {number: halves(pair, candidates.texts[number]) for number in likely if finds.is_allowed(number)}


def _is_first_by_sound(find: Found, before: list[Found]) -> bool:
    """Tell whether no word by sound stands in the list yet, and this one is none by a rare reading."""
    tier = find.matches[0].tier
    return find.score >= tier and not any(other.matches[0].tier in BY_SOUND for other in before)


def _found(place: int, guess: Guess) -> Found:
    score = scoring.ONE_OF_TWO - place * scoring.PER_PLACE
    start, end = guess.positions[0], guess.positions[-1] + 1
    return Found(guess.number, score, start, (Match(score, 0.0, start, end, lambda: guess.positions),))


def _pair(finds: Finds) -> str:
    """The query, if it is two Chinese characters and nothing else."""
    term = finds.terms[0] if len(finds.terms) == 1 else None
    if term is None or len(term.text) != 2 or term.exact or term.text.isdecimal():
        return ""
    return "" if _LETTER.search(term.text) or not term.text.isalnum() else term.text
