"""How fast the speaker reads, how long the rest will take, and how far a section is over its plan.

The rate starts from what speakers usually read and moves to this speaker's own: the usual rate counts as
much as PRIOR_MINUTES of listening (the mean of a Gamma prior with Poisson arrivals of characters).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from companion.model.minutes import Tick

PRIOR_RATE = 200.0  # characters a minute
PRIOR_MINUTES = 2.0
LONGEST_STRETCH = 4.0  # a point that takes so many times the usual is a recess or a digression, not reading
MASK_LENGTH = 4  # a mask of one character is read as a figure of about four


@dataclass(frozen=True, slots=True)
class Pace:
    """What has been read so far: characters, and the seconds they took."""

    characters: float = 0.0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Characters a minute, between the usual rate and the speaker's own."""
        return (PRIOR_RATE * PRIOR_MINUTES + self.characters) / (PRIOR_MINUTES + self.seconds / 60)

    def seconds_for(self, characters: float) -> float:
        """The seconds that so many characters will take."""
        return characters / self.rate * 60

    def heard(self, characters: float, seconds: float) -> Pace:
        """The pace after one more point; an empty one teaches nothing, and a long stretch is cut short."""
        if characters <= 0 or seconds <= 0:
            return self
        longest = LONGEST_STRETCH * self.seconds_for(characters)
        return Pace(self.characters + characters, self.seconds + min(seconds, longest))


@dataclass(frozen=True, slots=True)
class SectionPace:
    """A section against its plan, all in seconds."""

    planned: float
    elapsed: float
    left: float

    @property
    def overrun(self) -> float:
        """By how much the section will be over its plan; 0 when it will not, or has no plan."""
        return max(0.0, self.elapsed + self.left - self.planned) if self.planned > 0 else 0.0

    @property
    def is_over(self) -> bool:
        """Tell whether the plan is used up already."""
        return 0 < self.planned < self.elapsed


def spoken_length(text: str) -> int:
    """How many characters a reader speaks: none for blanks, a few for a mask, two for a Latin word."""
    length, in_word = 0, False
    for sign in text:
        latin = sign.isascii() and sign.isalpha()
        if sign in "*×＊":
            length += MASK_LENGTH
        elif latin:
            length += 0 if in_word else 2
        elif sign.isalnum():
            length += 1
        in_word = latin
    return length


def pace_of(heard: Iterable[tuple[float, float]]) -> Pace:
    """The pace after points of so many characters that took so many seconds, in the order they were read."""
    pace = Pace()
    for characters, seconds in heard:
        pace = pace.heard(characters, seconds)
    return pace


def seconds_of_points(ticks: Iterable[Tick], started: datetime | None) -> dict[str, float]:
    """The seconds each point took that was read out: from the tick before (or the start) to its own.

    Ticks count in the order of their times; a point ticked twice has the time of both.
    """
    timed = sorted((tick for tick in ticks if tick.at is not None), key=lambda tick: tick.at or datetime.min)
    seconds: dict[str, float] = {}
    before = started
    for tick in timed:
        if tick.at is None or tick.state != "spoken":
            continue
        if before is not None and _comparable(tick.at, before) and tick.at > before:
            took = (tick.at - before).total_seconds()
            seconds[tick.anchor.point] = seconds.get(tick.anchor.point, 0.0) + took
        before = tick.at
    return seconds


def _comparable(one: datetime, other: datetime) -> bool:
    return (one.tzinfo is None) == (other.tzinfo is None)


def seconds_left(points: Iterable[str], lengths: Mapping[str, float], done: Iterable[str], pace: Pace) -> float:
    """The seconds that the points not yet done will take, by the length of each."""
    finished = set(done)
    return pace.seconds_for(sum(lengths.get(point, 0.0) for point in points if point not in finished))
