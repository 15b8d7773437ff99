"""The minutes of one meeting as typed values: what the records of a `Document` mean.

Tables: `meeting` (the head, one record), `speech` (name and hash, one record), `notes`, `ticks`, `fills`.
A record that is taken away keeps its place with `deleted = true`, so that it can be brought back and merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from companion.model.document import HEAD, Document
from companion.model.due import Due

E = TypeVar("E", bound=StrEnum)

MEETING, SPEECH, NOTES, TICKS, FILLS = "meeting", "speech", "notes", "ticks", "fills"


class NoteKind(StrEnum):
    """What a note is; the last five say how the delivery left the script, or what happened in the room."""

    COMMENT = "comment"
    ACTION = "action"
    DECISION = "decision"
    QUESTION = "question"
    ADDED = "added"
    CHANGED = "changed"
    INTERJECTION = "interjection"
    STRESSED = "stressed"
    SCENE = "scene"


class Visibility(StrEnum):
    """Who may read a note: the note-taker, readers of the record, or readers of the minutes."""

    PRIVATE = "private"
    RECORD = "record"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in the speech something belongs: a point, a quote of it, and its line and column (from 1).

    `path` holds the headings down to the point, for finding it again in a re-issued speech.
    """

    point: str
    quote: str = ""
    line: int = 0
    column: int = 0
    path: tuple[str, ...] = ()
    orphaned: bool = False

    def to_fields(self) -> dict[str, Any]:
        """The anchor as fields of a record."""
        return {
            "point": self.point,
            "quote": self.quote,
            "line": self.line,
            "column": self.column,
            "path": list(self.path),
            "orphaned": True if self.orphaned else None,
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Anchor:
        """The anchor out of a record's fields; odd ones become empty."""
        line, column = fields.get("line"), fields.get("column")
        return cls(
            text(fields, "point"),
            text(fields, "quote"),
            line if isinstance(line, int) else 0,
            column if isinstance(column, int) else 0,
            texts(fields, "path"),
            fields.get("orphaned") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the note-taker wrote at a point. Times carry their zone."""

    id: str
    kind: NoteKind
    anchor: Anchor
    text: str = ""
    author: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    lead_unit: str = ""
    supporting_units: tuple[str, ...] = ()
    due: Due | None = None
    tags: tuple[str, ...] = ()
    speaker: str = ""
    visibility: Visibility = Visibility.RECORD
    status: str = ""
    deliverable: str = ""
    to_verify: bool = False
    deleted: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_fields(cls, id: str, fields: Mapping[str, Any]) -> Note:
        """The note out of a record; a kind that is not known reads as a comment."""
        due = fields.get("due")
        return cls(
            id=id,
            kind=_member(NoteKind, fields.get("kind"), NoteKind.COMMENT),
            anchor=Anchor.from_fields(fields),
            text=text(fields, "text"),
            author=text(fields, "author"),
            created=_moment(fields.get("created")),
            updated=_moment(fields.get("updated")),
            lead_unit=text(fields, "lead_unit"),
            supporting_units=texts(fields, "supporting_units"),
            due=Due.from_fields(due) if isinstance(due, dict) else None,
            tags=texts(fields, "tags"),
            speaker=text(fields, "speaker"),
            visibility=_member(Visibility, fields.get("visibility"), Visibility.RECORD),
            status=text(fields, "status"),
            deliverable=text(fields, "deliverable"),
            to_verify=fields.get("to_verify") is True,
            deleted=fields.get("deleted") is True,
            extra=fields,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A point that was read out (`spoken`) or left out (`skipped`), and when."""

    id: str
    anchor: Anchor
    state: str
    at: datetime | None
    author: str = ""
    deleted: bool = False

    @classmethod
    def from_fields(cls, id: str, fields: Mapping[str, Any]) -> Tick:
        """The tick out of a record."""
        return cls(
            id=id,
            anchor=Anchor.from_fields(fields),
            state=text(fields, "state") or "spoken",
            at=_moment(fields.get("at")),
            author=text(fields, "author"),
            deleted=fields.get("deleted") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A figure heard for a blank; `anchor` stands on the mask, `n` is the blank's number in the speech.

    `status` is "heard", "to_verify", "checked" or "skipped".
    """

    id: str
    anchor: Anchor
    n: int
    value: str
    unit: str = ""
    status: str = "heard"
    author: str = ""
    at: datetime | None = None
    deleted: bool = False

    @classmethod
    def from_fields(cls, id: str, fields: Mapping[str, Any]) -> Fill:
        """The fill out of a record."""
        n = fields.get("n")
        return cls(
            id=id,
            anchor=Anchor.from_fields(fields),
            n=n if isinstance(n, int) else 0,
            value=text(fields, "value"),
            unit=text(fields, "unit"),
            status=text(fields, "status") or "heard",
            author=text(fields, "author"),
            at=_moment(fields.get("at")),
            deleted=fields.get("deleted") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of the minutes: the meeting, its time and place, and who was there (domain §2.2).

    `previous_minutes` says what became of those of the meeting before: "approved as read" (Robert's Rules).
    """

    title: str = ""
    date: date | None = None
    started_at: str = ""
    ended_at: str = ""
    venue: str = ""
    chair: str = ""
    recorder: str = ""
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    late: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    classification: str = ""
    previous_minutes: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Head:
        """The head out of its record; who was absent, late or left early is a list of {name, reason} tables."""
        held = fields.get("date")
        if isinstance(held, datetime):
            held = held.date()
        return cls(
            **{name: text(fields, name) for name in HEAD_TEXTS},
            date=held if isinstance(held, date) else None,
            present=texts(fields, "present"),
            attending=texts(fields, "attending"),
            absent=people(fields, "absent"),
            late=people(fields, "late"),
            left=people(fields, "left"),
            extra=fields,
        )


HEAD_TEXTS = (
    *("title", "started_at", "ended_at", "venue", "chair", "recorder"),
    *("classification", "previous_minutes"),
)


@dataclass(frozen=True)
class Minutes:
    """A view of a whole minutes file at one moment; deleted records are not in it."""

    id: str
    head: Head
    speech_name: str
    speech_sha256: str
    notes: tuple[Note, ...]
    ticks: tuple[Tick, ...]
    fills: tuple[Fill, ...]
    document: Document
    note_takers: tuple[str, ...] = ()  # whose files these are, where they are of several
    lost_mends: tuple[tuple[str, Anchor], ...] = ()  # ids and places of mends that find their words no more

    @classmethod
    def of(cls, document: Document) -> Minutes:
        """The typed view of a document; notes in the order of their creation."""
        notes = (Note.from_fields(id, fields) for id, fields in document.records(NOTES).items())
        ticks = (Tick.from_fields(id, fields) for id, fields in document.records(TICKS).items())
        fills = (Fill.from_fields(id, fields) for id, fields in document.records(FILLS).items())
        speech = document.record(SPEECH)
        return cls(
            document.id,
            Head.from_fields(document.record(MEETING, HEAD)),
            text(speech, "name"),
            text(speech, "sha256"),
            tuple(sorted((note for note in notes if not note.deleted), key=lambda note: note.id)),
            tuple(sorted((tick for tick in ticks if not tick.deleted), key=lambda tick: tick.id)),
            tuple(sorted((fill for fill in fills if not fill.deleted), key=lambda fill: fill.id)),
            document,
        )

    @cached_property
    def notes_by_point(self) -> dict[str, tuple[Note, ...]]:
        """The notes at each point, in the order of their creation."""
        grouped: dict[str, list[Note]] = {}
        for note in self.notes:
            grouped.setdefault(note.anchor.point, []).append(note)
        return {point: tuple(notes) for point, notes in grouped.items()}

    @cached_property
    def fills_by_blank(self) -> dict[int, Fill]:
        """The latest fill of each blank, by the blank's number."""
        return {fill.n: fill for fill in self.fills}

    @cached_property
    def ticks_by_point(self) -> dict[str, Tick]:
        """The latest tick of each point."""
        return {tick.anchor.point: tick for tick in self.ticks}


def text(fields: Mapping[str, Any], name: str) -> str:
    """A field as text; anything but text or a number reads as nothing."""
    value = fields.get(name)
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A field as texts; one text alone counts as a list of one."""
    value = fields.get(name)
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()


def people(fields: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    """A field as people with a reason (or a time) each; anything but {name, reason} tables is left out."""
    value = fields.get(name)
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return tuple((text(row, "name"), text(row, "reason")) for row in rows)


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _member(kind: type[E], value: object, otherwise: E) -> E:
    return kind(value) if isinstance(value, str) and value in kind._value2member_map_ else otherwise
