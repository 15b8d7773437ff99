"""How words are compared that are quoted from a speech: what makes no difference is left out."""

from __future__ import annotations

import re

from companion.model.fold import fold_width

MOST_QUOTE = 200  # characters; rapidfuzz's time grows with the product of both texts
SHORT = 2  # characters: a first sentence of so few says nothing
FIGURES = re.compile(r"[*＊×_]+|\d+(?:[.,]\d+)*")
_NUMBER = re.compile(r"^(?:第?[(]?[一二三四五六七八九十百\d]+[)、.章节条]|[一二三四五六七八九十]+[是要])")
_FIRST = re.compile(r"[^。！？；!?;]*[。！？；!?;]")


def bare(text: str) -> str:
    """The text as it is compared: no spaces, one form of each sign, every figure and mask the same."""
    return FIGURES.sub("*", fold_width(text)).replace(" ", "")


def first_sentence(quote: str) -> str:
    """The first sentence of a quote, bare; all of it where it has one sentence, or a very short first one."""
    found = _FIRST.match(quote)
    first = bare(found[0]) if found else ""
    return first if len(first) > SHORT else bare(quote)


def is_same_words(one: str, other: str) -> bool:
    """Tell whether two quotes are equal but for spaces and the number of their point."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return _NUMBER.sub("", fold_width(text).replace(" ", ""))
