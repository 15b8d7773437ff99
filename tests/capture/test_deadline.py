"""Deadline phrases in Chinese and English and the days they mean."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.deadline import complete_masked, parse_due, read_due
from companion.model.workdays import Workdays
from companion.storage.profile import load_profile

WORKDAYS = load_profile().workdays
FRIDAY = date(2026, 7, 10)
WEDNESDAY = date(2026, 9, 16)


def day(text: str, today: date) -> date:
    """`8-31` of the year of today, or `2027-3-31`."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(today.year, *parts)


def cases(name: str = "deadlines.txt") -> list[tuple[str, ...]]:
    """A table of phrases: words, last day (or -) and rule."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if not line.startswith("#")]


DATED = [case for case in cases() if case[1] != "-"]
UNDATED = [(words, kind) for words, due, kind in cases() if due == "-"]


@pytest.mark.parametrize(("words", "due", "kind"), DATED)
def test_a_deadline_is_the_last_day_allowed(words, due, kind):
    """Said on Friday 10 July 2026, the phrase means this day, by this rule, and keeps its words."""
    found = parse_due(words, FRIDAY, WORKDAYS)

    assert (found.due, found.kind, found.raw, found.masked) == (day(due, FRIDAY), kind, words, False)


@pytest.mark.parametrize(("words", "due"), cases("deadlines_autumn.txt"))
def test_a_deadline_counts_from_the_day_it_was_said_on(words, due):
    """Said on Wednesday 16 September 2026, with a worked Sunday and two holidays ahead."""
    assert str(parse_due(words, WEDNESDAY, WORKDAYS).due or "-") == due


@pytest.mark.parametrize(("words", "kind"), UNDATED)
def test_no_day_is_made_up(words, kind):
    """Vague, standing, recurring, event-bound and plain words keep the words and get no day."""
    found = parse_due(words, FRIDAY, WORKDAYS)

    assert (found.due, found.start, found.kind, found.raw) == (None, None, kind, words)


def test_the_table_is_large_enough():
    """At least 120 different phrases are covered."""
    assert len({words for words, *_ in cases()}) >= 120


@pytest.mark.parametrize(
    ("words", "start", "due", "kind"),
    [
        ("这个月底或者下个月", "7-31", "8-31", "either_or"),
        ("本周五或下周三", "7-10", "7-15", "either_or"),
        ("Friday or Monday", "7-10", "7-13", "either_or"),
        ("下周", "7-13", "7-17", "week"),
        ("下个月", "8-1", "8-31", "month"),
        ("8月中旬", "8-11", "8-20", "third"),
        ("第三季度", "7-1", "9-30", "quarter"),
        ("下半年第三、第四季度", "7-1", "12-31", "quarter"),
        ("8月1日至15日", "8-1", "8-15", "date"),
        ("8月1日到9月15日", "8-1", "9-15", "date"),
        ("8月、9月", "8-1", "9-30", "month"),
        ("2026年7月至9月", "7-1", "9-30", "month"),
        ("11月至次年2月", "11-1", "2027-2-28", "month"),
        ("从下周一到下周五", "7-13", "7-17", "weekday"),
        ("1 to 15 August", "8-1", "8-15", "range"),
        ("from July to September", "7-1", "9-30", "range"),
        ("between 1 and 15 August", "8-1", "8-15", "range"),
    ],
)
def test_a_window_has_both_ends(words, start, due, kind):
    """Either-or keeps the hoped-for day first; a stretch of time keeps its first day."""
    found = parse_due(words, FRIDAY, WORKDAYS)

    assert (found.start, found.due, found.kind) == (day(start, FRIDAY), day(due, FRIDAY), kind)


@pytest.mark.parametrize(
    ("words", "today", "due"),
    [
        ("5个工作日内", WEDNESDAY, date(2026, 9, 22)),
        ("本周内", WEDNESDAY, date(2026, 9, 20)),
        ("下周内", WEDNESDAY, date(2026, 9, 24)),
        ("2个工作日内", date(2026, 9, 30), date(2026, 10, 9)),
        ("三个工作日内", date(2026, 2, 13), date(2026, 2, 25)),
        ("within 5 working days", WEDNESDAY, date(2026, 9, 22)),
        ("本周内", date(2026, 7, 11), date(2026, 7, 12)),
    ],
)
def test_working_days_follow_the_table(words, today, due):
    """Make-up days count as worked, holidays do not; a week ends on its last working day."""
    assert parse_due(words, today, WORKDAYS).due == due


def test_a_year_without_a_table_says_so():
    """Counting working days in 2031 falls back to Monday to Friday, with a note; so does a week."""
    found = parse_due("3个工作日内", date(2031, 9, 30), WORKDAYS)
    week = parse_due("本周内", date(2031, 9, 30), WORKDAYS)

    assert (found.due, found.note) == (date(2031, 10, 3), "capture.no_holiday_table")
    assert (week.due, week.note) == (date(2031, 10, 3), "capture.no_holiday_table")


def test_a_day_off_is_kept_and_pointed_out():
    """A deadline on a holiday does not slide; its note says that nobody works on that day."""
    found = parse_due("10月1日前", FRIDAY, WORKDAYS)

    assert (found.due, found.note) == (date(2026, 10, 1), "capture.due_not_worked")


@pytest.mark.parametrize(
    ("words", "kind", "values", "start", "due"),
    [
        ("*月中旬", "third", ("9",), "9-11", "9-20"),
        ("在*月中旬", "third", ("9月",), "9-11", "9-20"),
        ("×月底前", "month_end", ("九",), None, "9-30"),
        ("XX月XX日前", "date", ("10", "15"), None, "10-15"),
        ("*月、*月这两个月时间", "month", ("8", "9"), "8-1", "9-30"),
        ("*年", "year", ("2027",), None, "2027-12-31"),
        ("20××年底前", "year", ("2027",), None, "2027-12-31"),
        ("20××年底前", "year", ("28",), None, "2028-12-31"),
        ("__季度", "quarter", ("四",), "10-1", "12-31"),
        ("＊月＊日前", "date", ("12", "1日"), None, "12-1"),
    ],
)
def test_a_masked_date_completes_itself(words, kind, values, start, due):
    """Without its figures a masked deadline has a kind and no day; with them it has the day."""
    masked = parse_due(words, FRIDAY, WORKDAYS)
    filled = complete_masked(masked, values, FRIDAY, WORKDAYS)

    assert (masked.masked, masked.due, masked.kind) == (True, None, kind)
    assert (filled.start, filled.due) == (start and day(start, FRIDAY), day(due, FRIDAY))
    assert (filled.raw, filled.masked) == (words, True)


@pytest.mark.parametrize("values", [(), ("9",), ("十五", "40"), ("？", "？")])
def test_a_blank_that_is_not_filled_right_leaves_no_day(values):
    """Too few figures, or figures that make no date, give no day; the words stay."""
    masked = parse_due("*月*日前", FRIDAY, WORKDAYS)

    filled = complete_masked(masked, values, FRIDAY, WORKDAYS)

    assert (filled.raw, filled.due, filled.masked) == ("*月*日前", None, True)


def test_a_masked_event_stays_an_event():
    """The days of a masked event are not known even when its name is."""
    masked = parse_due("*博览会期间", FRIDAY, WORKDAYS)

    assert (masked.kind, masked.due, masked.masked) == ("event", None, True)


def test_vague_words_are_told_from_words_that_are_no_time():
    """尽快 is a deadline without a day; 3号楼 is none at all."""
    assert read_due("尽快", FRIDAY, WORKDAYS) is not None
    assert read_due("3号楼", FRIDAY, WORKDAYS) is None


def test_a_day_gone_by_is_pointed_out():
    """本周五 said on a Saturday is the day before, with a note."""
    found = parse_due("本周五", date(2026, 7, 11), WORKDAYS)

    assert (found.due, found.note) == (FRIDAY, "capture.due_gone_by")


@given(st.dates(date(2025, 1, 1), date(2034, 12, 31)), st.sampled_from([words for words, *_ in DATED]))
@settings(max_examples=200)
def test_a_deadline_without_a_year_is_never_in_the_past(today, words):
    """Whatever the day, a phrase that names no year means that day or one after it."""
    found = parse_due(words, today, Workdays())

    named = any(sign in words for sign in ("20", "二〇", "26", "今年", "十五五", "this Friday"))
    assert named or found.due is None or found.due >= today


@given(
    st.text(alphabet="本下周月底前内个日年季度一二三0123456789*×.-/、至或中旬节 byendofFQ", max_size=14),
    st.dates(),
)
@settings(max_examples=300)
def test_any_words_are_kept_and_nothing_raises(words, today):
    """Words of any kind come back as they were, with a start no later than the end."""
    found = parse_due(words, min(today, date(9000, 1, 1)), WORKDAYS)

    assert found.raw == words.strip()
    assert found.start is None or found.due is None or found.start <= found.due


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 30))
@settings(max_examples=60)
def test_as_many_working_days_pass_as_were_given(today, count):
    """Between the day it was said and the last day there are exactly that many working days."""
    due = parse_due(f"{count}个工作日内", today, WORKDAYS).due

    passed = [today + timedelta(days=n) for n in range(1, (due - today).days + 1)]
    assert sum(map(WORKDAYS.is_working, passed)) == count and WORKDAYS.is_working(due)
