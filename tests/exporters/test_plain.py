"""Plain text: the signs of its language, titles in whole parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from companion.exporters.registry import render
from companion.exporters.report import build_report
from companion.exporters.settings import Settings
from companion.model.document import Document
from companion.model.minutes import Minutes
from companion.reading.reader import read_speech
from tests.exporters.meeting import NOW, small_document, small_report
from tests.wrapped import WRAPPED

MARKED = "# 讲话\n\n## 一、工作\n\n要**抓实项目**，完成*亿元。\n\n> 引一句\n"

LONG = "全县水利和城乡供水重点工作推进会暨抗旱保供水工作部署会议"


@pytest.mark.parametrize("document", ["minutes", "ledger", "notice"])
def test_english_text_has_english_signs(document):
    """Labels, lists and brackets of English documents are set as English sets them."""
    text = render(document, "text", small_report("en")).decode()

    assert not set("：；．【】（") & set(text.replace("（一）", ""))
    assert "Present:张" not in text


def test_copies_end_with_one_stop():
    """Whether or not the office's own words end with one."""
    ends = [
        render("minutes", "text", small_report(), replace(Settings(), cc=cc)).decode().count("抄送：各单位。\n")
        for cc in ("各单位", "各单位。")
    ]

    assert ends == [1, 1]


@pytest.mark.parametrize(("form", "between"), [("text", "\n"), ("html", "<br>")])
def test_long_titles_are_parted_where_their_words_end(form, between):
    """§7.3.1: the title's lines end between its words, on paper and in the browser."""
    document = small_document()
    document.tables["meeting"]["head"] |= {"title": LONG}
    lines = render("record", form, small_report(document=document)).decode().split(between)

    assert any(line.endswith("推进会") for line in lines)
    assert any(line.lstrip().startswith("暨抗旱保供水工作部署会议记录") for line in lines)


@pytest.mark.parametrize(("document", "form"), [("speech", "markdown"), ("record", "markdown"), ("speech", "html")])
def test_a_wrapped_paragraph_is_handed_over_whole(document, form):
    """Where the script breaks a line in mid-sentence, no document does."""
    report = build_report(read_speech(WRAPPED.encode(), "a.txt"), Minutes.of(Document("0", {})), now=NOW)
    text = render(document, form, report).decode()

    assert "要对全县四十二座水库、一百一十公里堤防逐一过堂，发现问题" in text
    assert document != "speech" or "within one minute, day and night" in text


def test_markup_is_not_handed_over():
    """The signs that Markdown sets headings, quotations and bold words by are no words of the speech."""
    report = build_report(read_speech(MARKED.encode(), "a.md"), Minutes.of(Document("0", {})), now=NOW)
    text = render("speech", "text", report).decode()

    assert "要抓实项目，完成*亿元。" in text
    assert not set("#>") & set(text)
