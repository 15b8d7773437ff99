"""A document before it has a format: a head, what is still open, blocks of words and tables, a foot.

Each document is composed once, into this; each format knows how to write each block, and nothing of meetings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | None


class Mark(StrEnum):
    """How a run of words stands out; every format shows the difference even without colour."""

    PLAIN = "plain"
    STRONG = "strong"
    FILLED = "filled"
    OPEN = "open"
    ADDED = "added"
    DROPPED = "dropped"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark; newlines in them are line breaks."""

    text: str
    mark: Mark = Mark.PLAIN


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) to 4 (（1）), numbering included in its words."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `align` is "left", "center" or "right", `indent` is two characters, on the first line."""

    words: Words
    indent: bool = True
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note in its place: a label (kind, time), its words, and lesser details after them."""

    label: str
    words: Words
    details: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one a line: the head of a record."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """A label and names, later lines hanging under the first name: 出席： (GB/T 9704 §10.3)."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a code name, the words of its head, and its share of the width."""

    name: str
    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `name` is a code name, `title` the words above it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One point on the timeline, in seconds from the start; `real_start` is None where it was not reached."""

    label: str
    planned_start: float
    planned_seconds: float
    real_start: float | None
    real_seconds: float
    state: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars over a common time axis of `seconds`, with a key for planned and real."""

    title: str
    bars: tuple[Bar, ...]
    seconds: float
    planned_word: str
    real_word: str


@dataclass(frozen=True, slots=True)
class PageTotal:
    """How many pages there are (本记录共×页, domain §2.2), with `{pages}` in its words; for formats that have pages."""

    words: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows starts on a page of its own."""


Block = Heading | Paragraph | Remark | Facts | Roll | Table | Plot | PageTotal | NewPage


@dataclass(frozen=True, slots=True)
class Masthead:
    """The red head: the mark across the page, its number, office at the left and date at the right."""

    mark: str
    number: str = ""
    office: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The foot of an official document: 抄送, then 印发机关 on the left and 印发日期 on the right."""

    cc: str
    office: str
    day: str


@dataclass(frozen=True)
class Paper:
    """A whole document. `face` says what is still open, `seal` state, version and hash; always shown.

    `marking` is the classification (`机密★10年`), with what else stands at the top left.
    """

    name: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    face: tuple[str, ...]
    seal: str
    masthead: Masthead | None = None
    imprint: Imprint | None = None
    marking: tuple[str, ...] = ()
    is_landscape: bool = False
    made: datetime | None = None


def words(text: str, mark: Mark = Mark.PLAIN) -> Words:
    """Some text as the words of a block."""
    return (Run(text, mark),)


def plain(line: Words) -> str:
    """The words of a block as text."""
    return "".join(run.text for run in line)
