"""`companion export`, `verify` and `templates` as a user types them."""

from __future__ import annotations

import hashlib
import io
import json

import docx
import pytest

from companion.cli.main import run
from companion.storage.toml_codec import render_minutes
from tests.exporters.meeting import LINES, small_document


@pytest.fixture
def minutes(tmp_path, monkeypatch):
    """A minutes file beside its speech, and settings folders of nobody."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    data = ("\n".join(LINES) + "\n").encode()
    (tmp_path / "讲话稿.txt").write_bytes(data)
    document = small_document()
    document.tables["speech"]["head"]["sha256"] = hashlib.sha256(data).hexdigest()
    path = tmp_path / "讲话稿.minutes.toml"
    path.write_bytes(render_minutes(document))
    return path


def companion(*words) -> int:
    """Run a command line in Chinese."""
    return run([*map(str, words), "--lang", "zh"])


def test_a_document_goes_to_standard_output(minutes, capfdbinary):
    """Without a file name the bytes are the result, and nothing else is."""
    assert companion("export", minutes, "--to", "markdown") == 0

    assert capfdbinary.readouterr().out.decode().startswith("# 上半年工作总结会议记录\n")


def test_the_name_of_the_file_chooses_the_format(minutes, tmp_path):
    """`-o x.docx` needs no --to, and `--to ledger.xlsx` names both document and format."""
    assert companion("export", minutes, "-o", tmp_path / "x.docx") == 0
    assert companion("export", minutes, "--to", "ledger.xlsx", "-o", tmp_path / "y.xlsx") == 0

    assert docx.Document(str(tmp_path / "x.docx")).paragraphs
    assert (tmp_path / "y.xlsx").read_bytes()[:2] == b"PK"


def test_a_file_that_is_there_stays(minutes, tmp_path, capfd):
    """Nothing is overwritten without a word, and with --force it is."""
    target = tmp_path / "x.md"
    target.write_text("旧", encoding="utf-8")

    assert companion("export", minutes, "-o", target) == 30
    assert target.read_text(encoding="utf-8") == "旧"
    assert "已经存在" in capfd.readouterr().err
    assert companion("export", minutes, "-o", target, "--force") == 0
    assert target.read_text(encoding="utf-8") != "旧"


def test_an_unknown_document_is_refused_with_the_known_ones(minutes, capfd):
    """One sentence, and what there is to choose from."""
    assert companion("export", minutes, "--to", "poem.docx") == 2

    assert "minutes.docx" in capfd.readouterr().err


def test_all_documents_go_into_a_folder_with_a_manifest(minutes, tmp_path, capfd):
    """Each file named in the manifest is there with its length and hash, private notes are not among them."""
    folder = tmp_path / "out"

    assert companion("export", minutes, "--all", folder, "--no-pdf") == 0
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    names = {path.name for path in folder.iterdir()}

    assert {one["name"] for one in listed} == names - {"manifest.json"}
    assert {"record.docx", "minutes.docx", "ledger.xlsx", "ledger.ics", "timeline.html", "data.json"} <= names
    assert "notice-01-管委会.docx" in names
    assert not [name for name in names if name.startswith("private")]
    for one in listed:
        assert hashlib.sha256((folder / one["name"]).read_bytes()).hexdigest() == one["sha256"]
    assert f"{len(listed)}/{len(listed)}" in capfd.readouterr().err


def test_all_documents_or_none(minutes, tmp_path):
    """When one of the files is there already, none is written."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "ledger.csv").write_text("旧", encoding="utf-8")

    assert companion("export", minutes, "--all", folder) == 30
    assert [path.name for path in folder.iterdir()] == ["ledger.csv"]


def test_a_document_is_verified_against_the_minutes_beside_it(minutes, tmp_path, capfd):
    """Agreement is exit code 0; after a change of the minutes it is 1, and a file from elsewhere has no seal."""
    record = tmp_path / "record.txt"
    companion("export", minutes, "--to", "txt", "-o", record)
    assert companion("verify", record) == 0

    run(["note", str(minutes), "--at", "1.1", "又一条"])
    assert companion("verify", record) == 1
    assert "有改动" in capfd.readouterr().out
    assert companion("verify", tmp_path / "讲话稿.txt") == 34


