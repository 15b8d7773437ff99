"""Filters, in both languages."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:action", {"n1", "n2"}),
        ("类型:任务", {"n1", "n2"}),
        ("类型：任务", {"n1", "n2"}),
        ("kind:act", {"n1", "n2"}),
        ("kind:heading", {"1", "2"}),
        ("owner:县发改局", {"n1"}),
        ("责任:发改", {"n1"}),
        ("负责:县发改局", {"n1"}),
        ("牵头单位:发改", {"n1"}),
        ("类别:任务 仓库", {"n1"}),
        ("owner:fgj", {"n1"}),
        ("owner:粮食局", {"n1"}),
        ("due:<10-1", {"n1"}),
        ("due:<9-30", set()),
        ("due:<=9-30", {"n1"}),
        ("时限:9月30日", {"n1"}),
        ("due:9月", {"n1"}),
        ("due:>2026-9-29", {"n1"}),
        ("due:<明天", set()),
        ("status:open", {"n1"}),
        ("status:done", {"n2"}),
        ("状态:办结", {"n2"}),
        ("is:unspoken", {"2", "2.1", "2.2", "2.3", "3"}),
        ("是:已讲", {"1", "1.1", "1.2"}),
        ("point:2", {"2", "2.1", "2.2", "2.3", "n2"}),
        ("要点:1.1", {"1.1", "n1"}),
        ("tag:银行", {"n3"}),
        ("kind:action 督查", {"n2"}),
        ("kind:action point:1", {"n1"}),
        ("信访 is:已讲", set()),
        ("kind:action !督查", {"n1"}),
    ],
)
def test_a_filter_leaves_what_it_names(found, query, expected):
    """Names and values in English and Chinese, alone and together with words."""
    assert set(found(query)) == expected


def test_overdue_counts_from_the_day_given(found):
    """A task is overdue after its day, not on it."""
    assert found("is:overdue", now=date(2026, 9, 30)) == []
    assert found("是:逾期", now=date(2026, 10, 1)) == ["n1"]


def test_a_value_that_makes_no_sense_filters_nothing_and_is_told(index):
    """`kind:xyz` is named in the result; the words beside it are still looked for."""
    result = index.search("kind:xyz 信访")

    assert result.unknown == ("kind:xyz",)
    assert result.hits[0].entry.key[1] == "2"


def test_a_name_that_is_no_filter_is_a_word(index):
    """Text with a colon in it can be looked for."""
    assert index.search("比例:3").unknown == ()


@pytest.mark.parametrize("value", ["13-40", "0-0", "2026-02-30", "<", ">=", "99999-1-1"])
def test_days_that_do_not_exist_find_nothing_and_raise_nothing(index, value):
    """An impossible day is no reason to stop."""
    assert len(index.search(f"due:{value}").hits) in (0, 11)
