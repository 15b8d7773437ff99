"""Telling whether a document that was handed over still agrees with the minutes.

The seal on it says what it was made of; when that is still so, the document is made again and its words are
compared, so that a change made by hand in the document is found as well.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape

from companion.exporters.audience import NOTICE, view
from companion.exporters.documents.notice import units
from companion.exporters.registry import BY_NAME, render
from companion.exporters.report import Report
from companion.exporters.seal import Seal, find_seal, seal_of
from companion.exporters.settings import Settings

_TEXT_TAG = re.compile(r"<(?:\w+:)?(?:t|v)\b[^>]*>([^<]*)</(?:\w+:)?(?:t|v)>")
# what a program works out anew, such as the number of pages, or says again for older ones, is no word of the document
_FIELD = re.compile(
    r"<mc:Fallback\b.*?</mc:Fallback>|<w:fldSimple\b.*?</w:fldSimple>"
    r"|<w:fldChar [^>]*\"separate\".*?<w:fldChar [^>]*\"end\"",
    re.DOTALL,
)
_PDF_KEYWORDS = re.compile(rb"/Keywords\s*<([0-9A-Fa-f]+)>")
_SUFFIXES = {".md": "markdown", ".txt": "text", ".htm": "html"}
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_SHARED = re.compile(r"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)
_MANIFEST = re.compile(rb'\s*\{\s*"format": \d+,\s*"meeting":')  # a list of documents is none itself
_MOST_BYTES = 64_000_000
_STRINGS = "xl/sharedStrings.xml"
_WORDY = ("word/document.xml", _STRINGS)


class Outcome(StrEnum):
    """What became of a document: the words of each are `export.verify.OUTCOME`."""

    AGREES = "agrees"
    OTHER_STATE = "other_state"
    CHANGED_MINUTES = "changed_minutes"
    CHANGED_DOCUMENT = "changed_document"


@dataclass(frozen=True)
class Verdict:
    """The outcome, the seal found on the document, and the one it would have if it were made now.

    `is_by_seal` when the words were not compared: those of a PDF are set anew by every printer.
    """

    outcome: Outcome
    seal: Seal
    current: Seal
    is_by_seal: bool = False


def verify(data: bytes, suffix: str, report: Report, settings: Settings) -> Verdict | None:
    """The verdict on a document by its bytes and the suffix of its name; None when it carries no seal.

    `report` is of the minutes as they are now; a document in another language than the report's is compared
    in its own by the caller's giving a report in that language.
    """
    seal = None if _MANIFEST.match(data) else find_seal(words_of(data))
    if seal is None:
        return None
    is_pdf = data.startswith(b"%PDF-")
    seals = [(unit, seal_of(view(report, seal.document, unit), seal.document, unit)) for unit in _units(report, seal)]
    unit, current = next(((unit, one) for unit, one in seals if one.digest == seal.digest), seals[0])
    if current.digest != seal.digest:
        return Verdict(Outcome.CHANGED_MINUTES, seal, current)
    if (current.state, current.version) != (seal.state, seal.version):
        return Verdict(Outcome.OTHER_STATE, seal, current)
    if not is_pdf and not _has_same_words(data, suffix, seal, report, settings, unit):
        return Verdict(Outcome.CHANGED_DOCUMENT, seal, current)
    return Verdict(Outcome.AGREES, seal, current, is_by_seal=is_pdf)


def _units(report: Report, seal: Seal) -> Iterator[str]:
    yield ""
    if seal.document == NOTICE:
        yield from (unit for unit in units(view(report, NOTICE)) if unit)


def _has_same_words(data: bytes, suffix: str, seal: Seal, report: Report, settings: Settings, unit: str) -> bool:
    """Whether the document made again has the same words."""
    form = _SUFFIXES.get(suffix.lower(), suffix.lower().lstrip("."))
    if (seal.document, form) not in BY_NAME:
        return True
    again = replace(report, made=seal.made.astimezone(report.made.tzinfo))
    made = render(seal.document, form, again, settings, unit=unit)
    return _compared(words_of(made)) == _compared(words_of(data))


def _compared(text: str) -> str:
    """Words without blanks and line ends, which editors change in passing."""
    return "".join(text.replace("\ufeff", "").split())


def words_of(data: bytes) -> str:
    """The words of a document in any of the formats made here; of a PDF only what it says of itself."""
    if data[:4] == b"PK\x03\x04":
        return _package_words(data)
    if data[:5] == b"%PDF-":
        found = _PDF_KEYWORDS.findall(data)
        return "\n".join(bytes.fromhex(_even(one)).decode("utf-16", "replace") for one in found)
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n ", "") if text.startswith("BEGIN:VCALENDAR") else text


def _even(digits: bytes) -> str:
    return digits.decode("ascii")[: len(digits) // 4 * 4]


def _package_words(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if _is_wordy(name)]
            if sum(package.getinfo(name).file_size for name in names) > _MOST_BYTES:
                return ""
            parts = {name: package.read(name).decode("utf-8", "replace") for name in names}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, KeyError):
        return ""
    shared = [_part_words(found) for found in _SHARED.findall(parts.pop(_STRINGS, ""))]
    words = (_sheet_words(part, shared) if "sheet" in name else _part_words(part) for name, part in parts.items())
    return "\n".join(words)


def _sheet_words(part: str, shared: list[str]) -> str:
    """The cells of a sheet in their order, whether they hold their words or the number of shared ones."""
    words = []
    for attributes, content in _CELL.findall(part):
        text = _part_words(content)
        is_shared = 't="s"' in attributes and text.isdecimal() and int(text) < len(shared)
        words.append(shared[int(text)] if is_shared else text)
    return "\n".join(words)


def _is_wordy(name: str) -> bool:
    return name in _WORDY or name.startswith("xl/worksheets/sheet")


def _part_words(part: str) -> str:
    return "\n".join(unescape(found) for found in _TEXT_TAG.findall(_FIELD.sub("", part)))
