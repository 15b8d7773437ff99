"""What can be found: a stretch of text with where it stands and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One searchable text.

    `key` says what it belongs to, such as ("point", "2.4.1") or ("note", id); of all entries with one key
    a search returns the best. `kind` is "heading", "body", "blank", "owner" or the kind of a note.
    `line` and `column` (from 1) are where the text begins; `breaks` lists every later offset of the text that
    begins elsewhere, as (offset, line, column). `lead` is the length of the marker before the words.
    `states` are words such as "spoken", "blank", "to_verify" that `is:` asks for.
    """

    key: Hashable
    kind: str
    text: str
    line: int = 0
    column: int = 0
    file: str = ""
    point: str = ""
    lead: int = 0
    breaks: tuple[tuple[int, int, int], ...] = ()
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: date | None = None
    status: str = ""
    states: frozenset[str] = field(default_factory=frozenset)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of a character of the text; (0, 0) for a text that stands in no file."""
        start, line, column = 0, self.line, self.column
        for later, its_line, its_column in self.breaks:
            if later > offset:
                break
            start, line, column = later, its_line, its_column
        return (line, column + offset - start) if line else (0, 0)
