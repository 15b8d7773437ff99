"""Earlier versions of a minutes file, kept on this machine, out of reach of whatever befalls the shared
folder.

The last twenty, and of older ones the last of each hour, for thirty days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.errors import CompanionError
from companion.model.document import Document
from companion.storage.damage import read_minutes
from companion.storage.files import make_folder, read_bytes, remove, write_atomically

KEPT = 20
KEPT_HOURLY = timedelta(days=30)
_NAME = re.compile(r"(\d{8}T\d{6})(\d{3})Z\.minutes\.toml")


@dataclass(frozen=True, slots=True)
class Version:
    """One kept version: its id (the file's name without endings), when it was in the file, and where it
    is."""

    id: str
    at: datetime
    path: Path


def versions(folder: Path) -> list[Version]:
    """The versions in a meeting's folder, newest first."""
    try:
        names = sorted((path for path in (folder / "versions").iterdir() if _NAME.fullmatch(path.name)), reverse=True)
    except OSError:
        return []
    return [Version(path.name.partition(".")[0], _moment(path.name), path) for path in names]


def keep_version(folder: Path, data: bytes, now: datetime | None = None) -> Version:
    """Keep what is in the file now, and let go of what is too old. Raises SaveError or OSError."""
    at = now or datetime.now(UTC)
    name = f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03}Z"
    place = folder / "versions"
    make_folder(place)
    path = place / f"{name}.minutes.toml"
    write_atomically(path, data)
    for version in _superfluous(versions(folder), at):
        remove(version.path)
    return Version(name, at, path)


def newest_document(folder: Path) -> Document | None:
    """The document in the newest version that can be read; None when there is none."""
    for version in versions(folder)[:3]:
        try:
            return read_minutes(read_bytes(version.path), version.path)
        except CompanionError:
            continue
    return None


def _superfluous(found: list[Version], now: datetime) -> list[Version]:
    hours: set[str] = set()
    dropped = []
    for version in found[KEPT:]:
        hour = f"{version.at:%Y%m%d%H}"
        if hour in hours or now - version.at > KEPT_HOURLY:
            dropped.append(version)
        hours.add(hour)
    return dropped


def _moment(name: str) -> datetime:
    found = _NAME.fullmatch(name)
    assert found is not None
    try:
        at = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return at + timedelta(milliseconds=int(found[2]))
