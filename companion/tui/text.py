"""Any string made fit for the screen: nothing in it can steer the terminal, act as markup or stall the program.

What is stored stays as it is; only what is shown goes through here. Every widget shows user text by `safe`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

LIMIT = 20_000  # characters of one text handed to a widget: more takes seconds to lay out
MAX_MARKS = 4  # combining marks in a row; more only pile up over neighbouring lines

_ODD = "\ufffd"
EMOJI_SIGN = "\ufe0f"  # asks for the sign before it as a picture, which is two cells wide
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_FILLERS = (0x115F, 0x1160, 0x3164, 0xFFA0)  # letters without a shape: no two terminals give them the same width
_NONCHARACTERS = (*range(0xFDD0, 0xFDF0), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)))
_INVISIBLE = (
    *(0x00AD, 0x180E, 0x200B, 0xFEFF),
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
_PICTURES: dict[int, int | str | None] = {code: 0x2400 + code for code in range(32)}
_PICTURES |= {0x7F: 0x2421, 0x09: " ", 0x0A: "\n", 0x0D: "\n"}
_PICTURES |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], _ODD)
_PICTURES |= dict.fromkeys([*_DIRECTIONS, *_FILLERS, *_NONCHARACTERS], _ODD)
_PICTURES |= dict.fromkeys(_INVISIBLE)
_PICTURES |= dict.fromkeys([0x85, 0x2028, 0x2029], "\n")
_IN_PLACE = _PICTURES | dict.fromkeys(_INVISIBLE, _ODD) | {0x0A: 0x240A, 0x0D: 0x240D}
_IN_PLACE |= dict.fromkeys([0x85, 0x2028, 0x2029], _ODD)
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
# Where Unicode has combining marks (categories Mn and Me) and fillers, and little of what Chinese is written with.
_RARE = re.compile(
    "[\u0300-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302d\u3099\u309a\u3164"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\uffa0\U00010000-\U000fffff]"
)

# What Chinese and English are mostly written with: printable ASCII in one cell, all else here in two.
_REGULAR = re.compile("[ -~\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff60]*")


def regular_cells(text: str) -> int | None:
    """The cells of a text of printable signs alone that take one or two each; None for any other."""
    if _REGULAR.fullmatch(text):
        return (len(text) + len(text.encode())) // 2  # one byte and one cell for a sign, or three bytes and two
    return None


def cells_of(text: str) -> int:
    """The cells that a text takes in a row. Measuring sign by sign, as Rich does, costs a list most of its time."""
    cells = regular_cells(text)
    return cell_len(text) if cells is None else cells


def safe(text: str, *, one_line: bool = False, limit: int = LIMIT) -> str:
    """The text with control characters as pictures, at most `limit` characters; newlines kept unless `one_line`."""
    shown = text if len(text) <= limit else text[:limit] + "…"
    if not shown.isprintable() or _RARE.search(shown):
        shown = _few_marks(shown.replace("\r\n", "\n").translate(_PICTURES))
    return shown.replace("\n", " ") if one_line else shown


def in_place(text: str) -> str:
    """The text with exactly one sign for each of its characters, for a field in which places are counted."""
    return text.translate(_IN_PLACE)


def guarded(text: str) -> str:
    """The text without anything that steers a terminal: the last word, where text is written to one."""
    return _UNSAFE.sub("", text)


def cut(text: str, cells: int) -> str:
    """The text on one line in at most `cells` cells, with an ellipsis where something is missing."""
    return fit(text, cells)[0]


def fit(text: str, cells: int) -> tuple[str, int]:
    """The text cut to so many cells, and how many of them it leaves; none where something is missing."""
    limit = max(cells, 1) * 4
    width = regular_cells(text) if len(text) <= limit else None
    if width is None:
        text = safe(text, one_line=True, limit=limit)
        width = cells_of(text)
    if width <= cells:
        return text, cells - width
    kept = max(cells - 1, 0) // 2  # no sign takes more than two
    room = cells - 1 - _apart(text[:kept])
    while kept < len(text) and room >= sign_cells(text[kept]):
        room -= sign_cells(text[kept])
        kept += 1
    return (text[:kept] + "…" if cells > 0 else ""), 0


def _apart(text: str) -> int:
    """The cells of the signs of a text, each measured by itself."""
    cells = regular_cells(text)
    return sum(map(sign_cells, text)) if cells is None else cells


def pad(text: str, cells: int) -> str:
    """The text on one line in exactly `cells` cells."""
    shown = cut(text, cells)
    return shown + " " * (cells - cells_of(shown))


@lru_cache(4096)
def sign_cells(sign: str) -> int:
    """The cells that a character takes in a row: never less than it does together with its neighbours."""
    return 1 if sign == EMOJI_SIGN else cell_len(sign)


def _few_marks(text: str) -> str:
    if not _RARE.search(text):
        return text
    kept, run = [], 0
    for sign in text:
        run = run + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if run <= MAX_MARKS:
            kept.append(sign)
    return "".join(kept)


def install_guard() -> None:
    """Stand at Textual's output: no control character leaves as text, and no link, whatever widget it came from.

    Textual 8 strips only five of them; this replaces `Strip.render` and `Strip.render_style`, the two places
    that all text passes. What `LineView` paints by itself it passes through `guarded`.
    """
    if getattr(Strip.render, "guarded", False):
        return
    render, render_style = Strip.render, Strip.render_style

    def guarded_strip(self: Strip, console: Any) -> str:
        if any(not segment.control and _UNSAFE.search(segment.text) for segment in self._segments):
            clean = [
                segment if segment.control else Segment(guarded(segment.text), segment.style)
                for segment in self._segments
            ]
            return render(Strip(clean), console)
        return render(self, console)

    def guarded_style(_: type[Strip], style: Style, text: str, color_system: ColorSystem) -> str:
        return render_style(style.update_link(None) if style.link else style, guarded(text), color_system)

    guarded_strip.guarded = True  # type: ignore[attr-defined]  # marks the replacement, so that it is made once
    Strip.render = guarded_strip  # type: ignore[method-assign]  # the one choke point; Textual has no hook for it
    Strip.render_style = classmethod(guarded_style)  # type: ignore[assignment,method-assign]  # the same
