"""Lines of a fixed number of cells, and titles in lines that belong together."""

from __future__ import annotations

import pytest

from companion.exporters.formats.columns import cells, wrap
from companion.exporters.formats.titles import titled


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("工程量完成百分之12.5％以上", ["工程量完成百分之", "12.5％以上"]),
        ("一共有六家单位讨论GDP，报送", ["一共有六家单位讨论", "GDP，报送"]),
        ("一共有六家单位参加讨论了，报送", ["一共有六家单位参加讨", "论了，报送"]),
        ("会议一共通过了三个事项（A1）", ["会议一共通过了三个事", "项（A1）"]),
    ],
)
def test_no_number_or_word_is_cut_for_the_sign_behind_it(text, lines):
    """A sign that may not begin a line takes the whole number or word before it down."""
    assert wrap(text, 21) == lines


@pytest.mark.parametrize(
    ("title", "most", "lines"),
    [
        ("在上半年工作会议上的讲话", 20, ["在上半年工作会议上的讲话"]),
        ("在全县水利和城乡供水重点工作推进会上的讲话", 20, ["在全县水利和城乡供水重点工作", "推进会上的讲话"]),
        ("全县安全生产工作会议暨防汛抗旱工作部署会议纪要", 20, ["全县安全生产工作会议", "暨防汛抗旱工作部署会议纪要"]),
        ("Minutes of the Quarterly Meeting on Rural Water", 14, ["Minutes of the Quarterly", "Meeting on Rural Water"]),
    ],
)
def test_a_title_breaks_between_its_parts(title, most, lines):
    """§7.3.1: lines of like length, each whole in its words."""
    assert titled(title, most) == lines


@pytest.mark.parametrize("length", [1, 19, 21, 45, 80, 200, 5000])
def test_a_title_of_any_length_fits_its_lines(length):
    """No sign is lost, no line is too wide and none is a last sign alone."""
    found = titled("县" * length, 20)

    assert "".join(found) == "县" * length
    assert max(map(cells, found)) <= 40
    assert length == 1 or min(map(len, found)) > 1
