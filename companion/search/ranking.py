"""From a query to its best entries: cheap passes over many candidates, dear ones over few.

1. As written: the texts that hold all pairs of all words, verified by plain substring search.
2. By sound: the texts that hold a reading of all words, verified by `Pattern`.
3. With errors: the texts that hold the most of the pairs and sounds, scored by edit distance.
4. Half of a query of two, if nothing else filled the list.

A pass is run only while the list is not full; its finds rank below those of the pass before (`scoring`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from companion.search import scoring
from companion.search.entry import Entry
from companion.search.grams import Grams, heard, levels, texts_of
from companion.search.halves import likeliest_halves
from companion.search.match import Match, match_fuzzy, match_literal, match_sound, sounds_of
from companion.search.pattern import Pattern
from companion.search.query import Query, Term
from companion.search.readings import heard as as_heard
from companion.search.spelling import written
from companion.search.token import Token, TokenKind

ENOUGH = 4  # lists' worth of finds after which a pass stops: the best of them stand first already
LOOKED_AT = 2000  # texts verified as written: 0.2 µs each
SOUNDED = 400  # texts verified by sound: 5 µs each
SCORED = 120  # texts scored with errors: 10 µs each
SCORED_SHORT = 400  # a short query with an error in it leaves fewer pairs to tell the texts apart by
SHORT = 5  # characters
HALF_MATCHED = 300  # texts that hold half of a query of two
FUZZY_SPELLINGS = 3  # readings of letters that are also tried with errors


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a search works on: all rows and texts, and bits of those allowed, of headings, and of the
    section.
    """

    grams: Grams
    texts: Sequence[str]
    entries: Sequence[Entry]
    mask: int
    headings: int
    section: int

    def in_order(self, bits: int, first: int, limit: int) -> Iterator[int]:
        """Yield up to `limit` texts: headings, then those in `first`, then the section's, then by number."""
        left = bits & self.mask
        for group in (self.headings & first, self.headings, first & self.section, first, self.section, -1):
            chosen = left & group
            left &= ~chosen
            for number in texts_of(chosen) if chosen else ():
                yield number
                limit -= 1
                if limit <= 0:
                    return


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found: its number, worth, where the find begins, and the matches of each word."""

    number: int
    score: float
    start: int
    matches: tuple[Match, ...]

    def positions(self) -> tuple[int, ...]:
        """The offsets of all characters that matched."""
        return tuple(sorted({place for match in self.matches for place in match.positions()}))


def rank(query: Query, candidates: Candidates, limit: int) -> tuple[list[Found], int, bool]:
    """The best `limit` finds, how many there are in all, and whether that is an estimate."""
    search = _Search(query, candidates, limit)
    search.run()
    best = _one_for_each_key(sorted(search.found, key=lambda found: (-found.score, found.number)), candidates)
    if search.is_estimate:
        return best[:limit], max(search.possible, len(best)), True
    return best[:limit], len(best), False


def _one_for_each_key(found: Iterable[Found], candidates: Candidates) -> list[Found]:
    best: dict[object, Found] = {}
    for find in found:
        best.setdefault(candidates.entries[find.number].key, find)
    return list(best.values())


class _Search:
    """One search: the passes share what was found and what was looked at."""

    def __init__(self, query: Query, candidates: Candidates, limit: int) -> None:
        self.terms = tuple(term for term in query.terms if not term.negated)
        self.forbidden = tuple(term for term in query.terms if term.negated)
        self.candidates = candidates
        self.limit = limit
        self.found: list[Found] = []
        self.seen: set[int] = set()
        self.possible = 0
        self.is_estimate = False

    def run(self) -> None:
        """Run the passes until the list is full."""
        first = self._starts()
        pair = self._pair()
        spelled = self._all(_written_ways)
        self._pass(spelled, first, LOOKED_AT, self._literal)
        sounded = self._all(_ways)
        self.possible = (sounded & self.candidates.mask).bit_count()
        if len(self.found) < self.limit:
            self._pass(sounded & ~spelled, first, SOUNDED, self._sound)
            self._pass(sounded & spelled, first, SOUNDED, self._sound)
        if len(self.found) < self.limit and not self.is_estimate:
            self._fuzzy_pass()
        if pair and sum(found.score >= scoring.EXACT for found in self.found) < self.limit:
            self._halves_pass(pair)

    def _pass(self, bits: int, first: int, looks: int, match: Callable[[Term, int], Match | None]) -> None:
        enough = self.limit * ENOUGH
        before = (bits & self.candidates.mask).bit_count()
        looked = 0
        for number in self.candidates.in_order(bits, first, looks):
            looked += 1
            if number in self.seen:
                continue
            self._take(number, [match(term, number) for term in self.terms])
            if len(self.found) >= enough:
                break
        self.is_estimate |= looked < before

    def _take(self, number: int, matches: Sequence[Match | None]) -> None:
        if None not in matches and self._is_allowed(number):
            self.seen.add(number)
            self.found.append(self._found(number, tuple(match for match in matches if match)))

    def _is_allowed(self, number: int) -> bool:
        return not any(match_literal(term, self.candidates.texts[number], 0) for term in self.forbidden)

    def _found(self, number: int, matches: tuple[Match, ...]) -> Found:
        score = min((match.tier for match in matches), default=scoring.EXACT)
        score += sum(match.bonus for match in matches) / max(1, len(matches))
        score += scoring.HEADING * (self.candidates.headings >> number & 1)
        score += scoring.SECTION * (self.candidates.section >> number & 1)
        start = min((match.start for match in matches), default=0)
        if len(matches) > 1 and max(match.end for match in matches) - start <= sum(
            match.end - match.start + scoring.TERMS_NEAR for match in matches
        ):
            score += scoring.CLOSE
        return Found(number, score, start, matches)

    def _literal(self, term: Term, number: int) -> Match | None:
        return match_literal(term, self.candidates.texts[number], self.candidates.entries[number].lead)

    def _sound(self, term: Term, number: int) -> Match | None:
        return self._literal(term, number) or match_sound(term, self.candidates.texts[number])

    def _starts(self) -> int:
        if not self.terms:
            return 0
        bits = 0
        for tokens in _ways(self.terms[0]):
            bits |= self.candidates.grams.with_start(tokens[0])
        return bits

    def _all(self, ways: Callable[[Term], list[tuple[Token, ...]]]) -> int:
        bits = self.candidates.mask
        for term in self.terms:
            one = 0
            for tokens in ways(term):
                one |= self.candidates.grams.with_all(tokens)
            bits &= one
        return bits

    def _fuzzy_pass(self) -> None:
        chosen = self._fuzzy_candidates()
        sounds = {term: [sounds_of(pattern) for pattern in _fuzzy_patterns(term)] for term in self.terms}
        for number in chosen:
            text = self.candidates.texts[number]
            heard_text = as_heard(text)
            self._take(
                number, [self._fuzzy(term, number, sounds[term], text, heard_text) for term in self.terms]
            )

    def _fuzzy(self, term: Term, number: int, sounds: list[str], text: str, heard_text: str) -> Match | None:
        match = self._sound(term, number)
        if match is None:
            tried = (match_fuzzy(one, text, heard_text) for one in sounds)
            match = max(filter(None, tried), key=lambda match: match.tier, default=None)
        return match

    def _fuzzy_candidates(self) -> list[int]:
        """The texts that hold most of what the words are made of, the fullest first."""
        grams, within = self.candidates.grams, self.candidates.mask
        if not self.terms or not any(_fuzzy_patterns(term) for term in self.terms):
            return []
        steps: list[int] = []
        for term in self.terms:
            mine = [
                bits
                for pattern in _fuzzy_patterns(term)
                for _, bits in levels(grams.votes(pattern.tokens), within, _floor(pattern))
            ]
            strict = 0
            for tokens in _ways(term):
                strict |= grams.with_all(tokens)
            steps = [within & strict, *mine] if len(self.terms) == 1 else [*steps, _union([strict, *mine])]
        if len(self.terms) > 1:
            both = within
            for bits in steps:
                both &= bits
            steps = [both]
        short = min(len(term.text) for term in self.terms) <= SHORT
        return list(self._first(steps, SCORED_SHORT if short else SCORED))

    def _first(self, steps: Sequence[int], limit: int) -> Iterator[int]:
        taken = 0
        for bits in steps:
            left = limit - taken.bit_count()
            if left <= 0:
                return
            for number in self.candidates.in_order(bits & ~taken, 0, left):
                taken |= 1 << number
                if number not in self.seen:
                    yield number

    def _pair(self) -> str:
        """The query, if it is two Chinese characters and nothing else."""
        term = self.terms[0] if len(self.terms) == 1 else None
        if term is None or len(term.text) != 2 or term.exact or term.text.isascii():
            return ""
        return term.text if all(map(heard, written(term.text))) else ""

    def _halves_pass(self, pair: str) -> None:
        """Of two characters one may be wrong: one text for each word that sounds so, then the likeliest
        others.
        """
        self.found = _few_by_sound(self.found, self.candidates.texts)
        tokens = written(pair)
        bits = self.candidates.grams.with_token(tokens[0]) | self.candidates.grams.with_token(tokens[1])
        chosen = self.candidates.in_order(bits, 0, HALF_MATCHED)
        texts = {number: self.candidates.texts[number] for number in chosen if number not in self.seen}
        for place, half in enumerate(likeliest_halves(pair, texts)):
            score = scoring.ONE_OF_TWO - place * scoring.PER_PLACE
            match = Match(score, 0.0, half.start, half.start + 2, half.positions)
            if self._is_allowed(half.number):
                self.found.append(Found(half.number, score, half.start, (match,)))


def _ways(term: Term) -> list[tuple[Token, ...]]:
    return [pattern.tokens for pattern in term.patterns] or _written_ways(term)


def _written_ways(term: Term) -> list[tuple[Token, ...]]:
    return [written(literal) for literal in term.literals]


def _few_by_sound(found: Sequence[Found], texts: Sequence[str]) -> list[Found]:
    """Leave the best find of the first words by sound in its tier, and put all others below the halves.

    Two syllables sound like much in a long text; that must not hide what was heard with one character wrong.
    """
    words: dict[float, set[str]] = {scoring.SOUND: set(), scoring.NEAR: set()}
    kept = []
    for find in sorted(found, key=lambda find: -find.score):
        tier = find.matches[0].tier
        word = texts[find.number][find.start : find.start + 2]
        known = words.get(tier)
        if known is not None:
            if find.score < tier or word in known or len(known) >= scoring.WORDS_BY_SOUND[tier]:
                find = replace(find, score=find.score * scoring.DEMOTED)
            known.add(word)
        kept.append(find)
    return kept


def _fuzzy_patterns(term: Term) -> list[Pattern]:
    usable = (pattern for pattern in term.patterns if len(sounds_of(pattern)) >= 3)
    return list(usable)[:FUZZY_SPELLINGS]


def _floor(pattern: Pattern) -> int:
    """The fewest votes worth a look: those left by the errors allowed, or all sounds with none of their
    pairs.
    """
    sounds = len({token for token in pattern.tokens if token.kind is not TokenKind.PREFIX})
    pairs = len(set(pairwise(pattern.tokens)))
    return max(2, min(sounds, sounds + pairs - 3 * scoring.errors_allowed(len(pattern))))


def _union(parts: Iterable[int]) -> int:
    bits = 0
    for part in parts:
        bits |= part
    return bits
