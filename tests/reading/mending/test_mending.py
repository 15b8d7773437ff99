"""Each operation on an outline: what it makes, what it refuses, and that it holds for a re-issued speech."""

from dataclasses import replace

import pytest

from companion.catalogue import LANGUAGES, choose_language, say
from companion.model.mend import Mend, MendProblem, Operation
from companion.model.minutes import Anchor
from companion.reading.mending import apply_mends
from tests.reading.mending.mended import TEXT, mend, place_of, problem, read, rows

SPEECH = read()


def headings(outline, *ids):
    """The headings of some points."""
    return [outline.by_id[id].heading for id in ids]


def test_the_speech_of_these_tests_reads_as_meant():
    """What the mends below start from."""
    assert [point.id for point in SPEECH.outline.points] == [
        *("T", "S", "O", "1", "1.1", "1.2", "1.2.1", "1.2.2", "1.p1"),
        *("2", "2.1", "2.1.p1", "2.2", "3", "3.p1", "C"),
    ]


def test_without_mends_the_outline_is_the_speech_s_own():
    """Nothing to do is nothing done."""
    assert apply_mends(SPEECH, []) == (SPEECH.outline, ())


def test_a_promoted_point_follows_its_old_parent_and_takes_its_later_siblings():
    """（一）灾情 becomes a section of its own; the paragraph behind it belongs to it now."""
    outline, _ = mend(SPEECH, ("promote", "1.2"))

    assert outline.by_id["2"].heading == "（二）灾情加重"
    assert outline.by_id["2"].children == ("2.1", "2.2", "2.p1")
    assert (outline.by_id["1"].children, outline.by_id["2"].kind.value) == (("1.1",), "section")
    assert outline.by_id["3"].heading == "二、任务"


def test_a_demoted_point_goes_under_the_sibling_before_it():
    """A section with all its points goes one level down."""
    outline, _ = mend(SPEECH, ("demote", "2"))

    assert outline.by_id["1"].children == ("1.1", "1.2", "1.p1", "1.3")
    assert headings(outline, "1.3", "1.3.1", "1.3.2") == ["二、任务", "（一）查险", "（二）转移"]
    assert (outline.by_id["1.3"].depth, outline.by_id["1.3"].kind.value) == (2, "point")


def test_demoting_and_promoting_restores_what_was():
    """The two are inverse in this order."""
    for point in ("2", "1.2", "1.2.2"):
        lower, mends = mend(SPEECH, ("demote", point))
        below = lower.points[SPEECH.outline.position[point]]
        _, back = mend(replace(SPEECH, outline=lower), ("promote", below.id))

        assert apply_mends(SPEECH, [*mends, *back]) == (SPEECH.outline, ())


def test_a_point_is_split_where_the_cursor_stands():
    """The second half is a point of the same level; the rest keeps its text and its blanks."""
    at = place_of(SPEECH, "各镇要在")
    outline, _ = mend(SPEECH, ("split", "1.2.2"), at=at)

    assert headings(outline, "1.2.2", "1.2.3") == ["二是房屋进水*户", "各镇要在*月底前报清楚"]
    assert outline.by_id["1.2.2"].span.end_column == at[1] - 1
    assert [blank.point for blank in outline.blanks] == ["1.1", "1.2.1", "1.2.2", "1.2.3"]


def test_splitting_before_a_marker_gives_the_new_point_that_marker():
    """Where an enumerator stands at the cursor, the new point carries it."""
    speech = read("会议通知\n\n今天说两件事。一是开会 二是发文，都要办好。\n")
    outline, _ = mend(speech, ("split", "p1"), at=place_of(speech, "二是"))

    assert outline.points[-1].marker == "二是"
    assert outline.points[-1].title == "发文，都要办好"


def test_a_joined_point_goes_into_what_stands_before_it():
    """The second item becomes the end of the first; joining takes back a split."""
    outline, _ = mend(SPEECH, ("join", "1.2.2"))

    assert outline.by_id["1.2"].children == ("1.2.1",)
    assert outline.by_id["1.2.1"].span == replace(
        SPEECH.outline.by_id["1.2.1"].span, end_column=SPEECH.outline.by_id["1.2.2"].span.end_column
    )
    split, _ = mend(SPEECH, ("split", "1.2.2"), at=place_of(SPEECH, "各镇要在"))
    mends = mend(SPEECH, ("split", "1.2.2"), at=place_of(SPEECH, "各镇要在"))[1]
    again = mend(replace(SPEECH, outline=split), ("join", "1.2.3"))[1]
    assert apply_mends(SPEECH, [*mends, *again])[0] == SPEECH.outline


