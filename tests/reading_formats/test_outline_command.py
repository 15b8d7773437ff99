"""`companion outline` on documents."""

import pytest

from companion.cli.main import run
from companion.errors import DisguisedFileError
from tests.reading_formats.docx_builder import docx, paragraph


@pytest.mark.parametrize(
    ("language", "remark"), [("zh", "有 1 处修订中已删除或移走的文字，未列入。"), ("en", "1 deleted or moved-away")]
)
def test_the_outline_of_a_word_file(tmp_path, capfd, language, remark):
    """The points come on standard output, what was left out on standard error, in the user's language."""
    path = tmp_path / "稿.docx"
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = paragraph("会议讲话") + paragraph("一、总体要求") + paragraph(f"<w:r><w:t>二、任务</w:t></w:r>{gone}")
    path.write_bytes(docx(body))

    code = run(["outline", str(path), "--lang", language])

    out, err = capfd.readouterr()
    assert code == 0
    assert "一、总体要求" in out and "二、任务" in out
    assert remark in err


def test_a_file_that_is_not_what_it_says(tmp_path, capfd):
    """One sentence and its own exit code."""
    path = tmp_path / "稿.docx"
    path.write_text("一、总体要求", encoding="utf-8")

    assert run(["outline", str(path)]) == DisguisedFileError.exit_code
    assert capfd.readouterr().err.count("\n") == 1
