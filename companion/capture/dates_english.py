"""The rules for one time in English: a pattern each, and the period that it makes of the match.

`next Friday` is that of next week; a bare month or day that has gone by is next year's; in 10/15 and 3/4 the month
comes first, as in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from companion.capture import periods
from companion.capture.periods import Clock, Period

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match, Clock], Period | None]]

_MONTHS = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september"
    "|oct october|nov november|dec december"
)
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
_DAYS = "mon monday|tue tues tuesday|wed weds wednesday|thu thur thurs thursday|fri friday|sat saturday|sun sunday"
WEEKDAYS = {name: number for number, names in enumerate(_DAYS.split("|")) for name in names.split()}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _rolled(year: str | None, clock: Clock, make: Callable[[int], Period]) -> Period:
    """The period in the year named; without one, this year's, or next year's once it has gone by."""
    if year:
        return make(int(year))
    period = make(clock.today.year)
    return make(clock.today.year + 1) if period.last and period.last < clock.today else period


def _iso(found: Match, _clock: Clock) -> Period:
    return periods.day("date", date(*(int(part) for part in found.group(1, 2, 3))))


def _day_of_month(found: Match, clock: Clock) -> Period:
    return periods.day_of_month(clock, int(found["number"]))


def _month_day(found: Match, clock: Clock) -> Period:
    month, day = MONTHS[found["month"]], int(found["day"])
    return _rolled(found["year"], clock, lambda year: periods.day("date", date(year, month, day)))


def _slashed(found: Match, clock: Clock) -> Period:
    month, day = int(found[1]), int(found[2])
    return _rolled(found[3], clock, lambda year: periods.day("date", date(year, month, day)))


def _month(found: Match, clock: Clock) -> Period:
    month = MONTHS[found["month"]]
    return _rolled(found["year"], clock, lambda year: _part(found["part"], periods.month(year, month)))


def _month_half(found: Match, clock: Clock) -> Period:
    days = (1, 15) if found["half"] == "first" else (16, 31)
    number = MONTHS[found["month"]]
    return _rolled(found["year"], clock, lambda year: periods.part_of_month(year, number, days, "month_part"))


def _month_days(found: Match, clock: Clock) -> Period:
    number, first, last = MONTHS[found["month"]], int(found["first"]), int(found["last"])

    def make(year: int) -> Period:
        return Period("range", date(year, number, first), date(year, number, last), is_window=True)

    return _rolled(found["year"], clock, make)


def _part(part: str | None, whole: Period) -> Period:
    """The part of a month that `early`, `mid-` and `end of` name."""
    if not part or whole.first is None:
        return whole
    word = part.replace("the ", "")
    year, number = whole.first.year, whole.first.month
    if word.startswith(("early", "beginning", "start")):
        return periods.part_of_month(year, number, periods.EARLY)
    if word.startswith("mid"):
        return periods.part_of_month(year, number, periods.MIDDLE)
    return replace(whole, kind="month_end", is_window=False)


def _duration(found: Match, clock: Clock) -> Period:
    count, unit = _count(found["count"]), found["unit"]
    if found["working"]:
        return periods.working_days_on(clock, count)
    if unit in ("day", "week", "fortnight"):
        return periods.days_on(clock, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit == "hour":
        return periods.days_on(clock, -(-count // 24))
    return periods.months_on(clock, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word]


def _weekday(found: Match, clock: Clock) -> Period:
    weeks = {"next": 1, "this": 0}.get(found["near"] or "")
    return periods.weekday(clock, weeks, WEEKDAYS[found["day"]])


def _week(found: Match, clock: Clock) -> Period:
    weeks = 1 if found["near"] == "next" else 0
    period = periods.week(clock, weeks)
    return period.closed() if found["end"] else period


def _near_month(found: Match, clock: Clock) -> Period:
    ahead = 1 if found["near"] == "next" else 0
    start = periods.month_start(clock.today.year, clock.today.month + ahead)
    period = _part(found["part"], periods.month(start.year, start.month))
    return period if ahead or found["part"] else period.closed()


def _month_end(_found: Match, clock: Clock) -> Period:
    return replace(periods.month(clock.today.year, clock.today.month), kind="month_end", is_window=False)


def _quarter(found: Match, clock: Clock) -> Period:
    number = _ORDINALS.get(found["ordinal"] or "") or int(found["number"])
    named = found["year"] or found["before"]
    if found["near"]:
        named = str(clock.today.year + (found["near"] == "next"))
    period = _rolled(named, clock, lambda year: periods.quarter(year, number))
    return period.closed() if found["end"] else period


def _near_quarter(found: Match, clock: Clock) -> Period:
    ahead = 1 if found["near"] == "next" else 0
    period = periods.quarter(clock.today.year, (clock.today.month - 1) // 3 + 1 + ahead)
    return period if ahead and not found["end"] else period.closed()


def _half(found: Match, clock: Clock) -> Period:
    number = 1 if found["half"] in ("h1", "first half") else 2
    return _rolled(found["year"], clock, lambda year: periods.half(year, number))


def _year(found: Match, clock: Clock) -> Period:
    if found["year"]:
        return periods.whole_year(int(found["year"]))
    return periods.whole_year(clock.today.year + (found["near"] == "next"))


def _mid_year(found: Match, clock: Clock) -> Period:
    period = _rolled(found[1], clock, lambda year: periods.half(year, 1))
    return replace(period, kind="year_part", is_window=False)


def _relative_day(found: Match, clock: Clock) -> Period:
    ahead = {"tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2}.get(found[1], 0)
    return periods.day("day", clock.today + ahead * periods.DAY)


def _fixed_feast(found: Match, clock: Clock) -> Period:
    month, day = {"c": (12, 25), "n": (1, 1), "d": (10, 1)}["d" if found[1] == "national day" else found[1][0]]
    return _rolled(None, clock, lambda year: periods.day("feast", date(year, month, day)))


_END = "(?:the )?end of (?:the )?|(?:the )?close of (?:the )?"
_PART = (
    r"(?:(?P<part>early|mid|late|(?:the )?end of(?: the)?|(?:the )?beginning of|(?:the )?middle of"
    r"|(?:the )?start of|end)[- ]?)?"
)
_MONTH = rf"(?P<month>{_any(MONTHS)})\.?"
_DAYS_ON = r"(?P<first>\d{1,2})(?:st|nd|rd|th)? ?[-–—] ?(?P<last>\d{1,2})(?:st|nd|rd|th)?"
_ON = rf"(?:(?:{_any(WEEKDAYS)})\.? )?"
_YEAR = r"(?:(?: of)? (?P<year>\d{4}))?"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _iso),
        (rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}{_YEAR}", _month_day),
        (rf"{_ON}{_MONTH} (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", _month_day),
        (rf"{_MONTH} {_DAYS_ON}{_YEAR}", _month_days),
        (rf"{_DAYS_ON}(?: of)? {_MONTH}{_YEAR}", _month_days),
        (rf"(?:the )?(?P<half>first|second) half of {_MONTH}{_YEAR}", _month_half),
        (r"(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
        (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", _slashed),
        (rf"{_PART}{_MONTH}{_YEAR}", _month),
        (
            rf"(?:within |in |over )?(?:the |an )?(?:next |coming )?(?P<count>\d{{1,3}}|{_any(_COUNTS)})"
            r"(?: |-)(?:(?P<working>working|business|work) )?"
            r"(?P<unit>hour|day|week|fortnight|month|quarter|year)s?'?(?:'s)?(?: time| from (?:now|today))?",
            _duration,
        ),
        (rf"(?:(?P<near>next|this|coming) )?(?P<day>{_any(WEEKDAYS)})\.?", _weekday),
        (rf"(?P<end>{_END})?(?P<near>this|next) week", _week),
        (r"(?P<near>)(?P<end>(?:the )?end of (?:the )?week|eow|week(?:'s)?[- ]end)", _week),
        (rf"{_PART}(?P<near>this|next) month", _near_month),
        (r"(?P<near>)(?P<part>mid|(?:the )?middle of(?: the)?)[- ]?month", _near_month),
        (r"(?:(?:the )?end of (?:the )?month|eom|month(?:'s)?[- ]end)", _month_end),
        (
            rf"(?P<end>{_END})?(?:(?P<before>\d{{4}}) ?)?"
            rf"(?:q(?P<number>[1-4])|(?:the )?(?P<ordinal>{_any(_ORDINALS)}) quarter)"
            r"(?: (?:of )?(?P<year>\d{4})| (?P<near>this|next) year)?",
            _quarter,
        ),
        (rf"(?P<end>{_END})?(?:the )?(?:(?P<near>this|next) )?quarter(?:[- ]end)?", _near_quarter),
        (r"(?P<near>)(?P<end>eoq)", _near_quarter),
        (
            rf"(?:{_END})?(?:the )?(?P<half>h1|h2|first half|second half)"
            rf"(?: of)?(?: the year| this year)?{_YEAR}",
            _half,
        ),
        (rf"(?:{_END})?(?:(?P<near>this|next) )?(?:calendar )?(?P<year>)year(?:(?:'s)?[- ]end)?", _year),
        (rf"(?:{_END})?(?P<near>)(?P<year>20\d\d)", _year),
        (r"(?P<near>)(?P<year>)eoy", _year),
        (r"mid[- ]?(?:year|(\d{4}))", _mid_year),
        (
            r"(today|tonight|now|tomorrow|(?:the )?day after tomorrow|cob|close of business|eod"
            r"|end of (?:the )?day)(?: today)?",
            _relative_day,
        ),
        (r"(christmas|new year(?:'s day)?|national day)", _fixed_feast),
    )
)