def test_the_tail_of_the_last_item_is_put_under_the_parent():
    """What the last item only seems to say belongs to the whole point."""
    outline, _ = mend(SPEECH, ("reparent", "1.2.2", "1.2"), at=place_of(SPEECH, "各镇要在"))

    assert outline.by_id["1.2"].children == ("1.2.1", "1.2.2", "1.2.p1")
    assert outline.by_id["1.2.p1"].title.startswith("各镇要在")
    assert outline.blanks[-1].point == "1.2.p1"


def test_a_paragraph_is_put_under_the_point_before_it():
    """An unnumbered paragraph after a run-in point can be that point's body."""
    outline, _ = mend(SPEECH, ("reparent", "1.p1", "1.2"))

    assert outline.by_id["1.2"].children == ("1.2.1", "1.2.2", "1.2.p1")
    assert outline.by_id["1.2.p1"].depth == 3


def test_a_paragraph_becomes_a_point_and_a_paragraph_again():
    """Its words become its heading; turned back, the outline is what it was."""
    outline, _ = mend(SPEECH, ("to_point", "1.p1"))
    back, _ = mend(SPEECH, ("to_point", "1.p1"), ("to_paragraph", "1.3"))

    assert (outline.by_id["1.3"].kind.value, outline.by_id["1.3"].title) == ("point", "目前形势还算平稳")
    assert back == SPEECH.outline


def test_a_heading_without_a_number_takes_the_paragraphs_after_it():
    """Made a point, 关于查险 is a heading, and what follows its body; turned back, all is as it was."""
    text = "会上的讲话\n\n同志们：\n关于查险。\n要把堤防查一遍。\n再查涵闸。\n一、要求\n抓紧办。\n"
    speech = read(text.replace("关于查险", "一、防汛\n快办。快办好。\n关于查险"))
    points = speech.outline.points
    id = next(point.id for point in points if point.title == "关于查险")
    outline, mends = mend(speech, ("to_point", id))
    heading = next(point for point in outline.points if point.title == "关于查险")
    back = mend(replace(speech, outline=outline), ("to_paragraph", heading.id))[1]

    assert [outline.by_id[child].title for child in heading.children] == ["要把堤防查一遍", "再查涵闸"]
    assert apply_mends(speech, [*mends, *back]) == (speech.outline, ())


def test_a_point_becomes_a_paragraph_and_a_point_again():
    """Its marker is only text then, and comes back with the point."""
    outline, _ = mend(SPEECH, ("to_paragraph", "2.2"))
    back, _ = mend(SPEECH, ("to_paragraph", "2.2"), ("to_point", "2.p1"))

    assert outline.by_id["2.p1"].title.startswith("（二）转移")
    assert outline.by_id["2.p1"].marker == ""
    assert back == SPEECH.outline


def test_the_opening_can_become_a_point():
    """What was taken for a part of the frame can be one of the body."""
    outline, _ = mend(SPEECH, ("to_point", "O"))

    assert outline.by_id["1"].title == "这几天雨很大，大家辛苦了"
    assert outline.by_id["2"].heading == "一、汛情"


def test_the_title_of_the_outline_follows_the_title_s_point():
    """What is cut off the title is not in it; joined again, it is."""
    cut, mends = mend(SPEECH, ("split", "T"), at=(1, 2))
    again = mend(replace(SPEECH, outline=cut), ("join", "p1"))[1]

    assert (cut.title, cut.points[1].title) == ("在", "防汛会上的讲话")
    assert apply_mends(SPEECH, [*mends, *again]) == (SPEECH.outline, ())


@pytest.mark.parametrize(
    ("operation", "point", "places", "name"),
    [
        ("promote", "1", {}, "top"),
        ("promote", "T", {}, "top"),
        ("demote", "1", {}, "first"),
        ("demote", "1.1", {}, "first"),
        ("demote", "O", {}, "part"),
        ("join", "T", {}, "nothing_before"),
        ("split", "1.1", {}, "no_place"),
        ("split", "1.1", {"at": (6, 1)}, "at_start"),
        ("split", "1.1", {"at": (6, 99)}, "no_text"),
        ("split", "1.1", {"at": (12, 3)}, "outside"),
        ("split", "9.9", {"at": (12, 3)}, "unknown"),
        ("reparent", "1.1", {"under": "9"}, "unknown"),
        ("reparent", "1.1", {}, "no_target"),
        ("reparent", "1.1", {"under": "O"}, "no_target"),
        ("reparent", "2.2", {"under": "1.1"}, "not_adjacent"),
        ("reparent", "1.1", {"under": "1.2"}, "not_adjacent"),
        ("to_point", "1.1", {}, "is_point"),
        ("to_paragraph", "1.p1", {}, "is_paragraph"),
    ],
)
def test_what_cannot_be_done_is_a_value_that_says_why(operation, point, places, name):
    """No exception, no silent nothing: the problem has its sentence in both languages."""
    assert problem(SPEECH, operation, point, **places) == name
    for language in LANGUAGES:
        choose_language(language)
        assert say(f"mend.problem.{name}", point=point)
    choose_language()


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_has_a_name_in_both_languages(operation):
    """What the palette shows."""
    for language in LANGUAGES:
        choose_language(language)
        assert say(f"mend.operation.{operation.value}")
    choose_language()


