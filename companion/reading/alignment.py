"""Which of the places that fit is the one: by how well each fits, and by the order of all in the old text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from companion.model.minutes import Anchor

Place = tuple[int, int]  # line and column, from 1

FOUND = 0.5  # of the quote's characters; unrelated sentences of official prose come to 0.25–0.4
FAR_WEIGHT, NEAR_WEIGHT = 0.12, 0.1  # the part of the speech, and the very line
NEAR = 6  # lines
ORDER_WEIGHT = 0.15  # what lies in the order of the old text; a paragraph that was moved has no rival there
TAKEN = 0.2  # what a place loses that another anchor has with better right


@dataclass(frozen=True, slots=True)
class Find:
    """A place that may be the one: how well its words fit (0–1), and all that speaks for it by itself."""

    place: Place
    likeness: float
    score: float


def align(finds: Mapping[Anchor, Sequence[Find]], length: int) -> dict[Anchor, Find | None]:
    """The place of each anchor in a text of so many lines; None for one that fits nowhere.

    What fits best is chosen first; one place is for the anchors of one place.
    """
    in_order = _in_order(finds)
    lines = sorted((old[0], new[0]) for old, new in in_order.items())
    weighed: dict[Anchor, list[tuple[float, Find]]] = {}
    for anchor, found in finds.items():
        expected, ordered = _expected(anchor.line, lines), in_order.get(_old(anchor))
        weighed[anchor] = [(_weight(find, expected, ordered, length), find) for find in found]
    taken: dict[Place, Place] = {}
    chosen: dict[Anchor, Find | None] = {}
    for anchor in sorted(weighed, key=lambda one: -max((weight for weight, _ in weighed[one]), default=0.0)):
        best = _best(weighed[anchor], _old(anchor), taken)
        chosen[anchor] = best
        if best is not None:
            taken.setdefault(best.place, _old(anchor))
    return chosen


def _best(weighed: Sequence[tuple[float, Find]], old: Place, taken: Mapping[Place, Place]) -> Find | None:
    left = [(weight - (TAKEN if taken.get(find.place, old) != old else 0), find) for weight, find in weighed]
    return max(left, key=lambda one: one[0], default=(0.0, None))[1]


def _old(anchor: Anchor) -> Place:
    return anchor.line, anchor.column


def _weight(find: Find, expected: float, in_order: Place | None, length: int) -> float:
    distance = abs(find.place[0] - expected)
    far = FAR_WEIGHT * (1 - min(1.0, 4 * distance / max(length, 1)))
    near = NEAR_WEIGHT * (1 - min(1.0, distance / NEAR))
    return find.score + far + near + (ORDER_WEIGHT if find.place == in_order else 0)


def _expected(line: int, lines: Sequence[tuple[int, int]]) -> float:
    """The line where an anchor should be, going by the nearest known ones before and after it."""
    if not lines:
        return line
    place = bisect_right(lines, (line, 1 << 60))
    before, after = lines[max(place - 1, 0)], lines[min(place, len(lines) - 1)]
    if after[0] == before[0]:
        return before[1] + line - before[0]
    return before[1] + (after[1] - before[1]) * (line - before[0]) / (after[0] - before[0])


def _in_order(finds: Mapping[Anchor, Sequence[Find]]) -> dict[Place, Place]:
    """Old places and the new ones that keep their order, chosen so that all fit best together.

    It takes n log n steps for n finds: a Fenwick tree holds the heaviest way that ends at or before each place.
    """
    rows = {_old(anchor): found for anchor, found in sorted(finds.items(), key=lambda one: _old(one[0]))}
    places = {find.place for found in rows.values() for find in found}
    number = {place: at for at, place in enumerate(sorted(places), 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(number) + 1)
    links: list[tuple[Place, Place, int]] = []
    for old, found in rows.items():
        fits = [find for find in found if find.likeness > FOUND]
        reached = [(find, _heaviest(best, number[find.place] - 1)) for find in fits]
        for find, (weight, link) in reached:
            links.append((old, find.place, link))
            _raise(best, number[find.place], (weight + find.score - FOUND, len(links) - 1))
    chain: dict[Place, Place] = {}
    link = max(best)[1]
    while link >= 0:
        old, new, link = links[link]
        chain[old] = new
    return chain


def _heaviest(best: Sequence[tuple[float, int]], at: int) -> tuple[float, int]:
    found = (0.0, -1)
    while at > 0:
        found, at = max(found, best[at]), at - (at & -at)
    return found


def _raise(best: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(best):
        best[at], at = max(best[at], value), at + (at & -at)
