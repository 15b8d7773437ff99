"""Where the time goes: how long the speech has run, what is left of the point, the section and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from companion.capture.pace import SectionPace, pace_of, seconds_of_points, spoken_length
from companion.model.outline import Point
from companion.session.session import Session

SLICE = 200  # points measured at once: a few milliseconds


@dataclass(frozen=True, slots=True)
class Times:
    """All in seconds: since the first tick, left in the point, left in the speech; the section against its plan."""

    elapsed: float
    left_in_point: float
    left: float
    section: SectionPace


class MeetingPace:
    """The speaker's pace, from the ticks; the lengths of the points are counted once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lengths: dict[str, float] = {}
        self._total: float | None = None

    def measure(self) -> Iterator[None]:
        """Count how long the speech is, in slices of some milliseconds."""
        total = 0.0
        for place, point in enumerate(self._session.outline.points):
            total += self._length(point.id)
            if place % SLICE == SLICE - 1:
                yield
        self._total = total

    def _length(self, point: str) -> float:
        """The characters spoken at a point; none at one that is not there."""
        if point not in self._lengths:
            speech = self._session.speech
            here = speech.outline.by_id.get(point)
            self._lengths[point] = float(spoken_length(speech.text(speech.own_span(here)))) if here else 0.0
        return self._lengths[point]

    def _whole(self) -> float:
        if self._total is None:
            for _ in self.measure():
                pass
        return self._total or 0.0

    def times(self) -> Times | None:
        """The times as they stand now; None before the first tick."""
        session = self._session
        ticks = [tick for tick in session.register.ticks.values() if tick.at is not None]
        moments = [tick.at for tick in ticks if tick.at is not None]
        if not moments:
            return None
        now = session.now()
        seconds = seconds_of_points(ticks, None)
        pace = pace_of((self._length(point), took) for point, took in seconds.items())
        done = {tick.anchor.point for tick in ticks}
        since = _seconds(now, max(moments))
        in_point = max(0.0, pace.seconds_for(self._length(session.speaker)) - since)
        over = sum(map(self._length, done | {session.speaker}))
        left = in_point + pace.seconds_for(self._whole() - over)
        return Times(_seconds(now, min(moments)), in_point, left, self._section(seconds, since))

    def _section(self, seconds: dict[str, float], since: float) -> SectionPace:
        """The current section against its planned minutes; a plan of 0 where none is given."""
        session = self._session
        section = section_of(session, session.speaker)
        inside = [section, *session.outline.descendants(section)]
        elapsed = since + sum(seconds.get(point.id, 0.0) for point in inside)
        return SectionPace(planned_minutes(session, section) * 60, elapsed, 0.0)


def section_of(session: Session, point: str) -> Point:
    """The outermost point that holds a point."""
    here = session.outline.by_id[point]
    return [here, *session.outline.ancestors(here)][-1]


def planned_minutes(session: Session, section: Point) -> float:
    """The minutes planned for a section: the head's `plan` lists them in the order of the sections."""
    plan = session.head.extra.get("plan")
    sections = [point.id for point in session.outline.points if point.depth == 1]
    place = sections.index(section.id) if section.id in sections else -1
    minutes = plan[place] if isinstance(plan, list) and 0 <= place < len(plan) else 0
    return float(minutes) if isinstance(minutes, int | float) else 0.0


def _seconds(later: datetime, earlier: datetime) -> float:
    earlier = earlier if earlier.tzinfo else earlier.astimezone()
    return max(0.0, (later - earlier).total_seconds())
