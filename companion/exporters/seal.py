"""The seal on every document: its name, the state and version of the minutes, and a hash of what it tells.

The hash covers what the document's readers may see, not how it looks: a private remark changes no seal but
that of the private copy, a new template none at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from companion.exporters import audience
from companion.exporters.report import Report

HASH_DIGITS = 16  # 64 bits: no chance of a false agreement, and still read out over the telephone
_WITH_TICKS = {
    audience.RECORD,
    audience.PRIVATE,
    audience.DATA,
    audience.SPEECH,
    audience.DIFFERENCES,
    audience.TIMELINE,
}
_WITH_FILLS = {audience.RECORD, audience.PRIVATE, audience.DATA, audience.SPEECH, audience.FIGURES}
_WITH_EDITS = {audience.MINUTES, audience.PRIVATE, audience.DATA}
_WITH_CORRECTIONS = _WITH_EDITS | {audience.RECORD}
_DOCUMENTS = "record|minutes|speech|differences|ledger|notice|timeline|figures|data|private"
_CODE = re.compile(rf"({_DOCUMENTS})\.([a-z_]+)\.(\d{{1,6}})\.([0-9a-f]{{16}})\.(\d{{8}}T\d{{4}}Z)")
_MADE = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a document says of itself; `code` is the short form that is printed on it."""

    document: str
    state: str
    version: int
    digest: str
    made: datetime

    @property
    def code(self) -> str:
        """The seal in one word: `record.draft.1.0123456789abcdef.20260710T0400Z`, the time in UTC."""
        made = self.made.astimezone(UTC).strftime(_MADE)
        return f"{self.document}.{self.state}.{self.version}.{self.digest}.{made}"


def seal_of(seen: Report, document: str, unit: str = "") -> Seal:
    """The seal of a document, or of the notice to a unit, over a report that is already cut down to its readers."""
    content = _content(seen, document) | ({"unit": unit} if unit else {})
    words = json.dumps(content, ensure_ascii=True, sort_keys=True, default=str)
    digest = hashlib.sha256(words.encode("ascii")).hexdigest()[:HASH_DIGITS]
    return Seal(document, seen.standing.state.value, seen.standing.version, digest, seen.made)


def find_seal(text: str) -> Seal | None:
    """The last seal printed in a text, however it was wrapped; None without one."""
    found = _CODE.findall(text) or _CODE.findall(re.sub(r"\s+|\\", "", text))
    if not found:
        return None
    document, state, version, digest, made = found[-1]
    try:
        moment = datetime.strptime(made, _MADE).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Seal(document, state, int(version), digest, moment)


def _content(seen: Report, document: str) -> dict[str, Any]:
    content: dict[str, Any] = {
        "title": seen.title,
        "head": _head(seen),
        "speech": seen.speech_sha256,
        "notes": [(note.id, _without_stamps(note.extra)) for note in _notes(seen, document)],
        "seq": [row.seq for row in seen.ledger],
    }
    if document in _WITH_TICKS:
        content["ticks"] = [(e.point.id, e.tick.state, e.tick.at) for e in seen.entries if e.tick]
    if document in _WITH_FILLS:
        fills = [(one.blank.n, one.fill) for one in seen.figures if one.fill]
        content["fills"] = [(n, fill.value, fill.unit, fill.status) for n, fill in fills]
    if document in _WITH_EDITS:
        content["edits"] = [(one.id, one.text) for one in seen.edits]
    if document in _WITH_CORRECTIONS:
        content["corrections"] = seen.corrections
    return content


def _notes(seen: Report, document: str) -> list[Any]:
    if document in (audience.LEDGER, audience.NOTICE):
        return [row.note for row in seen.ledger]
    return list(seen.notes)


def _head(seen: Report) -> list[Any]:
    head = seen.head
    names = ("date", "started_at", "ended_at", "venue", "chair", "recorder", "classification")
    # what documents sealed earlier did not know is in only when it is there, so that they still agree
    later = [head.previous_minutes] if head.previous_minutes else []
    return [getattr(head, name) for name in names] + [head.present, head.attending, head.absent, *later]


def _without_stamps(fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in ("updated", "created")}
