"""Typed pinyin with a slip of the finger in it: `xinfnag` is xin + fang. One letter wrong, missing, extra or swapped.

The letters that went wrong become one token that stands for every syllable they may have been meant for, so
that a slip costs one reading of the query for each place where it may be, not one for each letter it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from companion.search.corrections import meant
from companion.search.readings import syllables
from companion.search.spelling import INITIAL_COST, RUN, SYLLABLE_COST, Way, cheapest, is_letters, split, steps, written
from companion.search.token import Token, TokenKind

MIN_LETTERS = 4  # in a run; with fewer, one letter wrong leaves a single initial or none to go by
LOOKED_AT = 64  # readings with a slip, those around which the fewest syllables are first
MAX_SLIPPED = 16  # of them that are tried, the cheapest
LONGEST = 12  # letters of two syllables with a slip between them: zhuangg, kuazihong
KEPT = 2  # ways before and behind a slip: qinei is qin + ei as much as qi + nei
MAX_DEARER = INITIAL_COST  # than the cheapest: a way with two more initials is hardly what was meant
SLIP_COST = SYLLABLE_COST + 1  # between equals, the way with more letters in syllables that are right


@lru_cache(maxsize=64)
def slipped_spellings(text: str) -> tuple[tuple[Token, ...], ...]:
    """The ways to read a folded query that has one slip in its letters; none when it has too few letters."""
    runs = RUN.findall(text.replace("ü", "v"))
    found: list[Way] = []
    for place, run in enumerate(runs):
        if is_letters(run) and len(run) >= MIN_LETTERS:
            last = place == len(runs) - 1
            before, after = _clean(runs[:place], last=False), _clean(runs[place + 1 :], last=True)
            found += ((cost, (*before, *way, *after)) for cost, way in islice(_slipped(run, last), LOOKED_AT))
    likely = cheapest([(cost, way) for cost, way in found if _is_spelled(way)], MAX_SLIPPED)
    return tuple(dict.fromkeys(way for cost, way in likely if cost <= likely[0][0] + MAX_DEARER))


def _is_spelled(way: tuple[Token, ...]) -> bool:
    """Tell whether at least half of a way are whole sounds; what is mere initials is no spelling with a slip."""
    return 2 * sum(token.kind is TokenKind.PREFIX for token in way) <= len(way)


def _clean(runs: list[str], *, last: bool) -> tuple[Token, ...]:
    """Runs without a slip, each read in its likeliest way."""
    tokens: tuple[Token, ...] = ()
    for place, run in enumerate(runs):
        ways = split(run, last=last and place == len(runs) - 1) if is_letters(run) else [(0, written(run))]
        tokens += ways[0][1] if ways else ()
    return tokens


def _slipped(letters: str, last: bool) -> Iterator[Way]:
    """Yield the ways through letters of which one stretch has a slip in it, those with the cheapest rest first."""
    ways_to, ways_from = _cheapest_ways(letters, last)
    stretches = sorted(
        (ways_to[start][0][0] + ways_from[end][0][0], start, end)
        for start in range(len(letters))
        for end in range(start + 1, min(start + LONGEST, len(letters)) + 1)
        if ways_to[start] and ways_from[end]
    )
    for _, start, end in stretches:
        for tokens in _readings(letters[start:end]):
            for (before, first), (after, others) in product(ways_to[start], ways_from[end]):
                yield before + SLIP_COST * len(tokens) + after, (*first, *tokens, *others)


def _readings(letters: str) -> Iterator[tuple[Token, ...]]:
    """Yield a stretch as one syllable with a slip, and as two of which the letters at the border were swapped."""
    if meant(letters):
        yield (Token(TokenKind.SLIP, letters),)
    for place in range(1, len(letters)):
        first = letters[: place - 1] + letters[place]
        second = letters[place - 1] + letters[place + 1 :]
        if first in syllables() and second in syllables() and letters[place - 1] != letters[place]:
            yield Token(TokenKind.SYLLABLE, first), Token(TokenKind.SYLLABLE, second)


def _cheapest_ways(letters: str, last: bool) -> tuple[list[list[Way]], list[list[Way]]]:
    """The cheapest ways from the first letter to each place, and those from each place behind the last letter."""
    next_steps = [
        [step for step in steps(letters, start, last) if step[1].kind is TokenKind.SYLLABLE or len(step[1].text) < 3]
        for start in range(len(letters))
    ]
    ways_to: list[list[Way]] = [[(0, ())], *([] for _ in letters)]
    for start, found in enumerate(next_steps):
        ways_to[start] = cheapest(ways_to[start], KEPT)
        for (before, way), (cost, token) in product(ways_to[start], found):
            ways_to[start + len(token.text)].append((before + cost, (*way, token)))
    ways_from: list[list[Way]] = [*([] for _ in letters), [(0, ())]]
    for start, found in reversed(list(enumerate(next_steps))):
        ways = ((cost, token, *way) for cost, token in found for way in ways_from[start + len(token.text)])
        ways_from[start] = cheapest([(cost + after, (token, *way)) for cost, token, after, way in ways], KEPT)
    return ways_to, ways_from
