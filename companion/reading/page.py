"""The printed lines of a document while they are gathered, and how the cells of a table row become lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

CELL_GAP = "　"  # an ideographic space: a gap that a line of text can have
MAX_LINES = 100_000  # of table rows and cells, counted again for each table around them
_COMPACT = 40  # a cell of so few characters is one phrase, broken only to fit its column
_NUMERAL = "[一二三四五六七八九十百]+"
_ENUMERATED = re.compile(
    rf"\s*(?:{_NUMERAL}、|[（(](?:{_NUMERAL}|\d+)[）)]|第{_NUMERAL}[章节条部分]|\d+[.．、](?!\d)|[①-⑳])\s*\S"
)
_CLOCK = re.compile(r"\s*(?:上午|下午|晚上)?\s*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}|整|半)?")
_ORDER = re.compile(rf"\s*(?:\d{{1,3}}|{_NUMERAL})\s*[.．、]?\s*")


class BudgetError(ValueError):
    """The pages of a document hold more lines than its budget allows."""


@dataclass
class Budget:
    """How many more lines may be written; those copied out of a cell count each time."""

    left: int = MAX_LINES

    def spend(self, lines: int) -> None:
        """Take lines from the budget. Raises BudgetError when it is spent."""
        self.left -= lines
        if self.left < 0:
            raise BudgetError


@dataclass
class Page:
    """Lines with the heading levels (from 1) of some, the paragraph each begins with, and where table rows
    stand.
    """

    lines: list[str] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    sources: list[object] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)

    def inside(self) -> Page:
        """An empty page for a cell or a text box, on the same budget."""
        return Page(budget=self.budget)

    def add(self, line: str, source: object = None, level: int | None = None) -> None:
        """Append a line that begins with the paragraph `source`."""
        self.lines.append(line)
        self.sources.append(source)
        if level is not None and line.strip():
            self.levels[len(self.lines)] = level

    def add_bare(self, lines: Sequence[str], sources: Sequence[object]) -> None:
        """Append lines without levels, each with what it begins with."""
        self.lines += lines
        self.sources += sources

    def add_page(self, page: Page) -> None:
        """Append all lines of another page, blank ones left out."""
        self.budget.spend(len(page.lines))
        for number, (line, source) in enumerate(zip(page.lines, page.sources, strict=True), 1):
            if line.strip():
                self.add(line, source, page.levels.get(number))

    def add_row(self, cells: Sequence[Page]) -> None:
        """Append a table row: its one-line cells side by side on a line, a cell of several lines on lines of
        its own.

        A cell that begins with an enumerator (一、 1. ①) also begins a line, for it is a point and not a
        column.
        """
        self.rows.append((len(self.lines) + 1, sum(cell.has_words() for cell in cells)))
        self.budget.spend(1 + sum(len(cell.lines) for cell in cells))
        beside: list[Page] = []
        for cell in cells:
            if not cell.has_words():
                continue
            if cell.is_phrase() and not (beside and _ENUMERATED.match(cell.words())):
                beside.append(cell)
                continue
            self._add_beside(beside)
            beside = [cell] if cell.is_phrase() else []
            if not beside:
                self.add_page(cell)
        self._add_beside(beside)

    def _add_beside(self, cells: Sequence[Page]) -> None:
        if cells:
            level = next((level for cell in cells for level in cell.levels.values()), None)
            first = cells[0]
            source = next(source for line, source in zip(first.lines, first.sources, strict=True) if line.strip())
            self.add(CELL_GAP.join(cell.words() for cell in cells), source, level)

    def has_words(self) -> bool:
        """Tell whether any line is more than blank."""
        return any(line.strip() for line in self.lines)

    def is_phrase(self) -> bool:
        """Tell whether this is one line, or a few short ones that only the column has broken."""
        lines = [line for line in self.lines if line.strip()]
        is_compact = sum(map(len, lines)) <= _COMPACT and not self.levels
        return len(lines) == 1 or (is_compact and not any(map(_ENUMERATED.match, lines)))

    def words(self) -> str:
        """The lines that are more than blank, as one line."""
        return " ".join(line.strip() for line in self.lines if line.strip())

    def mark_agenda(self) -> None:
        """Give levels to the rows of a document that is an agenda in a table: no headings, most of the text
        in rows.

        A row that begins with a time of day or a serial number is an item; a row of a single cell above such
        rows (the day, the session) is the heading over them.
        """
        starts = {line for line, _cells in self.rows}
        in_rows = sum(len(self.lines[line - 1]) for line in starts if line <= len(self.lines))
        if self.levels or in_rows * 2 < sum(map(len, self.lines)):
            return
        items = [line for line, cells in self.rows if cells > 1 and self._is_item(line)]
        if len(items) < 2:
            return
        heads = [line for line, cells in self.rows if cells == 1 and items[0] < items[-1] and line < items[-1]]
        self.levels.update(dict.fromkeys(heads, 1))
        self.levels.update(dict.fromkeys(items, 2 if heads else 1))

    def _is_item(self, line: int) -> bool:
        first = self.lines[line - 1].partition(CELL_GAP)[0]
        return _CLOCK.match(first) is not None or _ORDER.fullmatch(first) is not None
