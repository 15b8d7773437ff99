"""时间轴: planned and real time of each point, as a plot and a table."""

from __future__ import annotations

from datetime import UTC, datetime

from companion.exporters.documents.parts import Desk
from companion.exporters.documents.tables import minutes_and_seconds, timeline_table
from companion.exporters.legible import one_line
from companion.exporters.paper import Bar, Block, Paper, Paragraph, Plot, Table, words
from companion.exporters.times import PointTime

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def compose(desk: Desk) -> Paper:
    """The timeline on paper: how long it was expected to take, how long it took, point by point."""
    if not desk.report.times:
        return desk.paper(desk.words("timeline.title"), [Paragraph(words(desk.words("timeline.none")))])
    blocks: list[Block] = [
        Paragraph(words(desk.report.title), indent=False, align="center"),
        Paragraph(words(_summary(desk))),
        plot(desk),
        timeline_table(desk),
    ]
    return desk.paper(desk.words("timeline.title"), blocks)


def tables(desk: Desk) -> tuple[Table, ...]:
    """The times as one table."""
    return (timeline_table(desk),)


def plot(desk: Desk) -> Plot:
    """A bar for each point, planned above real; the real time of a point ends where the next was ticked."""
    times = desk.report.times
    starts = _real_starts(times)
    bars = []
    for place, time in enumerate(times):
        later = [start for start in starts[place + 1 :] if start is not None]
        start = starts[place]
        length = (min(later) if later else start + time.planned_seconds) - start if start is not None else 0.0
        label = one_line(time.point.heading)
        bars.append(Bar(label, time.planned_start, time.planned_seconds, start, max(length, 0.0), time.state))
    ends = [bar.planned_start + bar.planned_seconds for bar in bars]
    ends += [bar.real_start + bar.real_seconds for bar in bars if bar.real_start is not None]
    say = desk.words
    return Plot(say("timeline.title"), tuple(bars), max(ends), say("timeline.planned"), say("timeline.real"))


def _real_starts(times: tuple[PointTime, ...]) -> list[float | None]:
    """Seconds from the first tick; None for what was not read out or has no time."""
    moments = [_moment(time) for time in times]
    known = [moment for moment in moments if moment is not None]
    first = min(known) if known else 0.0
    return [None if moment is None else moment - first for moment in moments]


def _moment(time: PointTime) -> float | None:
    if time.at is None or time.state != "spoken":
        return None
    return _seconds(time.at)


def _seconds(at: datetime) -> float:
    """Seconds on a common clock; a time without a zone counts as UTC, which is right for differences."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (aware - _EPOCH).total_seconds()


def _summary(desk: Desk) -> str:
    times = desk.report.times
    planned = minutes_and_seconds(times[-1].planned_start + times[-1].planned_seconds)
    known = [one for one in map(_moment, times) if one is not None]
    if len(known) < 2:
        return desk.words("timeline.summary_planned", planned=planned)
    real = minutes_and_seconds(max(known) - min(known))
    return desk.words("timeline.summary", planned=planned, real=real)
