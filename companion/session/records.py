"""The changes that an act of the note-taker makes to the minutes. Pure: nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from companion.capture.line import TypedLine
from companion.model.document import Change
from companion.model.ids import new_id
from companion.model.minutes import FILLS, NOTES, TICKS, Anchor, Tick
from companion.model.outline import Blank, Point
from companion.model.speech import Speech

QUOTE_LENGTH = 60  # characters: enough to be found again, little enough to be read in the file


def anchor_at(speech: Speech, point: Point) -> Anchor:
    """The anchor of a point: its first words, where they stand, and the headings above them."""
    words = speech.text(speech.own_span(point)).replace("\n", " ").strip()
    path = speech.outline.path(point)
    return Anchor(point.id, words[:QUOTE_LENGTH], point.span.line, point.span.column, path)


def blank_anchor(speech: Speech, blank: Blank) -> Anchor:
    """The anchor of a blank: the words around it, and where it stands."""
    mask = speech.lines[blank.line - 1][blank.column - 1 : blank.column - 1 + blank.length]
    path = speech.outline.path(speech.outline.by_id[blank.point])
    return Anchor(blank.point, f"{blank.before}{mask}{blank.after}", blank.line, blank.column, path)


def line_fields(line: TypedLine) -> dict[str, Any]:
    """What a typed line says, as fields of a note; None where it says nothing."""
    fields: dict[str, Any] = {
        "kind": str(line.kind),
        "text": line.text,
        "lead_unit": line.lead_unit,
        "supporting_units": list(line.supporting_units),
        "due": line.due.to_fields() if line.due else None,
        "deliverable": line.deliverable,
        "tags": list(line.tags),
        "speaker": line.speaker,
        "visibility": str(line.visibility) if line.visibility else None,
        "to_verify": line.to_verify or None,
    }
    return {name: value if name == "text" or value else None for name, value in fields.items()}


def new_note(anchor: Anchor, fields: Mapping[str, Any], author: str, created: datetime, now: datetime) -> Change:
    """A new note at an anchor."""
    return Change(
        NOTES,
        new_id(),
        _given({**anchor.to_fields(), **fields, "author": author or None, "created": created, "updated": now}),
    )


def new_tick(anchor: Anchor, state: str, author: str, now: datetime) -> Change:
    """A point read out (`spoken`) or left out (`skipped`)."""
    return Change(TICKS, new_id(), _given({**anchor.to_fields(), "state": state, "author": author or None, "at": now}))


def drop_tick(tick: Tick) -> Change:
    """A tick taken back."""
    return Change(TICKS, tick.id, {"deleted": True})


def new_fill(
    anchor: Anchor, blank: Blank, value: str, unit: str, status: str, author: str, now: datetime
) -> Change:
    """A figure heard for a blank."""
    own = {"n": blank.n, "value": value, "unit": unit or None, "status": status, "indicator": blank.label or None}
    return Change(FILLS, new_id(), _given({**anchor.to_fields(), **own, "author": author or None, "at": now}))


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}
