"""PDF files, and formats that LibreOffice converts."""

import shutil
import stat
import sys
import tempfile

import pytest

from companion.errors import (
    BrokenDocumentError,
    CompanionError,
    ConversionError,
    MissingExtraError,
    NoPdfTextError,
)
from companion.reading.formats import read_draft
from companion.reading.office_convert import convert_to_docx
from companion.reading.pdf_reader import PdfLine, paragraphs, without_page_number
from companion.reading.rtf_labels import with_printed_labels
from tests.reading_formats.docx_builder import docx, paragraph


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF with words at places (points from the left and the bottom), in a Chinese font that is not
    embedded.
    """
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    font += b"/DescendantFonts [4 0 R] >>"
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"
    )
    kids = " ".join(f"{5 + 2 * turn} 0 R" for turn in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
        inner,
    ]
    for turn, words in enumerate(pages):
        shown = "".join(f"BT /F 16 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in words)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * turn} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream".encode())
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + head.encode() + tail.encode()


FULL = "全市上下要牢牢扛起高质量发展的第一个责任，坚持以实干"


def test_lines_of_a_pdf_are_joined_to_paragraphs():
    """Full lines run on, an indent or an enumerator begins a paragraph, page numbers go."""
    pytest.importorskip("pypdfium2")
    made = pdf(
        [
            (200, 760, "讲话"),
            (112, 720, FULL[:24]),
            (80, 690, FULL[:26]),
            (80, 660, "为要。"),
            (112, 630, "一、总体要求"),
            (112, 600, FULL[:24]),
            (280, 60, "— 1 —"),
        ],
        [(80, 760, "推动发展。"), (112, 730, "二、重点工作"), (280, 60, "— 2 —")],
    )

    draft = read_draft(made, "稿.pdf")

    assert draft.lines == (
        "讲话",
        f"{FULL[:24]}{FULL[:26]}为要。",
        "一、总体要求",
        f"{FULL[:24]}推动发展。",
        "二、重点工作",
    )
    assert draft.remarks == (("formats.remark.pdf", {"count": 2}),)


def test_a_scan_has_no_text():
    """Said plainly."""
    pytest.importorskip("pypdfium2")
    with pytest.raises(NoPdfTextError):
        read_draft(pdf([]), "稿.pdf")


def test_broken_pdfs():
    """Cut short, or not a PDF at all."""
    pytest.importorskip("pypdfium2")
    for made in (b"%PDF-1.7\nrubbish", b"rubbish"):
        with pytest.raises(BrokenDocumentError):
            read_draft(made, "稿.pdf")


def test_pdf_without_the_optional_part(monkeypatch):
    """The message names the part to install."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    with pytest.raises(MissingExtraError, match=r"\[pdf\]"):
        read_draft(b"%PDF-1.7", "稿.pdf")


def test_joining_without_places():
    """Where only the words are known, the length of a line in cells tells whether it is full."""
    full = "甲" * 20
    lines = [
        PdfLine(text)
        for text in (
            full,
            full,
            "乙" * 4 + "。",
            "1. " + full,
            "丙",
            "An English line of words here,",
            "ends.",
        )
    ]

    assert list(paragraphs(lines))[:2] == [full + full + "乙乙乙乙。", "1. " + full + "丙"]


@pytest.mark.parametrize("number", ["1", "— 12 —", "- 3 -", "第 1 页 共 9 页", "3/12", "Page 2 of 7", "·4·"])
def test_page_numbers(number):
    """At the foot and at the head of a page."""
    lines = [PdfLine("甲"), PdfLine("2026年"), PdfLine(number)]

    assert [line.text for line in without_page_number(lines)] == ["甲", "2026年"]
    assert [line.text for line in without_page_number(lines[::-1])] == ["2026年", "甲"]


def fake_office(folder, script: str) -> None:
    """Put a program called soffice on the way."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


needs_shell = pytest.mark.skipif(shutil.which("sh") is None, reason="a shell plays the office program")


@needs_shell
def test_an_old_file_is_converted(tmp_path, monkeypatch):
    """What the office program writes is read, with a remark that it was converted."""
    made = tmp_path / "made.docx"
    made.write_bytes(docx(paragraph("一、总体要求")))
    fake_office(tmp_path, f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "{made}" "$2/speech.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    draft = read_draft(b"{\\rtf1 x}", "稿.rtf")

    assert draft.lines == ("一、总体要求",)
    assert draft.remarks == (("formats.remark.converted", {}),)


@needs_shell
@pytest.mark.parametrize("script", ["exit 1", "sleep 60 & sleep 60"])
def test_an_office_program_that_fails_or_hangs(tmp_path, monkeypatch, script):
    """One sentence, after the timeout at the latest, and nothing left behind."""
    fake_office(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(ConversionError):
        convert_to_docx(b"x", "稿.doc", timeout=0.5)

    assert not [found for found in tmp_path.iterdir() if found.name.startswith("companion-")]


def test_numbers_of_an_rtf_file_that_lost_their_signs():
    """What LibreOffice wrote as 一? is taken from the number printed beside the paragraph; sound files stay."""
    levels = rb"{\rtf1{\list{\leveltext \'02\'00\'3f;}}"
    lost = levels + rb"{\*\listoverridetable\ls1}\pard{\listtext\pard\plain \u19968\'3f\tab}\ls1 A}"

    assert with_printed_labels(lost) == levels + rb"{\*\listoverridetable}\pard{ \u19968\'3f } A}"
    assert with_printed_labels(sound := lost.replace(rb"\'3f;", rb"\u12289 ?;")) == sound


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_with_the_real_office_program():
    """A rich text file by way of LibreOffice."""
    try:
        draft = read_draft(b"{\\rtf1\\ansi Hello minutes\\par Second line\\par}", "x.rtf")
    except CompanionError as error:
        pytest.skip(f"LibreOffice does not work here: {error}")

    assert draft.lines[:2] == ("Hello minutes", "Second line")
