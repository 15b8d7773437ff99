"""The promise in the README, sentence by sentence: each has the fault rows or the tests that hold it to its word."""

import re
from pathlib import Path

import pytest

from tests.faults.__main__ import ROWS
from tests.storage import test_store

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
SENTENCES = re.findall(r"^- (.+?)[;.]$", README.partition('## What "saved" means')[2], re.MULTILINE)
KEPT_BY = {
    "`kill -9`": ["R1", "R2", "R6", "test_a_helper_that_died_is_replaced"],
    "a power cut": ["R3", "R4"],
    "a full disk": ["R5", "R7", "test_a_refused_change_leaves_the_document_as_it_was"],
    "a closed terminal": ["R2", "R10", "R11", "test_after_a_crash_the_notes_and_the_half_typed_line_are_there"],
    "a stalled terminal": ["R9"],
    "a network drive that hangs": ["R8", "test_a_drive_that_hangs_stops_no_one"],
    "a second writer": ["C1", "C2", "test_a_journal_of_the_living_is_left_alone"],
    "a broken hand edit": ["S5", "test_a_file_that_cannot_be_read_is_never_written"],
    "a newer version's file": ["test_a_file_that_cannot_be_read_is_never_written"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_of_the_promise_is_held(sentence):
    """A sentence that nothing tests may not stand in the README."""
    (beginning,) = [one for one in KEPT_BY if sentence.startswith(one)]

    assert all(name in ROWS or hasattr(test_store, name) for name in KEPT_BY[beginning])


def test_the_promise_has_all_its_sentences():
    """Nothing that is tested is left unsaid."""
    assert len(SENTENCES) == len(KEPT_BY)
