"""All data of a meeting as JSON, for other programs: names as in the outline's JSON, every character kept."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from companion.exporters.audience import DATA, PRIVATE
from companion.exporters.deviations import Deviation
from companion.exporters.entries import Entry
from companion.exporters.figures import Figure
from companion.exporters.ledger_rows import LedgerRow
from companion.exporters.matters import OpenMatter
from companion.exporters.report import Report
from companion.exporters.seal import Seal
from companion.model.minutes import Note

# JSON may hold these as they are (RFC 8259 §7), but a terminal or an editor that shows the file would act on them.
_ACTING = re.compile("[\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
FORMAT = 1


def render(seen: Report, seal: Seal, document: str = DATA) -> bytes:
    """The report as UTF-8 JSON; lines and columns count from 1, times are ISO 8601 with their zone."""
    value = {
        "format": FORMAT,
        "document": document,
        "seal": {"code": seal.code, "state": seal.state, "version": seal.version, "hash": seal.digest},
        "made": seen.made,
        "language": seen.language,
        "minutes": seen.minutes_id,
        "speech": {"name": seen.speech_name, "sha256": seen.speech_sha256, "title": seen.outline.title},
        "head": _head(seen, with_reasons=document == PRIVATE),
        "points": [_entry(entry) for entry in seen.entries],
        "orphans": [_note(note) for note in seen.orphans],
        "figures": [_figure(figure) for figure in seen.figures],
        "actions": [_row(row) for row in seen.ledger],
        "decisions": [note.id for note in seen.decisions],
        "questions": [note.id for note in seen.questions],
        "deviations": [_deviation(one) for one in seen.deviations],
        "open": [_matter(one) for one in seen.open],
        "times": [
            {
                "point": one.point.id,
                "planned_start": one.planned_start,
                "planned_seconds": one.planned_seconds,
                "state": one.state or None,
                "at": one.at,
            }
            for one in seen.times
        ],
        "states": [
            {"state": one.state, "name": one.name, "opinion": one.opinion, "date": one.on}
            for one in seen.standing.steps
        ],
        "corrections": [{"at": at, "name": name, "text": text} for at, name, text in seen.corrections],
    }
    words = json.dumps(value, ensure_ascii=False, indent=1, default=_plain)
    return (_ACTING.sub(_escaped, words) + "\n").encode("utf-8")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _head(seen: Report, *, with_reasons: bool) -> dict[str, Any]:
    head = seen.head
    names = (
        *("title", "date", "started_at", "ended_at", "venue", "chair", "recorder"),
        *("classification", "previous_minutes"),
    )
    absent = [{"name": name, "reason": why} if with_reasons else {"name": name} for name, why in head.absent]
    return {name: getattr(head, name) for name in names} | {
        "present": head.present,
        "attending": head.attending,
        "absent": absent,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    point = entry.point
    tick = {"state": entry.tick.state, "at": entry.tick.at} if entry.tick else None
    return {
        "id": point.id,
        "parent": point.parent,
        "depth": point.depth,
        "kind": point.kind,
        "line": point.span.line,
        "column": point.span.column,
        "end_line": point.span.end_line,
        "end_column": point.span.end_column,
        "marker": point.marker,
        "title": point.title,
        "heading": entry.heading,
        "text": "".join(piece.text for piece in entry.body),
        "tick": tick,
        "notes": [_note(note) for note in entry.notes],
    }


def _note(note: Note) -> dict[str, Any]:
    due = note.due.to_fields() if note.due else None
    return {
        "id": note.id,
        "kind": note.kind,
        "point": note.anchor.point,
        "quote": note.anchor.quote,
        "line": note.anchor.line,
        "column": note.anchor.column,
        "text": note.text,
        "author": note.author,
        "speaker": note.speaker,
        "created": note.created,
        "updated": note.updated,
        "lead_unit": note.lead_unit,
        "supporting_units": note.supporting_units,
        "due": due,
        "tags": note.tags,
        "visibility": note.visibility,
        "status": note.status,
        "to_verify": note.to_verify,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    blank, fill = figure.blank, figure.fill
    return {
        "n": blank.n,
        "line": blank.line,
        "column": blank.column,
        "point": blank.point,
        "kind": blank.kind,
        "indicator": figure.name,
        "unit": figure.unit,
        "value": fill.value if fill and figure.is_filled else None,
        "status": fill.status if fill else "open",
    }


def _row(row: LedgerRow) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "id": row.note.id,
        "source": row.source,
        "quote": row.quote,
        "task": row.task,
        "deliverable": row.deliverable,
        "lead_unit": row.lead_unit,
        "supporting_units": row.supporting,
        "responsible_leader": row.leader,
        "contact": row.contact,
        "due_raw": row.due_raw,
        "due": row.due,
        "tentative": row.tentative,
        "status": row.status,
        "progress": row.progress,
        "remarks": row.remarks,
    }


def _deviation(one: Deviation) -> dict[str, Any]:
    point = one.point.id if one.point else None
    return {"how": one.how, "point": point, "script": one.script, "text": one.text, "at": one.at}


def _matter(one: OpenMatter) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "point": one.point,
        "note": one.note,
        "blank": one.blank,
        "ref": one.ref,
        "values": dict(one.values),
        "waived": one.is_waived,
    }
