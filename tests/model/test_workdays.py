"""Working days and holidays."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.model.workdays import Workdays

TABLE = Workdays(
    holidays=frozenset({date(2026, 10, 1), date(2026, 10, 2)}),
    makeup_days=frozenset({date(2026, 9, 27)}),
    years=frozenset({2026}),
    feasts={"中秋": (date(2026, 9, 25), date(2027, 9, 15))},
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 1))


def test_a_make_up_day_is_worked_and_a_holiday_is_not():
    """The table wins over the day of the week."""
    assert TABLE.is_working(date(2026, 9, 27)) and not TABLE.is_working(date(2026, 10, 1))


def test_a_year_without_a_table_is_known_as_such():
    """Monday to Friday holds there."""
    assert not TABLE.has_table(date(2027, 10, 1)) and TABLE.is_working(date(2027, 10, 1))


def test_a_week_ends_on_its_last_working_day():
    """A worked Sunday ends its week; two days off at the end bring it forward."""
    assert TABLE.last_of_week(date(2026, 9, 23)) == date(2026, 9, 27)
    assert TABLE.last_of_week(date(2026, 10, 4)) == date(2026, 9, 30)


def test_a_week_that_is_all_off_ends_on_its_friday():
    """Some day must be named."""
    off = Workdays(holidays=frozenset(date(2026, 10, 5) + timedelta(days=n) for n in range(7)))

    assert off.last_of_week(date(2026, 10, 7)) == date(2026, 10, 9)


def test_a_moving_feast_is_looked_up_by_year():
    """Years that the table does not have give nothing."""
    assert TABLE.feast("中秋", 2027) == date(2027, 9, 15)
    assert TABLE.feast("中秋", 2028) is None and TABLE.feast("春节", 2026) is None


@given(DAYS, st.integers(0, 40))
@settings(max_examples=80)
def test_adding_working_days_passes_exactly_so_many(day, count):
    """The last day is a working day, and so many lie after the first."""
    end = TABLE.add(day, count)

    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(TABLE.is_working, passed)) == count
    assert count == 0 or TABLE.is_working(end)


@given(DAYS)
@settings(max_examples=80)
def test_the_last_working_day_before_is_near(day):
    """It is the day itself or one before it with none worked between."""
    last = TABLE.last_before(day)

    between = [last + timedelta(days=n) for n in range(1, (day - last).days + 1)]
    assert TABLE.is_working(last) and last <= day and not any(map(TABLE.is_working, between))
