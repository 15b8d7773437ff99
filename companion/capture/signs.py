"""The signs of a typed line and where they count; full-width and half-width forms are equal.

A sign counts at the start, after a space, after Chinese (no space is typed there) and right after another
part; never inside Latin words and figures, so that `a@b.cn`, `C++`, `x>5`, `5+3` and `1#` stay what they are.
A backslash before a sign makes it text (and goes away; of several, one does); a sign typed twice is text as
typed. Nothing else is ever taken out of the words.
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
LONGEST_NAME = 64  # characters; what is longer is no unit, and a slip on a pasted page stays cheap
OWNER, SUPPORT, DUE, TAG, VISIBILITY, DELIVERABLE = "@+>#$&"
INLINE_SIGNS = OWNER + SUPPORT + DUE + TAG + VISIBILITY + DELIVERABLE
_KINDS = re.escape("".join(KIND_SIGNS) + SPEAKER_SIGN)
HEAD_ESCAPE = re.compile(rf"\\+(?=[{_KINDS}])")
INLINE_ESCAPE = re.compile(rf"\\+[{re.escape(INLINE_SIGNS)}]")
TAIL_ESCAPE = re.compile(r"\\+\?+$")
DOUBLED = re.compile(rf"([{re.escape(INLINE_SIGNS)}])\1+")
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
    rest = text[place + 1 : place + 1 + LONGEST_NAME]
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
    held = fold_signs(text[place : place + LONGEST_NAME])
    end = next((end for end in range(len(held)) if _ends_owner(held, end)), len(held))
    name = text[place : place + end].rstrip(".")
    return name, place + len(name)


def _ends_owner(held: str, place: int) -> bool:
    sign = held[place]
    if sign.isspace() or sign in _BREAKS or sign in (OWNER, DUE, VISIBILITY):
        return True
    return sign in (SUPPORT, TAG) and not (place > 0 and held[place - 1].isascii())
