"""`companion search`, as scripts use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEECH = """关于防汛的讲话
一、加固堤坝
（一）加固东堤。六月底前完成东堤加固。
（二）巡查西堤。镇村干部轮流巡堤。
二、备足物资
沙袋要备足两万个。
"""
MINUTES = """format = 1
id = "01997000-0000-7000-8000-000000000001"

[speech]
name = "fangxun.txt"

[[notes]]
id = "01997000-0000-7000-8000-000000000002"
kind = "action"
text = "补报沙袋数量"
point = "2"
lead_unit = "水利局"
"""


@pytest.fixture
def folder(tmp_path):
    """A speech with its minutes beside it, and another speech."""
    (tmp_path / "fangxun.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "fangxun.minutes.toml").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "other.txt").write_text("另一个会\n沙袋的事下次再说。\n", encoding="utf-8")
    return tmp_path


def search(folder, *words, text=None):
    """Run the command in the folder."""
    return subprocess.run(
        [sys.executable, "-m", "companion", "--lang", "zh", "search", *words],
        capture_output=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        input=text,
        encoding="utf-8",
        timeout=60,
    )


def test_json_says_where_each_find_is(folder):
    """File, node, line, column, score, kind, positions and text of every find, best first."""
    done = search(folder, "fangxun.txt", "dongdijiagu", "--format", "json")
    answer = json.loads(done.stdout)

    assert (answer["query"], done.returncode, done.stderr) == ("dongdijiagu", 0, "")
    hit = answer["hits"][0]
    assert (hit["file"], hit["node"], hit["line"], hit["kind"]) == ("fangxun.txt", "1.1", 3, "body")
    assert "".join(hit["text"][place] for place in hit["positions"]) == "东堤加固"
    assert SPEECH.splitlines()[2][hit["column"] - 1 :].startswith("东堤加固")


def test_text_has_one_line_a_find(folder):
    """file:line:column first, as editors and grep have it; how many more goes to standard error."""
    done = search(folder, "fangxun.txt", "other.txt", "沙袋", "--limit", "2")

    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == ["fangxun.txt:6:1", "other.txt:2:1"]
    assert "3" in done.stderr


def test_minutes_beside_a_speech_are_searched_with_it(folder):
    """Notes and owners are found in the minutes file, whether it is named or not, and only once."""
    for files in (["fangxun.txt"], ["fangxun.txt", "fangxun.minutes.toml"]):
        answer = json.loads(search(folder, *files, "shuiliju", "--format", "json").stdout)
        assert [(hit["file"], hit["kind"]) for hit in answer["hits"]] == [("fangxun.minutes.toml", "owner")]


@pytest.mark.parametrize(("query", "found"), [("沙袋数量", "沙袋数量"), ("shuiliju", "水利局")])
def test_a_note_is_where_it_stands_in_the_minutes_file(folder, query, found):
    """Line and column are those of the file named, not of the point in the speech that the note hangs on."""
    answer = json.loads(search(folder, "fangxun.txt", query, "--format", "json").stdout)

    hit = next(hit for hit in answer["hits"] if hit["file"] == "fangxun.minutes.toml")
    assert MINUTES.splitlines()[hit["line"] - 1][hit["column"] - 1 :].startswith(found)


def test_a_minutes_file_alone_gives_its_notes(folder):
    """No speech is needed to search notes."""
    (folder / "fangxun.txt").unlink()
    answer = json.loads(search(folder, "fangxun.minutes.toml", "类型:任务", "--format", "json").stdout)

    assert [hit["text"] for hit in answer["hits"]] == ["补报沙袋数量"]


def test_many_queries_pay_the_start_once(folder):
    """One JSON line out for each line in, empty ones too."""
    (folder / "queries").write_text("东堤\n\nxd !加固\r\n", encoding="utf-8")
    answers = [json.loads(line) for line in search(folder, "fangxun.txt", "--queries", "queries").stdout.splitlines()]

    assert [answer["query"] for answer in answers] == ["东堤", "", "xd !加固"]
    assert [bool(answer["hits"]) for answer in answers] == [True, False, True]
    assert search(folder, "fangxun.txt", "--queries", "-", text="东堤\n").stdout.count("\n") == 1


def test_damaged_minutes_do_not_hide_the_speech(folder):
    """Minutes that only stand beside are told of; minutes asked for by name are a failure."""
    (folder / "fangxun.minutes.toml").write_text("= broken", encoding="utf-8")
    beside = search(folder, "fangxun.txt", "东堤")

    assert (beside.returncode, beside.stdout != "", "fangxun.minutes.toml" in beside.stderr) == (0, True, True)
    assert search(folder, "fangxun.minutes.toml", "东堤").returncode == 8


@pytest.mark.parametrize(
    ("words", "code"),
    [(["fangxun.txt"], 2), (["none.txt", "东堤"], 3), ([".", "东堤"], 4), (["fangxun.txt", "东堤", "--limit", "0"], 2)],
)
def test_failures_have_their_exit_codes(folder, words, code):
    """A line on standard error, nothing on standard output."""
    done = search(folder, *words)

    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1


def test_an_unknown_filter_is_told(folder):
    """The words are still looked for."""
    done = search(folder, "fangxun.txt", "kind:xyz 东堤")

    assert "kind:xyz" in done.stderr
    assert "东堤" in done.stdout
