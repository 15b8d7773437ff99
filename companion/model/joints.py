"""Where a paragraph goes on in the next line: what stands between the two when they are one."""

from __future__ import annotations

import re

BLANK = " \t\u3000\xa0\ufeff\f\v\u200b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")


def joint(before: str, after: str) -> str:
    """What a line end stood for: a blank between words, nothing between Chinese signs or where a blank is."""
    is_narrow = before and after and not (WIDE.match(before[-1]) or WIDE.match(after[0]))
    return " " if is_narrow and before[-1] not in "-/" and before[-1] not in BLANK else ""


def text_start(line: str) -> int:
    """The column, from 1, at which the words of a line begin behind its indentation."""
    return len(line) - len(line.lstrip(BLANK)) + 1
