"""What one search has found: the texts taken, each with its worth, by all passes together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from companion.search import scoring
from companion.search.candidates import Candidates
from companion.search.match import Match, match_literal
from companion.search.query import Query, Term


class Found(NamedTuple):
    """An entry that was found: its number, worth, where the find begins, and the matches of each word."""

    number: int
    score: float
    start: int
    matches: Sequence[Match]

    def positions(self) -> tuple[int, ...]:
        """The offsets of all characters that matched."""
        if len(self.matches) == 1:
            return self.matches[0].positions()
        return tuple(sorted({place for match in self.matches for place in match.positions()}))


class Finds:
    """The finds of a query so far. `seen` are the texts that need not be looked at again."""

    def __init__(self, query: Query, candidates: Candidates, limit: int) -> None:
        self.terms = tuple(term for term in query.terms if not term.negated)
        self.candidates = candidates
        self.limit = limit
        self.found: list[Found] = []
        self.seen: set[int] = set()
        self._forbidden = tuple(term for term in query.terms if term.negated)

    @property
    def is_full(self) -> bool:
        """Tell whether there are as many finds as were asked for."""
        return len(self.found) >= self.limit

    @property
    def forbids(self) -> bool:
        """Tell whether the query has words that must not be there."""
        return bool(self._forbidden)

    def is_allowed(self, number: int) -> bool:
        """Tell whether a text has none of the words that must not be there."""
        return not any(self.literal(term, number) for term in self._forbidden)

    def literal(self, term: Term, number: int) -> Match | None:
        """A term in a text as it is written."""
        return match_literal(term, self.candidates.texts[number], self.candidates.entries[number].lead)

    def take(self, number: int, matches: Sequence[Match | None]) -> None:
        """Take in a text, if each word of the query has its match in it and it is allowed."""
        held = [match for match in matches if match is not None]
        if len(held) == len(matches) and (not self._forbidden or self.is_allowed(number)):
            self.seen.add(number)
            self.found.append(self._found(number, held))

    def _found(self, number: int, matches: Sequence[Match]) -> Found:
        score = scoring.HEADING * (self.candidates.entries[number].kind == "heading")
        score += scoring.SECTION * self.candidates.is_in_section(number)
        if len(matches) == 1:
            match = matches[0]
            return Found(number, score + match.tier + match.bonus, match.start, matches)
        if not matches:
            return Found(number, score + scoring.EXACT, 0, matches)
        score += min(match.tier for match in matches) + sum(match.bonus for match in matches) / len(matches)
        start = min(match.start for match in matches)
        reach = sum(match.end - match.start + scoring.TERMS_NEAR for match in matches)
        if max(match.end for match in matches) - start <= reach:
            score += scoring.CLOSE
        return Found(number, score, start, matches)
