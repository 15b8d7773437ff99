"""When each point was due by its length, and when it was really reached, by the ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.model.minutes import Minutes
from companion.model.outline import Point, PointKind
from companion.model.speech import Speech

CHARACTERS_PER_MINUTE = 210  # a prepared Chinese speech read aloud (domain §5.1: 200–220)
_SILENT = frozenset({PointKind.TITLE})


@dataclass(frozen=True)
class PointTime:
    """The planned and the real time of one point; planned seconds count from the start of the speech."""

    point: Point
    planned_start: float
    planned_seconds: float
    state: str = ""
    at: datetime | None = None


def point_times(speech: Speech, minutes: Minutes) -> tuple[PointTime, ...]:
    """The planned and real times of all points that are read out, in the order of the speech."""
    found, clock = [], 0.0
    for point in speech.outline.points:
        if point.kind in _SILENT:
            continue
        seconds = len(speech.text(speech.own_span(point))) * 60 / CHARACTERS_PER_MINUTE
        tick = minutes.ticks_by_point.get(point.id)
        found.append(PointTime(point, clock, seconds, tick.state if tick else "", tick.at if tick else None))
        clock += seconds
    return tuple(found)
