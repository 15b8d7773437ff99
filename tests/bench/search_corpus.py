"""Speeches for the search benchmarks: the sample, and the practice files where they are present."""

from __future__ import annotations

from pathlib import Path

from companion.errors import CompanionError
from companion.reading.reader import read_speech
from companion.search.entries import entries_of
from companion.search.entry import Entry

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SUFFIXES = {".txt", ".md"}


def documents() -> dict[str, tuple[Entry, ...]]:
    """The entries of every document at hand, by file name."""
    paths = [
        *(ROOT / "content").glob("*"),
        SHARED / "speech" / "speech.txt",
        *(SHARED / "corpus" / "text").glob("*"),
    ]
    found = {}
    for path in sorted(path for path in paths if path.suffix in SUFFIXES and path.is_file()):
        try:
            found[path.name] = entries_of(read_speech(path.read_bytes(), path.name))
        except CompanionError as error:
            print(f"skipped {path.name}: {error}")
    return found
