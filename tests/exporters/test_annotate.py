"""The original Word file with the notes as comments: each on its words, everything else as it was."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from companion.errors import CompanionError
from companion.exporters.annotate import NotWordError, annotate, match_lines
from companion.exporters.formats import office
from companion.exporters.formats.packing import repack
from companion.exporters.report import build_report
from companion.exporters.settings import Settings
from companion.model.document import Document
from companion.model.minutes import Minutes
from companion.reading.reader import read_speech
from tests.exporters.hostile import TEXTS, hostile_report
from tests.exporters.meeting import LINES, NOW, note, note_id, small_report

RELS = ("word/_rels/blah_blah.xml.rels",)  # of a file whose part has a name of its own
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY_COMMENTS = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "docx"
CORPUS = sorted(SHARED.glob("*.docx")) or [
    pytest.param(SHARED / "none.docx", marks=pytest.mark.skip(reason="the practice files are not here"))
]
MARKS = re.compile(rb"<w:comment(?:RangeStart|RangeEnd) [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>")


def original(split: int = 0) -> bytes:
    """A Word file of the small speech; with `split`, in runs of so many characters, every other one bold."""
    document = docx.Document()
    for line in LINES:
        paragraph = document.add_paragraph()
        for place in range(0, len(line), split or len(line) or 1):
            run = paragraph.add_run(line[place : place + (split or len(line))])
            run.bold = bool(split) and place % 2 == 0
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def commented(data: bytes) -> dict[str, str]:
    """The words under each comment, by the comment's first line."""
    body = ET.fromstring(part(data, "word/document.xml"))
    open_ids: set[str] = set()
    words: dict[str, str] = {}
    for element in body.iter():
        id = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_ids.add(id)
            words[id] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_ids.discard(id)
        elif element.tag == f"{W}t":
            for one in open_ids:
                words[one] += element.text or ""
    assert not open_ids
    comments = docx.Document(io.BytesIO(data)).comments
    return {comment.paragraphs[0].text: words[str(comment.comment_id)] for comment in comments}


@pytest.mark.parametrize("split", [0, 1, 3, 7])
def test_each_comment_is_on_its_words(split):
    """A note with a quote covers the quote, others the beginning of their point, however the runs are cut."""
    done = annotate(original(split), small_report(), Settings())
    found = commented(done.data)

    assert found["【任务 10:31】园区配套建设排出时间表"] == "园区配套要跟上"
    assert found["【改讲 10:34】前期工作要提前半年"] == "做实前期"
    assert found["【决定 10:12】同意园区扩容方案"] == "（二）产业发展有起色"
    assert len(found) == 11
    assert [note.text for note in done.unplaced] == ["这条的位置没有了"]


@pytest.mark.parametrize("split", [0, 3])
def test_the_text_is_as_it_was(split):
    """Paragraph by paragraph the words are the same, and each run has the look it had."""
    before = docx.Document(io.BytesIO(original(split)))
    after = docx.Document(io.BytesIO(annotate(original(split), small_report(), Settings()).data))

    def look(document):
        return [[(run.bold, sign) for run in p.runs for sign in run.text] for p in document.paragraphs]

    assert look(after) == look(before)


def test_no_byte_is_changed_where_no_run_is_cut():
    """With quotes that are whole runs, taking the marks out again gives the part byte for byte."""
    data = original(1)

    marked = part(annotate(data, small_report(), Settings()).data, "word/document.xml")

    assert MARKS.sub(b"", marked) == part(data, "word/document.xml")


def test_all_other_parts_are_as_they_were():
    """Only the document, the comments, the relations and the content types differ."""
    data = original()
    done = annotate(data, small_report(), Settings()).data
    names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    changed = {name for name in names if part(done, name) != part(data, name)}

    assert changed <= {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_comments_that_are_there_stay():
    """A file annotated before gets the new comments beside the old ones."""
    once = annotate(original(), small_report(), Settings()).data
    twice = annotate(once, small_report(), Settings()).data

    assert len(list(docx.Document(io.BytesIO(twice)).comments)) == 2 * 11


def test_an_empty_part_of_comments_is_filled():
    """Some writers leave a part of comments with nothing in it."""
    data = repack(annotate(original(), small_report(), Settings()).data, {"word/comments.xml": EMPTY_COMMENTS})

    assert len(list(docx.Document(io.BytesIO(annotate(data, small_report(), Settings()).data)).comments)) == 11


def test_the_rows_of_a_table_are_found():
    """A line that is a row of a table finds its first cell."""
    lines = ("会议议程", "09:00\t开幕\t大厅", "10:00\t讨论\t会议室")

    assert match_lines(lines, ["会议议程", "09:00", "开幕", "大厅", "10:00", "讨论", "会议室"]) == {1: 0, 2: 1, 3: 4}


@pytest.mark.skipif(office.office_program() is None, reason="LibreOffice is not on the PATH")
def test_libreoffice_opens_the_annotated_file():
    """Printed, the annotated file has the words of the speech as the original has them."""
    pdfium = pytest.importorskip("pypdfium2")
    texts = []
    for data in (original(3), annotate(original(3), small_report(), Settings()).data):
        page = pdfium.PdfDocument(office.to_pdf(data))[0]
        texts.append("".join(page.get_textpage().get_text_range().split()))

    assert texts[0] == texts[1]
    assert "园区配套要跟上" in texts[0]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: Path(path).stem)
