"""Every document in every text format, and the parts of the packages that hold the words, byte for byte."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from companion.exporters.registry import ROWS, render
from companion.exporters.settings import Settings
from tests.exporters.golden import assert_golden
from tests.exporters.meeting import small_report

SETTINGS = replace(Settings(), office="县委办公室", cc="各镇党委、政府", doc_number="第12期")
TEXTS = [(row.document, row.format, row.suffix) for row in ROWS if not row.is_binary]
PARTS = {
    "docx": ("word/document.xml", "word/styles.xml", "word/fontTable.xml", "word/settings.xml"),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"),
}
SHARED = {"word/styles.xml", "word/fontTable.xml", "word/settings.xml", "xl/styles.xml", "docProps/core.xml"}
PACKAGES = [(row.document, row.format) for row in ROWS if row.format in PARTS]


@pytest.mark.parametrize(("document", "form", "suffix"), TEXTS, ids=lambda value: value)
def test_text_documents_are_as_agreed(document, form, suffix):
    """The words, their order and their marks in each text format."""
    assert_golden(render(document, form, small_report(), SETTINGS), f"{form}/{document}.zh{suffix}")


@pytest.mark.parametrize(("document", "form"), PACKAGES, ids=lambda value: value)
def test_packages_are_as_agreed(document, form):
    """The XML parts that hold words and looks; styles that all documents share are compared once."""
    with zipfile.ZipFile(io.BytesIO(render(document, form, small_report(), SETTINGS))) as package:
        for part in PARTS[form]:
            if part in package.namelist() and (part not in SHARED or document == "ledger"):
                name = part.rpartition("/")[2]
                assert_golden(package.read(part), f"{form}/{document}.{name}")


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("text", "txt")])
@pytest.mark.parametrize("document", ["minutes", "record", "ledger", "speech"])
def test_english_documents_are_as_agreed(document, form, suffix):
    """The minutes in the order of Robert's Rules, and the others in English words."""
    assert_golden(render(document, form, small_report("en"), SETTINGS), f"{form}/{document}.en.{suffix}")
