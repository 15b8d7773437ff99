"""The page of an official document, as LibreOffice sets it: 22 lines of 28 characters, margins, page numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from companion.exporters.formats import office, word
from companion.exporters.paper import Imprint, Masthead, Paper, Paragraph, words
from companion.exporters.registry import render
from companion.exporters.settings import Settings
from tests.exporters.meeting import NOW, small_document, small_report

pdfium = pytest.importorskip("pypdfium2")
needs_office = pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")
MM = 72 / 25.4


def long_paper() -> Paper:
    """A paper of nothing but full lines, three pages of them."""
    text = "".join(f"会议第{n:03}次讨论重点项目推进情况并逐项明确责任单位和完成时限" for n in range(80))
    text = re.sub(r"\d+", lambda found: "甲乙丙丁戊己庚辛壬癸"[int(found[0]) % 10] * 3, text)
    return Paper("minutes", "zh", "纪要", (Paragraph(words(text)),), (), "seal", made=NOW)


def lines_of(page) -> list[tuple[float, str, float, float]]:
    """The lines of a page from above: height of the middle, text, left and right edge, in points."""
    found: dict[int, list[tuple[float, float, str]]] = {}
    text = page.get_textpage()
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if sign.strip():
            found.setdefault(round((bottom + top) / 2 / 6), []).append((left, right, sign))
    rows = sorted(found.items(), reverse=True)
    return [(key * 6, "".join(s for _, _, s in sorted(row)), min(row)[0], max(row)[1]) for key, row in rows]


@pytest.fixture(scope="module")
def pages():
    """The pages of the long paper as LibreOffice prints them."""
    if office.office_program() is None:
        pytest.skip("LibreOffice is not on the PATH")
    settings = replace(Settings(), title_size=16.0)
    document = pdfium.PdfDocument(office.to_pdf(word.render(long_paper(), settings)))
    return [document[number] for number in range(len(document))]


def test_a_full_page_has_22_lines_of_28_characters(pages):
    """GB/T 9704 §5.2.3: 22 lines a page, 28 characters a line, and they fill the type area."""
    body = [line for line in lines_of(pages[1]) if "—" not in line[1]]
    lengths = Counter(len(text) for _, text, _, _ in body)

    assert len(body) == 22
    assert lengths[28] >= 20


def test_the_type_area_is_156_by_225_mm(pages):
    """Margins of 37, 26, 35 and 28 mm (§5.2.1), the paper A4."""
    width, height = pages[1].get_size()
    body = [line for line in lines_of(pages[1]) if "—" not in line[1]]

    assert (round(width / MM), round(height / MM)) == (210, 297)
    assert min(left for _, _, left, _ in body) / MM == pytest.approx(28, abs=1)
    assert max(right for _, _, _, right in body) / MM == pytest.approx(210 - 26, abs=1.5)
    assert (height - body[0][0]) / MM == pytest.approx(37 + 5, abs=3)


def test_page_numbers_are_outside_odd_right_even_left(pages):
    """§7.5: `— 1 —` below the type area, odd pages at the right and even ones at the left."""
    numbers = [next(line for line in lines_of(page) if "—" in line[1]) for page in pages]

    assert [text for _, text, _, _ in numbers] == [f"—{n}—" for n in range(1, len(pages) + 1)]
    assert [left > 105 * MM for _, _, left, _ in numbers] == [n % 2 == 1 for n in range(1, len(pages) + 1)]
    assert all(middle / MM < 35 for middle, _, _, _ in numbers)


def test_the_faces_are_named_for_chinese_with_something_to_fall_back_on():
    """Each style names its East-Asian face, no theme font is left, and the font table has other names."""
    data = render("minutes", "docx", small_report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("word/styles.xml").decode()
        fonts = package.read("word/fontTable.xml").decode()
    used = [re.search(rf'w:styleId="{name}".*?</w:style>', styles, re.DOTALL)[0] for name in ("Normal", "Heading1")]

    assert 'w:eastAsia="仿宋_GB2312"' in used[0]
    assert 'w:eastAsia="黑体"' in used[1]
    assert not any("Theme=" in style for style in used)
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts


@pytest.mark.parametrize("document", ["record", "minutes", "speech", "differences", "ledger", "notice", "timeline"])
def test_words_stand_in_runs_alone_and_elements_in_their_order(document):
    """Word calls a file damaged that has text beside its runs, or the properties of a paragraph in another order."""
    settings = replace(Settings(), office="县委办公室", cc="各单位")
    data = render(document, "docx", small_report(), settings)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    stray = [node.tag for node in body.iter(etree.Element) if node.tag not in WORDY and (node.text or "").strip()]
    stray += [node.tag for node in body.iter(etree.Element) if (node.tail or "").strip()]
    orders = {name: [qn(f"w:{one}") for one in order.split()] for name, order in ORDERS.items()}
    for name, order in orders.items():
        for properties in body.iter(qn(f"w:{name}")):
            places = [order.index(child.tag) for child in properties]
            assert places == sorted(places), (name, [child.tag for child in properties])

    assert stray == []


WORDY = {qn("w:t"), qn("w:instrText"), "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}align"}
ORDERS = {
    "pPr": "pStyle keepNext pageBreakBefore pBdr shd tabs snapToGrid spacing ind jc sectPr",
    "rPr": "rFonts b strike color sz highlight u",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW tcBorders",
    "sectPr": "footerReference type pgSz pgMar cols docGrid",
}


def test_the_head_is_red_with_a_line_and_the_foot_has_its_rules():
    """Red mark, number in brackets, office and date over a red line; copies and date of issue in the foot."""
    head = Masthead("某某会议纪要", "（第12期）", "县委办公室", "2026年7月10日")
    foot = Imprint("抄送：各单位。", "县委办公室", "2026年7月13日印发")
    paper = Paper("minutes", "zh", "某某会议纪要", (), (), "s", head, foot, ("机密★10年",), made=NOW)
    opened = docx.Document(io.BytesIO(word.render(paper, Settings())))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    mark = opened.paragraphs[texts.index("某某会议纪要")]
    under = opened.paragraphs[texts.index("县委办公室\t2026年7月10日")]

    assert texts[0] == "机密★10年"
    assert str(mark.runs[0].font.color.rgb) == "FF0000"
    assert 'w:color="FF0000"' in under._p.xml
    box = opened.element.body.xpath(".//w:txbxContent")[-1]
    words = ["".join(node.text for node in row.iter(qn("w:t"))) for row in box.iter(qn("w:tr"))]
    assert words == ["抄送：各单位。", "县委办公室2026年7月13日印发"]
    assert re.findall(r'<w:(top|bottom) w:val="single" w:sz="(\d+)"', etree.tostring(box).decode())[-3:] == [
        ("top", "8"), ("top", "6"), ("bottom", "8"),
    ]  # fmt: skip


@needs_office
def test_the_foot_stands_at_the_bottom_of_an_even_page_clear_of_the_text():
    """§7.4: on the last page, which is even, on its last lines; on the next even one where there is no room.

    One page of text, one so full that the seal goes over, two with room for the foot and without, and three.
    """
    counts = (2, 10, 13, 31, 33, 36)
    made = office.to_pdfs([word.render(minutes_of(count), Settings()) for count in counts])
    found = [foot_of(pdfium.PdfDocument(pdf)) for pdf in made]

    assert [page for page, _, _ in found] == [2, 2, 2, 2, 4, 4]
    assert all(bottom == pytest.approx(36.5, abs=1.5) for _, bottom, _ in found)
    assert all(text > 35 + 84 / MM for _, _, text in found)


def minutes_of(count: int) -> Paper:
    """Minutes of so many full lines, with a red head and a foot of three lines."""
    head = Masthead("某某会议纪要", "（第12期）", "县委办公室", "2026年7月10日")
    foot = Imprint("抄送：" + "各镇党委、政府，" * 5 + "各单位。", "县委办公室", "2026年7月13日印发")
    lines = tuple(Paragraph(words("会议研究了第几件事情并且逐项明确了责任单位和完成时限")) for _ in range(count))
    return Paper("minutes", "zh", "某某会议纪要", lines, (), "seal", head, foot, made=NOW)


def foot_of(document) -> tuple[int, float, float]:
    """The printed number of the foot's page, millimetres from below to the foot, and to the lowest line of text."""
    page = document[len(document) - 1]
    lines = [(middle / MM, text) for middle, text, _, _ in lines_of(page)]
    number = next(int(found[1]) for _, text in lines if (found := re.fullmatch(r"—(\d+)—", text)))
    low = min((middle for middle, text in lines if "会议研究" in text), default=297.0)
    return number, next(middle for middle, text in lines if text.endswith("印发")) - 2.5, low


