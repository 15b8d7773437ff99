"""Names completed while they are typed: by substring, by pinyin, by initials, with the characters that
matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from companion.search.fold import plain
from companion.search.match import Match, match_literal, match_sound
from companion.search.query import Term, parse_query
from companion.search.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that what was typed may stand for; `positions` are offsets in `matched`, the name or an
    alias.
    """

    name: str
    matched: str
    score: float
    positions: tuple[int, ...]


def complete(names: Sequence[tuple[str, tuple[str, ...]]], typed: str, limit: int = 5) -> list[Completion]:
    """The names, given with their aliases, that begin with, contain or sound like what was typed; best first.

    Names of equal worth stay in the order given, so a caller puts the ones used last first. Nothing typed
    completes to the first names as they are.
    """
    if not typed.strip():
        return [Completion(name, name, 0.0, ()) for name, _ in names[:limit]]
    vocabulary = Vocabulary(plain("".join(word for name, aliases in names for word in (name, *aliases))))
    terms = parse_query(typed, vocabulary).terms
    found = [best for name, aliases in names if (best := _best(name, (name, *aliases), terms)) is not None]
    return sorted(found, key=lambda completion: -completion.score)[:limit]


def _best(name: str, spellings: tuple[str, ...], terms: tuple[Term, ...]) -> Completion | None:
    found = (_match(name, spelling, terms) for spelling in spellings)
    return max(filter(None, found), key=lambda completion: completion.score, default=None)


def _match(name: str, spelling: str, terms: tuple[Term, ...]) -> Completion | None:
    text = plain(spelling)
    matches: list[Match] = []
    for term in terms:
        match = match_literal(term, text, 0) or match_sound(term.patterns, text)
        if match is None:
            return None
        matches.append(match)
    if not matches:
        return None
    score = sum(match.tier + match.bonus for match in matches) / len(matches)
    places = {place for match in matches for place in match.positions()}
    return Completion(name, spelling, score, tuple(sorted(places)))
