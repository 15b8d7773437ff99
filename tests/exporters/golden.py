"""Comparing an export with the file that holds what it must be."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "golden"


def assert_golden(data: bytes, name: str) -> None:
    """The bytes equal the golden file; with UPDATE_GOLDEN=1 in the environment they become it."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()
