"""Several lines pasted at once: several notes, or one. The user chooses; here is what each choice gives."""

from __future__ import annotations

import re

from companion.capture.signs import KIND_SIGNS, fold_signs

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BULLET = re.compile(r"^\s*(?:[-•·▪●○*]\s+|\d{1,2}[.、)]\s*(?!\d)|[（(]?[一二三四五六七八九十]{1,3}[）)、]\s*)")
_SENTENCE_END = re.compile(r"[。！？；.!?;”」]\s*$")


def pasted_lines(text: str) -> tuple[str, ...]:
    """The lines of a pasted text without blanks around them and without empty ones; tabs become spaces."""
    lines = (line.replace("\t", " ").strip() for line in _LINE_ENDS.split(text))
    return tuple(line for line in lines if line)


def pasted_as_one(text: str) -> str:
    """A pasted text as one line: Chinese lines joined without a space, Latin ones with one."""
    joined = ""
    for line in pasted_lines(text):
        gap = " " if joined and joined[-1].isascii() and line[0].isascii() else ""
        joined += gap + line
    return joined


def pasted_as_several(text: str) -> tuple[str, ...]:
    """A pasted text as one typed line each; bullets and numbers in front are taken off, signs stay."""
    lines = tuple(_BULLET.sub("", line, count=1).strip() for line in pasted_lines(text))
    return tuple(line for line in lines if line)


def seems_several(text: str) -> bool:
    """Which choice to offer first: several when lines stand for themselves, one when they run on."""
    lines = pasted_lines(text)
    if len(lines) < 2:
        return False
    marked = sum(bool(_BULLET.match(line)) or fold_signs(line[0]) in KIND_SIGNS for line in lines)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines[:-1])
    return marked * 2 >= len(lines) or ended * 2 >= len(lines) - 1
