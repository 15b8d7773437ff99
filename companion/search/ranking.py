"""From a query to its best entries: cheap passes over many candidates, dear ones over few.

1. As written: the texts that hold all pairs of all words, verified by plain substring search.
2. By sound: the texts that hold a reading of all words, verified by `Pattern`; then with a slip in typed letters.
3. With errors: the texts that hold the most of the pairs and sounds, scored by edit distance.
4. Words like a query of two, if nothing as written filled the list.

A pass is run only while the list is not full; its finds rank below those of the pass before (`scoring`).
"""

from __future__ import annotations

from collections.abc import Iterable

from companion.search.candidates import Candidates
from companion.search.finds import Finds, Found
from companion.search.fuzzy import find_initials, find_with_errors
from companion.search.pairs import guess_pair, spread_pair
from companion.search.query import Query
from companion.search.strict import StrictSearch


def rank(query: Query, candidates: Candidates, limit: int) -> tuple[list[Found], int, bool]:
    """The best `limit` finds, how many there are in all, and whether that is an estimate."""
    finds = Finds(query, candidates, limit)
    strict = StrictSearch(finds)
    for run_pass in (
        strict.find_written,
        strict.find_sounding,
        strict.find_slipped,
        lambda: find_with_errors(finds),
        lambda: find_initials(finds),
    ):
        if not finds.is_full:
            run_pass()
    guess_pair(finds)
    spread_pair(finds)
    best = _one_for_each_key(sorted(finds.found, key=lambda found: (-found.score, found.number)), candidates)
    return best[:limit], max(strict.total(), len(best)), strict.is_estimate


def _one_for_each_key(found: Iterable[Found], candidates: Candidates) -> list[Found]:
    best: dict[object, Found] = {}
    for find in found:
        entry = candidates.entries[find.number]
        best.setdefault((entry.file, entry.key), find)
    return list(best.values())
