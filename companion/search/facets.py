"""Which entries meet a filter, as bits: asked once for each different set of fields, not for each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from companion.search.entry import Entry
from companion.search.filters import Filter

_MAX_KEPT = 64  # answers kept; a screen asks for the same few on every key


class Facets:
    """The fields of a list of entries. Entries are added in order, from number 0."""

    def __init__(self) -> None:
        self.size = 0
        self._numbers: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._samples: dict[Hashable, Entry] = {}
        self._points: defaultdict[str, list[int]] = defaultdict(list)
        self._kept: dict[Hashable, int] = {}

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        fields = (entry.kind, entry.owners, entry.tags, entry.due, entry.status, entry.states)
        self._samples.setdefault(fields, entry)
        self._numbers[fields].append(self.size)
        self._points[entry.point].append(self.size)
        self.size += 1
        self._kept.clear()

    def meeting(self, condition: Filter, now: date) -> int:
        """The entries that meet a condition on a day."""
        return self._keep((condition, now), self._groups(condition, now))

    def within(self, point: str) -> int:
        """The entries at a point or below it."""
        return self.meeting(Filter("point", (point,)), date.min)

    def _groups(self, condition: Filter, now: date) -> Iterator[list[int]]:
        if condition.name == "point":
            above, below = condition.values[0], f"{condition.values[0]}."
            return (found for at, found in self._points.items() if at == above or at.startswith(below))
        return (found for fields, found in self._numbers.items() if condition.accepts(self._samples[fields], now))

    def _keep(self, question: Hashable, groups: Iterable[list[int]]) -> int:
        bits = self._kept.get(question)
        if bits is None:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            bits = self._kept[question] = _bits(groups, self.size)
        return bits


def _bits(groups: Iterable[list[int]], size: int) -> int:
    flags = bytearray(size // 8 + 1)
    for group in groups:
        for number in group:
            flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")
