"""Rows back to an outline: parents, ids, titles and spans as the reader makes them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from companion.model.outline import Blank, Outline, Point, PointKind, Span
from companion.reading.mend.rows import Place, Row, Rows
from companion.reading.proof.numbers import marker_number
from companion.reading.titles import clause_title, heading_title, item_title, paragraph_title

_ALONE = ("T", "S", "O", "C")  # parts that carry a number only from the second on
_LETTERS = {
    PointKind.TITLE: "T",
    PointKind.SALUTATION: "S",
    PointKind.OPENING: "O",
    PointKind.CLOSING: "C",
    PointKind.PARAGRAPH: "p",
}


def assemble(rows: Rows) -> Outline:
    """The outline that rows stand for; blanks go to their innermost points."""
    parents = find_parents(rows.rows)
    ids = name_rows(rows.rows, parents)
    children: list[list[str]] = [[] for _ in ids]
    for number, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(ids[number])
    ends, depths = _ends(rows, parents), _depths(rows.rows, parents)
    points = tuple(
        Point(
            ids[number],
            ids[parents[number]] if parents[number] >= 0 else None,
            depths[number],
            row.kind,
            row.style,
            Span(*row.start, *ends[number]),
            row.marker,
            row_title(rows, number),
            tuple(children[number]),
        )
        for number, row in enumerate(rows.rows)
    )
    title = next((point.title for point in points if point.kind is PointKind.TITLE), rows.outline.title)
    whole = rows.outline
    return Outline(title, points, _settle(whole.blanks, points), whole.continued, whole.markup)


def find_parents(rows: Sequence[Row]) -> list[int]:
    """The number of every row's parent, -1 at the top: the nearest row above with a lower level."""
    parents, stack = [], list[int]()
    for number, row in enumerate(rows):
        while stack and rows[stack[-1]].level >= row.level:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        stack.append(number)
    return parents


def name_rows(rows: Sequence[Row], parents: Sequence[int]) -> list[str]:
    """Every row's id: that of its parent and its number there, `1.p2.3`; parts are T, S, O, C, P1.

    As with the reader, the number is the one written where all that are written below one parent rise, else
    the place among its like.
    """
    rising = _rising(rows, parents)
    ids: list[str] = []
    counts: dict[tuple[int, str], int] = {}
    for row, parent in zip(rows, parents, strict=True):
        letter = _letter(row)
        count = counts[parent, letter] = counts.get((parent, letter), 0) + 1
        number = _written(row) if not letter and parent in rising else count
        above = f"{ids[parent]}." if parent >= 0 else ""
        ids.append(f"{above}{letter}{'' if letter in _ALONE and count == 1 else number}")
    return ids


def _letter(row: Row) -> str:
    return "P" if row.style == "part" and row.gap == 0 else _LETTERS.get(row.kind, "")


def _written(row: Row) -> int:
    return marker_number(row.marker, row.style) or 0 if row.marker else 0


def _rising(rows: Sequence[Row], parents: Sequence[int]) -> set[int]:
    """The parents whose numbered children all rise as written; -1 for the top."""
    latest: dict[int, int] = {}
    broken: set[int] = set()
    for row, parent in zip(rows, parents, strict=True):
        if not _letter(row):
            number = _written(row)
            if number <= latest.get(parent, 0):
                broken.add(parent)
            latest[parent] = number
    return set(latest) - broken


def row_title(rows: Rows, number: int) -> str:
    """A row's title: the reader's where nothing has changed, else made from its text in the reader's way."""
    row = rows.rows[number]
    if row.origin is not None and row.origin.kind is row.kind and rows.is_untouched(number):
        return row.origin.title
    text = rows.text(number)
    words = text.removeprefix(row.marker).strip()
    match row.kind:
        case PointKind.PARAGRAPH | PointKind.OPENING:
            return paragraph_title(text, len(text) if _has_list(rows.rows, number) else None)
        case PointKind.TITLE | PointKind.CLOSING:
            return text
        case PointKind.SALUTATION:
            return text.rstrip("：:！!")
        case PointKind.ITEM:
            return item_title(words)
        case PointKind.TOPIC:
            return clause_title(words)
    return heading_title(words)


def _has_list(rows: Sequence[Row], number: int) -> bool:
    following = rows[number + 1] if number + 1 < len(rows) else None
    return following is not None and following.kind is PointKind.ITEM and following.level > rows[number].level


def _ends(rows: Rows, parents: Sequence[int]) -> list[Place]:
    ends = [rows.end(number) for number in range(len(rows.rows))]
    for number in reversed(range(len(ends))):
        if parents[number] >= 0:
            ends[parents[number]] = max(ends[parents[number]], ends[number])
    return ends


def _depths(rows: Sequence[Row], parents: Sequence[int]) -> list[int]:
    depths: list[int] = []
    for row, parent in zip(rows, parents, strict=True):
        depths.append((depths[parent] if parent >= 0 else 0) + row.gap)
    return depths


def _settle(blanks: tuple[Blank, ...], points: tuple[Point, ...]) -> tuple[Blank, ...]:
    """Give every blank to the last point that begins before it, which is the innermost."""
    starts = [(point.span.line, point.span.column) for point in points]
    settled = []
    for blank in blanks:
        place = bisect_right(starts, (blank.line, blank.column)) - 1
        point = points[place].id if place >= 0 else blank.point
        settled.append(blank if blank.point == point else replace(blank, point=point))
    return tuple(settled)
