"""The rules for one time in Chinese: a pattern each, and the period that it makes of the match.

A bare day or month that has gone by is next year's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from companion.capture import periods
from companion.capture.periods import Clock, Period
from companion.model.numerals import parse_numeral

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match, Clock], Period | None]]

NUMBER = r"[0-9〇○零一二两三四五六七八九十百]{1,4}"
YEAR = (
    r"(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4}|[2-9]\d)|(?P<near>今|本|当|明|后|次|来|下一?))"
    "年度?的?"
)
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_WEEKDAYS |= {str(number + 1): number for number in range(7)}
_WEEK = "(?:周|星期|礼拜)"
_PARTS = {
    "上旬": ("third", periods.EARLY),
    "中旬": ("third", periods.MIDDLE),
    "下旬": ("third", periods.LATE),
    "上中旬": ("third", (1, 20)),
    "中下旬": ("third", (11, 31)),
    "初": ("month_part", periods.EARLY),
    "中": ("month_part", (1, 15)),
    "上半月": ("month_part", (1, 15)),
    "下半月": ("month_part", (16, 31)),
}
_PART = r"(?P<part>上旬|中旬|下旬|上中旬|中下旬|上半月|下半月|初|中|底|末|月底|月末)?"
_FIXED_FEASTS = {
    "元旦": (1, 1), "三八": (3, 8), "妇女节": (3, 8), "植树节": (3, 12), "五一": (5, 1), "劳动节": (5, 1),
    "五四": (5, 4), "青年节": (5, 4), "六一": (6, 1), "儿童节": (6, 1), "七一": (7, 1), "建党节": (7, 1),
    "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_MOVING_FEASTS = ("春节", "元宵", "清明", "端午", "中秋", "重阳")
_FEASTS = "|".join((*_FIXED_FEASTS, *_MOVING_FEASTS))
_RELATIVE_DAYS = {"今": 0, "当": 0, "本": 0, "明": 1, "次": 1, "翌": 1, "后": 2, "大后": 3}
_PLANS = {"十四五": 2025, "十五五": 2030, "十六五": 2035}


def _number(text: str) -> int:
    value = parse_numeral(text)
    if value is None:
        raise ValueError(text)
    return value


def _year(found: Match, clock: Clock) -> int | None:
    """The year that is named, or None when there is none."""
    if near := found["near"]:
        return clock.today.year + {"今": 0, "本": 0, "当": 0, "后": 2}.get(near, 1)
    if not found["year"]:
        return None
    value = _number(found["year"])
    return value + 2000 if value < 100 else value


def _rolled(found: Match, clock: Clock, make: Callable[[int], Period]) -> Period:
    """The period in the year named; without one, this year's, or next year's once it has gone by."""
    named = _year(found, clock)
    period = make(named if named is not None else clock.today.year)
    gone = period.last is not None and period.last < clock.today
    return make(clock.today.year + 1) if named is None and gone else period


def _full_date(found: Match, _clock: Clock) -> Period:
    year, month, number = (_number(part) for part in found.group(1, 2, 3))
    return periods.day("date", date(year + 2000 if 20 <= year < 100 else year, month, number))


def _month_day(found: Match, clock: Clock) -> Period:
    month, number = _number(found["month"]), _number(found["day"].rstrip("日号"))
    return _rolled(found, clock, lambda year: periods.day("date", date(year, month, number)))


def _short_date(found: Match, clock: Clock) -> Period:
    month, number = int(found["month"]), int(found["day"])
    this = date(clock.today.year, month, number)
    return periods.day("date", this if this >= clock.today else date(this.year + 1, month, number))


def _month(found: Match, clock: Clock) -> Period:
    number = _number(found["month"])
    return _rolled(found, clock, lambda year: _month_part(year, number, found["part"]))


def _month_part(year: int, number: int, part: str | None) -> Period:
    if not 1 <= number <= 12:
        raise ValueError(number)
    if part in _PARTS:
        kind, days = _PARTS[part]
        return periods.part_of_month(year, number, days, kind)
    if part:
        return replace(periods.month(year, number), kind="month_end", is_window=False)
    return periods.month(year, number)


def _near_month(found: Match, clock: Clock) -> Period:
    ahead = found["near"].count("下") if found["near"] else 0
    start = periods.add_months(clock.today.replace(day=1), ahead)
    if found["day"]:
        return periods.day("date", start.replace(day=_number(found["day"])))
    period = _month_part(start.year, start.month, found["part"])
    return period if ahead or found["part"] else period.closed()


def _bare_month_part(found: Match, clock: Clock) -> Period:
    today = clock.today
    for ahead in (0, 1):
        start = periods.month_start(today.year, today.month + ahead)
        part = _month_part(start.year, start.month, None if found[1] == "内" else found[1])
        if part.last and part.last >= today:
            break
    return part.closed() if found[1] == "内" else part


def _weekday(found: Match, clock: Clock) -> Period:
    near = found["near"] or ""
    number = _WEEKDAYS[found["day"]]
    period = periods.weekday(clock, near.count("下") if near else None, number)
    if found["day"] == "末" and period.first:
        return replace(period, kind="week", first=period.first - periods.DAY)
    return period


def _week(found: Match, clock: Clock) -> Period:
    return periods.week(clock, (found["near"] or "").count("下"))


def _quarter(found: Match, clock: Clock) -> Period:
    numbers = [_number(sign) for sign in found["quarter"]]
    if not all(1 <= number <= 4 for number in numbers):
        raise ValueError(numbers)

    def make(year: int) -> Period:
        first, last = periods.quarter(year, numbers[0]), periods.quarter(year, numbers[-1])
        return replace(last, first=first.first, is_window=not found["end"])

    return _rolled(found, clock, make)


def _near_quarter(found: Match, clock: Clock) -> Period:
    ahead = (found["near"] or "").count("下")
    period = periods.quarter(clock.today.year, (clock.today.month - 1) // 3 + 1 + ahead)
    return replace(period, is_window=bool(ahead) and not found["end"])


def _half(found: Match, clock: Clock) -> Period:
    number = 1 if found["half"] == "上" else 2
    period = _rolled(found, clock, lambda year: periods.half(year, number))
    return period.closed() if found["end"] else period


def _whole_year(found: Match, clock: Clock) -> Period:
    return _year_part(_year(found, clock) or clock.today.year, found["part"])


def _this_year(found: Match, clock: Clock) -> Period:
    period = _year_part(clock.today.year, found["part"])
    if period.last and period.last < clock.today:
        return _year_part(clock.today.year + 1, found["part"])
    return period


def _year_part(year: int, part: str | None) -> Period:
    if part == "初":
        return replace(periods.month(year, 1), kind="year_part")
    if part == "中":
        return replace(periods.half(year, 1), kind="year_part", is_window=False)
    return periods.whole_year(year)


def _feast(found: Match, clock: Clock) -> Period:
    return _next_feast(found, clock, 0)


def _before_feast(found: Match, clock: Clock) -> Period:
    return _next_feast(found, clock, 1)


def _around_feast(_found: Match, _clock: Clock) -> Period:
    return Period("event")


def _next_feast(found: Match, clock: Clock, ahead: int) -> Period:
    years = [year] if (year := _year(found, clock)) else [clock.today.year, clock.today.year + 1]
    days = [feast for year in years if (feast := _feast_day(found["feast"], year, clock))]
    due = (feast - ahead * periods.DAY for feast in days)
    return next((periods.day("feast", each) for each in due if each >= clock.today), Period("event"))


def _feast_day(name: str, year: int, clock: Clock) -> date | None:
    if name in _FIXED_FEASTS:
        return date(year, *_FIXED_FEASTS[name])
    return clock.workdays.feast(name, year)


def _new_year(_found: Match, clock: Clock) -> Period | None:
    """年前: before Spring Festival."""
    feasts = (clock.workdays.feast("春节", year) for year in (clock.today.year, clock.today.year + 1))
    return next(
        (periods.day("feast", feast - periods.DAY) for feast in feasts if feast and feast > clock.today),
        Period("event"),
    )


def _relative_day(found: Match, clock: Clock) -> Period:
    return periods.day("day", clock.today + _RELATIVE_DAYS[found[1]] * periods.DAY)


def _count(text: str) -> int:
    """A number; of two digits side by side (两三天) the larger, which is the last."""
    return _number(text[-1] if re.fullmatch("[一二两三四五六七八九]{2}", text) else text)


def _two_years(_found: Match, clock: Clock) -> Period:
    return periods.whole_year(clock.today.year + 1)


def _today(_found: Match, clock: Clock) -> Period:
    return periods.day("day", clock.today)


def _duration(found: Match, clock: Clock) -> Period:
    count, unit = _count(found["count"]), found["unit"]
    if unit in ("工作日", "交易日"):
        return periods.working_days_on(clock, count)
    if unit in ("天", "日"):
        return periods.days_on(clock, count)
    if unit in ("周", "星期", "礼拜"):
        return periods.days_on(clock, count * 7)
    if unit == "小时":
        return periods.days_on(clock, -(-count // 24))
    months = count * {"月": 1, "季度": 3, "年": 12}[unit]
    period = periods.months_on(clock, months)
    if period.last and unit == "年" and "年半" in found[0]:
        return replace(period, last=periods.add_months(period.last, 6))
    if period.last and found["half"]:
        return replace(period, last=period.last + 15 * periods.DAY)
    return period


def _half_unit(found: Match, clock: Clock) -> Period:
    if found[1] == "年":
        return periods.months_on(clock, 6)
    return periods.days_on(clock, {"月": 15, "天": 0, "日": 0}[found[1]])


def _day_of_month(found: Match, clock: Clock) -> Period:
    return periods.day_of_month(clock, _number(found[1]))


def _plan(found: Match, _clock: Clock) -> Period:
    return replace(periods.whole_year(_PLANS[found[1]]), kind="plan")


_HOLIDAY = "节?(?:假期|假日|长假|黄金周)?"
_ON_WEEKDAY = rf"(?:[(（]?{_WEEK}[一二三四五六日天][)）]?)?"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"({NUMBER})[-./年]({NUMBER})[-./月]({NUMBER})[日号]?{_ON_WEEKDAY}", _full_date),
        (r"(20\d\d)(\d\d)(\d\d)", _full_date),
        (rf"(?:{YEAR})?(?P<month>{NUMBER})月份?(?P<day>{NUMBER}[日号]|\d{{1,2}}(?!\d)){_ON_WEEKDAY}", _month_day),
        (r"(?P<month>\d{1,2})[./-](?P<day>\d{2})[日号]?(?![\d.])", _short_date),
        (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})[日号]?(?![\d/])", _short_date),
        (r"(?P<month>\d{1,2})[.-](?P<day>\d)(?:[日号]|(?=之?前))", _short_date),
        (rf"(?:{YEAR})?(?P<month>{NUMBER})月(?:份)?{_PART}", _month),
        (rf"(?P<near>下+|本|这|当)个?月(?:份)?(?:(?P<day>{NUMBER})[日号]|{_PART})", _near_month),
        (r"月(底|末|内|初|中旬|上旬|下旬|中)", _bare_month_part),
        (rf"(?P<near>下+|本|这)?个?{_WEEK}(?P<day>[一二三四五六日天末1-7])", _weekday),
        (rf"(?P<near>下+|本|这|当)个?{_WEEK}(?:底|末)?", _week),
        (r"(?P<near>)周(?=内|之内|以内)", _week),
        (
            rf"(?:{YEAR})?(?:上半年|下半年)?的?第?(?P<quarter>[一二三四1-4]{{1,2}})季度(?P<end>末|底|结束)?",
            _quarter,
        ),
        (r"(?P<near>下+|本|这|当)?个?季度?(?P<end>末|底)", _near_quarter),
        (r"(?P<near>下+|本|这|当)个?季度?(?P<end>)", _near_quarter),
        (r"今明两年", _two_years),
        (rf"(?:{YEAR})?前(?P<quarter>[二两三])个?季度(?P<end>)", _quarter),
        (rf"(?:{YEAR})?(?P<half>上|下)半年(?P<end>底|末)?", _half),
        (rf"(?:{YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}(?=之?前|以前)", _before_feast),
        (rf"(?:{YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}(?:之?后|期间)", _around_feast),
        (rf"(?:{YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}", _feast),
        (r"年(?=之?前)", _new_year),
        (rf"{YEAR}(?:全年|年)?(?P<part>底|末|终|初|中|岁末|内)?", _whole_year),
        (r"(?:全年度?|年度|年|岁)(?P<part>底|末|终|初|中|内)(?!旬|年初)", _this_year),
        (r"(?:全年度?|年度)(?P<part>)", _this_year),
        (
            rf"(?:{NUMBER}个?(?:-|—|至|到|~))?(?P<count>{NUMBER})个?(?P<half>半)?(?P<unit>工作日|交易日|小时|天|周|星期|礼拜|(?<=[个半])月|季度|年)"
            r"半?(?:之?后)?",
            _duration,
        ),
        (rf"(?P<count>{NUMBER})个?(?P<half>)(?P<unit>日)(?=内|之内|以内)", _duration),
        (r"半个?(月|年|天|日)(?:之?后)?", _half_unit),
        (rf"({NUMBER})[日号]", _day_of_month),
        (r"(?:今天?)?下班(?=之?前)", _today),
        (r"(大后|今|当|明|次|翌|后)[天日晚早](?:晚上?|一早)?", _relative_day),
        (rf"“?({'|'.join(_PLANS)})”?(?:期间|规划期)?(?:末|底|期末)?", _plan),
    )
)
