"""The time of a meeting, whatever becomes of the machine's clock."""

from datetime import UTC, datetime, timedelta

from companion.session.steady import SteadyTime

BEGAN = datetime(2026, 3, 29, 0, 59, 50, 700_000, tzinfo=UTC)


def test_what_went_by_counts_not_what_the_clock_says():
    """A clock that is set back a day, or that leaps an hour, moves no note."""
    passed = [100.0]
    wall = iter([BEGAN])
    now = SteadyTime(lambda: next(wall), lambda: passed[0])
    passed[0] += 20

    assert now() == datetime(2026, 3, 29, 1, 0, 10, tzinfo=UTC)
    assert now().microsecond == 0


def test_the_zone_is_that_of_the_machine(monkeypatch):
    """What is shown is the local time."""
    now = SteadyTime(lambda: BEGAN, lambda: 0.0)()

    assert now.utcoffset() == BEGAN.astimezone().utcoffset()
    assert now - BEGAN.replace(microsecond=0) == timedelta(0)
