"""What a mend does to the rows, or why it cannot be done.

As outline editors do it: a point moves with everything below it; a promoted point comes right after its old
parent, and the siblings that followed it become its children, for their text stands behind its own; a demoted
point becomes the last child of the sibling before it. Demoting and then promoting restores what was.
"""

from __future__ import annotations

import re

from companion.model.mend import MendProblem, Operation
from companion.model.outline import PointKind
from companion.reading.markers import match_marker
from companion.reading.mend.rows import Place, Row, Rows

_INLINE = re.compile(
    "(?P<label>[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，：]|(?:首先|其次|再次|最后)，)"
)
_SENTENCE_END = re.compile("[。！？；]")
_LONGEST_HEADING = 40
_POINTS = {PointKind.SECTION, PointKind.POINT, PointKind.ITEM, PointKind.TOPIC, PointKind.LEAD}
_LIKE_IT = {
    PointKind.ITEM: PointKind.ITEM,
    PointKind.TOPIC: PointKind.ITEM,
    PointKind.SECTION: PointKind.SECTION,
}


def apply_operation(
    rows: Rows, operation: Operation, number: int, place: Place, target: int | None
) -> MendProblem | None:
    """Carry an operation out on a row, changing the rows; a problem instead leaves them as they were.

    `place` is where the row is cut in two, or the row's start; `target` the row to come under.
    """
    match operation:
        case Operation.PROMOTE:
            return _promote(rows, number)
        case Operation.DEMOTE:
            return _demote(rows, number)
        case Operation.SPLIT:
            return _split(rows, number, place)
        case Operation.JOIN:
            return _join(rows, number)
        case Operation.REPARENT:
            return _reparent(rows, number, place, target)
        case Operation.TO_POINT:
            return _to_point(rows, number)
    return _to_paragraph(rows, number)


def _promote(rows: Rows, number: int) -> MendProblem | None:
    if rows.rows[number].level < 2:
        return MendProblem("mend.problem.top")
    if _opens_its_parent(rows, number):
        return MendProblem("mend.problem.no_text_above")
    rows.shift(number, -1)
    return None


def _demote(rows: Rows, number: int) -> MendProblem | None:
    if rows.rows[number].is_part:
        return MendProblem("mend.problem.part")
    if rows.previous_sibling(number) is None:
        return MendProblem("mend.problem.first")
    rows.shift(number, 1)
    return None


def _split(rows: Rows, number: int, place: Place) -> MendProblem | None:
    """Cut a row in two: the second half has the same level, and takes the children that stand behind it."""
    row = rows.rows[number]
    if place == row.start:
        return MendProblem("mend.problem.at_start")
    if not _has_text(rows, number, place):
        return MendProblem("mend.problem.no_text")
    rows.rows.insert(number + 1, Row(place, row.level, _kind_of_half(row)))
    _label(rows, number + 1)
    return None


def _join(rows: Rows, number: int) -> MendProblem | None:
    """Take a row away: its text goes to the row before it, its children to its sibling or parent."""
    if number == 0:
        return MendProblem("mend.problem.nothing_before")
    if rows.previous_sibling(number) is None:
        for row in rows.rows[number + 1 : rows.end_of_family(number)]:
            row.level -= 1
    del rows.rows[number]
    return None


def _reparent(rows: Rows, number: int, place: Place, target: int | None) -> MendProblem | None:
    """Put a row, or what follows a place in it, below a row that its text can belong to."""
    cut = place != rows.rows[number].start
    if target is None or rows.rows[target].is_part:
        return MendProblem("mend.problem.no_target")
    if cut and not _has_text(rows, number, place):
        return MendProblem("mend.problem.no_text")
    if target not in _spine(rows, number if cut else number - 1):
        return MendProblem("mend.problem.not_adjacent")
    if not cut and target != number - 1 and _opens_its_parent(rows, number):
        return MendProblem("mend.problem.no_text_above")
    if cut:
        number += 1
        rows.rows.insert(number, Row(place, rows.rows[number - 1].level, PointKind.PARAGRAPH))
    if rows.rows[number].is_part:
        rows.rows[number].kind, rows.rows[number].style = PointKind.PARAGRAPH, "none"
    rows.shift(number, rows.rows[target].level + 1 - rows.rows[number].level)
    return None


