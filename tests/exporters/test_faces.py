"""The faces and sizes of an official document, as they are in the PDF that LibreOffice makes of it."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from companion.exporters.formats import office
from companion.exporters.registry import render
from companion.exporters.settings import Settings
from tests.exporters.meeting import small_report

pdfium = pytest.importorskip("pypdfium2")
raw = pytest.importorskip("pypdfium2.raw")
SERIF, SANS, LATIN = "Noto Serif CJK SC", "Noto Sans CJK SC", "DejaVu Serif"


def installed() -> str:
    """The names of the fonts that are here."""
    program = shutil.which("fc-list")
    return subprocess.run([program, ":", "family"], capture_output=True, check=True).stdout.decode() if program else ""


@pytest.fixture(scope="module")
def runs():
    """The words of the printed minutes, each with its face and size, in faces that are told apart by name."""
    if office.office_program() is None or not all(name in installed() for name in (SERIF, SANS, LATIN)):
        pytest.skip("LibreOffice or a font is not here")
    faces = {"body_font": SERIF, "title_font": SERIF, "heading_font": SANS, "subheading_font": SANS}
    settings = replace(Settings(), **faces, latin_font=LATIN, number_font=LATIN, office="县委办公室", cc="各单位")
    found: list[tuple[str, str, float]] = []
    for page in pdfium.PdfDocument(render("minutes", "pdf", small_report(), settings)):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            sign, face, size = text.get_text_range(place, 1), *face_of(text, place)
            if sign.strip() and found and found[-1][1:] == (face, size):
                found[-1] = (found[-1][0] + sign, face, size)
            elif sign.strip():
                found.append((sign, face, size))
    return found


def face_of(text, place) -> tuple[str, float]:
    """The name of a sign's face, as far as families are told apart, and its size in points."""
    name = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.c_int())
    return re.sub(r"CJK.*|-.*", "", name.value.decode()), round(raw.FPDFText_GetFontSize(text, place), 1)


def look(runs, words) -> tuple[str, float]:
    """Face and size of the run that has these words."""
    return next((face, size) for text, face, size in runs if words in text)


def test_each_part_of_the_minutes_is_in_its_face_and_size(runs):
    """GB/T 9704: 3号仿宋 with 黑体 and 楷体 headings, large title face, 4号 in 版记 and page numbers (§5.2, §7)."""
    assert look(runs, "上半年工作总结会议纪要") == ("NotoSerif", 36.0)
    assert look(runs, "现将议定事项纪要如下") == ("NotoSerif", 16.0)
    assert look(runs, "一、总结上半年工作") == ("NotoSans", 16.0)
    assert look(runs, "（一）产业发展有起色。") == ("NotoSans", 16.0)
    assert look(runs, "会议同意园区扩容方案") == ("NotoSerif", 16.0)
    assert look(runs, "出席：") == ("NotoSans", 16.0)
    assert look(runs, "张强") == ("NotoSerif", 16.0)
    assert look(runs, "日印发") == ("NotoSerif", 14.0)
    assert look(runs, "—1—") == ("DejaVuSerif", 14.0)


def test_figures_are_in_the_latin_face_and_nothing_in_a_face_nobody_chose(runs):
    """Numbers and letters have the Latin face, and no program's own font is left in the document."""
    assert look(runs, "2026") == ("DejaVuSerif", 16.0)
    assert {face for _, face, _ in runs} == {"NotoSerif", "NotoSans", "DejaVuSerif"}
