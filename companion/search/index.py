"""The library's door: an index built from entries, and one `search` on it.

index = Index.build(entries_of(speech, minutes))
result = index.search("信仿积按 owner:信访局")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from companion.search.candidates import Candidates
from companion.search.distance import measures
from companion.search.entry import Entry
from companion.search.facets import Facets
from companion.search.filters import Filter
from companion.search.fold import plain, plain_all
from companion.search.grams import BLOCK, Grams
from companion.search.hit import Hit, Result
from companion.search.query import Query, parse_query
from companion.search.ranking import Found, rank
from companion.search.readings import heard
from companion.search.vocabulary import Vocabulary

FOLDED_AT_ONCE = 256  # entries: some milliseconds


def prepare() -> None:
    """Load the tables and the library that a first search would otherwise wait for, some 50 ms: in an idle moment."""
    heard("")
    plain("")
    measures()


class Index:
    """Entries made searchable. A new one is empty until `steps` has been run through; what is in can be
    found.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
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

    def steps(self) -> Iterator[float]:
        """Build in slices of some milliseconds, so that a screen stays alive; yield the share that is
        done.
        """
        prepare()
        for start in range(0, len(self.entries), BLOCK):
            share = start / len(self.entries)
            for first in range(start, min(start + BLOCK, len(self.entries)), FOLDED_AT_ONCE):
                self._take(self.entries[first : min(first + FOLDED_AT_ONCE, start + BLOCK)])
                yield share
            for _ in self._grams.add_block(start):
                yield share
        self._grams.finish()
        yield 1.0

    def _take(self, entries: Sequence[Entry]) -> None:
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
        parsed = parse_query(query, self._vocabulary)
        if parsed.is_empty:
            return Result(unknown=parsed.unknown)
        mask = (1 << self._grams.size) - 1
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
