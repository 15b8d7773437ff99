"""Text set in a fixed number of cells: a full-width character is two, and lines break as in print.

No line begins with a closing sign or ends with an opening one (GB/T 15834 §5.1), no Latin word is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NO_START = set("，。、；：？！）》」』】〉〕”’…—％%‰,.;:?!)]}·～")
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*|.", re.DOTALL)  # 12.5, file names and seals in one piece
_NO_END = set("（《「『【〈〔“‘([{")
_LAST = re.compile(_TOKEN.pattern.replace("*|.", r"*\Z|.\Z"), re.DOTALL)
_MOST_CARRIED = 4  # pieces: signs, words or numbers


def cells(text: str) -> int:
    """The width of a text in cells; signs of ambiguous width count as two, as Chinese type sets them."""
    return sum(map(_cells_of, text))


@lru_cache(maxsize=65_536)
def _cells_of(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def wrap(text: str, width: int, *, first: int = 0, hang: int = 0) -> list[str]:
    """The text in lines of at most `width` cells, the first indented by `first`, the others by `hang`.

    Newlines in the text begin new lines; an empty text is one empty line.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        found += _wrap_paragraph(paragraph.strip(" "), width, first if not found else hang, hang)
    return found


def _wrap_paragraph(text: str, width: int, first: int, hang: int) -> list[str]:
    if first + cells(text) <= width:
        return [" " * first + text if text else ""]
    lines: list[str] = []
    indent, line, used = first, "", first
    for token in _tokens(text, width - hang):
        size = cells(token)
        if used + size > width and line:
            line, carried = _carry(line, token, width - hang)
            lines.append(" " * indent + line.rstrip(" "))
            indent = hang
            line = (carried + token).lstrip(" ") if carried else token.lstrip(" ")
            used = hang + cells(line)
            continue
        line += token
        used += size
    lines.append(" " * indent + line.rstrip(" ") if line else "")
    return lines


def _carry(line: str, token: str, room: int) -> tuple[str, str]:
    """What of a full line must go down with the token, in whole words and numbers, so that no rule is broken."""
    cut, whole = len(line), line + token
    for _ in range(_MOST_CARRIED):
        if cut <= 1 or not (whole[cut] in _NO_START or whole[cut - 1] in _NO_END):
            break
        last = _LAST.search(line[:cut])
        cut = last.start() if last else cut - 1
    return (line[:cut], line[cut:]) if cut > 1 and cells(whole[cut:]) <= room else (line, "")


def _tokens(text: str, width: int) -> Iterator[str]:
    """Signs one by one, Latin words and numbers in one piece unless they are longer than a line."""
    most = max(width, 1)
    for found in _TOKEN.finditer(text):
        token = found[0]
        yield from (token[at : at + most] for at in range(0, len(token), most))


def breaks(text: str) -> list[int]:
    """Where a line of the text may end: between signs, words and numbers, as the rules for lines have it."""
    ends = [found.end() for found in _TOKEN.finditer(text)]
    return [end for end in ends[:-1] if text[end] not in _NO_START and text[end - 1] not in _NO_END]


def pad(text: str, width: int) -> str:
    """The text with spaces up to a width in cells."""
    return text + " " * max(0, width - cells(text))
