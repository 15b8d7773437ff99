"""Any string made fit for the screen: nothing in it can steer the terminal, act as markup or stall the program.

What is stored stays as it is; only what is shown goes through here. Every widget shows user text by `safe`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

LIMIT = 20_000  # characters of one text handed to a widget: more takes seconds to lay out
MAX_MARKS = 4  # combining marks in a row; more only pile up over neighbouring lines

_PICTURES: dict[int, int | str | None] = {code: 0x2400 + code for code in range(32)}
_PICTURES |= {0x7F: 0x2421, 0x09: " ", 0x0A: "\n", 0x0D: None}
_PICTURES |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
_PICTURES |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], 0xFFFD)
_PICTURES |= dict.fromkeys([*range(0xE0000, 0xE0080), 0xFEFF, 0x2060, 0x00AD, 0x200B])
_PICTURES |= dict.fromkeys([0x85, 0x2028, 0x2029], "\n")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


def safe(text: str, *, one_line: bool = False, limit: int = LIMIT) -> str:
    """The text with control characters as pictures, at most `limit` characters; newlines kept unless `one_line`."""
    shown = text[: limit + 1].translate(_PICTURES)
    if len(text) > limit:
        shown = shown[:limit] + "…"
    if one_line:
        shown = shown.replace("\n", " ")
    return shown if shown.isascii() else _few_marks(shown)


def cut(text: str, cells: int) -> str:
    """The text on one line in at most `cells` cells, with an ellipsis where something is missing."""
    text = safe(text, one_line=True, limit=max(cells, 1) * 4)
    if cell_len(text) <= cells:
        return text
    kept, room = 0, cells - 1
    while room >= cell_len(text[kept]):
        room -= cell_len(text[kept])
        kept += 1
    return text[:kept] + "…" if cells > 0 else ""


def pad(text: str, cells: int) -> str:
    """The text on one line in exactly `cells` cells."""
    shown = cut(text, cells)
    return shown + " " * (cells - cell_len(shown))


def _few_marks(text: str) -> str:
    if not any(ord(sign) >= 0x300 and unicodedata.combining(sign) for sign in text):
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
    that all text passes.
    """
    if getattr(Strip.render, "guarded", False):
        return
    render, render_style = Strip.render, Strip.render_style

    def guarded(self: Strip, console: Any) -> str:
        if any(not segment.control and _UNSAFE.search(segment.text) for segment in self._segments):
            clean = [
                segment if segment.control else Segment(_UNSAFE.sub("", segment.text), segment.style)
                for segment in self._segments
            ]
            return render(Strip(clean), console)
        return render(self, console)

    def guarded_style(_: type[Strip], style: Style, text: str, color_system: ColorSystem) -> str:
        return render_style(style.update_link(None) if style.link else style, _UNSAFE.sub("", text), color_system)

    guarded.guarded = True  # type: ignore[attr-defined]  # marks the replacement, so that it is made once
    Strip.render = guarded  # type: ignore[method-assign]  # the one choke point; Textual has no hook for it
    Strip.render_style = classmethod(guarded_style)  # type: ignore[assignment,method-assign]  # the same