def test_files_of_many_writers_stay_as_they_were(path):
    """A comment at every point of real files: each is there on words of its point, and all else is byte for byte."""
    data = path.read_bytes()
    try:
        speech = read_speech(data, path.name)
    except CompanionError as error:
        pytest.skip(str(error))
    points = speech.outline.points
    fields = {note_id(n): note("comment", point.id, f"n{n}") for n, point in enumerate(points)}
    report = build_report(speech, Minutes.of(Document("x", {"notes": fields})), now=NOW)
    done = annotate(data, report, Settings())
    before, after = parts_of(data), parts_of(done.data)
    changed = {name for name in after if after[name] != before.get(name)}
    main = next(name for name in changed if b":body" in after[name])
    lost = {note.id for note in done.unplaced}
    spans = spans_of(after[main])[len(spans_of(before[main])) :]

    assert changed - {main} <= {"[Content_Types].xml", "word/comments.xml", "word/_rels/document.xml.rels", *RELS}
    assert before.keys() <= after.keys()
    assert words_in(after[main]) == words_in(before[main])
    assert len(list(docx.Document(io.BytesIO(done.data)).comments)) >= len(fields) == len(spans)
    for n, (point, span) in enumerate(zip(points, spans, strict=True)):
        own = squeezed(speech.text(point.span))
        assert note_id(n) in lost or (span and (squeezed(span)[:8] in own or own in squeezed(span)))


def parts_of(data: bytes) -> dict[str, bytes]:
    """All parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def words_in(part: bytes) -> str:
    """The words of a part."""
    return "".join(node.text or "" for node in ET.fromstring(part).iter(f"{W}t"))


def squeezed(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def spans_of(part: bytes) -> list[str]:
    """The words under each comment, in the order of their numbers."""
    spans: dict[str, str] = {}
    under: set[str] = set()
    for node in ET.fromstring(part).iter():
        id = node.get(f"{W}id", "")
        if node.tag == f"{W}commentRangeStart":
            under.add(id)
            spans[id] = ""
        elif node.tag == f"{W}commentRangeEnd":
            under.discard(id)
        elif node.tag == f"{W}t":
            spans |= {id: spans[id] + (node.text or "") for id in under}
    return [spans[id] for id in sorted(spans, key=int)]


def test_packages_whose_writer_chose_other_prefixes_get_their_comments():
    """Relationships and content types under a prefix, as some programs write them, know of the comments after it."""
    data = original()
    rels, types = part(data, "word/_rels/document.xml.rels"), part(data, "[Content_Types].xml")
    prefixed = {
        "word/_rels/document.xml.rels": re.sub(rb"<(/?)Relationship", rb"<\1p:Relationship", rels).replace(
            b"xmlns=", b"xmlns:p="
        ),
        "[Content_Types].xml": re.sub(rb"<(/?)(Types|Default|Override)", rb"<\1p:\2", types).replace(
            b"xmlns=", b"xmlns:p="
        ),
    }

    done = annotate(repack(data, prefixed), small_report(), Settings()).data

    assert len(list(docx.Document(io.BytesIO(done)).comments)) == 11


def test_private_notes_stay_at_home():
    """Only the private copy has the note-taker's own remarks."""
    public = annotate(original(), small_report(), Settings()).data
    private = annotate(original(), small_report(), Settings(), with_private=True).data

    assert "语气很重".encode() not in part(public, "word/comments.xml")
    assert "语气很重".encode() in part(private, "word/comments.xml")


@pytest.mark.parametrize("name", ["xml", "controls", "html", "emoji", "braces", "empty", "noncharacters"])
def test_hostile_notes_leave_the_file_sound(name):
    """Whatever is noted, the file opens and the words of the speech are the same."""
    done = annotate(original(), hostile_report(TEXTS[name]), Settings()).data
    opened = docx.Document(io.BytesIO(done))

    assert [paragraph.text for paragraph in opened.paragraphs] == list(LINES)


def test_lines_find_paragraphs_without_word_s_own_numbers():
    """A paragraph whose number Word makes by itself is found by its other words."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line.removeprefix("一、").removeprefix("二、").removeprefix("（一）"))
    out = io.BytesIO()
    document.save(out)

    found = commented(annotate(out.getvalue(), small_report(), Settings()).data)

    assert found["【任务 10:31】园区配套建设排出时间表"] == "园区配套要跟上"


def test_what_is_no_word_file_is_said_to_be_none():
    """A text file or a broken package is refused."""
    report = replace(small_report())

    for data in (b"", b"PK\x03\x04broken", "一、".encode()):
        with pytest.raises(NotWordError):
            annotate(data, report, Settings())
