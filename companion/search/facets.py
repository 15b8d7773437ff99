"""Which entries meet a filter, as bits: asked once for each different set of fields, not for each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
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
        self._amended: dict[int, Entry] = {}

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        fields = (entry.kind, entry.owners, entry.tags, entry.due, entry.status, entry.states)
        self._samples.setdefault(fields, entry)
        self._numbers[fields].append(self.size)
        self._points[entry.point].append(self.size)
        self.size += 1
        self._kept.clear()

    def amend(self, number: int, entry: Entry) -> None:
        """Let another entry's fields stand for those of an entry taken in; its point stays."""
        self._amended[number] = entry
        self._kept.clear()

    def meeting(self, condition: Filter, now: date) -> int:
        """The entries that meet a condition on a day."""
        bits = self._kept.get((condition, now))
        if bits is None:
            bits = _bits(self._groups(condition, now), self._exceptions(condition, now), self.size)
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            self._kept[condition, now] = bits
        return bits

    def within(self, point: str) -> int:
        """The entries at a point or below it."""
        return self.meeting(Filter("point", (point,)), date.min)

    def _groups(self, condition: Filter, now: date) -> Iterator[list[int]]:
        if condition.name == "point":
            above, below = condition.values[0], f"{condition.values[0]}."
            return (found for at, found in self._points.items() if at == above or at.startswith(below))
        return (found for fields, found in self._numbers.items() if condition.accepts(self._samples[fields], now))

    def _exceptions(self, condition: Filter, now: date) -> dict[int, bool]:
        """Whether each entry that was amended meets a condition."""
        if condition.name == "point":
            return {}
        return {
            number: condition.accepts(entry, now) for number, entry in self._amended.items() if number < self.size
        }


def _bits(groups: Iterable[list[int]], exceptions: Mapping[int, bool], size: int) -> int:
    flags = bytearray(size // 8 + 1)
    for group in groups:
        for number in group:
            flags[number >> 3] |= 1 << (number & 7)
    for number, holds in exceptions.items():
        bit = 1 << (number & 7)
        flags[number >> 3] = flags[number >> 3] & ~bit | bit * holds
    return int.from_bytes(flags, "little")
