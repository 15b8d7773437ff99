"""What a search gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from companion.search.entry import Entry


@dataclass(frozen=True)
class Hit:
    """One find. `start` is the offset in the entry's text at which it begins, from 0."""

    entry: Entry
    score: float
    start: int
    find_positions: Callable[[], tuple[int, ...]] = field(repr=False, compare=False)

    @property
    def positions(self) -> tuple[int, ...]:
        """The offsets in the entry's text of the characters that matched, ascending; worked out when
        asked for.
        """
        return self.find_positions()

    @property
    def line(self) -> int:
        """The line of the speech that the find begins on, from 1; 0 where there is none."""
        return self.entry.place(self.start)[0]

    @property
    def column(self) -> int:
        """The column that the find begins at, in code points from 1; 0 where there is none."""
        return self.entry.place(self.start)[1]


@dataclass(frozen=True)
class Result:
    """The best finds, best first, and how many there are in all.

    `is_estimate` says that there were too many to look at each: `total` may then count a few too many.
    `unknown` are the filters of the query that made no sense and filtered nothing.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_estimate: bool = False
    unknown: tuple[str, ...] = ()
