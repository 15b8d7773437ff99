"""Numbers in English words and as ordinals, the way Word's numbering writes them."""

from __future__ import annotations

_ONES = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def cardinal_words(number: int) -> str:
    """`One`, `Twenty-one`; digits for what is negative or from a million."""
    return _words(number).capitalize() if 0 <= number < 1_000_000 else str(number)


def ordinal_words(number: int) -> str:
    """`First`, `Twenty-first`; digits for what is negative or from a million."""
    if not 0 <= number < 1_000_000:
        return ordinal(number)
    words = _words(number)
    last = words.replace("-", " ").rpartition(" ")[2]
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return (words.removesuffix(last) + _IRREGULAR.get(last, regular)).capitalize()


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[rest]}" if rest else "")
    power, unit = (1000, "thousand") if number >= 1000 else (100, "hundred")
    high, rest = divmod(number, power)
    return f"{_words(high)} {unit}" + (f" {_words(rest)}" if rest else "")
