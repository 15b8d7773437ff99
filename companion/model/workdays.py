"""Which days are worked: by the table of holidays and make-up days of a year, else Monday to Friday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
_LAST_WEEKDAY = 4


@dataclass(frozen=True)
class Workdays:
    """Holidays, make-up days (调休上班) and feasts.

    `years` are those for which the table is complete; any other year counts Monday to Friday.
    `feasts` hold the days of feasts that move, by name, one day a year.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    feasts: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def has_table(self, day: date) -> bool:
        """Tell whether the table covers the year of a day."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked; Monday to Friday where there is no table."""
        if day in self.makeup_days:
            return True
        return day.weekday() <= _LAST_WEEKDAY and day not in self.holidays

    def add(self, day: date, count: int) -> date:
        """The working day that comes `count` working days after a day, which is not counted itself."""
        while count > 0:
            day += DAY
            count -= self.is_working(day)
        return day

    def last_before(self, day: date) -> date:
        """The last working day up to and including a day."""
        while not self.is_working(day):
            day -= DAY
        return day

    def last_of_week(self, day: date) -> date:
        """The last working day of the week (Monday to Sunday) of a day; its Friday when all of it is off."""
        monday = day - timedelta(days=day.weekday())
        worked = [monday + timedelta(days=n) for n in range(7) if self.is_working(monday + timedelta(days=n))]
        return worked[-1] if worked else monday + timedelta(days=_LAST_WEEKDAY)

    def feast(self, name: str, year: int) -> date | None:
        """The day of a feast that moves in a year; None when the table does not have it."""
        return next((day for day in self.feasts.get(name, ()) if day.year == year), None)
