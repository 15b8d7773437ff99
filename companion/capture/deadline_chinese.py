"""Deadlines in Chinese: each rule is a pattern for the whole phrase and what it makes of the match.

Lead-in words (争取在, 最迟) and closing words (前, 之内, 完成) are taken off first. A bare day or month that
has gone by is next year's. `X前` is the last day allowed, inclusive; `三天前` looks back: no deadline.
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

_N = r"[0-9〇○零一二两三四五六七八九十百]{1,4}"
_YEAR = (
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

VAGUE = re.compile(
    r"(?:近期|近日|最近|短期内?|尽快|尽早|尽量|尽可能|抓紧|立即|马上|即刻|即日|立刻|迅速|及时|适时|随时|择机|择日|届时"
    r"|第一时间|下一步|下一阶段|下步|今后|以后|将来|不久|待定|另定|另行通知|早日|早|立行立改|限期|按期|按时|如期)(?:.{0,6})"
)
_STANDING = re.compile(r"(?:长期|持续|常态化?|长效|常年|始终|经常性|日常|不间断|贯穿全年|全程)(?:.{0,8})")
_RECURRING = re.compile(r"[每逐]隔?[一二两三四五六\d]*个?(?:天|日|周|星期|旬|月|季|半年|年|工作日).{0,8}")
_EVENT = re.compile(
    r".*(?:期间|之际|汛期|会前|会后|会上|节前|节后|汛前|节日|前夕|岁末年初|假期|会议结束|召开|期末|学期).{0,4}"
    r"|.{2,}(?:前|后|时)"
)
_AGO = re.compile(
    rf"[前上]?(?!\d{{4}}年)(?:{_N}|几|多少|若干|半)个?多?(?:天|周|星期|礼拜|月|年|小时|季度|工作日)(?:之|以)?前"
)
_PAST = re.compile(r"(?:上个?(?:周|星期|礼拜|月|季)|去年|昨|前天|前年|此前|以前|之前|过去|当年).*|.*来")

_LEAD_IN = re.compile(
    r"(?:请|在|于|到|至|截至|截止到?|最迟|最晚|最好|不晚于|不迟于|务必|必须|务求|确保|争取|力争|努力|赶在?|抢在|要|须|应|拟"
    r"|预计|计划|初步设想|原则上|会后|[自从]?(?:会议之日|今[天日]|本月|本周|现在)起|从现在起|自?从?即日起|今后|未来|接下来的?|从|自|用|利用|充分|我们)"
)
_CLOCK = (
    r"(?:早上|上午|中午|下午|傍晚|晚上|凌晨|晚|早)?"
    r"(?:\d{1,2}(?::\d{2}|[点时](?:\d{1,2}分?|半|整)?)|[上下]班)?"
)
_TAIL = re.compile(
    r"(?:这?(?:两|三|几|2|3)个月)?的?(?:时间|期限|工作时间)?(?P<inside>以内|之内|内|里|之间)?"
    rf"(?:{_CLOCK})(?P<before>之前|以前|前后|前|左右|为止|止|截止)?(?:完成|办结|落实|办好|做完|到位|报送|上报)?"
)
_MORE = re.compile(r"(?P<due>.{1,24}?(?:之前|以前|前|以内|之内|内|底|末|旬))(?![后期置面往列容部外涵需])\S{1,40}")


def read_chinese(words: str, clock: Clock) -> Period | None:
    """What a phrase without spaces, in half-width signs, stands for; None when it names no time."""
    if _AGO.fullmatch(words):
        return None
    found = _read_whole(words, clock)
    if found is None and (longer := _MORE.fullmatch(words)) and not _AGO.fullmatch(longer["due"]):
        found = _read_whole(longer["due"], clock)
    return found or _undated(words)


def _read_whole(words: str, clock: Clock) -> Period | None:
    words = _without_lead_in(words)
    return _atom(words, clock) or _either(words, clock) or _span(words, clock)


def _without_lead_in(words: str) -> str:
    while (found := _LEAD_IN.match(words)) and found.end() < len(words):
        words = words[found.end() :]
    return words


def _undated(words: str) -> Period | None:
    words = _without_lead_in(words)
    if _RECURRING.fullmatch(words):
        return Period("recurring")
    if _STANDING.fullmatch(words):
        return Period("standing")
    if VAGUE.fullmatch(words):
        return Period("none")
    if _PAST.fullmatch(words) or _AGO.fullmatch(words):
        return None
    return Period("event") if _EVENT.fullmatch(words) else None


def _atom(words: str, clock: Clock) -> Period | None:
    """One time by the first rule that takes all of it, with or without closing words."""
    for pattern, read in RULES:
        found = pattern.match(words)
        tail = found and _TAIL.fullmatch(words, found.end())
        if not found or not tail or (tail["before"] and _AGO.fullmatch(words)):
            continue
        try:
            period = read(found, clock)
        except (ValueError, OverflowError):
            continue
        if period is not None:
            return period.closed() if tail["inside"] or tail["before"] else period
    return None


def _either(words: str, clock: Clock) -> Period | None:
    """这个月底或者下个月: hoped for by the first, allowed until the last."""
    parts = re.split("或者|或是|或", words)
    found = [_atom(part, clock) or _span(part, clock) for part in parts]
    days = [period.last for period in found if period is not None and period.last is not None]
    if len(parts) < 2 or len(days) < len(parts):
        return None
    return Period("either_or", min(days), max(days), is_window=True)


def _span(words: str, clock: Clock) -> Period | None:
    """8月1日至15日, 第三、第四季度: from the first day of one to the last of the other."""
    for joint in re.finditer(r"至|到|—+|–|-|~|、|和|及|与", words):
        left, right = words[: joint.start()], words[joint.end() :]
        first = _first_of([left, left + _unit_of(right)], clock)
        if first is None or first.first is None:
            continue
        phrases = [_shared_head(left, right) + right, right]
        last = _first_of(phrases, clock)
        if last is not None and last.last is not None and last.last < first.first:
            last = _first_of(phrases, Clock(first.first, clock.workdays))
        if last is not None and last.last is not None and last.last >= first.first:
            kind = first.kind if first.kind == last.kind else "range"
            return replace(last, kind=kind, first=first.first, is_window=True)
    return None


def _first_of(phrases: list[str], clock: Clock) -> Period | None:
    return next((found for phrase in dict.fromkeys(phrases) if (found := _atom(phrase, clock))), None)


def _unit_of(right: str) -> str:
    unit = re.match(rf"第?{_N}(季度|月|日|号)", right)
    return unit[1] if unit else ""


def _shared_head(left: str, right: str) -> str:
    """What the second part leaves out: the month of `8月1日至15日`, the year of `2026年7月至9月`."""
    if re.match(rf"{_YEAR}", right):
        return ""
    head = re.match(rf"((?:{_YEAR})?)({_N}月|(?:下下|下|本|这)个?月)?", left)
    assert head
    return head[1] + (head[4] or "" if re.match(rf"{_N}[日号]", right) else "")


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
        (rf"({_N})[-./年]({_N})[-./月]({_N})[日号]?{_ON_WEEKDAY}", _full_date),
        (r"(20\d\d)(\d\d)(\d\d)", _full_date),
        (rf"(?:{_YEAR})?(?P<month>{_N})月份?(?P<day>{_N}[日号]|\d{{1,2}}(?!\d)){_ON_WEEKDAY}", _month_day),
        (r"(?P<month>\d{1,2})[./-](?P<day>\d{2})[日号]?(?![\d.])", _short_date),
        (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})[日号]?(?![\d/])", _short_date),
        (r"(?P<month>\d{1,2})[.-](?P<day>\d)(?:[日号]|(?=之?前))", _short_date),
        (rf"(?:{_YEAR})?(?P<month>{_N})月(?:份)?{_PART}", _month),
        (rf"(?P<near>下+|本|这|当)个?月(?:份)?(?:(?P<day>{_N})[日号]|{_PART})", _near_month),
        (r"月(底|末|内|初|中旬|上旬|下旬|中)", _bare_month_part),
        (rf"(?P<near>下+|本|这)?个?{_WEEK}(?P<day>[一二三四五六日天末1-7])", _weekday),
        (rf"(?P<near>下+|本|这|当)个?{_WEEK}(?:底|末)?", _week),
        (r"(?P<near>)周(?=内|之内|以内)", _week),
        (
            rf"(?:{_YEAR})?(?:上半年|下半年)?的?第?(?P<quarter>[一二三四1-4]{{1,2}})季度(?P<end>末|底|结束)?",
            _quarter,
        ),
        (r"(?P<near>下+|本|这|当)?个?季度?(?P<end>末|底)", _near_quarter),
        (r"(?P<near>下+|本|这|当)个?季度?(?P<end>)", _near_quarter),
        (r"今明两年", _two_years),
        (rf"(?:{_YEAR})?前(?P<quarter>[二两三])个?季度(?P<end>)", _quarter),
        (rf"(?:{_YEAR})?(?P<half>上|下)半年(?P<end>底|末)?", _half),
        (rf"(?:{_YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}(?=之?前|以前)", _before_feast),
        (rf"(?:{_YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}(?:之?后|期间)", _around_feast),
        (rf"(?:{_YEAR})?(?P<feast>{_FEASTS}){_HOLIDAY}", _feast),
        (r"年(?=之?前)", _new_year),
        (rf"{_YEAR}(?:全年|年)?(?P<part>底|末|终|初|中|岁末|内)?", _whole_year),
        (r"(?:全年度?|年度|年|岁)(?P<part>底|末|终|初|中|内)(?!旬|年初)", _this_year),
        (r"(?:全年度?|年度)(?P<part>)", _this_year),
        (
            rf"(?:{_N}个?(?:-|—|至|到|~))?(?P<count>{_N})个?(?P<half>半)?(?P<unit>工作日|交易日|小时|天|周|星期|礼拜|(?<=[个半])月|季度|年)"
            r"半?(?:之?后)?",
            _duration,
        ),
        (rf"(?P<count>{_N})个?(?P<half>)(?P<unit>日)(?=内|之内|以内)", _duration),
        (r"半个?(月|年|天|日)(?:之?后)?", _half_unit),
        (rf"({_N})[日号]", _day_of_month),
        (r"(?:今天?)?下班(?=之?前)", _today),
        (r"(大后|今|当|明|次|翌|后)[天日晚早](?:晚上?|一早)?", _relative_day),
        (rf"“?({'|'.join(_PLANS)})”?(?:期间|规划期)?(?:末|底|期末)?", _plan),
    )
)
