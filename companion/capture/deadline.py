"""Deadline words to days: `parse_due` for what was typed, `complete_masked` once a blank in it is filled.

Kinds with a day: date, day, weekday, week, days, workdays, month, month_end, month_part, third (旬), months,
quarter, half, year, year_part, plan, feast, range, either_or. Without: recurring, standing, event, none, and
any kind whose words hold a mask. The words are never replaced by the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from companion.capture.deadline_chinese import read_chinese
from companion.capture.deadline_english import read_english
from companion.capture.periods import Clock, Period
from companion.model.due import Due
from companion.model.fold import fold_width
from companion.model.workdays import Workdays

MASK = re.compile(r"\*+|×+|○{2,}|_{2,}|(?<![A-Za-z])[xX]{1,4}(?=[年月日号周季]|季度)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OUTER = ' \t，。；、：,;“”"‘’「」《》'
NO_TABLE, NOT_WORKED, GONE_BY = "capture.no_holiday_table", "capture.due_not_worked", "capture.due_gone_by"


def parse_due(words: str, today: date, workdays: Workdays) -> Due:
    """The deadline that words name as spoken on a day; words that name none are kept with kind "none"."""
    return read_due(words, today, workdays) or Due(words.strip())


def read_due(words: str, today: date, workdays: Workdays) -> Due | None:
    """As `parse_due`, but None for words that have nothing to do with time (尽快 has, 3号楼 has not)."""
    raw = words.strip()
    clock, probe = Clock(today, workdays), _probe(raw)
    period = _read(probe, clock)
    if period is None:
        return None
    if probe != raw:
        return Due(raw, kind=period.kind, day_kind=period.day_kind, masked=True)
    return _due(raw, period, clock)


def complete_masked(due: Due, values: Sequence[str], today: date, workdays: Workdays) -> Due:
    """The deadline with figures put into the blanks of its words, in order; `raw` and `masked` stay.

    Blanks left over, or figures that make no date, leave it without a day.
    """
    filled = _fill(due.raw, values)
    if filled is None or not due.masked:
        return due
    found = read_due(filled, today, workdays)
    if found is None or found.masked:
        return replace(due, start=None, due=None)
    return replace(found, raw=due.raw, masked=True)


def _read(words: str, clock: Clock) -> Period | None:
    words = fold_width(words).strip(_OUTER)
    if not words:
        return None
    if _CHINESE.search(words):
        return read_chinese(re.sub(r"\s", "", words), clock)
    return read_english(words, clock) or read_chinese(words.replace(" ", ""), clock)


def _due(raw: str, period: Period, clock: Clock) -> Due:
    return Due(
        raw,
        start=period.first if period.is_window and period.first != period.last else None,
        due=period.last,
        kind=period.kind,
        day_kind=period.day_kind,
        note=_note(period, clock),
    )


def _note(period: Period, clock: Clock) -> str:
    """What the user should be told: the day is gone, its year has no table, or nobody works on it."""
    if period.last is None:
        return ""
    if period.last < clock.today:
        return GONE_BY
    workdays = clock.workdays
    if period.uses_table and not (workdays.has_table(period.last) and workdays.has_table(clock.today)):
        return NO_TABLE
    return "" if workdays.is_working(period.last) else NOT_WORKED


def _probe(raw: str) -> str:
    """The words with each mask turned into a figure that could stand there, to learn their kind."""
    folded = fold_width(raw)
    words, end = "", 0
    for mask in MASK.finditer(folded):
        is_year = folded.startswith("年", mask.end()) and not folded.startswith("年后", mask.end())
        before = folded[end : mask.start()]
        prefix = re.search(r"\d*$", before)
        figure = "2099"[len(prefix[0]) if prefix else 0 :] if is_year else "1"
        words += before + figure
        end = mask.end()
    return words + folded[end:] if end else raw


def _fill(raw: str, values: Sequence[str]) -> str | None:
    """The words with the values in place of the masks; None when there are fewer values than masks."""
    folded = fold_width(raw)
    masks = list(MASK.finditer(folded))
    if not masks or len(values) < len(masks):
        return None
    words, end = "", 0
    for mask, value in zip(masks, values, strict=False):
        before = folded[end : mask.start()]
        words += before + _fitting(fold_width(value).strip(), before, folded[mask.end() :])
        end = mask.end()
    return words + folded[end:]


def _fitting(value: str, before: str, after: str) -> str:
    """A value without the unit that is printed anyway, and without the start of the year that is."""
    unit = next((unit for unit in ("季度", "月份", "月", "年", "日", "号") if after.startswith(unit)), "")
    value = value.removesuffix(unit) if unit else value
    prefix = re.search(r"\d+$", before)
    return value.removeprefix(prefix[0]) if prefix and len(value) == 4 else value
