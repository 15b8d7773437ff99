"""Undo and redo without limit: what each step did, and the changes that take it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from companion.catalogue import say
from companion.model.document import Change


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the note-taker: `name` is its key in the catalogue (`step.NAME`), `subject` what it was done to."""

    name: str
    subject: str
    undo: tuple[Change, ...]
    speaker_before: str
    speaker_after: str


def step_words(step: Step) -> str:
    """What a step did, in the language in force."""
    return say(f"step.{step.name}", subject=step.subject)


@dataclass
class History:
    """The steps that can be taken back, and those that can be made again."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Remember a new step; what was undone before it cannot be made again."""
        self.done.append(step)
        self.undone.clear()