MENDS = (
    [("promote", "1.2")],
    [("demote", "2"), ("to_point", "1.p1")],
    [("join", "1.2.2"), ("to_paragraph", "2.2")],
    [("reparent", "1.p1", "1.2")],
)


@pytest.mark.parametrize("steps", MENDS)
def test_mends_hold_for_a_re_issued_speech(steps):
    """With sentences added before and after, the same points are mended in the same way."""
    mended, mends = mend(SPEECH, *steps)
    again = TEXT.replace("一、汛情\n", "一、汛情\n昨夜又下了一场雨。\n").replace("辛苦了。", "辛苦了。我再啰嗦几句。")
    again = again.replace("同志们：\n", "\n\n同志们：\n")

    outline, orphans = apply_mends(read(again), mends)

    assert orphans == ()
    extra = [row for row in rows(outline) if "昨夜" not in row]
    assert [row.partition(" ")[2] for row in extra] == [row.partition(" ")[2] for row in rows(mended)]


def test_a_split_holds_for_a_re_issued_speech():
    """The place of a cut is found by its words."""
    _, mends = mend(SPEECH, ("split", "1.2.2"), at=place_of(SPEECH, "各镇要在"))
    again = read(TEXT.replace("（二）灾情加重。", "（二）灾情加重。情况不容乐观。"))

    outline, orphans = apply_mends(again, mends)

    assert orphans == ()
    assert outline.by_id["1.2.3"].title == "各镇要在*月底前报清楚"


def test_of_equal_words_those_below_the_same_headings_are_meant():
    """Two points with the same words: the one that was mended is mended, wherever it moves."""
    points = "（一）查堤。快查。\n（二）备料。快备。\n"
    text = f"会上的讲话\n\n同志们：\n一、甲\n{points}二、乙\n{points}"
    _, mends = mend(read(text), ("demote", "2.2"))
    again = read(text.replace("一、甲\n", "一、甲\n先说甲。\n再说甲。\n又说甲。\n还说甲。\n"))

    outline, orphans = apply_mends(again, mends)

    assert orphans == ()
    assert [len(outline.by_id[id].children) for id in ("1.1", "2.1")] == [0, 1]


def test_a_mend_whose_words_are_gone_is_orphaned_and_does_nothing():
    """It comes back marked, and the others are still done."""
    _, mends = mend(SPEECH, ("to_point", "1.p1"), ("demote", "2.2"))
    again = read(TEXT.replace("目前形势还算平稳。\n", ""))

    outline, orphans = apply_mends(again, mends)

    assert [(orphan.id, orphan.anchor.orphaned) for orphan in orphans] == [("m0", True)]
    assert [outline.by_id[id].title for id in outline.by_id["2.1"].children[1:]] == ["转移"]


def test_deleted_mends_are_passed_over():
    """Undoing a mend leaves it in the file and out of the outline."""
    _, mends = mend(SPEECH, ("to_point", "1.p1"))

    assert apply_mends(SPEECH, [replace(mends[0], deleted=True)]) == (SPEECH.outline, ())


def test_a_mend_written_by_hand_with_nothing_but_an_id_is_done():
    """An id alone is enough when there are no words to go by."""
    outline, orphans = apply_mends(SPEECH, [Mend("m", Operation.DEMOTE, Anchor("2"))])

    assert orphans == ()
    assert "1.3.1" in outline.by_id


def test_mends_go_through_toml_fields_unharmed():
    """What is written to the minutes is read back the same; an operation of a newer version is left out."""
    _, mends = mend(SPEECH, ("reparent", "1.p1", "1.2"))

    assert [Mend.from_fields(mend.id, mend.to_fields()) for mend in mends] == mends
    assert "orphaned" not in mends[0].to_fields()
    assert Mend.from_fields("m", {"operation": "rotate"}) is None
    assert MendProblem("mend.problem.unknown", (("point", "9"),)).arguments == {"point": "9"}


def test_the_speech_is_never_touched():
    """Lines and outline of the speech are the same after any mend."""
    before = read()
    mend(SPEECH, ("join", "1.2.2"), ("promote", "1.2"), ("to_paragraph", "3.1"))

    assert before == SPEECH
