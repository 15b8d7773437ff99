"""Tasks waiting in a speech."""

import json
import re
from pathlib import Path

import pytest

from companion.capture.candidates import ASSIGNED, NAMED, find_candidates
from companion.model.roster import Roster, Unit
from companion.reading.reader import read_speech

FIXTURE = (Path(__file__).parent / "tasks.txt").read_text(encoding="utf-8")
SHARED = Path(__file__).parents[2].parent / "shared" / "speech"


def speech(text):
    """A speech as it is read from a file."""
    return read_speech(text.encode(), "speech.txt")


def found(text, roster=None):
    """The candidates of a speech under one directive section."""
    body = f"讲话\n\n同志们：\n一、下一步工作安排\n{text}\n"
    return find_candidates(speech(body), roster or Roster())


def labelled():
    """The fixture without its brackets, and its tasks and doubtful passages as (line, first, last)."""
    plain, tasks, doubtful = [], [], []
    for number, line in enumerate(FIXTURE.split("\n"), 1):
        bare = ""
        for part in re.split(r"(⟦[^⟧]*⟧|〔[^〕]*〕)", line):
            words = part.strip("⟦⟧〔〕") if part[:1] in ("⟦", "〔") else part
            if part[:1] in ("⟦", "〔"):
                span = (number, len(bare) + 1, len(bare) + len(words))
                (tasks if part[0] == "⟦" else doubtful).append(span)
            bare += words
        plain.append(bare)
    return "\n".join(plain), tasks, doubtful


def is_same(span, candidate):
    """Tell whether a labelled span and a candidate overlap by half of the shorter one."""
    line, first, last = span
    shared = min(last, candidate.end_column) - max(first, candidate.column) + 1
    shorter = min(last - first, candidate.end_column - candidate.column) + 1
    return line == candidate.line and shared * 2 >= shorter


def measure(candidates, tasks, doubtful):
    """Recall of the tasks, and precision where doubtful passages count as neither."""
    hits = sum(any(is_same(task, each) for each in candidates) for task in tasks)
    right = [each for each in candidates if any(is_same(task, each) for task in tasks)]
    wrong = [each for each in candidates if not any(is_same(span, each) for span in tasks + doubtful)]
    return hits / len(tasks), len(right) / max(1, len(right) + len(wrong))


def test_tasks_are_found_in_a_speech_of_another_habit():
    """A company's meeting, labelled by hand: recall at least 0.9 at precision at least 0.75."""
    text, tasks, doubtful = labelled()

    recall, precision = measure(find_candidates(speech(text), Roster()), tasks, doubtful)

    assert recall >= 0.9 and precision >= 0.75


@pytest.mark.skipif(not SHARED.exists(), reason="the practice speech is not beside the repository")
def test_tasks_are_found_in_the_practice_speech():
    """Against its labels: recall of A1 at least 0.9 at precision at least 0.75, A2 counting as neither."""
    actions = json.loads((SHARED / "actions.json").read_text(encoding="utf-8"))["actions"]
    spans = {
        strength: [(a["line"], a["column"], a["end_column"]) for a in actions if a["strength"] == strength]
        for strength in ("A1", "A2")
    }
    practice = read_speech((SHARED / "speech.txt").read_bytes(), "speech.txt")

    recall, precision = measure(find_candidates(practice, Roster()), spans["A1"], spans["A2"])

    assert recall >= 0.9 and precision >= 0.75
