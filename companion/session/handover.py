"""Handing over one document of an open meeting: beside the minutes, named after them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from companion.catalogue import language
from companion.errors import OutputExistsError
from companion.exporters import registry
from companion.exporters.report import Report, build_report
from companion.session.opening import MINUTES_SUFFIX
from companion.session.session import Session
from companion.session.templates import own_settings
from companion.storage.files import write_atomically


def report_of(session: Session) -> Report:
    """Everything the documents need, as the meeting stands now: a value, safe to be used in another thread."""
    return build_report(session.speech, session.joined_minutes, now=session.now(), language=language())


def base_name(session: Session) -> str:
    """What the documents of a meeting are named after: the minutes."""
    return session.store.path.name.removesuffix(MINUTES_SUFFIX).removesuffix(".toml")


def document_path(session: Session, row: registry.Row) -> Path:
    """Where a document goes: beside the minutes, named after them and the document."""
    return session.store.path.with_name(f"{base_name(session)}.{row.document}{row.suffix}")


def hand_over(session: Session, row: registry.Row, *, overwrite: bool = False) -> Path:
    """Write one document and return its path. Raises OutputExistsError unless told to overwrite, SaveError."""
    write = prepared(session, row, overwrite=overwrite)
    return write()


def prepared(session: Session, row: registry.Row, *, overwrite: bool = False) -> Callable[[], Path]:
    """What writes one document as the meeting stands now, in any thread, and returns its path.

    Raises OutputExistsError at once unless told to overwrite; SaveError and what formats raise when called.
    """
    path = document_path(session, row)
    if path.exists() and not overwrite:
        raise OutputExistsError(path=path)
    report, settings = report_of(session), own_settings().settings

    def write() -> Path:
        write_atomically(path, registry.render(row.document, row.format, report, settings))
        return path

    return write
