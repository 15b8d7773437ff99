"""What lists, questions and help show at any width: nothing is cut off without a sign."""

import pytest

from companion.capture.line import TypedLine
from companion.model.minutes import NoteKind, Visibility
from companion.session.tasks import WaitingTasks
from companion.tui.screens.draft import DraftScreen
from companion.tui.screens.head import HeadScreen
from companion.tui.screens.help import HelpScreen, help_rows
from companion.tui.screens.tasks import TasksScreen
from companion.tui.widgets.whole_text import WholeText

LONG = "各镇各部门要按照分工抓好落实，" * 12 + "结尾在此"


def rows_of(screen, selector):
    """What a widget shows, row by row."""
    widget = screen.query_one(selector)
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


async def test_a_sentence_is_asked_about_with_its_end_in_sight(live):
    """The cursor stands at the end of a line longer than the field, and there one sees it."""
    line = TypedLine(NoteKind.DECISION, LONG, visibility=Visibility.MINUTES)
    live.session.add_note(line, live.session.outline.points[4].id)
    live.app.push_screen(DraftScreen(live.session))
    await live.pilot.pause()

    await live.keys("down", "enter")
    await live.pilot.pause()

    assert "结尾在此" in rows_of(live.app.screen, "#answer")[0]


async def test_below_a_list_the_chosen_row_is_seen_in_full(live, monkeypatch):
    """Three rows of it; what is longer ends in an ellipsis."""
    monkeypatch.setattr(WaitingTasks, "line", lambda self, one: LONG)
    live.app.push_screen(TasksScreen(live.session, live.screen.tasks))
    await live.pilot.pause()

    shown = rows_of(live.app.screen, WholeText)
    assert len(shown) == 3 and "".join(shown) in (LONG, LONG[: len("".join(shown)) - 1] + "…")
    assert live.app.screen.query_one(WholeText).text == LONG


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_help_and_head_say_all_they_have_to_say(live, size):
    """No row of the help is wider than its room, and the head's keys are read to their end."""
    await live.pilot.resize_terminal(*size)
    live.app.push_screen(HelpScreen())
    await live.pilot.pause()
    room = live.app.screen.query_one("VerticalScroll").size.width
    words = "".join(help_rows(1_000)).replace(" ", "")
    assert "".join(str(live.app.screen.query_one("#all").content).split()) == words
    assert live.app.screen.query_one("#all").size.width <= room

    live.app.pop_screen()
    live.app.push_screen(HeadScreen(live.session))
    await live.pilot.pause()
    told = live.app.screen.query_one(".told")
    assert told.size.height >= 1 and "".join(rows_of(live.app.screen, ".told")).replace(" ", "").endswith("乙")