def test_the_templates_can_be_copied_changed_and_used(minutes, tmp_path, capfd):
    """A changed setting shows in the document, an unknown one is named and ignored."""
    folder = tmp_path / "templates"
    assert companion("templates", folder) == 0
    assert companion("templates", folder) == 30
    template = folder / "export.toml"
    words = template.read_text(encoding="utf-8").replace('office = ""', 'office = "督查室"\nofice = 3', 1)
    template.write_text(words, encoding="utf-8")

    assert companion("export", minutes, "--to", "minutes.html", "--template", template, "-o", tmp_path / "m.html") == 0
    assert "督查室" in (tmp_path / "m.html").read_text(encoding="utf-8")
    line = words[: words.index("ofice")].count("\n") + 1
    assert f"{template} 第 {line} 行：不认识的设置 ofice，是不是 office？" in capfd.readouterr().err


def test_a_template_that_names_no_word_file_is_refused(minutes, tmp_path, capfd):
    """One sentence, and no document."""
    (tmp_path / "own.toml").write_text('docx_template = "head.docx"', encoding="utf-8")
    (tmp_path / "head.docx").write_text("甲", encoding="utf-8")

    assert companion("export", minutes, "--to", "minutes.docx", "--template", tmp_path / "own.toml") == 37
    assert "head.docx 不是 Word 文件" in capfd.readouterr().err


def test_the_notes_go_back_into_the_original_word_file(minutes, tmp_path, capfd):
    """The original with comments; a file that is no Word file is refused."""
    original = docx.Document()
    for line in LINES:
        original.add_paragraph(line)
    out = io.BytesIO()
    original.save(out)
    (tmp_path / "稿.docx").write_bytes(out.getvalue())

    assert companion("export", minutes, "--annotate", tmp_path / "稿.docx", "-o", tmp_path / "批.docx") == 0
    assert len(list(docx.Document(str(tmp_path / "批.docx")).comments)) == 11
    assert companion("export", minutes, "--annotate", tmp_path / "讲话稿.txt", "-o", tmp_path / "x.docx") == 33
    assert "原件" in capfd.readouterr().err


def test_the_minutes_are_passed_on_by_name(minutes, capfd):
    """A step needs a name and a way there; the history shows who, when and with what opinion."""
    assert companion("state", minutes, "approved", "--name", "李主任") == 2
    assert companion("state", minutes, "in_review") == 2
    assert companion("state", minutes, "in_review", "--name", "王科员", "--date", "2026-07-11") == 0
    assert companion("state", minutes, "approved", "--name", "李主任", "--opinion", "同意印发") == 0
    assert companion("state", minutes, "--correction", "改一个数", "--name", "王科员") == 0

    shown = capfd.readouterr().out.strip().splitlines()
    assert shown[-3:-2] == ["已签发（approved），第 2 版"]
    assert "2026-07-11　送审　王科员" in shown
    assert "同意印发" in shown[-1]


def test_the_way_ends_in_the_archive(minutes, capfd):
    """Every step from review to archive, each saying what is still open; after it there is none."""
    for state in ("in_review", "returned", "in_review", "approved", "issued", "archived"):
        assert companion("state", minutes, state, "--name", "甲") == 0
    assert "仍标“草稿”" in capfd.readouterr().err

    assert companion("state", minutes, "issued", "--name", "甲") == 2
    assert companion("state", minutes, "issued", "--name", "甲", "--date", "2026-13-01") == 2
    told = capfd.readouterr().err
    assert "现在是归档，没有下一步" in told and "2026-13-01 不是" in told


def test_open_matters_are_waved_through_by_name(minutes, capfd):
    """Afterwards the minutes are no draft any more, and say that something was let pass."""
    assert companion("state", minutes, "--wave-through") == 2
    assert companion("state", minutes, "--wave-through", "--name", "主任") == 0
    capfd.readouterr()

    assert companion("export", minutes, "--to", "minutes.txt") == 0
    assert "草　稿" not in (out := capfd.readouterr().out)
    assert "同意放行" in out
