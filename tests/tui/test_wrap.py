"""Breaking lines by cells, names kept in one row."""

import pytest

from companion.tui.wrap import wrap_runs

WHOLE = frozenset({"owner"})


def rows_of(runs, cells):
    """The rows as text, the gaps at their ends left out."""
    return ["".join(text for text, _ in row).strip() for row in wrap_runs(runs, cells, 2, WHOLE)]


@pytest.mark.parametrize("cells", range(18, 40))
@pytest.mark.parametrize("name", ["  @县水利局", " +县发展和改革局", "  — 欧阳敏"])
def test_a_name_is_not_broken(name, cells):
    """Whatever the room, a name that fits into a row is in one."""
    rows = rows_of([("把管网改造台账报县政府办", ""), (name, "owner"), ("  9月底前", "")], cells)

    assert sum(name.strip() in row for row in rows) == 1


def test_a_name_longer_than_a_row_is_broken_as_ever():
    """A name without room in any row fills the rows."""
    assert rows_of([("报送", ""), ("  @" + "局" * 20, "owner")], 20) == ["报送  @" + "局" * 6, "局" * 9, "局" * 5]


@pytest.mark.parametrize("cells", range(18, 40))
def test_no_row_begins_with_the_gap_before_a_name(cells):
    """Where a row is full to its end, the gap behind it is not carried over."""
    names = ("  @县水利局", "  12月底前 → 12月31日（周四）", " #项")
    runs = [("排出三季度开工计划", ""), *((name, "owner") for name in names)]
    rows = wrap_runs(runs, cells, 2, WHOLE)

    assert not any(row[1][0].startswith(" ") for row in rows[1:])
