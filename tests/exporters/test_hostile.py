"""Every text through every document and format, and back through an independent reader of the format."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser

import docx
import icalendar
import openpyxl
import pytest

from companion.exporters.legible import legible
from companion.exporters.registry import ROWS, render
from tests.exporters.hostile import TEXTS, empty_report, hostile_report

PAIRS = [(row.document, row.format) for row in ROWS if row.format != "pdf"]
XML_TEXT = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def reports():
    """The hostile meetings by name, and the empty one."""
    return {name: hostile_report(text) for name, text in TEXTS.items()} | {"nothing": empty_report()}


REPORTS = reports()


class Tags(HTMLParser):
    """The tags and the text of an HTML file, as a browser's tokenizer sees them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note the tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        """Note the text."""
        self.texts.append(data)


def squeezed(text: str) -> str:
    """Text without blanks, as line breaking may move them."""
    return "".join(legible(text).split())


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "too long for a cell"])
@pytest.mark.parametrize("form", ["markdown", "text", "csv", "html", "ics"])
def test_text_formats_hold_no_control_characters(name, form):
    """Nothing that acts on a terminal, a printer or a parser is left in a text format."""
    for document, one in PAIRS:
        if one == form and document in ("record", "minutes", "speech", "ledger"):
            text = render(document, form, REPORTS[name]).decode("utf-8")
            odd = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")} - {"\n", "\r"}
            assert odd == set(), (document, form)


@pytest.mark.parametrize("name", REPORTS)
def test_html_has_only_its_own_tags(name):
    """No text opens a tag or an attribute; every word of it is there."""
    page = Tags()
    page.feed(render("record", "html", REPORTS[name]).decode())

    assert not page.tags & {"script", "img", "iframe", "object", "form", "link", "base", "a"}
    assert not {one for one in page.attributes if one.startswith("on") or one in ("src", "href")}
    assert squeezed(TEXTS.get(name, "")) in squeezed("".join(page.texts))


@pytest.mark.parametrize("name", REPORTS)
def test_word_files_are_sound_and_whole(name):
    """Every XML part is well-formed, python-docx opens the file, and the text is in it."""
    data = render("record", "docx", REPORTS[name])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                ET.fromstring(package.read(part))
    opened = docx.Document(io.BytesIO(data))
    whole = "".join(node.text or "" for node in opened.element.iter() if str(node.tag).endswith("}t"))

    assert XML_TEXT.fullmatch(whole)
    assert squeezed(TEXTS.get(name, "")) in squeezed(whole)


@pytest.mark.parametrize("name", REPORTS)
def test_sheets_hold_text_and_no_formula(name):
    """No cell is a formula, and a text too long for one cell goes on in the next row."""
    book = openpyxl.load_workbook(io.BytesIO(render("ledger", "xlsx", REPORTS[name])))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("任务内容")
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    tasks = [row[column].value or "" for row in sheet.iter_rows(min_row=2, max_row=sheet.max_row - 3)]

    assert all(cell.data_type != "f" for cell in cells)
    assert "".join(map(str, tasks)).startswith(legible(TEXTS.get(name, "")).strip("\n")[:50])
    if name == "too long for a cell":
        assert "".join(map(str, tasks)).count("格") == 40_000


@pytest.mark.parametrize("name", REPORTS)
def test_csv_opens_as_it_is_and_no_cell_is_a_formula(name):
    """A byte-order mark for WPS and Excel, and an apostrophe before what they would calculate."""
    data = render("ledger", "csv", REPORTS[name])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert data.startswith(b"\xef\xbb\xbf")
    assert not [cell for row in rows for cell in row if cell.lstrip(" \u3000\n")[:1] in tuple("=+-@\t＝＋－＠")]
    if name in TEXTS:
        assert rows[1][rows[0].index("任务内容")].removeprefix("'") == legible(TEXTS[name])


@pytest.mark.parametrize("name", REPORTS)
def test_calendars_hold_one_task_and_fold_their_lines(name):
    """No text ends a component or begins one; lines are at most 75 octets, as RFC 5545 §3.1 has it."""
    data = render("ledger", "ics", REPORTS[name])
    tasks = icalendar.Calendar.from_ical(data).walk("VTODO")

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert len(tasks) == (1 if name in TEXTS else 0)
    if name in TEXTS:
        assert squeezed(TEXTS[name]) in squeezed(str(tasks[0]["summary"]))


@pytest.mark.parametrize("name", REPORTS)
def test_json_keeps_every_character(name):
    """Other programs get the text exactly as it was typed, controls and all."""
    value = json.loads(render("data", "json", REPORTS[name]))

    if name in TEXTS:
        assert {one["text"] for point in value["points"] for one in point["notes"]} == {TEXTS[name]}


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "too long for a cell"])
def test_plain_text_keeps_to_its_page(name):
    """No line is wider than 28 full-width characters, no page longer than 22 lines."""
    text = render("record", "text", REPORTS[name]).decode()
    widths = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")]
    pages = re.split(r"\n\n +— \d+ —\n(?:\n|$)", text)

    assert name in ("marks", "emoji") or max(widths) <= 56
    assert max(page.count("\n") + 1 for page in pages) <= 22


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: ".".join(pair))
def test_the_same_report_gives_the_same_bytes(pair):
    """No time of day, no random number, no order of a set is in any format."""
    report = REPORTS["markdown"]

    assert render(*pair, report) == render(*pair, report)
