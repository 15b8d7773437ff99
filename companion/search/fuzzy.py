"""Finds with errors in them: the texts that hold the most of what the words are made of, told by edit distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from companion.search.bits import texts_of
from companion.search.candidates import Candidates, fuzzy_patterns, union
from companion.search.distance import measures
from companion.search.finds import Finds
from companion.search.match import Match, match_fuzzy, match_initials, match_sound, sounds_of
from companion.search.query import Term
from companion.search.readings import first_letters, heard

ROUGHLY_SCORED = 200  # texts scored roughly, 5 µs each, of a small index
OF_MANY_SCORED = 60  # and of a large one for a short query; those that hold the most come first anyway
INITIALS_SCORED = 400  # texts of a small index compared by their first letters, 6 µs each
OF_MANY_INITIALS = 150  # and of a large one
SMALL = 2500  # texts of which those are a good part
SHORT = 5  # characters: with an error in them, few pairs are left to tell the texts apart by
MIN_SCORED = 20  # texts scored exactly, 20 µs each; as many as are wanted, if those are more

_Sounds = dict[str, int]  # the readings of a word as they sound, and how many sounds and initials each has


def find_with_errors(finds: Finds) -> None:
    """Take the texts that have all words, with an error in some of them."""
    sounds: dict[Term, _Sounds] = {
        term: {sounds_of(pattern): len(pattern) for pattern in fuzzy_patterns(term)} for term in finds.terms
    }
    if not any(sounds.values()):
        return
    scored = max(MIN_SCORED, finds.limit)
    heard_texts = {number: heard(finds.candidates.texts[number]) for number in _likely(finds, scored)}
    best = list(heard_texts)
    if len(best) > scored:
        rough = {number: _rough_score(sounds.values(), text) for number, text in heard_texts.items()}
        best = sorted(rough, key=lambda number: -rough[number])[:scored]
    for number in best:
        finds.take(number, [_match(finds, term, number, sounds, heard_texts[number]) for term in finds.terms])


def find_initials(finds: Finds) -> None:
    """Take the texts that have initials typed with one of them wrong, missing, extra or in the next one's place."""
    letters = finds.terms[0].initials if len(finds.terms) == 1 else ""
    if not letters:
        return
    texts = finds.candidates.texts
    steps = finds.candidates.nearly_initials(letters)
    limit = INITIALS_SCORED if len(texts) <= SMALL else OF_MANY_INITIALS
    for number in _some(finds, steps, limit):
        finds.take(number, [match_initials(letters, texts[number], first_letters(texts[number]))])


def _match(finds: Finds, term: Term, number: int, sounds: Mapping[Term, _Sounds], heard_text: str) -> Match | None:
    text = finds.candidates.texts[number]
    if len(finds.terms) > 1 or not sounds[term]:
        strict = finds.literal(term, number) or match_sound(term.patterns, text)
        if strict is not None or not sounds[term]:
            return strict
    tried = (match_fuzzy(one, length, text, heard_text) for one, length in sounds[term].items())
    return max(filter(None, tried), key=lambda match: match.tier, default=None)


def _likely(finds: Finds, scored: int) -> list[int]:
    """The texts not found yet that hold most of what the words are made of, the fullest first."""
    candidates, terms = finds.candidates, finds.terms
    is_vague = min(len(term.text) for term in terms) <= SHORT
    limit = ROUGHLY_SCORED if len(candidates.texts) <= SMALL else max(scored, OF_MANY_SCORED * is_vague)
    return _some(finds, candidates.nearly(terms[0]) if len(terms) == 1 else [_nearly_all(candidates, terms)], limit)


def _nearly_all(candidates: Candidates, terms: Iterable[Term]) -> int:
    bits = candidates.mask
    for term in terms:
        bits &= union((candidates.written(term), candidates.sounding(term), *candidates.nearly(term)))
    return bits


def _some(finds: Finds, steps: Iterable[int], limit: int) -> list[int]:
    """Up to `limit` texts not seen yet, out of sets of them."""
    chosen: dict[int, None] = {}
    for bits in steps:
        for number in _in_order(finds.candidates, bits, 2 * limit):
            if number not in finds.seen:
                chosen[number] = None
            if len(chosen) >= limit:
                return list(chosen)
    return list(chosen)


def _in_order(candidates: Candidates, bits: int, limit: int) -> Iterator[int]:
    return texts_of(bits) if not candidates.headings else candidates.in_order(bits, 0, limit)


def _rough_score(words: Iterable[Iterable[str]], heard_text: str) -> float:
    """How much of the words is in a text: together in one place, and in order anywhere."""
    return sum(max((_likeness(one, heard_text) for one in tried), default=0.0) for tried in words)


def _likeness(sounds: str, heard_text: str) -> float:
    return measures().partial_ratio(sounds, heard_text) + 100 * measures().in_order(sounds, heard_text) / len(sounds)
