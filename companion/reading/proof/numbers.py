"""The number that a marker carries, and which markers count in one row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from companion.model.numerals import parse_numeral
from companion.model.outline import Outline, Point

Row = list[tuple[Point, int]]

_NUMERAL = re.compile(r"(?:\d+[.\-/])*\d+|[零〇一二三四五六七八九十百千]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONE_ROMAN = "IVX"  # Roman where the style does not say that it is a letter
_NEXT = re.compile("其次|再次|再者|然后|接着|最后")
_UNCOUNTED = ("one", "clock", "date", "bracket")  # 一个是, 9:30
_INSERTED = "之"  # 第五条之一 stands behind 第五条 and has no number of its own
_INLINE = {"hanzi-shi", "hanzi-yao", "hanzi-mixed"}


def marker_number(marker: str, style: str = "") -> int | None:
    """The number of a marker, None without one: `（四）` 4, `1.2.3` 3, `⑾` 11, `二是` 2, `(b)` 2."""
    folded = unicodedata.normalize("NFKC", marker)
    found = _NUMERAL.search(folded)
    if found:
        return parse_numeral(re.split(r"[.\-/]", found.group())[-1])
    letters = re.findall("[A-Za-z]+", folded)
    if not letters:
        return None
    last = letters[-1]
    is_letter = len(last) == 1 and ("letter" in style or ("roman" not in style and last not in _LONE_ROMAN))
    return ord(last.lower()) - ord("a") + 1 if is_letter else _roman(last.lower())


def family(point: Point) -> str:
    """The name of the row that a point counts in: 一是 and 一要 count together, so do `1`, `1.` and `1、`."""
    if point.style in _INLINE:
        return "inline"
    return "arabic" if point.style.startswith(("arabic", "decimal")) and "paren" not in point.style else point.style


def rows(outline: Outline) -> Iterable[Row]:
    """All rows: the numbered points with one parent and one family, in document order, with their numbers.

    首先 counts as 1; 其次, 最后 and their like only say that they come next, in whatever row came last.
    """
    grouped: dict[tuple[str | None, str], Row] = {}
    latest: dict[str | None, Row] = {}
    for point in outline.points:
        row = latest.get(point.parent)
        if _NEXT.match(point.marker) and row:
            row.append((point, row[-1][1] + 1))
            continue
        if point.style in _UNCOUNTED or (point.style.startswith("chapter") and _INSERTED in point.marker):
            continue
        number = 1 if point.marker.startswith("首先") else marker_number(point.marker, point.style)
        if number:
            row = latest[point.parent] = grouped.setdefault((point.parent, family(point)), [])
            row.append((point, number))
    return grouped.values()


def runs(row: Row) -> Iterator[Row]:
    """Cut a row where the numbers begin anew at 1; a row of nothing but 1 stays whole."""
    if {number for _, number in row} == {1}:
        yield row
        return
    run: Row = []
    for point, number in row:
        if run and number == 1 and run[-1][1] > 1:
            yield run
            run = []
        run.append((point, number))
    yield run


def _roman(letters: str) -> int | None:
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if not all(values):
        return None
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
