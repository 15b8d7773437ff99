"""A note put back into the line it was typed as."""

from datetime import date

import pytest

from companion.capture.line import parse_line
from companion.capture.retype import typed_line
from companion.model.minutes import Anchor, Note
from companion.model.roster import Roster
from companion.model.workdays import Workdays


def parse(line):
    """A line as typed on a day, with an empty roster."""
    return parse_line(line, roster=Roster(()), workdays=Workdays(), today=date(2026, 7, 10))


def noted(line):
    """The note that a line makes."""
    said = parse(line)
    names = ("kind", "text", "lead_unit", "supporting_units", "due", "tags", "speaker", "visibility", "to_verify")
    return Note(id="x", anchor=Anchor("1"), **{name: getattr(said, name) for name in names})


@pytest.mark.parametrize(
    "line",
    ["记一笔", "! 报送计划 @水利局 +财政局 >9月底前 #水利", "= 同意", "? 何时", "+ 加讲", "~ 改讲", "* 重点", "% 鼓掌",
     ":王县长:插一句", ":没说是谁", "只给自己看 $私", "数字没听清 ??", "\\!不是任务", "邮箱 a@b.cn 和 C++", "多少@谁"],
)  # fmt: skip
def test_a_line_put_back_says_the_same(line):
    """Typing a note's line again makes the same note."""
    assert parse(typed_line(noted(line))) == parse(line)
