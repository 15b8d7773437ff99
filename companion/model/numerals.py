"""Chinese and Arabic numerals as whole numbers, both ways."""

from __future__ import annotations

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "零〇一二两三四五六七八九十百千"


def parse_numeral(text: str) -> int | None:
    """The number a numeral stands for (`十一` 11, `二〇二六` 2026, `１２` 12, `廿` none); None if it is none.

    Reads up to 9,999; Arabic numerals of any length up to 9 digits.
    """
    if text.isdecimal():
        return int(text) if len(text) < 10 else None
    if not text or any(sign not in _DIGITS and sign not in _UNITS for sign in text):
        return None
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text)) if len(text) < 10 else None
    total, digit, last_unit = 0, None, 10_000
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
            continue
        unit = _UNITS[sign]
        if unit >= last_unit:
            return None
        total += (1 if digit is None else digit) * unit
        digit, last_unit = None, unit
    return total + (digit or 0)


def chinese_numeral(number: int) -> str:
    """A number from 0 to 9,999 in Chinese: 11 十一, 20 二十, 101 一百零一. Raises ValueError outside."""
    if not 0 <= number < 10_000:
        raise ValueError(number)
    words, pending_zero, rest = "", False, number
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            words += ("零" if pending_zero and words else "") + "零一二三四五六七八九"[digit] + sign
            pending_zero = False
        else:
            pending_zero = True
    return (words.removeprefix("一") if words.startswith("一十") else words) or "零"
