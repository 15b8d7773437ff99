"""What can be found in the open meeting, kept up to date without work on the path of a keystroke."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from companion.model.minutes import Minutes
from companion.model.speech import Speech
from companion.search.entries import entries_of
from companion.search.index import Index, Result

SMALL = 2_000  # points: an index of these is built within a keystroke, so it is simply built anew


class MeetingIndex:
    """The speech and the notes of one meeting. A large speech is indexed once, in slices; notes when they changed."""

    def __init__(self, speech: Speech, minutes: Callable[[], Minutes]) -> None:
        self._speech, self._minutes = speech, minutes
        self._is_small = len(speech.outline.points) <= SMALL
        self._whole = Index([] if self._is_small else entries_of(speech))
        self._notes = Index([])
        self._is_stale = True

    def steps(self) -> Iterator[float]:
        """Build the index of a large speech in slices of some milliseconds; nothing to do for a small one."""
        return iter(()) if self._is_small else self._whole.steps()

    def forget(self) -> None:
        """The notes changed; the next search reads them again."""
        self._is_stale = True

    def search(self, query: str, *, limit: int, section: str, now: date) -> Result:
        """The best finds in speech and notes together."""
        if self._is_stale:
            self._read_again()
        found = self._whole.search(query, limit=limit, section=section, now=now)
        if self._is_small:
            return found
        noted = self._notes.search(query, limit=limit, section=section, now=now)
        hits = sorted((*found.hits, *noted.hits), key=lambda hit: -hit.score)[:limit]
        return Result(tuple(hits), found.total + noted.total, found.is_estimate, found.unknown)

    def _read_again(self) -> None:
        minutes = self._minutes()
        if self._is_small:
            self._whole = Index.build(entries_of(self._speech, minutes))
        else:
            self._notes = Index.build(entries_of(None, minutes))
        self._is_stale = False
