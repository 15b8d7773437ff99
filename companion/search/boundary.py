"""Where words begin and end, as far as that can be told without a dictionary: at signs, spaces and
changes of script.
"""

from __future__ import annotations


def starts_word(text: str, offset: int) -> bool:
    """Tell whether the character at an offset begins the text, a clause, or a word of another script."""
    return offset == 0 or _parted(text[offset - 1], text[offset])


def ends_word(text: str, end: int) -> bool:
    """Tell whether a clause or word ends before an offset."""
    return end >= len(text) or _parted(text[end], text[end - 1])


def bare(text: str) -> str:
    """The text without the signs that it ends in."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end]


def _parted(outside: str, inside: str) -> bool:
    return not outside.isalnum() or outside.isascii() != inside.isascii()
