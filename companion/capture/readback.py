"""What a typed line was understood as, in words, to be shown while it is typed."""

from __future__ import annotations

from companion.capture.line import TypedLine
from companion.catalogue import say
from companion.model.due import Due


def read_back(line: TypedLine) -> str:
    """A parsed line in words, the deadline with its weekday."""
    owners = (line.lead_unit, *line.supporting_units)
    parts = [say(f"capture.kind.{line.kind.value}"), line.speaker, line.text, *owners]
    parts += [read_back_due(line.due) if line.due else "", *(f"#{tag}" for tag in line.tags)]
    return "  ".join(part for part in parts if part)


def read_back_due(due: Due) -> str:
    """A deadline as it was understood: the words, the day, its weekday; or that it has no day."""
    if due.due is None:
        return say("capture.due_open", raw=due.raw)
    weekday = say(f"capture.weekday.{due.due.isoweekday()}")
    note = say(due.note) if due.note else ""
    return say("capture.due_read", raw=due.raw, due=due.due.isoformat(), weekday=weekday) + note
