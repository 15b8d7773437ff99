"""Practice files: every one opens as a person reads it, or says why not."""

import re
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.reading.formats import read_draft

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "docx"
FILES = sorted(CORPUS.glob("*.docx"))

pytestmark = pytest.mark.skipif(not FILES, reason="the practice files are not beside this repository")

# What a person sees (checked against LibreOffice): how many lines are not blank, and the automatic labels.
_MINUTES = "1. – – – 2. – – – • •"
SEEN = {
    "d2p_renamed_document_xml": (1, ""),
    "mammoth_footnotes": (1, ""),
    "mammoth_text-box": (1, ""),
    "pandoc_lists": (12, "1. 2. a. b. • • - • • •"),
    "pandoc_numbered_header": (1, "1."),
    "pandoc_track_changes_move": (3, ""),
    "poi_ComplexNumberedLists": (17, "1. 2. a. b. c. 3. 4. 1. 2. 3. 10. 11. 12. 13."),
    "zh_agenda_table": (13, ""),
    "zh_fixture_autonum": (5, "1. 2. 3."),
    "zh_fixture_comments_revisions": (3, ""),
    "zh_guide_autonum": (85, "1. 2. 3. 4. ● ● ● ● 1. 2. 3."),
    "zh_minutes_headings_lists": (40, f"{_MINUTES} {_MINUTES} {_MINUTES}"),
}
LABEL = re.compile(r"\s*(\d+\.|[a-z]\.|[•●–▪-])\s")
REFUSED = {"bad_lockfile": 40, "bad_zero_bytes": 6, "poi_bug53475-password-is-pass": 41}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_practice_file(path):
    """Its lines are those that are printed; what cannot be read is named."""
    try:
        draft = read_draft(path.read_bytes(), path.name)
    except CompanionError as error:
        assert error.exit_code == REFUSED.get(path.stem), error
        return
    lines = [line for line in draft.lines if line.strip()]

    labels = " ".join(match[1] for match in map(LABEL.match, lines) if match)

    assert path.stem not in REFUSED
    assert SEEN.get(path.stem, (len(lines), labels)) == (len(lines), labels)
