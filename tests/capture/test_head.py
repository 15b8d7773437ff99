"""People, markings and the end of a meeting."""

import pytest

from companion.capture.head import ends_meeting, is_classified, parse_people, skipped_by_jump
from companion.reading.reader import read_speech


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("甲某、乙某", (("甲某", ""), ("乙某", ""))),
        ("甲某（出差），乙某(病假)、丙某", (("甲某", "出差"), ("乙某", "病假"), ("丙某", ""))),
        ("甲某 乙某　丙某（迟到 10:05）", (("甲某", ""), ("乙某", ""), ("丙某", "迟到 10:05"))),
        ("Ann Lee, Bob Ray (late)", (("Ann Lee", ""), ("Bob Ray", "late"))),
        ("", ()),
        ("、、", ()),
    ],
)
def test_people_are_read_with_their_reasons(typed, people):
    """Names in a row, each with the words in brackets that belong to it."""
    assert parse_people(typed) == people


@pytest.mark.parametrize(
    ("marking", "classified"),
    [
        ("机密★20年", True),
        ("秘密", True),
        ("绝密★", True),
        ("CONFIDENTIAL", True),
        ("内部资料", False),
        ("工作秘密", False),
        ("Unclassified", False),
        ("", False),
    ],
)
def test_the_three_levels_are_classified(marking, classified):
    """State secrets are told from work secrets and internal papers."""
    assert is_classified(marking) is classified


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("我就讲到这里，谢谢大家。散会！", True),
        ("会议到此结束。", True),
        ("The meeting is adjourned.", True),
        ("我就讲到这里。", False),
    ],
)
def test_a_closing_may_end_the_meeting(text, ends):
    """散会 offers to stamp the end of the meeting; a mere closing does not."""
    assert ends_meeting(text) is ends


def test_a_jump_passes_over_what_was_not_ticked():
    """The points between are skipped, not those that hold the target nor those ticked."""
    text = "讲话\n\n一、甲\n（一）子。\n（二）丑。\n（三）寅。\n二、乙\n（一）卯。\n（二）辰。\n"
    outline = read_speech(text.encode(), "speech.txt").outline

    assert skipped_by_jump(outline, "1.1", "2.2", {"1.2"}) == ("1.3", "2.1")
    assert skipped_by_jump(outline, "2.2", "1.1", set()) == ()
