"""Words that a query of two characters may have been meant for, and the texts that have most of them.

The word that is said most often is the likeliest; so the first texts are those which between them have the most
of all the places where such words stand, and each adds words that those before it have not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heapreplace

LEADERS = 10  # texts chosen for the words they add to the list; the rest follow by their likeliest word
SHARED = 1.0  # the likelihood of a word that shares a character, which that of others is measured by
CHANCE = 0.5  # places taken off each word: neighbours met once may be no word, neighbours met twice seldom are none

Word = tuple[str, float]  # two characters, and how likely they are to be meant wherever they stand
Places = dict[Word, list[tuple[int, ...]]]  # of each word, where the characters stand that are like the query's


@dataclass(frozen=True, slots=True)
class Guess:
    """A text with a word that may have been meant, and where the characters stand that are like the query's."""

    number: int
    word: Word
    positions: tuple[int, ...]


def halves(query: str, text: str) -> Places:
    """The words of a text that share one character with a query of two, in its place."""
    found: Places = {}
    for place in (0, 1):
        at = text.find(query[place])
        while at >= 0:
            word = text[at - place : at - place + 2]
            if at >= place and len(word) == 2 and word != query and word.isalnum():
                found.setdefault((word, SHARED), []).append((at,))
            at = text.find(query[place], at + 1)
    return found


def likeliest(texts: Mapping[int, Places], listed: Iterable[Word] = ()) -> list[Guess]:
    """The texts, the most informative first; `listed` are words that stand in the list already."""
    worth = _worth(texts)
    known = set(listed)
    order = [_guess(number, texts[number], worth, known) for number in _leaders(texts, worth, known)]
    leading = {guess.number for guess in order}
    rest = [_guess(number, found, worth, set()) for number, found in texts.items() if found and number not in leading]
    return order + sorted(rest, key=lambda guess: -worth[guess.word])


def _worth(texts: Mapping[int, Places]) -> dict[Word, float]:
    counts: Counter[Word] = Counter()
    for found in texts.values():
        for word, places in found.items():
            counts[word] += len(places)
    return {word: (count - CHANCE) * word[1] for word, count in counts.items()}


def _leaders(texts: Mapping[int, Places], worth: Mapping[Word, float], known: Iterable[Word]) -> list[int]:
    """The texts that add the most to those before them; what a text adds never grows, so few are reckoned again."""
    listed, chosen = set(known), list[int]()

    def adds(number: int) -> float:
        return sum(worth[word] for word in texts[number] if word not in listed)

    queue = [(-adds(number), place, number) for place, number in enumerate(texts)]
    heapify(queue)
    while queue and len(chosen) < LEADERS:
        before, place, number = queue[0]
        now = -adds(number)
        if before == now == 0:
            break
        if before == now:
            chosen.append(number)
            listed |= texts[number].keys()
        heapreplace(queue, (0.0 if before == now else now, place, number))
    return chosen


def _guess(number: int, found: Places, worth: Mapping[Word, float], known: set[Word]) -> Guess:
    word = max(found, key=lambda word: (word not in known, worth[word]))
    known |= found.keys()
    return Guess(number, word, found[word][0])
