"""Lines that are a date and nothing else: heads of a log, or the date under a title."""

from __future__ import annotations

import re

_CN_DIGITS = "[〇○零一二三四五六七八九十]"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+|\\.)?"
_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]+|\\.)?"
_DATE_LINE = re.compile(
    rf"[（(]?(?:(?:\d{{4}}|{_CN_DIGITS}{{4}})年)?(?:\d{{1,2}}|{_CN_DIGITS}{{1,3}})月(?:\d{{1,2}}|{_CN_DIGITS}{{1,3}})日"
    r"[ \u3000]*(?:[（(]?(?:星期|周)[一二三四五六日天][)）]?)?[ \u3000]*(?:上午|下午|晚)?[)）]?[：:]?$"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}$"
    rf"|(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})"
    r"(?:[,/]? ?\d{4})?:?$"
)
_DATE_AND_PLACE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[，,、 \u3000]+[^。；：，,、!！?？\d][^。；：，！？]{1,15}$"
)
_LEADS_TO_DATE = re.compile(
    rf"[ \u3000]*[（(]?(?:[^（）()]{{0,20}}?)(?:\d{{4}}|[12１２*×X]{{2,4}}|{_CN_DIGITS}{{4}})年[^。]{{0,30}}$"
)


def is_date_line(text: str) -> bool:
    """Tell whether a line is a date: 11月18日, （2026年7月10日）, 二〇二六年一月二十七日, 2026-07-10, May 5, 2026."""
    return len(text) <= 30 and bool(_DATE_LINE.match(text))


def heads_a_log(text: str) -> bool:
    """Tell whether a line is a date, alone or with the place of a meeting: 2026年6月21日，三楼会议室."""
    return is_date_line(text) or (len(text) <= 36 and bool(_DATE_AND_PLACE.match(text)))


def date_tail(text: str, start: int) -> bool:
    """Tell whether nothing but a date (and who spoke) follows an offset."""
    return bool(_LEADS_TO_DATE.match(text, start))
