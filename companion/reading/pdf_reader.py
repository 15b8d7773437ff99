"""PDF files that have text (optional part `pdf`, pypdfium2): its lines joined to paragraphs, page numbers
left out.

A PDF knows only where characters stand. A line is the last of its paragraph when it ends short of the right
margin, when the next one is indented, or when the next one begins with an enumerator.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from companion.catalogue import say
from companion.errors import (
    BrokenDocumentError,
    EncryptedFileError,
    MissingExtraError,
    NoPdfTextError,
    TooLargeError,
)
from companion.reading.draft import Draft

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
_PASSWORD_CODE = 4  # FPDF_ERR_PASSWORD
_FULL = 0.86  # of the usual width: a line that reaches so far was broken by the margin, not by its author
_INDENT = 0.8  # of a character's height
_PAGE_NUMBER = re.compile(
    r"[\s—–\-·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s—–\-·.]*"
    r"|Page \d+(?: of \d+)?",
    re.IGNORECASE,
)
_NUMERAL = "[一二三四五六七八九十百〇零]+"
_STARTS = re.compile(
    rf"(?:{_NUMERAL}、|[（(](?:{_NUMERAL}|\d+)[）)]|第{_NUMERAL}[章节条部分]|\d+[.．、](?!\d)|[①-⑳•●■◆▪◦\-–—*]\s?"
    rf"|[A-Z]\.|[IVX]+\.)"
)
_SENTENCE_END = "。！？；.!?;:："


@dataclass(frozen=True)
class PdfLine:
    """A line with its left and right edges and the height of its signs, in points; 0 where unknown."""

    text: str
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0


def read_pdf(data: bytes, name: str) -> Draft:
    """The paragraphs of a PDF. Raises MissingExtraError without pypdfium2, NoPdfTextError for a scan."""
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError(path=name, extra="pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_CODE or "assword" in str(error):
            raise EncryptedFileError(path=name) from error
        raise BrokenDocumentError(path=name, reason=say("formats.broken.pdf")) from error
    try:
        return _read_document(document, name)
    except (pypdfium2.PdfiumError, ctypes.ArgumentError) as error:
        raise BrokenDocumentError(path=name, reason=say("formats.broken.pdf")) from error
    finally:
        document.close()


def _read_document(document: Any, name: str) -> Draft:
    if len(document) > MAX_PAGES:
        raise TooLargeError(path=name, reason=say("formats.bound.pages", most=MAX_PAGES))
    lines: list[PdfLine] = []
    numbers = characters = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        found = [line for line in _page_lines(text_page) if line.text.strip()]
        text_page.close()
        page.close()
        kept = without_page_number(found)
        numbers += len(found) - len(kept)
        characters += sum(len(line.text) for line in kept)
        if characters > MAX_CHARACTERS:
            raise TooLargeError(path=name, reason=say("formats.bound.characters", most=MAX_CHARACTERS))
        lines += kept
    if not lines:
        raise NoPdfTextError(path=name)
    return Draft(tuple(paragraphs(lines)), {}, (("formats.remark.pdf", {"count": numbers}),))


def _page_lines(text_page: Any) -> Iterator[PdfLine]:
    count = text_page.count_chars()
    text = text_page.get_text_range()
    has_places = count == len(text)
    start = 0
    for line in text.split("\n"):
        words = line.rstrip("\r\n ")
        if has_places and words.strip():
            yield _placed(text_page, words, start)
        else:
            yield PdfLine(_clean(words))
        start += len(line) + 1


def _placed(text_page: Any, words: str, start: int) -> PdfLine:
    lead = len(words) - len(words.lstrip())
    first = text_page.get_charbox(start + lead)
    last = text_page.get_charbox(start + len(words) - 1)
    return PdfLine(_clean(words), first[0], last[2], max(first[3] - first[1], last[3] - last[1], 1.0))


def _clean(words: str) -> str:
    """Without the marks that pdfium puts for hyphens and unknown signs."""
    return words.replace("\ufffe", "").replace("\x02", "").replace("\r", "").strip()


def without_page_number(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines of a page without the page number at its head or foot."""
    kept = list(lines)
    if len(kept) > 1 and _PAGE_NUMBER.fullmatch(kept[-1].text):
        kept.pop()
    if len(kept) > 1 and _PAGE_NUMBER.fullmatch(kept[0].text):
        kept.pop(0)
    return kept


def paragraphs(lines: list[PdfLine]) -> Iterator[str]:
    """The lines joined to paragraphs."""
    margin = _usual(sorted(line.left for line in lines))
    width = _usual_width(lines)
    words = lines[0].text
    for before, line in pairwise(lines):
        if _runs_on(before, line, margin, width):
            words += _joint(words, line.text) + line.text
        else:
            yield words
            words = line.text
    yield words


def _usual(ordered: list[float]) -> float:
    """The left margin: where a tenth of the lines begin at the latest, so that indents do not shift it."""
    return ordered[len(ordered) // 10] if ordered else 0.0


def _usual_width(lines: list[PdfLine]) -> float:
    """The right edge that full lines reach, in points, or their length in cells where places are unknown."""
    edges = sorted(_reach(line) for line in lines)
    longest = edges[len(edges) // 2 :]
    return median(longest) if longest else 0.0


def _reach(line: PdfLine) -> float:
    return line.right if line.height else float(_cells(line.text))


def _runs_on(before: PdfLine, line: PdfLine, margin: float, width: float) -> bool:
    if _STARTS.match(line.text) or _reach(before) < _FULL * width:
        return False
    if line.height:
        is_indented = line.left > margin + _INDENT * line.height
        is_centred = before.left > margin + 2.5 * before.height
        return not is_indented and not is_centred
    return before.text[-1:] not in _SENTENCE_END


def _joint(words: str, following: str) -> str:
    """A blank between Latin words, nothing between Chinese ones."""
    is_latin = words[-1:].isascii() and following[:1].isascii() and words[-1:] != "-"
    return " " if is_latin else ""


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
