"""Numbers that are left out, used twice or out of order, and lists that mix 是 and 要.

Wrong numbers stay as written (they are quoted by number afterwards); they are only pointed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from companion.model.outline import Outline
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.numbers import Row, family, marker_number, rows, runs
from companion.reading.proof.remarks import at_point

_LATEST_START = 10  # a row that begins at 101 counts within a code of laws
_PARTICLES = "是要"


def check_numbering(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every number that does not follow the one before it in its row; one number alone is quoted."""
    before = _numbers_before(speech.outline)
    for row in rows(speech.outline):
        first, number = row[0]
        if 1 < number <= _LATEST_START and len(row) > 1 and before.get(first.id) != number - 1:
            yield at_point(RemarkKind.GAP, speech, first, "start", found=number)
        for run in runs(row):
            yield from _check_run(speech, run)


def check_particles(speech: Speech) -> Iterator[Remark]:
    """Yield a remark for every list that begins with 一是 and goes on with 二要, or the other way round."""
    for row in rows(speech.outline):
        for run in runs(row):
            particles = [point.marker[-1] for point, _ in run]
            if set(particles) == set(_PARTICLES):
                first = next(point for point, _ in run if point.marker[-1] != particles[0])
                yield at_point(RemarkKind.MIXED, speech, first, markers="、".join(point.marker for point, _ in run))


def _check_run(speech: Speech, run: Row) -> Iterator[Remark]:
    """Compare each number of a run with those before it; a row of nothing but 1 is told once."""
    if len(run) > 1 and {number for _, number in run} == {1}:
        yield at_point(RemarkKind.REPEAT, speech, run[1][0], expected=2, found=1)
        return
    seen, left = {run[0][1]}, {number for _, number in run}
    for (_, before), (point, number) in pairwise(run):
        wrong = _judge(before, number, seen, left)
        if wrong is not None:
            yield at_point(wrong, speech, point, expected=before + 1, found=number)
        seen.add(number)


def _judge(before: int, number: int, seen: set[int], all_numbers: set[int]) -> RemarkKind | None:
    """What is wrong with a number: used already, one before it left out, or one before it comes later."""
    if number in seen:
        return RemarkKind.REPEAT
    if number == before + 1 or number - 1 in seen:
        return None
    return RemarkKind.ORDER if number < before or before + 1 in all_numbers else RemarkKind.GAP


def _numbers_before(outline: Outline) -> dict[str, int]:
    """For every numbered point the number that its family had last: articles go on across chapters."""
    last: dict[str, int] = {}
    before: dict[str, int] = {}
    for point in outline.points:
        number = marker_number(point.marker, point.style) if point.marker else None
        if number is not None:
            before[point.id] = last.get(family(point), 0)
            last[family(point)] = number
    return before