@needs_office
def test_every_document_prints():
    """Each .docx that is made here becomes a PDF with at least a page and its seal in it."""
    for document in ("record", "ledger"):
        pdf = render(document, "pdf", small_report())
        text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
        assert "draft" in re.sub(r"\s", "", text)


def test_a_users_template_gives_head_and_foot():
    """The template's own words stay around the document, its places are filled."""
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "内部 {{title}}"
    for text in ("前言", "{{body}}", "盖章"):
        template.add_paragraph(text)
    out = io.BytesIO()
    template.save(out)
    settings = replace(Settings(), docx_template_data=out.getvalue())

    opened = docx.Document(io.BytesIO(render("minutes", "docx", small_report(), settings)))
    texts = [paragraph.text for paragraph in opened.paragraphs]

    assert opened.sections[0].header.paragraphs[0].text == "内部 上半年工作总结会议纪要"
    assert "上半年工作总结会议纪要" not in texts
    assert texts[0] == "前言"
    assert texts[-1] == "盖章"
    assert "{{body}}" not in texts
    assert any("由管委会牵头" in text for text in texts)


def test_the_foot_comes_after_all_that_a_template_has():
    """What stands after `{{body}}` is part of the text, at the end of which 版记 keeps its room."""
    template = docx.Document()
    for text in ("{{body}}", "盖章"):
        template.add_paragraph(text)
    out = io.BytesIO()
    template.save(out)
    settings = replace(Settings(), docx_template_data=out.getvalue(), office="县委办公室")

    body = docx.Document(io.BytesIO(render("minutes", "docx", small_report(), settings))).element.body.xpath("./w:p")

    assert ["盖章" in "".join(node.itertext()) for node in body[-2:]] == [True, False]
    assert "印发" in "".join(body[-1].itertext())


def test_number_copy_and_classification_of_the_meeting_are_printed():
    """The meeting's own number goes before the office's, the copy's number and 密级 stand at the top left."""
    document = small_document()
    extra = {"doc_no": "〔2026〕12号", "copy_no": "000003", "classification": "秘密★3年"}
    document.tables["meeting"]["head"] |= extra
    text = render("minutes", "text", small_report(document=document)).decode()

    assert text.startswith("000003\n秘密★3年\n")
    assert "（〔2026〕12号）" in text
