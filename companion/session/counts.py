"""What is counted in an open meeting: once after each change, however often it is shown."""

from __future__ import annotations

from functools import cached_property

from companion.model.outline import Point
from companion.model.roster import Roster
from companion.model.speech import Speech
from companion.session.register import Register
from companion.session.tally import Tally, tally_of

OF_THE_NOTES = ("tally", "progress", "_owners")


class Counts:
    """The counts of one outline and its register; those of the outline are made once."""

    def __init__(self, speech: Speech, register: Register) -> None:
        self._speech, self._register = speech, register

    def forget(self) -> None:
        """Something was noted: count again when asked."""
        for counted in OF_THE_NOTES:
            self.__dict__.pop(counted, None)

    @cached_property
    def tally(self) -> Tally:
        """How many notes, tasks and open figures there are."""
        return tally_of(self._register, self._figures)

    @cached_property
    def progress(self) -> float:
        """How much of the speech was read out or left out, from 0 to 1, by its characters."""
        ticked, by_id = self._register.ticked_points, self._speech.outline.by_id
        total = self._length if ticked else 0
        return sum(self._length_of(by_id[id]) for id in ticked if id in by_id) / total if total else 0.0

    def used_owners(self, roster: Roster) -> list[tuple[str, tuple[str, ...]]]:
        """Owners given in this meeting, the latest first; the roster's own entries stand for those it has."""
        return [(name, ()) for name in self._owners if roster.find(name) is None]

    @cached_property
    def _owners(self) -> list[str]:
        notes = reversed(self._register.all_notes())
        return [name for name in dict.fromkeys(u for n in notes for u in (n.lead_unit, *n.supporting_units)) if name]

    @cached_property
    def _length(self) -> int:
        """The characters of the speech, each point's own words counted once."""
        return sum(map(self._length_of, self._speech.outline.points))

    def _length_of(self, point: Point) -> int:
        return len(self._speech.text(self._speech.own_span(point)))

    @cached_property
    def _figures(self) -> frozenset[int]:
        """The numbers of the blanks that stand for a figure."""
        return frozenset(blank.n for blank in self._speech.outline.blanks if blank.is_figure)
