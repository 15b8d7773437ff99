"""The documents and the formats they come in: one row each; `render` makes the bytes of any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from companion.exporters import audience
from companion.exporters.documents import (
    differences,
    figures,
    ledger,
    minutes,
    notice,
    record,
    speech,
    tables,
    timeline,
)
from companion.exporters.documents.parts import Desk, face, seal_line
from companion.exporters.formats import csv, data, html, markdown, plain
from companion.exporters.paper import Paper, Table
from companion.exporters.report import Report
from companion.exporters.settings import Settings, default_settings
from companion.exporters.words import Words

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Making:
    """One document for its readers, composed when the first format of it is made, and then for all of them."""

    desk: Desk

    @cached_property
    def paper(self) -> Paper:
        """The document on paper."""
        return PAPERS[self.desk.document](self.desk)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return TABLES[self.desk.document](self.desk)


Renderer = Callable[[Making], bytes]


@dataclass(frozen=True)
class Row:
    """One document in one format: how its file name ends, its media type, whether its bytes are text."""

    document: str
    format: str
    suffix: str
    media_type: str
    is_binary: bool
    renderer: Renderer


@dataclass(frozen=True)
class Format:
    """A format that papers come in."""

    name: str
    suffix: str
    media_type: str
    is_binary: bool
    write: Callable[[Paper, Settings], bytes]


def _docx(paper: Paper, settings: Settings) -> bytes:
    from companion.exporters.formats import word  # python-docx takes long to import

    return word.render(paper, settings)


def _pdf(paper: Paper, settings: Settings) -> bytes:
    from companion.exporters.formats import office, word  # as above

    return office.to_pdf(word.render(paper, settings))


PAPERS: dict[str, Callable[[Desk], Paper]] = {
    audience.RECORD: record.compose,
    audience.MINUTES: minutes.compose,
    audience.SPEECH: speech.compose,
    audience.DIFFERENCES: differences.compose,
    audience.LEDGER: ledger.compose,
    audience.NOTICE: notice.compose,
    audience.FIGURES: figures.compose,
    audience.TIMELINE: timeline.compose,
    audience.PRIVATE: record.compose,
}
TABLES: dict[str, Callable[[Desk], tuple[Table, ...]]] = {
    audience.LEDGER: ledger.tables,
    audience.DIFFERENCES: differences.tables,
    audience.FIGURES: figures.tables,
    audience.TIMELINE: timeline.tables,
}
PAPER_FORMATS = (
    Format("markdown", ".md", "text/markdown; charset=utf-8", False, lambda paper, _: markdown.render(paper)),
    Format("text", ".txt", "text/plain; charset=utf-8", False, plain.render),
    Format("html", ".html", "text/html; charset=utf-8", False, html.render),
    Format("docx", ".docx", WORD_TYPE, True, _docx),
    Format("pdf", ".pdf", "application/pdf", True, _pdf),
)


def _paper_row(document: str, one: Format) -> Row:
    def write(making: Making) -> bytes:
        return one.write(making.paper, making.desk.settings)

    return Row(document, one.name, one.suffix, one.media_type, one.is_binary, write)


def _csv(making: Making) -> bytes:
    return csv.render(making.tables[0], face(making.desk), seal_line(making.desk))


def _json(making: Making) -> bytes:
    desk = making.desk
    return data.render(desk.report, desk.seal, desk.document)


def _xlsx(making: Making) -> bytes:
    from companion.exporters.formats import sheet  # openpyxl takes long to import

    desk = making.desk
    choices = tables.choices(desk.words)
    return sheet.render(making.tables, face(desk), seal_line(desk), desk.report.made, choices)


def _ics(making: Making) -> bytes:
    from companion.exporters.formats import calendar  # icalendar takes long to import

    desk = making.desk
    return calendar.render(desk.report, desk.words, face(desk), seal_line(desk), desk.settings.alarm_days)


ROWS: tuple[Row, ...] = (
    *(_paper_row(document, one) for document in PAPERS for one in PAPER_FORMATS),
    *(Row(document, "csv", ".csv", "text/csv; charset=utf-8", False, _csv) for document in TABLES),
    *(Row(document, "xlsx", ".xlsx", SHEET_TYPE, True, _xlsx) for document in TABLES),
    Row(audience.LEDGER, "ics", ".ics", "text/calendar; charset=utf-8", False, _ics),
    Row(audience.DATA, "json", ".json", "application/json", False, _json),
    Row(audience.PRIVATE, "json", ".json", "application/json", False, _json),
)
BY_NAME: dict[tuple[str, str], Row] = {(row.document, row.format): row for row in ROWS}
ALIASES = {"md": "markdown", "txt": "text", "htm": "html", "excel": "xlsx", "word": "docx"}
MAIN_DOCUMENT = {
    "markdown": audience.RECORD,
    "text": audience.RECORD,
    "html": audience.RECORD,
    "docx": audience.MINUTES,
    "pdf": audience.MINUTES,
    "xlsx": audience.LEDGER,
    "ics": audience.LEDGER,
    "csv": audience.LEDGER,
    "json": audience.DATA,
}


def formats() -> tuple[str, ...]:
    """The names of all formats, each once."""
    return tuple(dict.fromkeys(row.format for row in ROWS))


def documents() -> tuple[str, ...]:
    """The names of all documents, each once."""
    return tuple(dict.fromkeys(row.document for row in ROWS))


def find_row(wanted: str, document: str = "") -> Row | None:
    """The row for `FORMAT` or `DOCUMENT.FORMAT`; None where there is none.

    A format alone stands for the document it is mostly wanted for, a document alone for its Markdown.
    """
    before, _, after = wanted.rpartition(".")
    form = ALIASES.get(after, after)
    if not before and (form, "markdown") in BY_NAME and form not in formats():
        return BY_NAME[form, "markdown"]
    return BY_NAME.get((before or document or MAIN_DOCUMENT.get(form, ""), form))


def making(document: str, report: Report, settings: Settings | None = None, *, unit: str = "") -> Making:
    """A document, cut down to what its readers may see, ready for its formats; with a unit, its notice alone."""
    chosen = settings or default_settings()
    seen = audience.view(report, document, unit)
    return Making(Desk(seen, Words(report.language, chosen.words), chosen, document, unit))


def render(document: str, format: str, report: Report, settings: Settings | None = None, *, unit: str = "") -> bytes:
    """A document in a format. Raises KeyError when there is no such document or format."""
    row = BY_NAME[document, ALIASES.get(format, format)]
    return row.renderer(making(document, report, settings, unit=unit))
