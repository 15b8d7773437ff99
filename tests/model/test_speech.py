"""The words that are a point's own."""

from companion.reading.reader import read_speech

LISTED = """会议纪要

一、评审
1. 文档评审：
  – 介绍背景。
  – 确定范围。
2. 设计评审：
  • 介绍架构。
  • 确定方向。
"""


def test_the_bullet_of_the_first_child_is_not_its_parents():
    """Words of a point end before the line of its first child, when only a bullet stands there before that."""
    speech = read_speech(LISTED.encode(), "纪要.txt")
    lead = next(point for point in speech.outline.points if "文档评审" in point.heading)

    assert lead.children
    assert speech.text(speech.own_span(lead)).strip() == "1. 文档评审："
