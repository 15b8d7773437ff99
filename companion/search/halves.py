"""A query of two characters of which one may be wrong: which of the words that share the other was meant?

The one that is said most often is the likeliest; so the first texts are those which between them have the most
of all the places where such a word stands, and each adds words that those before it have not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

LEADERS = 10  # texts chosen for the words they add to the list; the rest follow by their likeliest word


@dataclass(frozen=True, slots=True)
class Half:
    """A text with a likely word at `start`, of which the character at `kept` is in the query."""

    number: int
    start: int
    kept: int

    def positions(self) -> tuple[int, ...]:
        """The one character that matched."""
        return (self.kept,)


def likeliest_halves(query: str, texts: Mapping[int, str]) -> list[Half]:
    """The texts with a word that shares a character with the query, the most informative first."""
    words = {number: found for number, text in texts.items() if (found := _words(query, text))}
    counts = _counts(words)
    left, listed, order = dict(words), set[_Word](), list[Half]()
    while left and len(order) < LEADERS:
        number = max(left, key=lambda number: sum(counts[word] for word in left[number] if word not in listed))
        order.append(_half(number, left[number], counts, listed))
        listed |= left.pop(number).keys()
    rest = [_half(number, found, counts, set()) for number, found in left.items()]
    shared = {half.number: max(counts[word] for word in words[half.number]) for half in rest}
    return order + sorted(rest, key=lambda half: -shared[half.number])


_Word = tuple[str, int]  # two characters, and which of them, 0 or 1, the query has
_Places = dict[_Word, list[int]]


def _words(query: str, text: str) -> _Places:
    found: _Places = {}
    for place in (0, 1):
        at = text.find(query[place])
        while at >= 0:
            word = text[at - place : at - place + 2]
            if at >= place and len(word) == 2 and word.isalnum():
                found.setdefault((word, place), []).append(at)
            at = text.find(query[place], at + 1)
    return found


def _counts(words: Mapping[int, _Places]) -> Counter[_Word]:
    counts: Counter[_Word] = Counter()
    for found in words.values():
        for word, places in found.items():
            counts[word] += len(places)
    return counts


def _half(number: int, found: _Places, counts: Mapping[_Word, int], listed: set[_Word]) -> Half:
    word = max(found, key=lambda word: (word not in listed, counts[word]))
    kept = found[word][0]
    return Half(number, kept - word[1], kept)
