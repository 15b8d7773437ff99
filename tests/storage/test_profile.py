"""The roster, the holidays and the short codes, the shipped ones and the user's own."""

from datetime import date

import pytest

from companion.catalogue import say
from companion.model.roster import Unit
from companion.storage.profile import learnt_names, learnt_path, learnt_rows, load_profile


def own(folder, **texts):
    """A configuration folder with these tables in it."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_profile(folder)


def test_the_shipped_tables_are_sound(tmp_path):
    """The tables that come with the program are read without a remark."""
    profile = load_profile(tmp_path)

    assert profile.remarks == ()
    assert profile.roster.find("发展和改革局") is None
    assert profile.roster.find("县发展和改革局").name == "县发改局"
    assert profile.roster.find("“两办”").members == ("县委办", "县政府办")


def test_no_name_stands_for_two_units(tmp_path):
    """Every alias of the shipped roster leads to one unit."""
    roster = load_profile(tmp_path).roster

    assert all(roster.find(name) is unit for unit in roster.units for name in unit.names)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        *((day, True) for day in ("2026-09-20", "2026-10-08", "2026-10-10", "2025-01-26")),
        *((day, False) for day in ("2026-10-07", "2026-02-23", "2026-07-11", "2025-10-08")),
    ],
)
def test_the_holiday_table_holds_the_make_up_days(tmp_path, day, worked):
    """Holidays are off and make-up weekends are worked, as the State Council's table has it."""
    assert load_profile(tmp_path).workdays.is_working(date.fromisoformat(day)) is worked


def test_the_users_roster_wins(tmp_path):
    """A unit of the user's own replaces the shipped one by its name and is found by its names."""
    profile = own(tmp_path, roster='[[unit]]\nname = "县发改局"\naliases = ["甲局"]\n')

    assert profile.roster.find("甲局") == Unit("县发改局", aliases=("甲局",))
    assert [unit.name for unit in profile.roster.units].count("县发改局") == 1


def test_the_users_holidays_replace_a_year(tmp_path):
    """A year in the user's table replaces that year and leaves the others."""
    table = "[2027]\noff = [[2027-02-05, 2027-02-11]]\non = [2027-02-13]\n"
    workdays = own(tmp_path, holidays=table).workdays

    assert workdays.has_table(date(2027, 1, 1)) and workdays.has_table(date(2026, 1, 1))
    assert not workdays.is_working(date(2027, 2, 8)) and workdays.is_working(date(2027, 2, 13))


def test_short_codes_are_added_and_replaced(tmp_path):
    """The user's codes join the shipped ones and win over them."""
    codes = own(tmp_path, shortcodes='[codes]\nlb = "两家办公室"\n"信积" = "信访积案"\n').shortcodes

    assert (codes["lb"], codes["信积"], codes["kjg"]) == ("两家办公室", "信访积案", "开（竣）工")


@pytest.mark.parametrize(
    ("name", "text", "remark"),
    [
        ("roster", '[[unit]]\nname = "甲"\nboss = "乙"\n', ("unknown", 3, "boss")),
        ("roster", '[[unit]]\nname = "甲"\n[[unit]]\nname = "丙"\nboss = 1\n', ("unknown", 5, "boss")),
        ("roster", "units = 1\n", ("unknown", 1, "units")),
        ("roster", '[[unit]]\nfull = "甲"\n', ("bad_value", 1, "unit")),
        ("roster", '[[unit]]\nname = "甲"\naliases = "乙"\n', ("bad_value", 1, "unit")),
        ("roster", "[[unit]\n", ("broken", 1, "")),
        ("holidays", "[2027]\noff = [2027-02-05]\n", ("bad_value", 2, "off")),
        ("holidays", "[2027]\nwork = []\n", ("unknown", 2, "work")),
        ("holidays", '[feasts]\n"春节" = "初一"\n', ("bad_value", 2, "春节")),
        ("holidays", "\nfeast = 1\n", ("unknown", 2, "feast")),
        ("shortcodes", "[codes]\nlb = 1\n", ("bad_value", 2, "lb")),
        ("shortcodes", "[code]\nlb = 1\n", ("unknown", 1, "code")),
    ],
)
def test_what_is_odd_is_told_by_name_and_line(tmp_path, name, text, remark):
    """An unknown setting or a wrong value is reported, and everything else still holds."""
    profile = own(tmp_path, **{name: text})

    (told,) = profile.remarks
    assert (told.key, told.line, told.name) == remark
    assert told.path == tmp_path / f"{name}.toml" and say(f"profile.{told.key}", **told.values)
    assert profile.roster.find("两办") and profile.workdays.has_table(date(2026, 1, 1))


def test_a_table_that_is_no_text_is_left_out(tmp_path):
    """Bytes that are no UTF-8 are reported; the shipped tables go on."""
    (tmp_path / "roster.toml").write_bytes(b"\xff\xfe\x00")

    profile = load_profile(tmp_path)

    assert [remark.key for remark in profile.remarks] == ["unreadable"] and profile.roster.find("两办")


def test_learnt_units_are_found_again(tmp_path):
    """Names written in the form of `learnt_rows` are in the roster of the next meeting."""
    assert learnt_rows(["老李", "", "老李"]) == {"unit": [{"name": "老李"}]}
    learnt_path(tmp_path).write_text('[[unit]]\nname = "老李"\n', encoding="utf-8")

    assert learnt_names(tmp_path) == ("老李",)
    assert load_profile(tmp_path).roster.find("老李") == Unit("老李")
