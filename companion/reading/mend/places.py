"""Finding the place of a mend again: by its words, by the headings above it, by its line and column.

A re-issued speech has sentences added before; the words are the same. Of several places with the words the
one below the same headings wins, then the nearest to where they stood.
"""

from __future__ import annotations

from companion.model.minutes import Anchor
from companion.reading.mend.assembly import find_parents, name_rows, row_title
from companion.reading.mend.rows import Place, Rows

QUOTED = 24  # characters of the speech that an anchor quotes
_WEIGHED = 200  # places with the same words whose headings are compared


def make_anchor(rows: Rows, number: int, place: Place | None = None) -> Anchor:
    """An anchor on a row, or on a place inside it: its id, the words there, line, column and headings."""
    line, column = place or rows.rows[number].start
    ids = name_rows(rows.rows, find_parents(rows.rows))
    quote = rows.speech.lines[line - 1][column - 1 : column - 1 + QUOTED]
    return Anchor(ids[number], quote.rstrip(), line, column, path_of(rows, number))


def find_row(rows: Rows, anchor: Anchor) -> int | None:
    """The number of the row that begins with an anchor's words, or of the one below its headings."""
    place = (anchor.line, anchor.column)
    numbers = list(rows.starting_at(place)) if _stands_at(rows, anchor.quote, place) else []
    here = [number for number in numbers if _has_path(rows, anchor, number)]
    if here:
        return here[-1]
    found = [number for place in _places_of_words(rows, anchor) for number in rows.starting_at(place)]
    return _likeliest(rows, anchor, found) if found else _row_of_path(rows, anchor)


def find_place(rows: Rows, anchor: Anchor) -> tuple[int, Place] | None:
    """Where an anchor's words stand now, and the number of the row around them; None if they are gone."""
    place = (anchor.line, anchor.column)
    if _stands_at(rows, anchor.quote, place) and _has_path(rows, anchor, rows.at(place)):
        return rows.at(place), place
    places = {rows.at(place): place for place in reversed(_places_of_words(rows, anchor))}
    places.pop(-1, None)
    number = _likeliest(rows, anchor, list(places)) if places else None
    return (number, places[number]) if number is not None else None


def path_of(rows: Rows, number: int) -> tuple[str, ...]:
    """The headings from the outermost row down to a row."""
    path: list[str] = []
    above: int | None = number
    while above is not None:
        path.append(heading_of(rows, above))
        above = rows.parent(above)
    return tuple(reversed(path))


def heading_of(rows: Rows, number: int) -> str:
    """A row's marker and title as they are shown."""
    marker = rows.rows[number].marker
    return f"{marker}{' ' if marker and marker[-1].isascii() else ''}{row_title(rows, number)}"


def _likeliest(rows: Rows, anchor: Anchor, numbers: list[int]) -> int:
    """Of several rows the nearest to an anchor below the same headings, else the nearest."""
    numbers.sort(key=lambda number: abs(rows.rows[number].start[0] - anchor.line))
    below = (number for number in numbers[:_WEIGHED] if _has_path(rows, anchor, number))
    return next(below, numbers[0])


def _places_of_words(rows: Rows, anchor: Anchor) -> list[Place]:
    """Every place with the words of an anchor, the nearest to its line and column first."""
    quote, places = anchor.quote, []
    for line, text in enumerate(rows.speech.lines, 1):
        start = text.find(quote) if quote else -1
        while start >= 0:
            places.append((line, start + 1))
            start = text.find(quote, start + 1)
    return sorted(places, key=lambda place: (abs(place[0] - anchor.line), abs(place[1] - anchor.column)))


def _stands_at(rows: Rows, quote: str, place: Place) -> bool:
    """Tell whether words stand at a place."""
    line, column = place
    inside = quote and 0 < line <= len(rows.speech.lines) and column > 0
    return bool(inside) and rows.speech.lines[line - 1].startswith(quote, column - 1)


def _has_path(rows: Rows, anchor: Anchor, number: int) -> bool:
    return number >= 0 and (not anchor.path or path_of(rows, number) == anchor.path)


def _row_of_path(rows: Rows, anchor: Anchor) -> int | None:
    """The only row below the same headings; for an anchor with an id and nothing else, the row of that id."""
    if anchor.path:
        numbers = [
            number
            for number in range(len(rows.rows))
            if heading_of(rows, number) == anchor.path[-1] and path_of(rows, number) == anchor.path
        ]
    elif anchor.quote:
        numbers = []
    else:
        ids = name_rows(rows.rows, find_parents(rows.rows))
        numbers = [number for number, id in enumerate(ids) if id == anchor.point]
    return numbers[0] if len(numbers) == 1 else None
