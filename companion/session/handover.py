"""Handing over: the documents of an open meeting, and where each one goes."""

from __future__ import annotations

from pathlib import Path

from companion.catalogue import language
from companion.errors import OutputExistsError
from companion.exporters import registry
from companion.exporters.report import build_report
from companion.session.opening import MINUTES_SUFFIX
from companion.session.session import Session
from companion.storage.files import write_atomically


def document_path(session: Session, row: registry.Row) -> Path:
    """Where a document goes: beside the minutes, named after them and the document."""
    name = session.store.path.name.removesuffix(MINUTES_SUFFIX).removesuffix(".toml")
    return session.store.path.with_name(f"{name}.{row.document}{row.suffix}")


def hand_over(session: Session, row: registry.Row, *, overwrite: bool = False) -> Path:
    """Write one document and return its path. Raises OutputExistsError unless told to overwrite, SaveError."""
    path = document_path(session, row)
    if path.exists() and not overwrite:
        raise OutputExistsError(path=path)
    report = build_report(session.speech, session.minutes, now=session.now(), language=language())
    write_atomically(path, registry.render(row.document, row.format, report))
    return path
