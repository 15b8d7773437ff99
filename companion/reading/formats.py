"""Which format a file is in, by its content first and its name second, and the reader for it.

Offices hand round web pages called .doc, lock files called .docx and locked files called anything: what a
file is not gets named, so that the user knows what to do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from companion.catalogue import say
from companion.errors import (
    BrokenDocumentError,
    DisguisedFileError,
    EmptyFileError,
    EncryptedFileError,
    LockFileError,
    NoDocumentError,
    OldWordFileError,
    TooLargeError,
)
from companion.reading.draft import Draft
from companion.reading.page import MAX_LINES, BudgetError

_WORD_SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
_OPEN_SUFFIXES = {".odt", ".ott"}
_OFFICE_SUFFIXES = {".doc", ".dot", ".wps", ".wpt", ".rtf"}
_UNIFORM_SUFFIXES = {".uof", ".uot"}  # GB/T 20916, markup that only an office program reads
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml", ".mht", ".mhtml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] §2.2
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OWNER_FILE_SIZES = {162, 165}  # Word's and Excel's lock files
_OWNER_NAME_MOST = 54
_HEAD = 2048
_FORMAT_NAMES = {"ole": "doc", "office": "doc", "mail": "html", "ott": "odt"}
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_ARCHIVE = re.compile(rb"(?:mime-version:|from: <?saved by)", re.IGNORECASE)
_WORD_XML = re.compile(rb'progid="Word\.Document"|<pkg:package|<w:wordDocument')
_TEXT_TRIALS = ("utf-8", "gb18030", "utf-16")


def read_draft(data: bytes, name: str, *, encoding: str | None = None) -> Draft | None:
    """The printed lines of a document; None where the bytes are plain text for the text reader to take.

    `name` is the file's name or path: its suffix counts where the content does not decide; `encoding`
    overrides what a web page says of itself. Raises CompanionError subclasses for files that are damaged,
    locked, hostile, or not what their names say.
    """
    suffix = PurePath(name).suffix.lower()
    _refuse_lock_file(data, name)
    if not data and suffix in _WORD_SUFFIXES | _OPEN_SUFFIXES | _OFFICE_SUFFIXES | {".pdf"}:
        raise EmptyFileError(path=name)
    kind = kind_of(data, suffix)
    if suffix in _WORD_SUFFIXES and kind != "docx":
        raise _disguise(data, name, kind)
    try:
        draft = _read_page(data, name, encoding) if kind in ("html", "mail") else _read(data, name, kind)
    except BudgetError as error:
        raise TooLargeError(path=name, reason=say("formats.bound.lines", most=MAX_LINES)) from error
    return None if draft is None else replace(draft, format=_FORMAT_NAMES.get(kind, kind))


def kind_of(data: bytes, suffix: str = "") -> str:
    """What a file is: `docx`, `odt`, `xlsx`, `pptx`, `zip`, `ole`, `pdf`, `rtf`, `html`, `mail`, `xml`,
    `office`, `text`.
    """
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return "ole"
    head = _plain_head(data)
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _HTML.match(head):
        return "html"
    if _ARCHIVE.match(head) and b"text/html" in data[:20_000]:
        return "mail"
    if head.startswith(b"<?xml") and _WORD_XML.search(head):
        return "xml"
    return _kind_by_name(data, suffix)


def _kind_by_name(data: bytes, suffix: str) -> str:
    if suffix in _PAGE_SUFFIXES:
        return "html"
    if suffix in {".pdf", ".odt", ".ott"}:
        return suffix[1:4]
    is_office = suffix in _UNIFORM_SUFFIXES or (suffix in _OFFICE_SUFFIXES and not _is_text(data))
    return "office" if is_office else "text"


def _plain_head(data: bytes) -> bytes:
    """The beginning without byte order mark and blanks, in one byte per sign."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _kind_of_zip(data: bytes) -> str:
    """By the names in the archive's directory, which stand in it unpacked."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    for part, kind in ((b"xl/workbook.", "xlsx"), (b"ppt/presentation.", "pptx"), (b"OFD.xml", "ofd")):
        if part in data:
            return kind
    if b"_rels/.rels" in data or b"_rels\\.rels" in data or b"word/document.xml" in data:
        return "docx"
    is_open = b"META-INF/manifest.xml" in data and (b"content.xml" in data or b"mimetype" in data)
    return "odt" if is_open else "zip"


def _read(data: bytes, name: str, kind: str) -> Draft | None:
    if kind == "text":
        return None
    if kind == "docx":
        from companion.reading.docx_reader import read_docx

        return read_docx(data, name)
    if kind in ("odt", "ott"):
        from companion.reading.odt_reader import read_odt

        return read_odt(data, name)
    if kind == "pdf":
        from companion.reading.pdf_reader import read_pdf

        return read_pdf(data, name)
    if kind == "zip":
        _refuse_broken_zip(data, name)
        raise NoDocumentError(path=name)
    if kind in ("xlsx", "pptx", "ofd") or (kind == "ole" and not _is_convertible(data, name)):
        raise _disguise(data, name, kind)
    return _convert(data, name)


def _read_page(data: bytes, name: str, encoding: str | None) -> Draft:
    from companion.reading.encodings import decode_text
    from companion.reading.html_reader import read_html

    return read_html(data, name, decode_text(data, name, encoding)[0] if encoding else None)


def _convert(data: bytes, name: str) -> Draft:
    from companion.reading.docx_reader import read_docx
    from companion.reading.office_convert import convert_to_docx

    draft = read_docx(convert_to_docx(data, name), name)
    return Draft(draft.lines, draft.levels, (*draft.remarks, ("formats.remark.converted", {})), draft.footnotes)


def _refuse_lock_file(data: bytes, name: str) -> None:
    """The owner file that an office program leaves: by its name, or by its size and its counted user name."""
    base = PurePath(name).name
    is_owner_file = len(data) in _OWNER_FILE_SIZES and data[0] <= _OWNER_NAME_MOST and data.count(0) > len(data) // 3
    if is_owner_file or (base.startswith(("~$", ".~lock.", ".~")) and len(data) < _HEAD):
        raise LockFileError(path=name)


def _refuse_broken_zip(data: bytes, name: str) -> None:
    from companion.reading.zip_parts import ZipParts

    ZipParts(data, name)


def _ole_kind(data: bytes) -> str:
    """What an OLE file holds, by the names of its streams: `encrypted`, `doc`, `xls`, `ppt` or `ole`."""
    for stream, kind in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
    ):
        if stream.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return "ole"


def _is_convertible(data: bytes, name: str) -> bool:
    """Word's old files, and what an old word processor (Works, WPS) called a document."""
    kind = _ole_kind(data)
    return kind == "doc" or (kind == "ole" and PurePath(name).suffix.lower() in _OFFICE_SUFFIXES)


def _disguise(data: bytes, name: str, kind: str) -> Exception:
    """The failure that names what a file called a Word document is in truth."""
    if kind == "ole":
        kind = _ole_kind(data)
        if kind == "encrypted":
            return EncryptedFileError(path=name)
        if kind == "doc":
            return OldWordFileError(path=name)
    if kind == "zip":
        _refuse_broken_zip(data, name)
        return NoDocumentError(path=name)
    if kind == "text" and not _is_text(data):
        return BrokenDocumentError(path=name, reason=say("formats.broken.unknown"))
    return DisguisedFileError(path=name, really=say(f"formats.really.{kind}"))


def _is_text(data: bytes) -> bool:
    for encoding in _TEXT_TRIALS[: 3 if data[:2] in (b"\xff\xfe", b"\xfe\xff") else 2]:
        try:
            return "\0" not in data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return False
