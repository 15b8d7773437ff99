"""From a query to its best entries: cheap passes over many candidates, dear ones over few.

1. As written: the texts that hold all pairs of all words, verified by plain substring search.
2. By sound: the texts that hold a reading of all words, verified by `Pattern`.
3. With errors: the texts that hold the most of the pairs and sounds, scored by edit distance.
4. Half of a query of two, if nothing as written filled the list.

A pass is run only while the list is not full; its finds rank below those of the pass before (`scoring`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from companion.search import scoring
from companion.search.candidates import Candidates, fuzzy_patterns, union
from companion.search.distance import measures
from companion.search.grams import heard, texts_of
from companion.search.halves import likeliest_halves
from companion.search.match import Match, match_fuzzy, match_literal, match_sound, sounds_of
from companion.search.pattern import Pattern
from companion.search.query import Query, Term
from companion.search.readings import heard as as_heard
from companion.search.spelling import written

LOOKED_AT = 2000  # texts verified as written: 0.3 µs each
SOUNDED = 400  # texts verified by sound: 10 µs each
ROUGHLY_SCORED = 200  # texts scored roughly with errors, 10 µs each, of a small index or for a short query
SMALL = 2500  # texts of which those are a good part
SHORT = 5  # characters: with an error in them, few pairs are left to tell the texts apart by
MIN_SCORED = 20  # texts scored exactly, 20 µs each; as many as are wanted, if those are more
SPARE = 10  # finds beyond a full list, after which a pass stops: the likeliest were looked at first
COUNTED = 150  # texts that are looked through only to say how many there are
HALF_MATCHED = 300  # texts that hold half of a query of two


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
    return best[:limit], max(search.counted, len(best)), False


def _one_for_each_key(found: Iterable[Found], candidates: Candidates) -> list[Found]:
    best: dict[object, Found] = {}
    for find in found:
        entry = candidates.entries[find.number]
        best.setdefault((entry.file, entry.key), find)
    return list(best.values())


class _Search:
    """One search: the passes share what was found and what was looked at."""

    def __init__(self, query: Query, candidates: Candidates, limit: int) -> None:
        self.terms = tuple(term for term in query.terms if not term.negated)
        self.forbidden = tuple(term for term in query.terms if term.negated)
        self.literals = [term.literals for term in self.terms]
        self.candidates = candidates
        self.limit = limit
        self.scored = max(MIN_SCORED, limit)
        self.found: list[Found] = []
        self.seen: set[int] = set()
        self.patterns: dict[Term, list[tuple[Pattern, bytes]]] = {}
        self.possible = 0
        self.counted = 0
        self.is_estimate = False

    def run(self) -> None:
        """Run the passes until the list is full."""
        first = self.candidates.starting(self.terms[0]) if self.terms else 0
        writing = self._all(self.candidates.written)
        self._pass(writing, first, LOOKED_AT, self._literal, self._word_test())
        sounds = {term: self.candidates.sounds(term) for term in self.terms}
        either = self._all(lambda term: union((self.candidates.written(term), *(bits for _, bits in sounds[term]))))
        self.possible = (either & self.candidates.mask).bit_count()
        if len(self.found) < self.limit:
            size = len(self.candidates.texts) // 8 + 1
            self.patterns = {
                term: [(pattern, bits.to_bytes(size, "little")) for pattern, bits in found]
                for term, found in sounds.items()
            }
            self._pass(either, first, SOUNDED, self._sound, self._is_new)
        if len(self.found) < self.limit:
            self._fuzzy_pass()
        pair = self._pair()
        if pair and sum(found.score >= scoring.EXACT for found in self.found) < self.limit:
            self._halves_pass(pair)

    def _all(self, of_term: Callable[[Term], int]) -> int:
        bits = self.candidates.mask
        for term in self.terms:
            bits &= of_term(term)
        return bits

    def _pass(
        self,
        bits: int,
        first: int,
        looks: int,
        match: Callable[[Term, int], Match | None],
        is_likely: Callable[[int], bool],
    ) -> None:
        enough = self.limit + SPARE
        self.is_estimate |= (bits & self.candidates.mask).bit_count() > looks
        for number in filter(is_likely, self.candidates.in_order(bits, first, looks)):
            self._take(number, [match(term, number) for term in self.terms])
            if len(self.found) >= enough:
                self.is_estimate |= not self._counted(bits)
                return

    def _counted(self, bits: int) -> bool:
        """Count the keys of the texts as written, if they are few enough to be looked through."""
        bits &= self.candidates.mask
        if self.forbidden or bits.bit_count() > COUNTED:
            return False
        entries = (self.candidates.entries[number] for number in filter(self._has_words, texts_of(bits)))
        self.counted = len({(entry.file, entry.key) for entry in entries})
        return True

    def _word_test(self) -> Callable[[int], bool]:
        """What tells whether a text has the words as written; for one word, without a call in between."""
        if len(self.literals) != 1 or len(self.literals[0]) != 1:
            return self._has_words
        word, texts = self.literals[0][0], self.candidates.texts
        return lambda number: word in texts[number]

    def _has_words(self, number: int) -> bool:
        text = self.candidates.texts[number]
        for literals in self.literals:
            if literals[0] not in text and not any(literal in text for literal in literals[1:]):
                return False
        return True

    def _is_new(self, number: int) -> bool:
        return number not in self.seen

    def _take(self, number: int, matches: Sequence[Match | None]) -> None:
        if None not in matches and self._is_allowed(number):
            self.seen.add(number)
            self.found.append(self._found(number, tuple(match for match in matches if match)))

    def _is_allowed(self, number: int) -> bool:
        return not any(self._literal(term, number) for term in self.forbidden)

    def _found(self, number: int, matches: tuple[Match, ...]) -> Found:
        score = min((match.tier for match in matches), default=scoring.EXACT)
        score += sum(match.bonus for match in matches) / max(1, len(matches))
        score += scoring.HEADING * (self.candidates.entries[number].kind == "heading")
        score += scoring.SECTION * self.candidates.is_in_section(number)
        start = min((match.start for match in matches), default=0)
        if len(matches) > 1 and max(match.end for match in matches) - start <= sum(
            match.end - match.start + scoring.TERMS_NEAR for match in matches
        ):
            score += scoring.CLOSE
        return Found(number, score, start, matches)

    def _literal(self, term: Term, number: int) -> Match | None:
        return match_literal(term, self.candidates.texts[number], self.candidates.entries[number].lead)

    def _sound(self, term: Term, number: int) -> Match | None:
        return self._literal(term, number) or match_sound(
            self._patterns_at(term, number), self.candidates.texts[number]
        )

    def _patterns_at(self, term: Term, number: int) -> Iterator[Pattern]:
        """The readings of a term that the rows do not rule out for a text."""
        for pattern, texts in self.patterns[term]:
            if texts[number >> 3] >> (number & 7) & 1:
                yield pattern

    def _fuzzy_pass(self) -> None:
        sounds = {term: [sounds_of(pattern) for pattern in fuzzy_patterns(term)] for term in self.terms}
        if not any(sounds.values()):
            return
        heard_texts = {number: as_heard(self.candidates.texts[number]) for number in self._fuzzy_candidates()}
        best = list(heard_texts)
        if len(best) > self.scored:
            rough = {number: _rough_score(sounds.values(), text) for number, text in heard_texts.items()}
            best = sorted(rough, key=lambda number: -rough[number])[: self.scored]
        for number in best:
            self._take(number, [self._fuzzy(term, number, sounds[term], heard_texts[number]) for term in self.terms])

    def _fuzzy(self, term: Term, number: int, sounds: list[str], heard_text: str) -> Match | None:
        strict = self._sound(term, number) if len(self.terms) > 1 else None
        if strict is not None or not sounds:
            return strict
        tried = (match_fuzzy(one, self.candidates.texts[number], heard_text) for one in sounds)
        return max(filter(None, tried), key=lambda match: match.tier, default=None)

    def _fuzzy_candidates(self) -> list[int]:
        """The texts not found yet that hold most of what the words are made of, the fullest first."""
        candidates = self.candidates
        steps: Iterable[int]
        if len(self.terms) == 1:
            steps = candidates.nearly(self.terms[0])
        else:
            steps = [
                self._all(
                    lambda term: union((candidates.written(term), candidates.sounding(term), *candidates.nearly(term)))
                )
            ]
        is_vague = min(len(term.text) for term in self.terms) <= SHORT
        is_small = len(candidates.texts) <= SMALL
        limit = ROUGHLY_SCORED if is_vague or is_small else self.scored
        chosen: dict[int, None] = {}
        for bits in steps:
            ordered = texts_of(bits) if not candidates.headings else candidates.in_order(bits, 0, 2 * limit)
            for number in ordered:
                if number not in self.seen:
                    chosen[number] = None
                if len(chosen) >= limit:
                    return list(chosen)
        return list(chosen)

    def _pair(self) -> str:
        """The query, if it is two Chinese characters and nothing else."""
        term = self.terms[0] if len(self.terms) == 1 else None
        if term is None or len(term.text) != 2 or term.exact or term.text.isascii():
            return ""
        return term.text if all(map(heard, written(term.text))) else ""

    def _halves_pass(self, pair: str) -> None:
        """Of two characters one may be wrong: some words by sound, then the likeliest with one of the two."""
        self.found = _few_by_sound(self.found, self.candidates.texts)
        bits = union(map(self.candidates.grams.with_token, written(pair)))
        chosen = self.candidates.in_order(bits, 0, HALF_MATCHED)
        texts = {number: self.candidates.texts[number] for number in chosen if number not in self.seen}
        for place, half in enumerate(likeliest_halves(pair, texts)):
            score = scoring.ONE_OF_TWO - place * scoring.PER_PLACE
            match = Match(score, 0.0, half.start, half.start + 2, half.positions)
            if self._is_allowed(half.number):
                self.found.append(Found(half.number, score, half.start, (match,)))


def _rough_score(words: Iterable[list[str]], heard_text: str) -> float:
    """How much of the words is in a text: together in one place, and in order anywhere."""
    return sum(max((_likeness(one, heard_text) for one in tried), default=0.0) for tried in words)


def _likeness(sounds: str, heard_text: str) -> float:
    return measures().partial_ratio(sounds, heard_text) + 100 * measures().in_order(sounds, heard_text) / len(sounds)


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
