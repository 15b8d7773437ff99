"""What a typed line was understood as, in words: a deadline with its day, wherever one is shown."""

from __future__ import annotations

from datetime import date

from companion.capture.line import TypedLine
from companion.catalogue import say
from companion.model.due import Due


def read_back(line: TypedLine) -> str:
    """A parsed line in words, the deadline with its weekday."""
    owners = (line.lead_unit, *line.supporting_units)
    parts = [say(f"capture.kind.{line.kind.value}"), line.speaker, line.text, *owners]
    parts += [due_words(line.due) if line.due else "", *(f"#{tag}" for tag in line.tags)]
    return "  ".join(part for part in parts if part)


def due_words(due: Due) -> str:
    """A deadline as it was understood: its words and the day; or that it has none, or waits for a masked figure."""
    if due.due:
        words = f"{due.raw} → {day_words(due.due)}"
    else:
        words = due.raw if due.masked else f"{due.raw} → {say('capture.due.open')}"
    words += " " + say("capture.due.masked") if due.masked else ""
    return words + (say(due.note) if due.note else "")


def day_words(value: date) -> str:
    """A day with its weekday, and its year when that is not this one."""
    weekday = say("capture.due.weekdays").split()[value.weekday()]
    month = say("capture.due.months").split()[value.month - 1]
    key = "capture.due.day" if value.year == date.today().year else "capture.due.day_of_year"
    return say(key, year=value.year, month=month, day=value.day, weekday=weekday)
