"""The masked figures of a speech with what was heard for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from companion.model.minutes import Fill, Minutes
from companion.model.outline import Blank, BlankKind, Outline


@dataclass(frozen=True)
class Figure:
    """A masked figure of the speech with what was heard for it, if anything."""

    blank: Blank
    fill: Fill | None

    @property
    def is_filled(self) -> bool:
        """Whether there is a value."""
        return self.fill is not None and self.fill.status != "skipped" and self.fill.value != ""

    @property
    def is_to_verify(self) -> bool:
        """Whether the value was not heard for certain."""
        return self.fill is not None and self.is_filled and self.fill.status == "to_verify"

    @property
    def name(self) -> str:
        """What the figure is a figure of; without a name, its context in the speech."""
        return self.blank.label or self.blank.indicator or f"{self.blank.before}{self.blank.after}"

    @property
    def unit(self) -> str:
        """The unit in force: the one noted, otherwise the printed one."""
        return (self.fill.unit if self.fill else "") or self.blank.unit


def figures_of(outline: Outline, minutes: Minutes) -> tuple[Figure, ...]:
    """Every blank of the speech, in order, with its latest fill."""
    return tuple(Figure(blank, minutes.fills_by_blank.get(blank.n)) for blank in outline.blanks)


def figures_by_line(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    """The figures on each line of the speech, from left to right."""
    grouped: dict[int, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure.blank.line, []).append(figure)
    return grouped


def is_in_scope(blank: Blank) -> bool:
    """Whether a blank asks for a figure; masked names are usually left as they are (domain §1.5)."""
    return blank.kind is not BlankKind.NAME
