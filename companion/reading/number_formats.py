"""Numbers as Word prints them in its numbering formats (ECMA-376-1 §17.18.59, ST_NumberFormat).

Where the standard is silent or at odds with itself, the output is Word's own: positional ○ in
`chineseCounting` from 100, 〇 in `chineseCountingThousand`, nothing beyond 999,999, plain digits beyond the
end of a set of signs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from companion.reading.number_words import cardinal_words, ordinal, ordinal_words

NumberFormat = Callable[[int], str]

_CHINESE = "一二三四五六七八九"
_COUNT_END = 1_000_000
_REPEATS = 30  # Word writes a letter up to 30 times and then begins anew
_ROMAN_END = 4_000
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def format_number(number: int, name: str) -> str:
    """A number in the format that ST_NumberFormat calls `name`; decimal where the name is unknown.

    >>> [format_number(11, name) for name in ("chineseCounting", "upperRoman", "decimalEnclosedCircle")]
    ['十一', 'XI', '⑪']
    """
    return FORMATS.get(name, str)(number)


def roman(number: int) -> str:
    """A Roman number in capitals; digits outside 1 to 3,999."""
    if not 0 < number < _ROMAN_END:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        words += sign * count
    return words


@dataclass(frozen=True)
class Counting:
    """Digits with their units, up to 999,999: `units` are ten, hundred, thousand, ten thousand; `zero` marks
    gaps.

    `bare` are the units that stand without a leading one anywhere (百 for 100), `bare_first` those that do so
    only at the head of the number (十 for 10, but 一百一十).
    """

    digits: str
    units: str
    zero: str
    bare: str = ""
    bare_first: str = ""

    def __call__(self, number: int) -> str:
        """The number in words; the zero sign for 0, nothing beyond the end."""
        if not 0 < number < _COUNT_END:
            return self.zero if number == 0 else ""
        high, low = divmod(number, 10_000)
        if not high:
            return self._group(low, first=True)
        gap = self.zero if 0 < low < 1000 else ""
        return self._group(high, first=True) + self.units[3] + gap + self._group(low, first=False)

    def _group(self, number: int, *, first: bool) -> str:
        words, gap = "", False
        for power, unit in ((1000, self.units[2]), (100, self.units[1]), (10, self.units[0]), (1, "")):
            digit, number = divmod(number, power)
            if digit:
                words += (self.zero if gap and words else "") + self._one(digit, unit, first=first and not words)
            gap = not digit
        return words

    def _one(self, digit: int, unit: str, *, first: bool) -> str:
        is_bare = digit == 1 and unit and (unit in self.bare or (first and unit in self.bare_first))
        return ("" if is_bare else self.digits[digit - 1]) + unit


def positional(ten: str) -> NumberFormat:
    """Each decimal digit replaced by its sign in `ten`, from zero."""
    table = {ord("0") + digit: sign for digit, sign in enumerate(ten)}
    return lambda number: str(number).translate(table)


def signs(row: str) -> NumberFormat:
    """One sign for each number from 1, plain digits after the last."""
    return lambda number: row[number - 1] if 1 <= number <= len(row) else str(number)


def letters(alphabet: str) -> NumberFormat:
    """a … z, aa, bb … (Word repeats the letter, it does not carry)."""
    return lambda number: _repeated(number, alphabet)


def cycle(row: str) -> NumberFormat:
    """The signs in turn, beginning anew after the last."""
    return lambda number: row[(max(number, 1) - 1) % len(row)]


def _repeated(number: int, alphabet: str) -> str:
    times, place = divmod((max(number, 1) - 1) % (len(alphabet) * _REPEATS), len(alphabet))
    return alphabet[place] * (times + 1)


def _row(first: str, count: int) -> NumberFormat:
    return signs("".join(chr(ord(first) + step) for step in range(count)))


def _spoken_then_positional(ten: str) -> NumberFormat:
    """With 十 up to 99, digit by digit from 100: 一○一."""
    spoken, by_digit = Counting(_CHINESE, "十百千万", ten[0], bare_first="十"), positional(ten)
    return lambda number: spoken(number) if number < 100 else by_digit(number)


def _sexagenary(number: int) -> str:
    place = max(number, 1) - 1
    return "甲乙丙丁戊己庚辛壬癸"[place % 10] + "子丑寅卯辰巳午未申酉戌亥"[place % 12]


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_FULL_WIDTH = positional("０１２３４５６７８９")
_IDEOGRAPHS = positional(f"〇{_CHINESE}")
_CIRCLES = _row("①", 20)
_A_ORDER = cycle("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
_I_ORDER = cycle("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")

FORMATS: dict[str, NumberFormat] = {
    "aiueo": _A_ORDER,
    "aiueoFullWidth": _A_ORDER,
    "cardinalText": cardinal_words,
    "chicago": letters("*†‡§"),
    "chineseCounting": _spoken_then_positional(f"○{_CHINESE}"),
    "chineseCountingThousand": Counting(_CHINESE, "十百千万", "〇", bare_first="十"),
    "chineseLegalSimplified": Counting("壹贰叁肆伍陆柒捌玖", "拾佰仟万", "零"),
    "chosung": cycle("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "decimal": str,
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "ganada": cycle("가나다라마바사아자차카타파하"),
    "hex": lambda number: f"{number:X}",
    "hindiNumbers": positional("०१२३४५६७८९"),
    "ideographDigital": _IDEOGRAPHS,
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographLegalTraditional": Counting("壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零"),
    "ideographTraditional": signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": signs("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": _sexagenary,
    "iroha": _I_ORDER,
    "irohaFullWidth": _I_ORDER,
    "japaneseCounting": Counting(_CHINESE, "十百千万", "", bare="十百千"),
    "japaneseDigitalTenThousand": _IDEOGRAPHS,
    "japaneseLegal": Counting("壱弐参四伍六七八九", "拾百阡萬", ""),
    "koreanCounting": Counting("일이삼사오육칠팔구", "십백천만", "", bare="십백천"),
    "koreanDigital": positional("영일이삼사오육칠팔구"),
    "koreanDigital2": _IDEOGRAPHS,
    "lowerLetter": letters(_LATIN),
    "lowerRoman": lambda number: roman(number).lower(),
    "none": lambda _number: "",
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": ordinal,
    "ordinalText": ordinal_words,
    "russianLower": letters(_RUSSIAN),
    "russianUpper": letters(_RUSSIAN.upper()),
    "taiwaneseCounting": _spoken_then_positional(f"○{_CHINESE}"),
    "taiwaneseCountingThousand": Counting(_CHINESE, "十百千萬", "零", bare_first="十"),
    "taiwaneseDigital": positional(f"○{_CHINESE}"),
    "thaiNumbers": positional("๐๑๒๓๔๕๖๗๘๙"),
    "upperLetter": letters(_LATIN.upper()),
    "upperRoman": roman,
}
