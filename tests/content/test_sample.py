"""The sample speech has everything a first look at the program should show."""

import re
from collections import Counter
from pathlib import Path

import pytest

from companion.model.outline import BlankKind, PointKind
from companion.reading.reader import read_speech

CONTENT = Path(__file__).parent.parent.parent / "content"
SHARED = CONTENT.parent.parent / "shared" / "speech" / "speech.txt"


@pytest.fixture(scope="module")
def sample():
    """The sample speech, read as a user's file is."""
    return read_speech((CONTENT / "speech.zh.txt").read_bytes(), "speech.zh.txt")


def test_the_sample_has_every_part_of_a_speech(sample):
    """Title, salutation and opening come first, the closing words last, three sections between."""
    points = sample.outline.points

    assert [point.kind.value for point in points[:3]] == ["title", "salutation", "opening"]
    assert points[-1].kind is PointKind.CLOSING
    assert [point.marker for point in points if point.depth == 1] == ["一、", "二、", "三、"]


def test_the_sample_has_run_in_and_stand_alone_points(sample):
    """Some second-level headings run on into their body, others stand alone on their line."""
    points = [point for point in sample.outline.points if point.style == "hanzi-paren"]
    alone = [p for p in points if len(sample.lines[p.span.line - 1]) == len(p.heading)]

    assert len(points) == 10
    assert [point.id for point in alone] == ["2.1", "2.2"]


def test_the_sample_has_every_kind_of_list(sample):
    """Narrative, imperative, mixed and comma ordinals, sector topics and parallel leads all occur."""
    styles = Counter(point.style for point in sample.outline.points)

    assert {"hanzi-shi", "hanzi-yao", "hanzi-mixed", "ordinal"} <= set(styles)
    assert styles["topic-fangmian"] == 3
    assert styles["parallel-lead"] == 4


def test_the_sample_has_unnumbered_paragraphs_where_they_can_stand(sample):
    """An unnumbered paragraph heads a section, follows run-in points, is the body of a stand-alone point."""
    paragraphs = {point.id for point in sample.outline.points if point.kind is PointKind.PARAGRAPH}

    assert {"1.p1", "1.p2", "2.1.p1", "2.2.p2", "3.p1"} <= paragraphs


def test_the_sample_has_masked_figures_of_every_class(sample):
    """Amounts in many units, dates, a grade and names are masked."""
    kinds = Counter(blank.kind for blank in sample.outline.blanks)
    units = {blank.unit for blank in sample.outline.blanks if blank.kind is BlankKind.AMOUNT}

    assert set(kinds) == set(BlankKind)
    assert len(units) >= 15


def test_the_sample_announces_what_it_delivers(sample):
    """The opening leads over to the points, and 三件事 is followed by three items."""
    assert re.search("下面，.*我讲几点意见。$", sample.lines[3])
    assert "重点抓好三件事：一是" in sample.lines[15]


def test_the_sample_is_of_own_writing():
    """No sentence of the practice speech is in the sample."""
    if not SHARED.exists():
        pytest.skip("the practice speech is not here")
    sentences = set(re.split("[。！\n]", SHARED.read_text(encoding="utf-8")))
    own = set(re.split("[。！\n]", (CONTENT / "speech.zh.txt").read_text(encoding="utf-8")))

    assert {words for words in own & sentences if len(words) > 4} == set()


def test_the_agenda_adds_up():
    """The times of the English agenda follow from one item's length to the next one's start."""
    words = (CONTENT / "agenda.en.txt").read_text(encoding="utf-8")
    rows = re.findall(r"^\d\. .*\((\d\d):(\d\d), (\d+) minutes", words, re.MULTILINE)
    starts = [int(hour) * 60 + int(minute) for hour, minute, _ in rows]

    assert len(rows) == 8
    assert starts[1:] == [start + int(row[2]) for start, row in zip(starts, rows, strict=True)][:-1]


def test_the_agenda_reads_as_an_outline():
    """The numbered items of the agenda are points, its sub-items stand below them."""
    speech = read_speech((CONTENT / "agenda.en.txt").read_bytes(), "agenda.en.txt")
    markers = [point.marker for point in speech.outline.points if point.marker]

    assert [marker for marker in markers if re.fullmatch(r"\d\.", marker)] == [f"{n}." for n in range(1, 9)]
