"""Finds without an error in them: as written, by sound, and by sound with a slip among the letters typed.

All words must be there. The rows say which texts may have them; each of those is looked at until the list is
full, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from companion.search.bits import texts_of
from companion.search.candidates import union
from companion.search.finds import Finds
from companion.search.match import Match, match_slip, match_sound
from companion.search.pattern import Pattern
from companion.search.query import Term

LOOKED_AT = 2000  # texts verified as written: 0.3 µs each
SOUNDED = 400  # texts verified by sound: 10 µs each
SPARE = 10  # finds beyond a full list, after which a pass stops: the likeliest were looked at first
SLIPS_SOUNDED = 150  # by sound with a slip: as dear, and seldom what was meant where so many sound like it
COUNTED = 150  # texts that are looked through only to say how many there are

Readings = dict[Term, list[tuple[Pattern, int]]]  # of each word, with the texts that may have it read so


class StrictSearch:
    """The passes that take words as they were typed. `is_estimate` says that not every likely text was looked at."""

    def __init__(self, finds: Finds) -> None:
        self.is_estimate = False
        self._finds = finds
        self._candidates = finds.candidates
        self._first = self._candidates.starting(finds.terms[0]) if finds.terms else 0
        self._sounds: Readings = {term: self._candidates.sounds(term) for term in finds.terms}
        self._written = {term: self._candidates.written(term) for term in finds.terms}
        self._either = self._all(lambda term: self._written[term] | _texts(self._sounds[term]))
        self._counted = 0

    def total(self) -> int:
        """How many texts there are with all words, as written or by sound: as counted, or at most."""
        return self._either.bit_count() if self.is_estimate else self._counted

    def find_written(self) -> None:
        """Take the texts that have all words as they are written."""
        finds = self._finds
        self._pass(self._all(self._written.__getitem__), LOOKED_AT, finds.literal, self._word_test())

    def find_sounding(self) -> None:
        """Take the texts that have all words by their sound."""
        find = self._by_readings(self._sounds, match_sound)
        self._pass(self._either, SOUNDED, find, self._is_new)

    def find_slipped(self) -> None:
        """Take the texts that have all words, some of them typed in letters with a slip among those."""
        slips: Readings = {term: self._candidates.among(term.slips) for term in self._finds.terms}
        if not any(slips.values()):
            return
        slip = self._by_readings(slips, match_slip)
        if len(slips) == 1:
            self._pass(self._all(lambda term: _texts(slips[term])), SLIPS_SOUNDED, slip, self._is_new)
            return
        sound = self._by_readings(self._sounds, match_sound)
        bits = self._all(lambda term: self._written[term] | _texts(self._sounds[term]) | _texts(slips[term]))
        self._pass(bits, SLIPS_SOUNDED, lambda term, number: sound(term, number) or slip(term, number), self._is_new)

    def _all(self, of_term: Callable[[Term], int]) -> int:
        bits = self._candidates.mask
        for term in self._finds.terms:
            bits &= of_term(term)
        return bits

    def _by_readings(
        self, readings: Readings, match: Callable[[Iterator[Pattern], str], Match | None]
    ) -> Callable[[Term, int], Match | None]:
        """What finds a word as it is written or by those of its readings that the rows do not rule out."""
        texts, size = self._candidates.texts, len(self._candidates.texts) // 8 + 1
        packed = {
            term: [(pattern, bits.to_bytes(size, "little")) for pattern, bits in found]
            for term, found in readings.items()
        }

        def find(term: Term, number: int) -> Match | None:
            likely = (pattern for pattern, bits in packed[term] if bits[number >> 3] >> (number & 7) & 1)
            return self._finds.literal(term, number) or match(likely, texts[number])

        return find

    def _pass(
        self,
        bits: int,
        looks: int,
        find: Callable[[Term, int], Match | None],
        is_likely: Callable[[int], bool],
    ) -> None:
        finds = self._finds
        enough = finds.limit + SPARE
        self.is_estimate |= bits.bit_count() > looks
        for number in filter(is_likely, self._candidates.in_order(bits, self._first, looks)):
            finds.take(number, [find(term, number) for term in finds.terms])
            if len(finds.found) >= enough:
                self.is_estimate |= not self._count(bits)
                return

    def _count(self, bits: int) -> bool:
        """Count the keys of the texts as written, if they are few enough to be looked through."""
        if self._finds.forbids or bits.bit_count() > COUNTED:
            return False
        entries = (self._candidates.entries[number] for number in filter(self._has_words, texts_of(bits)))
        self._counted = len({(entry.file, entry.key) for entry in entries})
        return True

    def _word_test(self) -> Callable[[int], bool]:
        """What tells whether a text has the words as written; for one word, without a call in between."""
        literals = [term.literals for term in self._finds.terms]
        if len(literals) != 1 or len(literals[0]) != 1:
            return self._has_words
        word, texts = literals[0][0], self._candidates.texts
        return lambda number: word in texts[number]

    def _has_words(self, number: int) -> bool:
        text = self._candidates.texts[number]
        return all(any(literal in text for literal in term.literals) for term in self._finds.terms)

    def _is_new(self, number: int) -> bool:
        return number not in self._finds.seen


def _texts(readings: list[tuple[Pattern, int]]) -> int:
    return union(bits for _, bits in readings)
