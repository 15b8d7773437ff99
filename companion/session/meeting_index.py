"""What can be found in the open meeting, kept up to date without work on the path of a keystroke."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from companion.model.minutes import Minutes
from companion.model.speech import Speech
from companion.search.entries import blank_entry, each_entry, entries_of, point_states
from companion.search.entry import Entry
from companion.search.index import Index, Result

_Key = tuple[str, Any]  # of a point and its id, or a blank and its number
SMALL = 2_000  # points: an index of these is built within a keystroke, if it must be


class MeetingIndex:
    """The speech and the notes of one meeting.

    The speech is indexed once, in slices; what is noted, when it changed. Ticks and fills are changes of state
    that the index of the speech is told of; a figure that was heard is found with the notes.
    """

    def __init__(self, speech: Speech, minutes: Callable[[], Minutes]) -> None:
        self._speech, self._minutes = speech, minutes
        self._whole = Index(each_entry(speech))
        self._steps = self._whole.steps()
        self._noted = Index(())
        self._is_small = len(speech.outline.points) <= SMALL
        self._told: dict[_Key, Entry | None] = {}
        self._told_all = False
        self._is_stale = True

    def steps(self) -> Iterator[int]:
        """Index the speech in slices of some milliseconds."""
        return self._steps

    def forget(self) -> None:
        """Notes, ticks or fills changed; the next search reads them again."""
        self._is_stale = True

    @property
    def is_complete(self) -> bool:
        """Tell whether all of the speech can be found."""
        return self._whole.is_complete

    def search(self, query: str, *, limit: int, section: str, now: date) -> Result:
        """The best finds in speech and notes together; of a speech not indexed yet, in what is."""
        if self._is_small and not self.is_complete:
            for _ in self._steps:
                pass
        if self._is_stale:
            self._read_again()
        spoken = self._whole.search(query, limit=limit, section=section, now=now)
        noted = self._noted.search(query, limit=limit, section=section, now=now)
        hits = spoken.hits
        if noted.hits:
            hits = tuple(sorted((*spoken.hits, *noted.hits), key=lambda hit: -hit.score)[:limit])
        is_estimate = spoken.is_estimate or noted.is_estimate or not self.is_complete
        return Result(hits, spoken.total + noted.total, is_estimate, spoken.unknown)

    def _read_again(self) -> None:
        minutes = self._minutes()
        blanks = {blank.n: blank for blank in self._speech.outline.blanks} if minutes.fills else {}
        filled = [blank_entry(blanks[n], fill) for n, fill in minutes.fills_by_blank.items() if n in blanks]
        self._noted = Index.build((*entries_of(None, minutes), *filled))
        self._tell({**self._states(minutes), **{("blank", n): None for n in minutes.fills_by_blank if n in blanks}})
        self._is_stale = not self.is_complete

    def _states(self, minutes: Minutes) -> dict[_Key, Entry | None]:
        """The points with a tick or a figure heard, as they are now."""
        by_id = self._speech.outline.by_id
        touched = {*minutes.ticks_by_point, *(fill.anchor.point for fill in minutes.fills)}
        return {("point", id): self._state(minutes, id) for id in touched if id in by_id}

    def _state(self, minutes: Minutes | None, point: str) -> Entry:
        states = point_states(self._speech, minutes, self._speech.outline.by_id[point])
        return Entry(key=("point", point), kind="", text="", states=states)

    def _tell(self, states: dict[_Key, Entry | None]) -> None:
        """Tell the index of the speech what changed since it was told last."""
        before = self._told if self._told_all else {}
        changed = {key: entry for key, entry in states.items() if key not in before or before[key] != entry}
        changed.update((key, self._untouched(key)) for key in self._told if key not in states)
        self._whole.amend(changed)
        self._told, self._told_all = states, self.is_complete

    def _untouched(self, key: _Key) -> Entry:
        """A point or a blank at which nothing was noted."""
        blanks = {("blank", blank.n): blank for blank in self._speech.outline.blanks}
        blank = blanks.get(key)
        return blank_entry(blank, None) if blank else self._state(None, key[1])
