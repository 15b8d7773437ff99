"""The open matters of the minutes as text and as data."""

from __future__ import annotations

import json
from typing import Any

from companion.catalogue import say
from companion.exporters.gate import blocking
from companion.exporters.matters import MatterKind, OpenMatter
from companion.model.speech import Speech


def matters_as_text(speech: Speech, matters: tuple[OpenMatter, ...]) -> str:
    """One line for each matter: the point's id where it has one, then the words; the count at the end."""
    rows = [f"{matter.point or '-'}: {_words(matter)}{_waived(matter)}" for matter in matters]
    count = len(blocking(matters))
    total = say("proof.matters", n=count) if count else say("proof.no_matters")
    return "\n".join((*rows, f"{speech.outline.title}: {total}"))


def matters_as_json(speech: Speech, matters: tuple[OpenMatter, ...]) -> str:
    """An object with the speech's title, the number of matters that block, and a flat list of all."""
    data = {
        "title": speech.outline.title,
        "blocking": len(blocking(matters)),
        "matters": [_fields(speech, matter) for matter in matters],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _fields(speech: Speech, matter: OpenMatter) -> dict[str, Any]:
    point = speech.outline.by_id.get(matter.point)
    return {
        "kind": matter.kind.value,
        "key": matter.key,
        "point": matter.point,
        "line": point.span.line if point else None,
        "column": point.span.column if point else None,
        "note": matter.note,
        "blank": matter.blank or None,
        "ref": matter.ref,
        "message": _words(matter),
        "blocking": matter.is_blocking,
        "waived": matter.is_waived,
    }


def _words(matter: OpenMatter) -> str:
    values = dict(matter.values)
    if matter.kind is MatterKind.HEAD_MISSING:
        values["field"] = say(f"export.head.{matter.ref}")
    return say(matter.words_key, **values)


def _waived(matter: OpenMatter) -> str:
    return f"  {say('proof.waived')}" if matter.is_waived else ""
