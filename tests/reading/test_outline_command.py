"""`companion outline`: the outline of a speech in a script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.speeches import COUNTY

HOUSE = Path(__file__).parents[2]


def companion(*words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program from the repository."""
    return subprocess.run([sys.executable, "-m", "companion", *words], input=data, capture_output=True, cwd=HOUSE)


def test_json_has_the_contracted_fields(tmp_path: Path):
    """`title`, `nodes` and `blanks` with exactly the names that other programs rely on."""
    path = tmp_path / "speech.txt"
    path.write_bytes(COUNTY.encode("gb18030"))

    document = json.loads(companion("outline", str(path), "--format", "json").stdout)

    assert document["title"] == "在全县秋季生产现场会上的讲话"
    assert list(document["nodes"][3]) == (
        [
            "id",
            "parent",
            "depth",
            "kind",
            "style",
            "line",
            "column",
            "end_line",
            "end_column",
            "marker",
            "title",
            "children",
        ]
    )
    assert list(document["blanks"][0]) == (
        [
            "n",
            "line",
            "column",
            "class",
            "node",
            "before",
            "after",
            "unit",
            "indicator",
            "measure",
            "label",
            "qualifier",
        ]
    )
    assert document["source"]["encoding"] == "gb18030"


def test_text_shows_points_and_blanks():
    """Standard input is `-`; points are indented by depth, blanks follow with their names."""
    done = companion("outline", "-", "--lang", "en", data=COUNTY.encode())

    text = done.stdout.decode()
    assert "      1.p2.1  一是投入不足\n" in text
    assert "民间投资增速 (％)" in text


@pytest.mark.parametrize(
    ("words", "data", "code"),
    [
        (["-"], b"", 6),
        (["-"], b"\x89PNG\r\n\x1a\n\0\0\0", 7),
        (["-", "--encoding", "klingon"], b"a", 2),
        (["/nowhere/at/all.txt"], b"", 3),
        (["/"], b"", 4),
    ],
)
def test_each_failure_is_one_sentence_and_an_exit_code(words: list[str], data: bytes, code: int):
    """Nothing on standard output, one line on standard error, no traceback."""
    done = companion("outline", *words, data=data)

    assert (done.returncode, done.stdout) == (code, b"")
    assert len(done.stderr.decode().splitlines()) == 1


def test_control_characters_of_a_speech_do_not_reach_the_terminal():
    """An escape sequence in a heading is shown, not obeyed."""
    done = companion("outline", "-", data="一、甲\x1b[31m乙\n二、丙".encode())

    assert b"\x1b" not in done.stdout
