"""Everything at once: each document in each of its formats, a notice for each unit, and a manifest of it all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from companion.exporters.audience import NOTICE, PRIVATE, view
from companion.exporters.documents.notice import units
from companion.exporters.registry import ROWS, Row, render
from companion.exporters.report import Report
from companion.exporters.seal import seal_of
from companion.exporters.settings import Settings

MANIFEST = "manifest.json"
_MOST_IN_NAME = 40  # characters of a unit's name in a file name: 120 bytes of the 255 that file systems allow
_FORBIDDEN = frozenset('/\\:*?"<>|.')


@dataclass(frozen=True)
class Item:
    """One file to be made: its name, the document and format it is, and the unit it is for, if one."""

    name: str
    row: Row
    unit: str = ""


def items(report: Report, *, with_private: bool = False, with_pdf: bool = False) -> tuple[Item, ...]:
    """The files that a meeting makes, without making them; a notice is one file for each unit."""
    found: list[Item] = []
    for row in ROWS:
        if (row.document == PRIVATE and not with_private) or (row.format == "pdf" and not with_pdf):
            continue
        if row.document == NOTICE:
            found += _notices(report, row)
        else:
            found.append(Item(f"{row.document}{row.suffix}", row))
    return tuple(found)


def make(item: Item, report: Report, settings: Settings) -> bytes:
    """The bytes of one file."""
    return render(item.row.document, item.row.format, report, settings, unit=item.unit)


def manifest(made: dict[str, bytes], report: Report, chosen: tuple[Item, ...]) -> bytes:
    """What was made, as JSON: for each file its document, format, unit, length, SHA-256 and seal."""
    by_name = {item.name: item for item in chosen}
    files = [_line(name, data, report, by_name.get(name)) for name, data in made.items()]
    value = {
        "format": 1,
        "meeting": report.meeting,
        "minutes": report.minutes_id,
        "speech_sha256": report.speech_sha256,
        "state": report.standing.state,
        "version": report.standing.version,
        "made": report.made.isoformat(),
        "open": sum(matter.is_blocking for matter in report.open),
        **({"note_takers": list(report.note_takers)} if report.note_takers else {}),
        "files": files,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _line(name: str, data: bytes, report: Report, item: Item | None) -> dict[str, object]:
    line: dict[str, object] = {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if item is not None:
        document = item.row.document
        seal = seal_of(view(report, document, item.unit), document, item.unit)
        line |= {"document": document, "format": item.row.format, "seal": seal.code}
        line |= {"unit": item.unit} if item.unit else {}
    return line


def _notices(report: Report, row: Row) -> Iterator[Item]:
    for place, unit in enumerate((one for one in units(view(report, NOTICE)) if one), 1):
        yield Item(f"{row.document}-{place:02}-{file_name(unit)}{row.suffix}", row, unit)


def file_name(text: str) -> str:
    """A text as part of a file name that every system takes: no separators, no controls, not too long."""
    kept = "".join("_" if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in text)
    return kept.strip(" _")[:_MOST_IN_NAME] or "_"