def _to_point(rows: Rows, number: int) -> MendProblem | None:
    """Make a paragraph or a part a point; what the reader took for a point gets its marker back.

    A short sentence alone becomes a heading, and the paragraphs after it its body, as with the reader.
    """
    row = rows.rows[number]
    if row.kind in _POINTS:
        return MendProblem("mend.problem.is_point")
    row.gap = max(row.gap, 1)
    row.kind = PointKind.SECTION if row.level == 1 else PointKind.POINT
    if row.origin is not None and row.origin.kind in _POINTS:
        row.kind, row.style, row.marker = row.origin.kind, row.origin.style, row.origin.marker
        rows.shift(number, 0)
        return None
    _label(rows, number)
    if _stands_alone(rows.text(number)):
        _adopt(rows, number)
    return None


def _to_paragraph(rows: Rows, number: int) -> MendProblem | None:
    row = rows.rows[number]
    if row.kind is PointKind.PARAGRAPH:
        return MendProblem("mend.problem.is_paragraph")
    row.gap = max(row.gap, 1)
    row.kind, row.style, row.marker = PointKind.PARAGRAPH, "none", ""
    family = range(number + 1, rows.end_of_family(number))
    adopted = [below for below in family if rows.rows[below].is_adopted and rows.parent(below) == number]
    for below in reversed(adopted):
        rows.shift(below, -1)
        rows.rows[below].is_adopted = False
    return None


def _stands_alone(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text[:-1])


def _adopt(rows: Rows, number: int) -> None:
    """Put the paragraphs that follow a row at its level under it."""
    level, below = rows.rows[number].level, rows.end_of_family(number)
    while below < len(rows.rows) and rows.rows[below].level == level:
        if rows.rows[below].kind is not PointKind.PARAGRAPH:
            return
        after = rows.end_of_family(below)
        rows.shift(below, 1)
        rows.rows[below].is_adopted = True
        below = after


def _opens_its_parent(rows: Rows, number: int) -> bool:
    """Tell whether a row begins where its parent does, which would be left without words."""
    parent = rows.parent(number)
    return parent is not None and rows.rows[parent].start == rows.rows[number].start


def _spine(rows: Rows, number: int) -> set[int]:
    """A row and all above it: the rows that text after it can come under."""
    found: set[int] = set()
    above: int | None = number
    while above is not None and above >= 0:
        found.add(above)
        above = rows.parent(above)
    return found


def _has_text(rows: Rows, number: int, place: Place) -> bool:
    """Tell whether a row's own text has a sign that is not blank at a place behind its start."""
    line, column = place
    text = rows.speech.lines[line - 1] if 0 < line <= len(rows.speech.lines) else ""
    return rows.rows[number].start < place <= rows.end(number) and bool(text[column - 1 : column].strip())


def _kind_of_half(row: Row) -> PointKind:
    """What the second half of a row is: a paragraph for a paragraph or a part, else a point like it."""
    if row.kind not in _POINTS or row.kind is PointKind.LEAD:
        return PointKind.PARAGRAPH
    return _LIKE_IT.get(row.kind, PointKind.POINT)


def _label(rows: Rows, number: int) -> None:
    """Give a new row the marker that stands at its start, if any; a row with one is no paragraph."""
    row = rows.rows[number]
    text = rows.speech.lines[row.start[0] - 1][row.start[1] - 1 :]
    marker, inline = match_marker(text), _INLINE.match(text)
    if marker is None and inline is None:
        row.style = "none"
        return
    row.style, row.marker = (marker.style, marker.label) if marker else ("ordinal", inline["label"] if inline else "")
    if inline is not None and inline["label"][-1] in "是要":
        row.style = "hanzi-shi" if inline["label"][-1] == "是" else "hanzi-yao"
    if row.kind is PointKind.PARAGRAPH:
        row.kind = PointKind.SECTION if row.level == 1 else PointKind.POINT
