"""Text that any format can hold: what cannot be printed is shown as a sign, and neither acts nor breaks.

Only what is written out passes here; the minutes keep every character as it was typed. What a format
itself takes as special (`*`, `<`, `=`) is that format's business.
"""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
_C0 = {code: chr(0x2400 + code) for code in range(32) if code not in (0x09, 0x0A)}
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_SIGNS: dict[int, str | None] = {
    **_C0,
    0x09: " ",
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *_DIRECTIONS), _REPLACEMENT),
    **dict.fromkeys((*range(0xE0000, 0xE0080), 0xFEFF, 0x2060)),
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
}
_UNUSABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]")
_SHOWN_AS = _SIGNS | {plane << 16 | low: _REPLACEMENT for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)}


def legible(text: str) -> str:
    """The text with line ends as newlines, tabs as spaces, controls and noncharacters as signs.

    XML 1.0 §2.2 allows every character of the result; bidirectional overrides are taken out because they
    make a line read as what it is not.
    """
    if text.isprintable():  # all that is shown as something else is not: quick for nearly every text
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNUSABLE.sub(_REPLACEMENT, unified.translate(_SHOWN_AS))


def one_line(text: str) -> str:
    """The legible text with line ends and runs of blanks as one space each, trimmed."""
    return " ".join(legible(text).split())
