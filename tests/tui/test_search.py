"""Searching in the live view: what is listed, how it is said, what is kept, and that the newest query wins."""

from itertools import count

import pytest
from textual import events
from textual.keys import _character_to_key

from companion.catalogue import LANGUAGES, entries
from companion.search.query import parse_query
from companion.search.vocabulary import Vocabulary
from companion.session.session import Session
from companion.storage.queries import recent_queries
from companion.tui.app import CompanionApp
from companion.tui.widgets.search_view import SearchView
from tests.tui.conftest import SIZE, Live


def listed(live):
    """The rows of the list, the summary first."""
    return live.shown("#found").splitlines()


async def test_the_list_says_how_many_and_marks_what_matched(live):
    """Typed initials find a point; the characters that they stand for are marked in its own text."""
    await live.type("/zxzj")
    hit = live.screen.finder.hits[0]
    row = live.screen.finder.row(0)

    assert "找到" in listed(live)[0]
    assert "".join(row.text[place] for place in hit.positions) == "专项资金"
    assert "专项资金" in live.shown("#found")


async def test_arrows_preview_and_enter_jumps(live):
    """The arrows show a place in the speech without leaving the search; Enter stays there."""
    await live.type("/要", "down")
    second = live.screen.finder.point(1)
    assert live.screen.cursor == second
    assert live.screen.mode.name == "search"

    await live.keys("enter")
    assert live.screen.mode.name == "note"
    assert live.screen.cursor == second


async def test_an_empty_line_recalls_what_was_asked(live):
    """Arrow up on the empty line brings the newest query, then older ones; what was typed is not lost to it."""
    await live.type("/专项", "enter")
    await live.type("/水厂", "enter")
    await live.type("/", "up")
    assert live.screen.bar.value == "水厂"
    assert live.screen.finder.hits

    await live.keys("up")
    assert live.screen.bar.value == "专项"
    await live.keys("up")
    assert live.screen.bar.value == "专项"


async def test_queries_outlive_the_program(live, session):
    """What was asked is in the state folder, newest first and once each."""
    for query in ("专项", "水厂", "专项"):
        await live.type(f"/{query}", "enter")

    assert recent_queries()[:2] == ["专项", "水厂"]


async def test_a_filter_that_makes_no_sense_is_named(live):
    """It filters nothing, and the line above the list says so."""
    await live.type("/专项 due:xyz")

    assert "due:xyz" in listed(live)[0]
    assert live.screen.finder.hits


async def test_ticks_and_figures_change_what_filters_find(live):
    """What was read out is no longer unspoken, a figure that was noted no longer blank; undo turns it back."""
    await live.keys("enter")
    ticked = live.session.register.last_tick().anchor.point
    await live.type("/is:unspoken")
    assert ticked not in {hit.entry.point for hit in live.screen.finder.hits}
    await live.keys("escape")

    await live.keys("ctrl+z")
    await live.type("/is:unspoken")
    assert ticked in {hit.entry.point for hit in live.screen.finder.hits}


async def test_a_figure_that_was_heard_is_found(live):
    """The value is found with its blank, and the blank is open no longer."""
    blank = live.session.outline.blanks[0]
    live.session.fill(blank, "4321")
    await live.type("/4321")
    assert live.screen.finder.hits[0].entry.key == ("blank", blank.n)

    await live.keys("escape")
    await live.type("/kind:blank is:blank")
    assert ("blank", blank.n) not in {hit.entry.key for hit in live.screen.finder.hits}


async def test_keys_that_wait_are_searched_for_once(live, monkeypatch):
    """Of a burst of keys only the last query is searched for, and it is the one that is listed."""
    await live.type("/")
    asked = []
    search = live.session.search
    monkeypatch.setattr(live.session, "search", lambda query, **more: asked.append(query) or search(query, **more))
    for sign in "专项资金":
        key = events.Key(_character_to_key(sign), sign)
        key.set_sender(live.app)
        live.screen.bar.post_message(key)
    await live.pilot.pause()

    assert asked[-1] == "专项资金"
    assert len(asked) < 4
    assert "专项资金" in live.shown("#found")


async def test_a_letter_does_not_lay_out_the_screen(live, monkeypatch):
    """The list is painted with the letter, without a new layout of everything."""
    await live.type("/专")
    layouts = []
    refresh = live.screen._refresh_layout
    monkeypatch.setattr(live.screen, "_refresh_layout", lambda *a, **k: layouts.append(a) or refresh(*a, **k))
    await live.type("项")

    assert not layouts
    assert "专项" in live.shown("#found")


async def test_rows_that_stay_are_not_painted_again(live, monkeypatch):
    """Only what changed in the list goes to the terminal."""
    await live.type("/专项")
    painted = []
    refresh = SearchView.refresh
    monkeypatch.setattr(SearchView, "refresh", lambda self, *r, **k: painted.append(r) or refresh(self, *r, **k))
    live.screen.picture.list_found(0)

    assert painted == []


@pytest.fixture
def large(tmp_path):
    """A speech above the size that is indexed in one go, open."""
    path = tmp_path / "long.txt"
    path.write_text("讲话\n\n" + "".join(f"第{n}段要修好第{n}座仓库。\n\n" for n in range(2200)), encoding="utf-8")
    return Session.open(path, author="记录员")


async def test_a_machine_that_is_held_up_still_takes_in_the_speech(large, monkeypatch):
    """The index gets complete although time jumps whenever a timer looks at the clock."""
    jumps = count(0, 0.01)
    monkeypatch.setattr("textual.timer._time.get_time", lambda: next(jumps))
    async with CompanionApp(large).run_test(size=SIZE) as pilot:
        for _ in range(200):
            await pilot.pause(0.02)
            if large.index.is_complete:
                break

    assert large.index.is_complete


async def test_who_goes_down_finds_more(large):
    """What is found beyond the room of the list comes when the chosen row goes there; the rows above stay."""
    async with CompanionApp(large).run_test(size=SIZE) as pilot:
        live = Live(pilot)
        while not live.session.index.is_complete:
            await pilot.pause(0.02)
        await live.type("/仓库")
        finder = live.screen.finder
        first = finder.hits
        await live.keys(*["pagedown"] * 9)

        assert len(first) == live.screen.size.height
        assert finder.hits[: len(first)] == first
        assert live.screen.mode.chosen == 90
        assert len({hit.entry.point for hit in finder.hits}) == len(finder.hits) > 90


async def test_a_large_speech_follows_ticks(large):
    """Above the size that is indexed in one go, too, a tick takes a point out of the unspoken ones."""
    async with CompanionApp(large).run_test(size=SIZE) as pilot:
        live = Live(pilot)
        while not live.session.index.is_complete:
            await pilot.pause(0.02)
        await live.keys("enter")
        ticked = live.session.register.last_tick().anchor.point
        await live.type("/is:spoken")

        assert [hit.entry.point for hit in live.screen.finder.hits] == [ticked]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filters_that_help_names_are_understood(language):
    """Each example on the page of keys is a filter, in both languages."""
    words = entries("tui", language)["help.sign.filter"]
    query = parse_query(" ".join(word for word in words.split() if ":" in word), Vocabulary(""))

    assert len(query.filters) == 6 and query.terms == query.unknown == ()


async def test_a_slash_finds_while_browsing_too(live):
    """The sign is the same wherever one is."""
    await live.keys("escape", "/")

    assert live.screen.mode.name == "search"
