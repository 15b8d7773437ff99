"""Stretches of the calendar that a deadline can name, and the sums that find them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from companion.model.workdays import Workdays

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

EARLY, MIDDLE, LATE = (1, 10), (11, 20), (21, 31)  # 上旬, 中旬, 下旬


@dataclass(frozen=True, slots=True)
class Clock:
    """The day a deadline was spoken on and the table of working days."""

    today: date
    workdays: Workdays


@dataclass(frozen=True, slots=True)
class Period:
    """What words stand for: a kind of rule with its first and last day, or a kind alone.

    `is_window` says that the first day belongs to the deadline (下周), not only the last (9月底).
    """

    kind: str
    first: date | None = None
    last: date | None = None
    is_window: bool = False
    day_kind: str = "calendar"
    uses_table: bool = False

    def closed(self) -> Period:
        """The same with only its last day: what 前 and 内 make of it."""
        return replace(self, is_window=False)


def day(kind: str, when: date) -> Period:
    """A single day."""
    return Period(kind, when, when)


def month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 run into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def month_start(year: int, month: int) -> date:
    """The first day of a month; months beyond 12 run into the next years."""
    return month_end(year, month).replace(day=1)


def add_months(start: date, count: int) -> date:
    """The corresponding day after so many months, or the month's last day (Civil Code, art. 202)."""
    last = month_end(start.year, start.month + count)
    return last.replace(day=min(start.day, last.day))


def month(year: int, number: int) -> Period:
    """A whole month."""
    return Period("month", month_start(year, number), month_end(year, number), is_window=True)


def part_of_month(year: int, number: int, part: tuple[int, int], kind: str = "third") -> Period:
    """A part of a month, given by its first and last day."""
    last = month_end(year, number)
    return Period(kind, last.replace(day=part[0]), last.replace(day=min(part[1], last.day)), is_window=True)


def quarter(year: int, number: int) -> Period:
    """A quarter, from 1; numbers beyond 4 run into the next years."""
    first = month_start(year, number * 3 - 2)
    return Period("quarter", first, month_end(year, number * 3), is_window=True)


def half(year: int, number: int) -> Period:
    """The first or second half of a year."""
    return Period("half", date(year, number * 6 - 5, 1), month_end(year, number * 6), is_window=True)


def whole_year(year: int) -> Period:
    """A year, of which only the end counts."""
    return Period("year", date(year, 1, 1), date(year, 12, 31))


def week(clock: Clock, weeks: int) -> Period:
    """This week (0) or one after it, up to its last working day; Sunday once that has gone by."""
    monday = clock.today - timedelta(days=clock.today.weekday()) + WEEK * weeks
    last = clock.workdays.last_of_week(monday)
    if last < clock.today:
        last = monday + 6 * DAY
    return Period("week", monday, last, is_window=weeks > 0, uses_table=True)


def weekday(clock: Clock, weeks: int | None, number: int) -> Period:
    """A day of the week, from 0 for Monday, of this week or one after it; None takes the next to come."""
    monday = clock.today - timedelta(days=clock.today.weekday())
    found = monday + timedelta(days=number) + WEEK * (weeks or 0)
    return day("weekday", found + WEEK if weeks is None and found < clock.today else found)


def days_on(clock: Clock, count: int) -> Period:
    """So many days from today, which is not counted (Civil Code, art. 201)."""
    return Period("days", clock.today, clock.today + count * DAY)


def months_on(clock: Clock, count: int) -> Period:
    """So many months from today."""
    return Period("months", clock.today, add_months(clock.today, count))


def working_days_on(clock: Clock, count: int) -> Period:
    """So many working days from today, which is not counted."""
    last = clock.workdays.add(clock.today, count)
    return Period("workdays", clock.today, last, day_kind="working", uses_table=True)


def day_of_month(clock: Clock, number: int) -> Period:
    """The next day with this number; in this month if it is still to come."""
    for ahead in range(3):
        last = month_end(clock.today.year, clock.today.month + ahead)
        if number <= last.day and last.replace(day=number) >= clock.today:
            return day("date", last.replace(day=number))
    raise ValueError(number)
