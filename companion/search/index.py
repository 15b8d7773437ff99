"""The library's door: an index built from entries, and one `search` on it.

index = Index.build(entries_of(speech, minutes))
result = index.search("信仿积按 owner:信访局")
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from companion.search.candidates import Candidates
from companion.search.corrections import meant
from companion.search.distance import measures
from companion.search.entry import Entry
from companion.search.facets import Facets
from companion.search.filters import Filter
from companion.search.finds import Found
from companion.search.fold import plain, plain_all
from companion.search.grams import BLOCK, Grams
from companion.search.hit import Hit, Result
from companion.search.query import Query, parse_query
from companion.search.ranking import rank
from companion.search.readings import first_letters, heard
from companion.search.vocabulary import Vocabulary

FOLDED_AT_ONCE = 128  # entries: a few milliseconds; in smaller lots folding takes longer in all


def prepare() -> None:
    """Load the tables and the library that a first search would otherwise wait for, some 50 ms: in an idle moment."""
    heard("")
    first_letters("")
    meant("")
    plain("")
    measures()


class Index:
    """Entries made searchable. A new one is empty until `steps` has been run through; what is in can be
    found.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = []
        self.is_complete = False
        self._coming = iter(entries)
        self._hidden = 0
        self._texts: list[str] = []
        self._grams = Grams(self._texts)
        self._facets = Facets()
        self._vocabulary = Vocabulary()

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Index:
        """An index of all entries, made in one go: half a second for 50,000."""
        index = cls(entries)
        for _ in index.steps():
            pass
        return index

    def steps(self) -> Iterator[int]:
        """Build in slices of some milliseconds, so that a screen stays alive; yield how many entries are in."""
        prepare()
        while not self.is_complete:
            start = len(self.entries)
            while len(self.entries) < start + BLOCK and (some := tuple(islice(self._coming, FOLDED_AT_ONCE))):
                self._take(some)
                yield start
            for _ in self._grams.add_block(start):
                yield start
            self.is_complete = len(self.entries) < start + BLOCK
        self._grams.finish()
        yield len(self.entries)

    def amend(self, changed: Mapping[Any, Entry | None]) -> None:
        """Filter the entries of some keys by the fields of others from now on; None hides them.

        What is found by its words stays as it was: for a change of a state, not of a text.
        """
        for number in self._numbers_of(changed):
            entry = changed[self.entries[number].key]
            self._hidden &= ~(1 << number)
            if entry is None:
                self._hidden |= 1 << number
            else:
                self._facets.amend(number, replace(self.entries[number], states=entry.states))

    def _numbers_of(self, keys: Collection[Hashable]) -> list[int]:
        return [number for number, entry in enumerate(self.entries) if entry.key in keys] if keys else []

    def _take(self, entries: Sequence[Entry]) -> None:
        self.entries += entries
        texts = plain_all([entry.text for entry in entries])
        self._texts += texts
        self._vocabulary.learn(set("".join(texts)))
        for entry in entries:
            self._facets.add(entry)

    def search(self, query: str, *, limit: int = 50, section: str = "", now: date | None = None) -> Result:
        """The best `limit` finds of a query among the entries, and how many there are.

        `section` is the id of the point being spoken, first among equals; `now` is the day that filters
        such as `due:today` count from. Anything that can be typed is a query; nothing is raised.
        """
        if not self.entries:
            return Result()
        parsed = parse_query(query, self._vocabulary)
        if parsed.is_empty:
            return Result(unknown=parsed.unknown)
        mask = ((1 << self._grams.size) - 1) & ~self._hidden
        for condition in parsed.filters:
            mask &= self._facets.meeting(condition, now or date.today())
        candidates = Candidates(
            self._grams,
            self._texts,
            self.entries,
            mask,
            headings=self._facets.meeting(_HEADINGS, date.min),
            in_section=self._facets.within(section) if section else 0,
            section=section,
        )
        found, total, is_estimate = rank(parsed, candidates, limit)
        return Result(tuple(map(self._hit, found)), total, is_estimate, parsed.unknown)

    def _hit(self, found: Found) -> Hit:
        return Hit(self.entries[found.number], found.score, found.start, found.positions)


_HEADINGS = Filter("kind", ("heading",))
__all__ = ["Entry", "Hit", "Index", "Query", "Result"]
