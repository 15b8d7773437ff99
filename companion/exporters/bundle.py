"""Everything at once: each document in each of its formats, a notice for each unit, and a manifest of it all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from companion.exporters.audience import NOTICE, PRIVATE, view
from companion.exporters.documents.notice import units
from companion.exporters.registry import ROWS, Making, Row, making
from companion.exporters.report import Report
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


class Bundle:
    """Makes the files of one meeting; what the formats of a document have in common is made once for all of them."""

    def __init__(self, report: Report, settings: Settings) -> None:
        self._report, self._settings = report, settings
        self._known: dict[tuple[str, str], Making] = {}

    def make(self, item: Item) -> bytes:
        """The bytes of one file."""
        return item.row.renderer(self._making(item))

    def manifest(self, made: Mapping[str, bytes], chosen: Iterable[Item]) -> bytes:
        """What was made, as JSON: for each file its document, format, unit, length, SHA-256 and seal."""
        report, by_name = self._report, {item.name: item for item in chosen}
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
            "files": [self._line(name, data, by_name.get(name)) for name, data in made.items()],
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")

    def _making(self, item: Item) -> Making:
        key = item.row.document, item.unit
        if key not in self._known:
            self._known[key] = making(item.row.document, self._report, self._settings, unit=item.unit)
        return self._known[key]

    def _line(self, name: str, data: bytes, item: Item | None) -> dict[str, object]:
        line: dict[str, object] = {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if item is not None:
            seal = self._making(item).desk.seal
            line |= {"document": item.row.document, "format": item.row.format, "seal": seal.code}
            line |= {"unit": item.unit} if item.unit else {}
        return line


def _notices(report: Report, row: Row) -> Iterator[Item]:
    for place, unit in enumerate((one for one in units(view(report, NOTICE)) if one), 1):
        yield Item(f"{row.document}-{place:02}-{file_name(unit)}{row.suffix}", row, unit)


def file_name(text: str) -> str:
    """A text as part of a file name that every system takes: no separators, no controls, not too long."""
    kept = "".join("_" if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in text)
    return kept.strip(" _")[:_MOST_IN_NAME] or "_"
