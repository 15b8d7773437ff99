"""The signs of a typed line and where they count; full-width and half-width forms are equal.

A sign counts at the start, after a space, after Chinese (no space is typed there) and right after another
part; never inside Latin words and figures, so that `a@b.cn`, `C++`, `x>5`, `5+3` and `1#` stay what they are.
A backslash before a sign, or the sign twice, makes it text.
"""

from __future__ import annotations

import re

from companion.model.fold import fold_width
from companion.model.minutes import NoteKind, Visibility

KIND_SIGNS = {
    "!": NoteKind.ACTION,
    "=": NoteKind.DECISION,
    "?": NoteKind.QUESTION,
    "+": NoteKind.ADDED,
    "~": NoteKind.CHANGED,
    "*": NoteKind.STRESSED,
    "%": NoteKind.SCENE,
}
SPEAKER_SIGN = ":"
OWNER, SUPPORT, DUE, TAG, VISIBILITY = "@+>#$"
INLINE_SIGNS = OWNER + SUPPORT + DUE + TAG + VISIBILITY
ALL_SIGNS = "".join(KIND_SIGNS) + SPEAKER_SIGN + INLINE_SIGNS + "\\"
VISIBILITY_WORDS = {
    Visibility.PRIVATE: ("私", "仅本人", "private", "p"),
    Visibility.RECORD: ("记", "入记录", "record", "r"),
    Visibility.MINUTES: ("纪", "入纪要", "minutes", "m"),
}
WORD_VISIBILITY = {word: sight for sight, words in VISIBILITY_WORDS.items() for word in words}

_ALIKE = str.maketrans("〜￥¥﹟﹫﹥﹢", "~$$#@>+")
_PUNCTUATION = "，。；：、！？（）“”‘’…—％"
_BREAKS = "，。；：、！？,;:!?…"
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![A-Za-z])")


def fold_signs(text: str) -> str:
    """The text with every form of a sign as the half-width one; same length."""
    return fold_width(text.translate(_ALIKE))


def is_chinese(sign: str) -> bool:
    """Tell whether a character is a Chinese one or Chinese punctuation."""
    return "\u3400" <= sign <= "\u9fff" or "\u3001" <= sign <= "\u303f" or sign in _PUNCTUATION


def is_open(text: str, place: int) -> bool:
    """Tell whether a sign at a place stands free of what is before it."""
    return place == 0 or text[place - 1].isspace() or is_chinese(text[place - 1])


def opens_owner(text: str, place: int) -> bool:
    """Tell whether the `@` at a place names an owner."""
    rest = text[place + 1 :]
    begins = bool(rest) and (rest[0].isalpha() or rest[0] in "“\"'（(")
    return begins and is_open(text, place) and not _HOST.match(fold_width(rest))


def opens_support(text: str, place: int, after_part: bool) -> bool:
    """Tell whether the `+` at a place, somewhere after an owner, names a supporting unit."""
    free = after_part or place == 0 or text[place - 1].isspace()
    return free and text[place + 1 : place + 2].isalpha()


def opens_tag(text: str, place: int) -> bool:
    """Tell whether the `#` at a place begins a tag: a word that is no mere number follows."""
    return is_open(text, place) and any(sign.isalpha() for sign in word_at(text, place + 1))


def word_at(text: str, place: int) -> str:
    """The letters, figures, hyphens and dots in a name from a place on; a dot at its end is not in it."""
    found = re.compile(r"[\w·-]+(?:\.[\w·-]+)*").match(text, place)
    return found[0] if found else ""


def owner_at(text: str, place: int) -> tuple[str, int]:
    """The owner's name that begins at a place, and where it ends; quotation marks hold names with spaces."""
    quoted = re.compile(r"[“\"]([^”“\"]+)[”\"]").match(text, place)
    if quoted:
        return quoted[1].strip(), quoted.end()
    folded, end = fold_signs(text), place
    while end < len(text) and not _ends_owner(text, folded, place, end):
        end += 1
    name = text[place:end].rstrip(".")
    return name, place + len(name)


def _ends_owner(text: str, folded: str, start: int, place: int) -> bool:
    sign = folded[place]
    if text[place].isspace() or sign in _BREAKS or sign in (OWNER, DUE, VISIBILITY):
        return True
    latin = place > start and folded[place - 1].isascii()
    return sign in (SUPPORT, TAG) and not latin
