"""Deadlines in English: each rule is a pattern for the whole phrase and what it makes of the match.

`by` and its like are taken off first, and the time of day. `next Friday` is that of next week; a bare month
or day that has gone by is next year's; in 10/15 and 3/4 the month comes first, as in Chinese.
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


_LEAD_IN = re.compile(
    r"(?:by|before|no later than|not later than|on or before|at the latest by|until|till|due(?: by| on)?"
    r"|on|at|in|from|starting|between|during|deadline:?|latest|the|this coming|please)\s+"
)
_HOUR = (
    r"(?:\d{1,2}(?::\d{2})?\s?(?:am|pm)|\d{1,2}:\d{2}|noon|midday|midnight|cob|close of business|eod"
    r"|end of (?:the )?day|morning|afternoon|evening)"
)
_BEFORE_HOUR = re.compile(rf"{_HOUR}(?:\s+(?:on|of))?\s+")
_AFTER_HOUR = re.compile(rf"(?:\s+(?:at|by|before))?\s+{_HOUR}$|\s+at the latest$|\s+latest$")
VAGUE = re.compile(
    r"(?:asap|a\.s\.a\.p\.?|as soon as (?:possible|practicable)|immediately|right away|at once|soon|soonest"
    r"|shortly|urgent(?:ly)?|promptly|without delay|in due course|when possible|in the near future"
    r"|tbd|tbc|tba|to be (?:decided|confirmed|determined)|whenever.*|eventually|later"
    r"|timely|in good time|next steps?)"
)
_STANDING = re.compile(
    r"(?:ongoing|continuous(?:ly)?|continual(?:ly)?|standing|permanent(?:ly)?|long[- ]term|indefinitely)"
    r"(?: .{1,20})?"
)
_RECURRING = re.compile(r"(?:every|each)\b.{1,30}|(?:bi-?)?(?:daily|weekly|monthly|quarterly|yearly|annually)")
_EVENT = re.compile(
    r"(?:(?:before|after|during|until|upon|following|at|ahead of) (?:the |our |its |their )?[a-z].*|after .+)"
)
_PAST = re.compile(r".*\b(?:ago|last|yesterday|since|previous)\b.*")


def read_english(words: str, clock: Clock) -> Period | None:
    """What a phrase in half-width signs stands for; None when it names no time."""
    words = re.sub(r"\s+", " ", words.lower().replace(",", " ").replace("’", "'")).strip(" .")
    if _PAST.fullmatch(words):
        return None
    words = re.sub(r"^(?:within|during) (?:the|this) (?=(?:week|month|quarter|year)$)", "this ", words)
    return _read_whole(words, clock) or _undated(words)


def _read_whole(words: str, clock: Clock) -> Period | None:
    bare, bounded = _without_lead_in(words)
    for phrase in dict.fromkeys((words, bare, _without_hour(bare))):
        if found := _atom(phrase, clock) or _either(phrase, clock) or _span(phrase, clock):
            return found.closed() if bounded and found.kind not in ("either_or", "range") else found
    return None


def _without_lead_in(words: str) -> tuple[str, bool]:
    """The phrase itself, and whether a word such as `by` makes its end the bound."""
    bounded = False
    while found := _LEAD_IN.match(words):
        bounded |= found[0].split()[0] in ("by", "before", "no", "not", "until", "till", "due", "latest")
        words = words[found.end() :]
    return words, bounded


def _without_hour(words: str) -> str:
    return _without_lead_in(_BEFORE_HOUR.sub("", _AFTER_HOUR.sub("", words), count=1))[0]


def _undated(words: str) -> Period | None:
    if _RECURRING.fullmatch(words):
        return Period("recurring")
    if _STANDING.fullmatch(words):
        return Period("standing")
    if VAGUE.fullmatch(words):
        return Period("none")
    return Period("event") if _EVENT.fullmatch(words) else None


def _atom(words: str, clock: Clock) -> Period | None:
    for pattern, read in RULES:
        if found := pattern.fullmatch(words):
            try:
                return read(found, clock)
            except (ValueError, OverflowError):
                continue
    return None


def _either(words: str, clock: Clock) -> Period | None:
    parts = [_without_lead_in(part)[0] for part in words.removeprefix("either ").split(" or ")]
    found = [_atom(part, clock) for part in parts]
    days = [period.last for period in found if period is not None and period.last is not None]
    if len(parts) < 2 or len(days) < len(parts):
        return None
    return Period("either_or", min(days), max(days), is_window=True)


def _span(words: str, clock: Clock) -> Period | None:
    """`1 to 15 August`, `from July to September`."""
    for joint in re.finditer(r"\s*(?:–|—|\bto\b|\band\b|\bthrough\b|\s-\s)\s*", words):
        left, right = words[: joint.start()], _without_lead_in(words[joint.end() :])[0]
        unit = re.sub(r"^\S+", "", right)
        first = _atom(left, clock) or _atom(left + unit, clock)
        if first is None or first.first is None:
            continue
        last = _later(left, right, clock, first.first)
        if last is not None:
            return replace(last, kind="range", first=first.first, is_window=True)
    return None


def _later(left: str, right: str, clock: Clock, first: date) -> Period | None:
    """The end of a span, which may leave out the month and comes after its first day."""
    for when in (clock, Clock(first, clock.workdays)):
        last = _atom(right, when) or _atom(f"{left.split(' ')[0]} {right}", when)
        if last is not None and last.last is not None and last.last >= first:
            return last
    return None


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
