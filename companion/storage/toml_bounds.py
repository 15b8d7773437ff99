"""TOML read within bounds: what would take the parser too long or too deep is refused with its place.

`tomllib` needs time that grows with the square of the parts of a dotted key (cpython #149231), and memory in
proportion to the text; everything else in it is linear or fails fast.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.errors import BrokenMinutesError, TooLargeError

MAX_BYTES = 24 << 20  # about 60,000 notes; two seconds of parsing
MAX_KEY_PARTS = 50
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
MAX_WORD = 5_000  # signs of a bare key or number; a number of millions of digits takes memory by the gigabyte
MAX_SIGNS = {",": 800_000, "=": 1_200_000, "[": 600_000, "{": 600_000}  # a second or two of parsing each
_STRINGS = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^\']++|\'{1,2}(?!\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*+\'|#[^\n]*+',
    re.DOTALL,
)
_SAID = {  # how the parser's sentences begin, and how they are said in the language of the user
    "Expected '='": "no_equals",
    "Invalid initial character for a key": "no_equals",
    "Invalid statement": "no_equals",
    "Expected ']": "bracket",
    "Unclosed": "bracket",
    "Unterminated string": "quote",
    r"Illegal character '\n'": "quote",
    "Illegal character": "sign",
    "Found invalid character": "sign",
    "Unescaped": "backslash",
    "Escaped": "backslash",
    "Invalid": "value",
    "Cannot": "twice",
    "Duplicate": "twice",
    "Expected newline": "rest",
}
_LONG_WORD = re.compile(rf"(?<!\w)\w{{{MAX_WORD}}}")
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}")


def load_toml(data: bytes, path: Path) -> dict[str, Any]:
    """The tables of a TOML file, with or without a byte order mark.

    Raises BrokenMinutesError with line and column (from 1), or TooLargeError.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(path=path, reason=say("storage.too_many_bytes", limit=MAX_BYTES >> 20))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise broken(path, place, say("error.not_utf8")) from None
    check_bounds(text, path)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise broken(path, *_place_and_reason(error, text)) from None


def check_bounds(text: str, path: Path) -> None:
    """Raise BrokenMinutesError or TooLargeError for what would take the parser minutes, or gigabytes."""
    lines = text.splitlines()
    dotted = any(line.count(".") >= MAX_KEY_PARTS for line in lines)
    if not dotted and all(len(line) < MAX_WORD for line in lines) and not _has_too_many(text):
        return
    bare = _STRINGS.sub(lambda found: "s" + "\n" * found[0].count("\n"), text)
    if _has_too_many(bare):
        raise TooLargeError(path=path, reason=say("storage.too_many_values"))
    found = _LONG_KEY.search(bare) or _LONG_WORD.search(bare)
    if found:
        line = bare.count("\n", 0, found.start()) + 1
        raise broken(path, (line, 1), say("storage.long_key", limit=MAX_KEY_PARTS))


def _has_too_many(text: str) -> bool:
    return any(text.count(sign) > limit for sign, limit in MAX_SIGNS.items())


def broken(path: Path, place: tuple[int, int], reason: str) -> BrokenMinutesError:
    """The error for a file that is no TOML."""
    return BrokenMinutesError(path=path, line=place[0], column=place[1], reason=reason)


def _place_and_reason(error: Exception, text: str) -> tuple[tuple[int, int], str]:
    if isinstance(error, RecursionError):
        return (1, 1), say("storage.too_deep")
    reason = str(error)
    found = _PLACE.search(reason)
    place = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    return place, _said(_PLACE.sub("", reason))


def _said(reason: str) -> str:
    """The parser's sentence in the language of the user; one that is not known as it is."""
    return next((say(f"storage.toml.{key}") for begin, key in _SAID.items() if reason.startswith(begin)), reason)
