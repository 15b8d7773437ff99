"""What a format reader hands over: the text of a document as it is printed, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS_BEFORE = re.compile("[\\w%％]{1,12}$")


class Footnote(NamedTuple):
    """A note apart from the text: its words, and the words that its mark stands behind."""

    words: str
    behind: str = ""

    @classmethod
    def at(cls, words: str, before: str) -> Footnote:
        """The note whose mark stands behind a stretch of text; of that the last words are kept."""
        last = _WORDS_BEFORE.search(before[-20:])
        return cls(words, last[0] if last else "")


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
    footnotes: tuple[Footnote, ...] = ()
    format: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines that the footnotes take below the text: a heading, and each note behind its number and words."""
        return note_lines(self.footnotes, self.lines)


def note_lines(footnotes: Sequence[Footnote], lines: Sequence[str]) -> tuple[str, ...]:
    """The footnotes of a text as lines below it: 注释, [1] 增长3%：不含飞地。; none where no note has words.

    They keep the numbers that the text's marks have.
    """
    numbered = [(n, note) for n, note in enumerate(footnotes, 1) if note.words.strip()]
    if not numbered:
        return ()
    is_chinese = any(map(_HAN.search, lines))
    gap = "：" if is_chinese else ": "
    return (
        "注释" if is_chinese else "Notes",
        *(f"[{n}] {note.behind}{gap if note.behind else ''}{note.words.strip()}" for n, note in numbered),
    )
