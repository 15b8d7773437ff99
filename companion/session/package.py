"""Handing over everything at once: a folder with each document in each format, and a manifest of it all.

A document that cannot be made is said to be so, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.errors import CompanionError, DocumentFailedError, NotOriginalError, OutputExistsError, SaveError
from companion.exporters import bundle
from companion.exporters.annotate import Annotated, NotWordError, annotate
from companion.exporters.formats.office import PdfRuns, office_program
from companion.exporters.report import Report
from companion.exporters.settings import Settings
from companion.session.handover import base_name, report_of
from companion.session.session import Session
from companion.session.templates import own_settings
from companion.storage.files import read_bytes, write_atomically

ANNOTATED = "annotated.docx"
_PDF = ".pdf"


@dataclass(frozen=True)
class Package:
    """What is to be written where; `original` is the Word file of the speech, to be handed back with comments."""

    folder: Path
    report: Report
    settings: Settings
    items: tuple[bundle.Item, ...]
    original: Path | None = None
    with_private: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files in the order they are made, the manifest left out."""
        own = [ANNOTATED] if self.original else []
        quick = [item.name for item in self.items if not item.name.endswith(_PDF)]
        return (*quick, *own, *(item.name for item in self.items if item.name.endswith(_PDF)))

    def taken(self) -> tuple[Path, ...]:
        """The files that are there already and would be written over."""
        paths = (self.folder / name for name in (*self.names, bundle.MANIFEST))
        return tuple(path for path in paths if path.exists())

    def left_over(self, written: Iterable[Written]) -> tuple[str, ...]:
        """The names of files in the folder that were not written now: of an earlier export, or somebody's own."""
        own = {bundle.MANIFEST, *(one.name for one in written if one.error is None)}
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return tuple(sorted(path.name for path in found if path.is_file() and path.name not in own))


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was made, or the reason why not; `place` counts from 1. `unplaced` notes lost their words."""

    place: int
    total: int
    name: str
    error: CompanionError | None = None
    unplaced: int = 0


def package_of(session: Session, folder: Path | None = None) -> Package:
    """Everything that an open meeting makes; PDF where LibreOffice is. The folder is beside the minutes if not told."""
    report = report_of(session)
    items = bundle.items(report, with_pdf=office_program() is not None)
    return Package(folder or folder_of(session), report, own_settings().settings, items, original_of(session))


def folder_of(session: Session) -> Path:
    """The folder that everything goes into: beside the minutes, named after them."""
    return session.store.path.with_name(f"{base_name(session)}.handover")


def original_of(session: Session) -> Path | None:
    """The Word file that the speech was read from, if it was one."""
    return session.path if session.path.suffix.lower() == ".docx" else None


def annotated_path(session: Session) -> Path:
    """Where the original with comments goes when it is handed over alone: beside the minutes."""
    return session.store.path.with_name(f"{base_name(session)}.{ANNOTATED}")


def prepared_annotation(session: Session, *, overwrite: bool = False) -> Callable[[], Path]:
    """What writes the original with comments, in any thread, and returns its path.

    Raises OutputExistsError at once unless told to overwrite; what `annotated` raises, and SaveError, when called.
    """
    path, report, settings = annotated_path(session), report_of(session), own_settings().settings
    if path.exists() and not overwrite:
        raise OutputExistsError(path=path)

    def write() -> Path:
        write_atomically(path, annotated(session.path, report, settings).data)
        return path

    return write


def free_folder(folder: Path) -> Path:
    """The folder, or the first of NAME-2, NAME-3, … that is not there."""
    number, free = 2, folder
    while free.exists():
        free, number = folder.with_name(f"{folder.name}-{number}"), number + 1
    return free


def write_package(package: Package, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Written]:
    """Write file after file, telling about each; the manifest names those that were made.

    Files that are there are written over: ask `taken` first. Raises SaveError when there can be no folder.
    """
    _make_folder(package.folder)
    names, made = package.names, dict[str, bytes]()
    by_name = {item.name: item for item in package.items}
    files = bundle.Bundle(package.report, package.settings)
    pdfs = PdfRuns(tuple(name.removesuffix(_PDF) for name in names if name.endswith(_PDF)), made)
    for place, name in enumerate(names, 1):
        if is_stopped():
            break
        unplaced = 0
        try:
            is_pdf = name.endswith(_PDF)
            data, unplaced = (pdfs.of(name), 0) if is_pdf else _made(package, files, by_name.get(name))
            write_atomically(package.folder / name, data)
        except CompanionError as error:
            yield Written(place, len(names), name, error)
        else:
            made[name] = data
            yield Written(place, len(names), name, unplaced=unplaced)
    write_atomically(package.folder / bundle.MANIFEST, files.manifest(made, package.items))


def annotated(original: Path, report: Report, settings: Settings, *, with_private: bool = False) -> Annotated:
    """The original Word file with the notes as comments on their words. Raises NotOriginalError, what reading does."""
    data = read_bytes(original)
    try:
        return annotate(data, report, settings, _paragraphs(data, original, report), with_private=with_private)
    except NotWordError as error:
        raise NotOriginalError(path=original, reason=error) from error


def _made(package: Package, files: bundle.Bundle, item: bundle.Item | None) -> tuple[bytes, int]:
    try:
        if item is not None:
            return files.make(item), 0
        assert package.original is not None  # the one name that stands for no item
        done = annotated(package.original, package.report, package.settings, with_private=package.with_private)
        return done.data, len(done.unplaced)
    except CompanionError:
        raise
    except Exception as error:  # an office library that chokes on one document must not cost the others
        name = item.name if item else ANNOTATED
        raise DocumentFailedError(name=name, reason=f"{type(error).__name__}: {error}") from error


def _paragraphs(data: bytes, original: Path, report: Report) -> dict[int, int] | None:
    """Lines of the speech (from 1) to the paragraphs of its file; None where its lines are not those of the speech."""
    from companion.reading.docx_reader import paragraph_index  # as long to import as the reader

    try:
        places = paragraph_index(data, str(original))
    except CompanionError:
        return None
    if len(places) != len(report.lines):
        return None
    return {line: place for line, place in enumerate(places, 1) if place >= 0}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(path=folder, reason=error.strerror or error) from error
