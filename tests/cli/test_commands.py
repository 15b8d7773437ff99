"""The sub-commands as scripts call them: results on stdout, one sentence on stderr, an exit code per failure."""

import json
import os
import re
import subprocess
import sys

import pytest

from companion.cli.main import run
from tests.terminal import ROOT


def companion(*words, stdin=None, cwd=None):
    """Run the program without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "companion", "--lang", "en", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_note_and_notes(speech_path):
    """A note added by the script is printed by the other, in text and JSON."""
    added = companion("note", speech_path, "--at", "2.1.1", "! 报送计划 @县水利局 >9月底前", "--author", "甲")
    minutes = speech_path.with_name("讲话.minutes.toml")

    as_json = json.loads(companion("notes", minutes, "--format", "json").stdout)["notes"]
    as_text = companion("notes", minutes).stdout

    assert added.returncode == 0 and as_json[0]["id"] == added.stdout.strip()
    assert (as_json[0]["kind"], as_json[0]["text"], as_json[0]["author"]) == ("action", "报送计划", "甲")
    assert "报送计划" in as_text and "@县水利局" in as_text


def test_export_to_markdown(speech_path):
    """The exported Markdown holds the outline, the notes, and the masks escaped."""
    companion("note", speech_path, "--at", "1.1", "讲得*好*")

    done = companion("export", speech_path.with_name("讲话.minutes.toml"), "--to", "markdown")

    assert done.returncode == 0, done.stderr
    assert "河道治理有序推进" in done.stdout and r"讲得\*好\*" in done.stdout
    assert r"\*公里" in done.stdout


BAD = {
    "missing": (3, "No such file"),
    "folder": (4, "folder"),
    "empty": (6, "empty"),
    "binary": (7, "not a text file"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("command", ["open", "outline"])
def test_bad_speeches_get_a_sentence_and_a_code(tmp_path, case, command):
    """Each kind of bad input has its own sentence and exit code, whatever asks for it."""
    path = tmp_path / "speech.txt"
    if case == "folder":
        path.mkdir()
    elif case == "empty":
        path.write_bytes(b"")
    elif case == "binary":
        path.write_bytes(bytes(range(256)) * 40)

    done = companion(*([] if command == "open" else [command]), path)

    assert (done.returncode, done.stdout) == (BAD[case][0], "")
    assert BAD[case][1] in done.stderr and path.name in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_may_not_be_read_gets_a_sentence(tmp_path):
    """A file without permission to read is named, with the reason."""
    path = tmp_path / "speech.txt"
    path.write_text("一、事\n", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this account may read everything")

    assert companion("outline", path).returncode == 5


def test_without_a_terminal_there_is_no_screen(speech_path):
    """The live view without a terminal is one sentence and its own exit code."""
    done = companion(speech_path, stdin="")

    assert done.returncode == 12 and "no terminal" in done.stderr


def test_broken_minutes_are_named_and_left_alone(speech_path):
    """Minutes that do not parse are reported with line and column; not a byte of them changes."""
    minutes = speech_path.with_name("讲话.minutes.toml")
    broken = b'format = 1\nid = "x"\n[[notes]\n'
    minutes.write_bytes(broken)

    done = companion("note", speech_path, "--at", "1", "记")

    assert done.returncode == 8 and "line 3, column" in done.stderr
    assert minutes.read_bytes() == broken


def test_minutes_of_a_newer_format_are_left_alone(speech_path):
    """A file of a newer version is neither read nor written."""
    minutes = speech_path.with_name("讲话.minutes.toml")
    minutes.write_text('format = 99\nid = "x"\n', encoding="utf-8")

    assert companion("note", speech_path, "--at", "1", "记").returncode == 10
    assert minutes.read_text(encoding="utf-8") == 'format = 99\nid = "x"\n'


def test_text_that_is_no_speech_opens_as_paragraphs(tmp_path):
    """Any text is an outline of plain paragraphs at least."""
    path = tmp_path / "notes.txt"
    path.write_text("今天天气不错。\n我们出去走走。\n", encoding="utf-8")

    done = companion("outline", path, "--format", "json")

    assert done.returncode == 0 and len(json.loads(done.stdout)["nodes"]) >= 1


def test_an_unknown_point_is_named(speech_path):
    """A note on a point that is not there changes nothing and says which."""
    done = companion("note", speech_path, "--at", "9.9", "记")

    assert done.returncode == 14 and "9.9" in done.stderr
    assert not speech_path.with_name("讲话.minutes.toml").exists()


def test_a_closed_pipe_is_no_failure(speech_path):
    """`companion outline … | head` ends quietly."""
    done = subprocess.run(
        f"{sys.executable} -m companion outline {speech_path} | head -n 1", shell=True, capture_output=True, text=True
    )

    assert done.stderr == ""


def test_the_command_line_explains_itself_in_chinese(capsys):
    """Help and what is wrong with the words of a command are Chinese throughout, where Chinese is asked for."""
    wrong = (["note"], ["outline", "x", "--format", "y"], ["--help"])
    for words in wrong:
        with pytest.raises(SystemExit):
            run(["--lang", "zh", *words])
    captured = capsys.readouterr()
    told = captured.out + captured.err

    assert "还要写明：file, line, --at" in told and "没有 'y' 这一项" in told
    assert not re.search("usage|error|options|arguments|show this", told)
