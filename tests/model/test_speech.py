"""The words that are a point's own."""

from companion.reading.reader import read_speech
from tests.wrapped import WRAPPED

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


def test_lines_that_go_on_are_known():
    """The lines of a wrapped paragraph but its first go on; those of a code block and of paragraphs do not."""
    fenced = "# 会议\n\n一段话，折了行\n还没说完。\n\n```\na = 1\nb = 2\n```\n"

    assert read_speech(WRAPPED.encode(), "a.txt").outline.continued == {6, 7, 10, 11, 14, 17}
    assert read_speech(fenced.encode(), "a.md").outline.continued == {4}
    assert not read_speech("讲话\n同志们：\n第一段。\n第二段。\n".encode(), "a.txt").outline.continued


def test_rows_of_a_table_below_the_title_are_no_title_page():
    """A paper that is a title and a table has a point for each row; a name and an office below a title have none."""
    table = "任务分解表\n事项\u3000单位\u3000进度\n清点仓库\u3000办公室\u3000已完成\n翻修库房\u3000后勤处\u3000进行中\n"
    speech = read_speech(table.encode(), "a.txt")
    titled = read_speech("在会上的讲话\n主任\u3000李\u3000四\n2026年5月1日\n同志们：\n今天开会。\n".encode(), "a.txt")

    assert [point.kind.value for point in speech.outline.points] == ["title", *["paragraph"] * 3]
    assert [point.kind.value for point in titled.outline.points][:2] == ["title", "salutation"]
