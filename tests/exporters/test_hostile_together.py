"""Every hostile text as a task of one meeting, through every document and format, read back by another's reader.

Nothing raises, nothing acts, nothing is missing: each text is there from its first letter to its last.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from functools import cache
from html.parser import HTMLParser

import docx
import icalendar
import openpyxl
import pytest
from markdown_it import MarkdownIt

from companion.exporters.formats import office
from companion.exporters.registry import ROWS, render
from tests.exporters.hostile import TEXTS, report_of
from tests.tui.hostile import FILLERS, SMALL, as_sign, wrapped

CORPUS = [wrapped(name) for name in SMALL] + [f"甲{text}乙" for text in TEXTS.values()]
PAIRS = [(row.document, row.format) for row in ROWS if row.format != "pdf"]
WITH_TASKS = {"record", "minutes", "ledger", "notice", "private"}
TAGS = {"script", "img", "iframe", "object", "embed", "form", "input", "link", "base", "a", "math"}
PAGE_END = re.compile(r"\n *— \d+ —\n")


@cache
def report():
    """The meeting."""
    return report_of(CORPUS)


@cache
def made(document, form):
    """A document of it in a format."""
    return render(document, form, report())


def bare(text):
    """Text without blanks, which breaking lines moves, without what has no shape, and without what stands for it."""
    return "".join(sign for sign in text if not sign.isspace() and not is_shapeless(sign))


def is_shapeless(sign):
    """Whether nothing is seen of a character, or nothing but that it is there."""
    return unicodedata.category(sign) == "Cf" or sign in FILLERS or sign == "\ufffd"


def missing(read):
    """The texts that are not in what a reader read."""
    shown = bare(read)
    return [text for text in CORPUS if bare("".join(map(as_sign, text))) not in shown]


class Page(HTMLParser):
    """Tags, attributes and text as a browser sees them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = set(), [], ""

    def handle_starttag(self, tag, attrs):
        """Note the tag."""
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        """Note the text."""
        self.text += data


def read_html(data):
    """A page, in which nothing but text is of the texts' making."""
    page = Page()
    page.feed(data.decode())
    assert not page.tags & TAGS
    assert not [name for name, value in page.attributes if name.startswith("on") or "script:" in (value or "")]
    assert {name for name, _ in page.attributes}.isdisjoint({"src", "href", "action", "formaction"})
    return page.text


def read_markdown(data):
    """The text of a CommonMark file; no HTML, no link, no picture in it."""
    found = []
    for block in MarkdownIt("commonmark").enable("table").parse(data.decode()):
        assert block.type != "html_block"
        for token in (block, *(block.children or ())):
            assert token.type not in ("image", "link_open")
            assert token.type != "html_inline" or token.content == "<br>"
            found.append("" if token.children or token.type == "html_inline" else token.content)
    return "".join(found)


def read_text(data):
    """A plain file without the numbers of its pages."""
    return PAGE_END.sub("\n", data.decode())


def read_docx(data):
    """All text of a Word file."""
    body = docx.Document(io.BytesIO(data)).element
    return "".join(node.text or "" for node in body.iter() if str(node.tag).endswith("}t"))


def read_csv(data):
    """All cells of a CSV file; no cell is a formula."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@\t\r＝＋－＠")]
    return "".join(cell.removeprefix("'") for row in rows for cell in row)


def read_xlsx(data):
    """All cells of a workbook, column by column, for a long text goes on in the row below; no cell is a formula."""
    sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    cells = [cell for sheet in sheets for column in sheet.iter_cols() for cell in column]
    assert all(cell.data_type != "f" and not cell.hyperlink for cell in cells)
    return "".join(str(cell.value or "") for cell in cells)


def read_ics(data):
    """All values of a calendar; its lines are folded, and there are no components but its own."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    calendar = icalendar.Calendar.from_ical(data)
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VTODO", "VEVENT", "VALARM"}
    assert len(calendar.walk("VTODO")) == len(CORPUS)
    return "".join(str(part[name]) for part in calendar.walk() for name in ("summary", "description") if name in part)


READERS = {
    "html": read_html, "markdown": read_markdown, "text": read_text, "docx": read_docx,
    "csv": read_csv, "xlsx": read_xlsx, "ics": read_ics,
}  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: ".".join(pair))
def test_every_text_is_read_back_and_does_nothing(pair):
    """The format's own reader finds every text, and nothing that was not the program's to write."""
    document, form = pair
    if form == "json":
        notes = json.loads(made(*pair))["points"]
        assert {note["text"] for point in notes for note in point["notes"]} >= set(CORPUS)
        return
    read = READERS[form](made(*pair))
    if document in WITH_TASKS:
        assert missing(read) == []


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[1] not in ("docx", "xlsx")], ids=".".join)
def test_no_control_is_in_a_format_of_text(pair):
    """What is printed on a terminal, by `cat` or by the program, steers none."""
    text = made(*pair).decode("utf-8")

    odd = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")} - {"\n", "\r"}
    assert odd == set() and not re.search("[\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")
def test_every_text_that_a_font_can_show_is_printed():
    """The record as PDF has every text of ordinary signs, read by a program that knows nothing of ours."""
    pdfium = pytest.importorskip("pypdfium2")
    texts = [text for text in CORPUS if len(text) < 2000 and text.isprintable() and max(text) < "\U00010000"]
    texts = [text for text in texts if not any(map(unicodedata.combining, text))]
    pages = pdfium.PdfDocument(render("record", "pdf", report_of(texts)))
    shown = bare("".join(page.get_textpage().get_text_range() for page in pages))

    assert len(texts) > 30
    assert [text for text in texts if bare("".join(map(as_sign, text))) not in shown] == []
