"""How many notes, tasks and open figures a meeting has: what the status line says at every key."""

from __future__ import annotations

from dataclasses import dataclass

from companion.model.minutes import NoteKind
from companion.session.register import Register


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one's own notes, of the tasks among them, of the masked figures, and of those still to be filled."""

    notes: int
    actions: int
    figures: int
    open_figures: int


def tally_of(register: Register, figures: frozenset[int]) -> Tally:
    """The counts of what is in a register; `figures` are the numbers of the blanks that stand for a figure."""
    actions = sum(note.kind is NoteKind.ACTION for note in register.notes.values())
    filled = figures.intersection(fill.n for fill in register.fills.values())
    return Tally(len(register.notes), actions, len(figures), len(figures) - len(filled))
