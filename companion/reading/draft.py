"""What a format reader hands over: the text of a document as it is printed, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Draft:
    """The text of a document whose format says more than plain text does.

    `lines` are the printed lines, an automatic number at the head of its line; `levels` gives the heading
    level (from 1) of those lines, by number from 1, that the document itself marks as headings; `remarks` are
    catalogue keys with arguments about what was left out or set apart; `format` names what the file was;
    `footnotes` are the notes set apart, in their order.
    """

    lines: tuple[str, ...]
    levels: Mapping[int, int] = field(default_factory=dict)
    remarks: tuple[tuple[str, dict[str, object]], ...] = ()
    footnotes: tuple[str, ...] = ()
    format: str = ""
