"""Finds for a query of two characters of which one may be wrong: which of the words that are like it was meant?

Such a word shares one character with the query, or sounds like it. Those in the list first are not those most
like the query but those most likely to have what was meant among them: see `halves`.
"""

from __future__ import annotations

import re

from companion.search import scoring
from companion.search.candidates import union
from companion.search.finds import Finds, Found
from companion.search.halves import SHARED, Guess, Places, Word, halves, likeliest
from companion.search.match import Match
from companion.search.spelling import written

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
    kept: list[Found] = []
    listed = set[Word]()
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
