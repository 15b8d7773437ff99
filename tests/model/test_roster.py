"""Units and the names they go by."""

import pytest

from companion.model.roster import Roster, Unit

ROSTER = Roster(
    (
        Unit("县发改局", "县发展和改革局", ("发改局", "Reform Office"), ("发改局局长",)),
        Unit("两办", members=("县委办", "县政府办")),
        Unit("发改局"),
    )
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("县发改局", "县发改局"),
        ("县发展和改革局", "县发改局"),
        ("发改局局长", "县发改局"),
        ("“两办”", "两办"),
        ("ＲＥＦＯＲＭ　office", "县发改局"),
        ("发改局", "发改局"),
    ],
)
def test_a_unit_is_found_by_each_of_its_names(name, unit):
    """Width, case and quotation marks make no difference; a unit's own name wins over another's alias."""
    assert ROSTER.find(name).name == unit


def test_a_name_that_nobody_has_finds_nothing():
    """Parts of names are not names."""
    assert ROSTER.find("发改") is None and ROSTER.find("") is None


def test_a_unit_learnt_replaces_one_of_its_name():
    """The roster that knows one more unit leaves the old one as it was."""
    larger = ROSTER.with_unit(Unit("老李")).with_unit(Unit("两办", aliases=("两家",)))

    assert larger.find("老李") == Unit("老李") and larger.find("两家").name == "两办"
    assert larger.names() == ("县发改局", "发改局", "老李", "两办") and ROSTER.find("老李") is None
