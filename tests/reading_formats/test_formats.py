"""What a file is by its content, whatever its name says."""

import struct
import zipfile

import pytest

from companion.errors import (
    BrokenDocumentError,
    CompanionError,
    DisguisedFileError,
    EmptyFileError,
    EncryptedFileError,
    LockFileError,
    NeedsOfficeError,
    NoDocumentError,
    OldWordFileError,
    TooLargeError,
)
from companion.reading.formats import kind_of, read_draft
from companion.reading.reader import read_speech
from tests.reading_formats.docx_builder import archive, docx, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = docx(paragraph("一、总体要求"))


def ole(stream: str) -> bytes:
    """The beginning of an OLE file with a stream of that name in its directory."""
    return OLE + stream.encode("utf-16-le") + bytes(600)


def owner_file() -> bytes:
    """A lock file as Word leaves it: counted user name, in one byte and in two bytes a sign."""
    name = "user"
    wide = name.encode("utf-16-le")
    return (bytes([len(name)]) + name.encode()).ljust(54, b"\0") + (
        struct.pack("<H", len(name)) + wide
    ).ljust(108, b"\0")


MISNAMED = {
    "empty": (b"", EmptyFileError),
    "lock": (owner_file(), LockFileError),
    "password": (ole("EncryptedPackage"), EncryptedFileError),
    "old word": (ole("WordDocument"), OldWordFileError),
    "excel 97": (ole("Workbook"), DisguisedFileError),
    "powerpoint 97": (ole("PowerPoint Document"), DisguisedFileError),
    "other ole": (OLE, DisguisedFileError),
    "plain zip": (archive({"a.txt": "x"}), NoDocumentError),
    "excel": (archive({"_rels/.rels": "<a/>", "xl/workbook.xml": "<a/>"}), DisguisedFileError),
    "powerpoint": (archive({"_rels/.rels": "<a/>", "ppt/presentation.xml": "<a/>"}), DisguisedFileError),
    "page file": (archive({"OFD.xml": "<a/>"}), DisguisedFileError),
    "web page": (b"<!DOCTYPE html><html><body><p>x</p></body></html>", DisguisedFileError),
    "web page with comment": ("\ufeff <!-- x --> <HTML lang=zh>".encode(), DisguisedFileError),
    "utf-16 web page": ("<html><p>x".encode("utf-16"), DisguisedFileError),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html>", DisguisedFileError),
    "text": ("一、总体要求".encode(), DisguisedFileError),
    "gb18030 text": ("一、总体要求".encode("gb18030"), DisguisedFileError),
    "rtf": (b"{\\rtf1 x}", DisguisedFileError),
    "pdf": (b"%PDF-1.7\n", DisguisedFileError),
    "word xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', DisguisedFileError),
    "noise": (bytes(range(256)) * 3, BrokenDocumentError),
    "cut short": (GOOD[: len(GOOD) // 2], BrokenDocumentError),
    "cut at its start": (GOOD[40:], BrokenDocumentError),
}


@pytest.mark.parametrize("case", MISNAMED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_files_called_docx_that_are_not(case, language):
    """Each is told apart and named in one sentence that has its path, in both languages."""
    from companion.catalogue import choose_language

    data, failure = MISNAMED[case]
    choose_language(language)

    with pytest.raises(failure) as caught:
        read_draft(data, "folder/讲话稿.docx")

    assert type(caught.value) is failure
    assert "讲话稿.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_their_exit_codes_differ():
    """A script can tell one kind of failure from another."""
    kinds = {failure for _data, failure in MISNAMED.values()}

    assert len({kind.exit_code for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("name", ["~$讲话.docx", "/x/.~lock.讲话.odt#"])
def test_lock_files_by_their_names(name):
    """Whatever a small lock file holds."""
    with pytest.raises(LockFileError):
        read_draft(b"someone", name)


@pytest.mark.parametrize("name", ["稿.docx", "稿.docm", "稿.dotx", "稿.doc", "稿.txt", "稿"])
def test_a_word_file_under_any_name(name):
    """The content decides."""
    assert read_draft(GOOD, name).lines == ("一、总体要求",)


@pytest.mark.parametrize(
    ("data", "name"),
    [("一、甲".encode(), "稿.txt"), (b"# a", "a.md"), (b"", "a.txt"), ("一、甲".encode(), "稿.doc")],
)
def test_plain_text_is_left_to_the_text_reader(data, name):
    """Text, also where an old system calls it .doc."""
    assert read_draft(data, name) is None


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- a -->\n", b"<?xml ?>", b" ", b"<", b"<!--", b"{\\rtf"[:4]])
def test_a_text_that_begins_with_many_comments(piece):
    """Looking for a web page takes no time even where none comes."""
    assert read_draft(piece * 400 + b"x", "x.md") is None


def test_a_web_page_called_doc():
    """What office systems on the web hand out as Word files."""
    page = '<html><head><meta charset="gb2312"><title>t</title></head><h1>总结</h1><p>一、要点</p></html>'

    draft = read_draft(page.encode("gb18030"), "导出.doc")

    assert (draft.lines, draft.levels, draft.format) == (("总结", "一、要点"), {1: 1}, "html")


def test_old_formats_without_an_office_program(monkeypatch, tmp_path):
    """One sentence that says to save as .docx."""
    monkeypatch.setenv("PATH", str(tmp_path))

    for data, name in (
        (ole("WordDocument"), "稿.doc"),
        (b"{\\rtf1 x}", "稿.rtf"),
        (OLE, "稿.wps"),
        (b"<?xml?>", "稿.uot"),
    ):
        with pytest.raises(NeedsOfficeError, match=r"\.docx"):
            read_draft(data, name)


def test_the_reading_door_reads_documents():
    """`read_speech` gives lines, outline and remarks of a Word file, and its format for the encoding."""
    speech = read_speech(
        docx(paragraph("会议讲话") + paragraph("一、总体要求") + paragraph("二、工作任务")), "稿.docx"
    )

    assert speech.encoding == "docx"
    assert [point.marker for point in speech.outline.points if point.marker] == ["一、", "二、"]


@pytest.mark.parametrize("kind", ["docx", "odt", "zip"])
def test_what_an_archive_is(kind):
    """By the names in its directory."""
    made = {
        "docx": GOOD,
        "odt": archive({"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}),
        "zip": archive({"x": "y"}),
    }

    assert kind_of(made[kind]) == kind


def bomb(markup: bytes | str, **more) -> bytes:
    """A Word package whose main part is that markup."""
    return archive({"_rels/.rels": "<a/>", "word/document.xml": markup, **more})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = '<!DOCTYPE l [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{turn} "{f"&a{turn - 1};" * 10}">' for turn in range(1, 10)
)


def nested(name: str, depth: int) -> str:
    """Elements inside one another."""
    return f"<w:document {W}><w:body>{f'<w:{name}>' * depth}{f'</w:{name}>' * depth}</w:body></w:document>"


HOSTILE = {
    "billion laughs": lambda: bomb(f"{LAUGHS}]><w:document {W}>&a9;</w:document>"),
    "outside entity": lambda: bomb(f'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x"><w:document {W}/>'),
    "entity hidden in utf-16": lambda: bomb(f"{LAUGHS}]><w:document {W}>&a9;</w:document>".encode("utf-16")),
    "blanks by the hundred megabytes": lambda: bomb(f"<w:document {W}>{' ' * (120 << 20)}</w:document>"),
    "a part beyond the limit": lambda: bomb(b"x" * ((32 << 20) + 1)),
    "paragraphs by the million": lambda: bomb(
        f"<w:document {W}><w:body>{'<w:p/>' * 2_000_000}</w:body></w:document>"
    ),
    "empty paragraphs by the hundred thousand": lambda: bomb(
        f"<w:document {W}><w:body>{'<w:p/>' * 600_000}</w:body></w:document>"
    ),
    "deep tables": lambda: bomb(nested("tbl", 200_000)),
    "deep controls": lambda: bomb(nested("sdt", 200_000)),
    "deep runs": lambda: bomb(
        nested("p", 1).replace("<w:p>", "<w:p>" + "<w:ins>" * 100_000 + "</w:ins>" * 100_000)
    ),
    "entries by the ten thousand": lambda: archive(
        {f"{turn}": "" for turn in range(10_000)} | {"_rels/.rels": ""}
    ),
    "no body": lambda: bomb(f"<w:document {W}/>"),
    "broken markup": lambda: bomb("<a><b></a>"),
    "unknown encoding": lambda: bomb('<?xml version="1.0" encoding="klingon"?><a/>'),
    "many-byte encoding": lambda: bomb('<?xml version="1.0" encoding="gb18030"?><a/>'),
    "control signs": lambda: bomb(f"<w:document {W}>a\0b</w:document>"),
    "a strange packing": lambda: archive({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA),
    "endless relationships": lambda: bomb("<a/>", **{"_rels/.rels": f"<a>{'<b/>' * 50_000}</a>"}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_packages_are_refused(case):
    """One sentence, whatever is inside; the sizes here would hang or fill a reader without bounds."""
    data = HOSTILE[case]()

    with pytest.raises((TooLargeError, BrokenDocumentError, NoDocumentError, EmptyFileError)) as caught:
        read_draft(data, "x.docx")

    assert str(caught.value)


def test_a_part_that_is_there_twice():
    """Two main parts are not silently one."""
    import io

    buffer = io.BytesIO(GOOD)
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("word/document.xml", "<a/>")

    with pytest.raises(BrokenDocumentError):
        read_draft(buffer.getvalue(), "x.docx")


def test_a_note_referred_to_time_and_again():
    """Its words are there once, so that a small file does not grow beyond bounds."""
    marks = '<w:r><w:t>字</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>' * 1_000
    note = f'<w:footnote w:id="1">{paragraph("注" * 1_000)}</w:footnote>'

    draft = read_draft(docx(paragraph(marks), footnotes=note), "x.docx")

    assert len(draft.footnotes) == 1_000
    assert draft.notes == ("注释", f"[1] 字：{'注' * 1_000}")


def test_an_encrypted_entry():
    """A zip with a password of its own."""
    data = bytearray(GOOD)
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[place + 8] |= 1

    with pytest.raises(CompanionError):
        read_draft(bytes(data), "x.docx")


def test_a_label_text_without_end_is_cut():
    """A level text of a megabyte is not printed on every paragraph."""
    from tests.reading_formats.docx_builder import definition, instance, level

    numbering = definition(0, level(0, "decimal", "x" * 1_000_000)) + instance(1, 0)
    draft = read_draft(docx(paragraph("a", num=(1, 0)) * 500, numbering=numbering), "x.docx")

    assert sum(map(len, draft.lines)) < 500_000
