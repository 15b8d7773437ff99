"""Typed pinyin with a slip of the finger in it: `xinfnag` is xin + fang. One letter wrong, missing, extra or swapped.

The letters that went wrong become one token that stands for every syllable they may have been meant for, so
that a slip costs one reading of the query for each place where it may be, not one for each letter it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from companion.search.corrections import meant
from companion.search.readings import syllables
from companion.search.spelling import INITIAL_COST, RUN, SYLLABLE_COST, Way, cheapest, is_letters, split, steps, written
from companion.search.token import Token, TokenKind

MIN_LETTERS = 4  # in a run; with fewer, one letter wrong leaves a single initial or none to go by
MAX_SLIPPED = 16  # places a slip may be that are tried, those that leave the fewest syllables first
LONGEST = 8  # letters of a syllable with one too many, and of most pairs: zhuangg, xifnang
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
            found += ((cost, (*before, *way, *after)) for cost, way in islice(_slipped(run, last), MAX_SLIPPED))
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
    """Yield the ways through letters of which one stretch has a slip in it, the cheapest first."""
    ways_to, ways_from = _cheapest_ways(letters, last)
    stretches = sorted(
        (before[0] + after[0], start, end)
        for start, before in ways_to.items()
        for end, after in ways_from.items()
        if start < end <= start + LONGEST
    )
    for cost, start, end in stretches:
        for tokens in _readings(letters[start:end]):
            yield cost + SLIP_COST * len(tokens), (*ways_to[start][1], *tokens, *ways_from[end][1])


def _readings(letters: str) -> Iterator[tuple[Token, ...]]:
    """Yield a stretch as one syllable with a slip, and as two of which the letters at the border were swapped."""
    if meant(letters):
        yield (Token(TokenKind.SLIP, letters),)
    for place in range(1, len(letters)):
        first = letters[: place - 1] + letters[place]
        second = letters[place - 1] + letters[place + 1 :]
        if first in syllables() and second in syllables() and letters[place - 1] != letters[place]:
            yield Token(TokenKind.SYLLABLE, first), Token(TokenKind.SYLLABLE, second)


def _cheapest_ways(letters: str, last: bool) -> tuple[dict[int, Way], dict[int, Way]]:
    """The cheapest way from the first letter to each place, and that from each place behind the last letter."""
    next_steps = [
        [step for step in steps(letters, start, last) if step[1].kind is TokenKind.SYLLABLE or len(step[1].text) < 3]
        for start in range(len(letters))
    ]
    ways_to: dict[int, Way] = {0: (0, ())}
    ways_from: dict[int, Way] = {len(letters): (0, ())}
    for start, found in enumerate(next_steps):
        for cost, token in found if start in ways_to else ():
            way = (ways_to[start][0] + cost, (*ways_to[start][1], token))
            end = start + len(token.text)
            ways_to[end] = min(way, ways_to.get(end, way), key=itemgetter(0))
    for start in reversed(range(len(letters))):
        for cost, token in next_steps[start]:
            end = start + len(token.text)
            if end in ways_from:
                way = (ways_from[end][0] + cost, (token, *ways_from[end][1]))
                ways_from[start] = min(way, ways_from.get(start, way), key=itemgetter(0))
    return ways_to, ways_from
