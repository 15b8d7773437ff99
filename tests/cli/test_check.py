"""`companion check` on real files."""

import json

import pytest

from companion.cli.main import run

SPEECH = (
    "在会上的讲话\n\n同志们：\n我讲两点意见。\n一、情况\n县场完成完成任务*亿元。\n二、要求\n抓紧。\n散会。\n"
)


@pytest.fixture
def speech(tmp_path):
    """A short speech with two slips."""
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


def test_check_prints_place_and_words(speech, capfd):
    """One line for each remark: file, line, column, sentence; then the total."""
    code = run(["--lang", "en", "check", str(speech)])

    lines = capfd.readouterr().out.splitlines()
    assert code == 0
    assert [line.partition(": ")[0] for line in lines[:3]] == [f"speech.txt:6:{n}" for n in (1, 3, 9)]
    assert "县场" in lines[0] and "完成完成" in lines[1]
    assert lines[-1].startswith("3 remarks")


def test_check_prints_json(speech, capfd):
    """The same as data: kind, place with its end included, words, message and the key of a dismissal."""
    run(["check", str(speech), "--format", "json"])

    data = json.loads(capfd.readouterr().out)
    first = data["remarks"][0]
    assert data["title"] == "在会上的讲话"
    assert (first["kind"], first["line"], first["column"], first["end_column"]) == ("replaced", 6, 1, 2)
    assert first["words"] == "县场" and first["dismissal"] == "replaced 县场"
    assert first["values"]["right"] == "市场"


def test_check_changes_nothing(speech):
    """The file is the same, byte for byte, and no other file appears."""
    run(["check", str(speech)])

    assert speech.read_text(encoding="utf-8") == SPEECH
    assert list(speech.parent.iterdir()) == [speech]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path, capfd):
    """A missing file ends with its own exit code and no traceback."""
    code = run(["--lang", "en", "check", str(tmp_path / "none.txt")])

    assert code == 3
    assert len(capfd.readouterr().err.splitlines()) == 1
