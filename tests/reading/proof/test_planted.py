"""Made-up speeches with planted slips: every slip is told, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.model.remark import RemarkKind
from companion.reading.proofreading import proofread
from companion.reading.reader import read_speech

SPEECHES = dict(
    re.findall(
        r"^%% (\S+)\n((?s:.*?))(?=^%% |\Z)",
        (Path(__file__).parent / "planted.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


@pytest.mark.parametrize("name", SPEECHES)
def test_planted_slips_are_told_and_nothing_else(name: str):
    """The kinds behind `@@` at the end of a line are the kinds of the remarks on that line."""
    lines = SPEECHES[name].split("\n")
    planted = [(number, kind) for number, line in enumerate(lines, 1) for kind in re.findall(r"@@(\w+)", line)]
    text = re.sub(r"@@\w+", "", SPEECHES[name])

    found = [(remark.line, remark.kind) for remark in proofread(read_speech(text.encode(), "speech.txt"))]

    assert sorted(set(planted)) == sorted({(line, kind.value) for line, kind in found if kind is not RemarkKind.BLANKS})
