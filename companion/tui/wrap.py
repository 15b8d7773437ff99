"""Line breaking by terminal cells: Latin words stay whole, no closing mark begins a line, no opening one ends it.

The marks are those of GB/T 15834-2011 §5.1 (place of punctuation in a line).
"""

from __future__ import annotations

from collections.abc import Iterator

from companion.tui.text import EMOJI_SIGN, sign_cells

NOT_FIRST = frozenset("，。；：、？！”’）》〉】〕」』…—～％‰·,.;:?!)]}%")
NOT_LAST = frozenset("“‘（《〈【〔「『([{")
JOINER = "\u200d"  # makes one picture of two emoji

Run = tuple[str, str]  # some text and the name of its style


def wrap_runs(
    runs: list[Run], cells: int, indent: int = 0, whole: frozenset[str] = frozenset()
) -> list[list[Run]]:
    """Break styled text into rows of at most `cells` cells; rows after the first are indented by `indent`.

    What has one of the styles `whole` stays in one row where it fits into one, like a name; no gap begins a row then.
    """
    rows: list[list[Run]] = []
    for paragraph in _paragraphs(runs):
        text = "".join(part for part, _ in paragraph)
        start, fixed = 0, _fixed_places(paragraph, whole, cells - indent)
        for end in _breaks(text, cells - indent if rows else cells, cells - indent, fixed):
            lead: list[Run] = [(" " * indent, "")] if rows and indent else []
            rows.append(lead + list(_slice(paragraph, start, end)))
            gap = len(text) - end - len(text[end:].lstrip(" ")) if whole else 0
            start = end + gap
    return rows


def _fixed_places(runs: list[Run], whole: frozenset[str], cells: int) -> dict[int, bool]:
    """Where a row may not end, inside of what stays whole, and where it may, before that."""
    fixed: dict[int, bool] = {}
    place = 0
    for text, style in runs:
        bare = text.strip()
        if style in whole and bare and sum(map(sign_cells, bare)) <= cells:
            start = place + text.index(bare)
            fixed |= {start: True} | dict.fromkeys(range(start + 1, start + len(bare)), False)
        place += len(text)
    return fixed


def _breaks(text: str, first: int, later: int, fixed: dict[int, bool]) -> Iterator[int]:
    """Yield the end of each row."""
    start, room = 0, max(first, 2)
    while True:
        end = _row_end(text, start, room, fixed)
        yield end
        if end >= len(text):
            return
        start, room = end, max(later, 2)


def _row_end(text: str, start: int, room: int, fixed: dict[int, bool]) -> int:
    end, width = start, 0
    while end < len(text):
        width += sign_cells(text[end])
        if width > room:
            break
        end += 1
    if end >= len(text):
        return len(text)
    return _good_break(text, start, end, fixed)


def _good_break(text: str, start: int, end: int, fixed: dict[int, bool]) -> int:
    """The last place at or before `end` where a row may end; `end` itself when there is none near."""
    for place in range(end, max(start, end - 24), -1):
        if fixed[place] if place in fixed else may_break(text, place):
            return place
    return max(end, start + 1)


def may_break(text: str, place: int) -> bool:
    """Tell whether a row may end before the character at `place`."""
    before, after = text[place - 1], text[place]
    if after in NOT_FIRST or before in NOT_LAST or after == " " or _is_joined(before, after):
        return False
    return not (_is_latin(before) and _is_latin(after))


def _is_joined(before: str, after: str) -> bool:
    """Whether two characters make one picture: a mark on its letter, the parts of an emoji."""
    return before == JOINER or after == EMOJI_SIGN or not sign_cells(after)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace() and sign != "-"


def _paragraphs(runs: list[Run]) -> Iterator[list[Run]]:
    paragraph: list[Run] = []
    for text, style in runs:
        first, *others = text.split("\n")
        paragraph.append((first, style))
        for part in others:
            yield paragraph
            paragraph = [(part, style)]
    yield paragraph


def _slice(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    """Yield the part of the runs from character `start` up to `end`."""
    place = 0
    for text, style in runs:
        part = text[max(0, start - place) : max(0, end - place)]
        if part:
            yield part, style
        place += len(text)
