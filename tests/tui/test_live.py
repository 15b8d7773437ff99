"""The live view, by keys: what the note-taker does and what then is in the minutes."""

import pytest

from companion.session.session import Session
from companion.tui.app import CompanionApp
from tests.tui.conftest import SIZE, Live
from tests.wrapped import WRAPPED


async def test_typing_and_enter_is_a_comment_on_the_current_point(live):
    """Text and Enter is a comment where the speaker is."""
    here = live.session.speaker

    await live.type("记一笔", "enter")

    assert live.notes() == [(here, "comment", "记一笔")]
    assert live.screen.bar.value == ""


async def test_enter_on_nothing_ticks_and_follows(live):
    """Enter on an empty bar ticks the point and goes on to the next."""
    first = live.session.speaker

    await live.keys("enter", "enter")

    assert live.session.register.tick_at(first).state == "spoken"
    assert live.screen.cursor == live.session.speaker == live.session.after(live.session.after(first))


@pytest.mark.parametrize(
    ("sign", "kind"),
    [("!", "action"), ("！", "action"), ("=", "decision"), ("＝", "decision"), ("?", "question"),
     ("？", "question"), ("+", "added"), ("＋", "added"), ("~", "changed"), ("～", "changed")],
)  # fmt: skip
async def test_the_first_sign_chooses_the_kind(live, sign, kind):
    """Half-width and full-width signs choose the kind of the note."""
    await live.type(f"{sign} 排出计划", "enter")

    assert [note[1:] for note in live.notes()] == [(kind, "排出计划")]


async def test_arrows_move_the_cursor_and_notes_go_there(live):
    """A note goes to the point the cursor was moved to, which the bar shows; Esc goes back to the speaker."""
    await live.keys("down", "down")
    place = live.screen.cursor
    assert place != live.session.speaker

    await live.type("在这里", "enter")
    await live.keys("escape")

    assert live.notes()[0][0] == place
    assert live.screen.cursor == live.session.speaker


async def test_undo_and_redo_name_what_they_do(live):
    """Undo takes the note away and says so; redo brings it back."""
    await live.type("记一笔", "enter")

    await live.keys("ctrl+z")
    assert live.notes() == []
    assert "记一笔" in live.shown("#hint")

    await live.keys("ctrl+y")
    assert [note[2] for note in live.notes()] == ["记一笔"]


async def test_a_note_is_edited_where_it_was_typed(live):
    """F2 brings the last note back into the bar; Enter replaces it."""
    await live.type("! 报送计划 @县水利局 >9月底前", "enter")
    await live.keys("f2")
    assert live.screen.bar.value == "! 报送计划 @县水利局 >9月底前"

    await live.type(" #水利", "enter")

    note = live.session.register.all_notes()[0]
    assert (note.text, note.lead_unit, note.tags) == ("报送计划", "县水利局", ("水利",))


async def test_a_deleted_note_comes_back(live):
    """F8 deletes, ^R brings back."""
    await live.type("记一笔", "enter")
    await live.keys("f8")
    assert live.notes() == []

    await live.keys("ctrl+r")

    assert [note[2] for note in live.notes()] == ["记一笔"]


async def test_a_note_moves_to_another_point(live):
    """F6, arrows, Enter hangs a note on another point."""
    await live.type("记一笔", "enter")
    await live.keys("f6", "down", "down", "enter")

    assert live.notes()[0][0] == live.session.after(live.session.after(live.session.speaker))


async def test_search_jumps_and_escape_goes_back(live):
    """/ searches as one types; Enter jumps to the place, Esc returns to where one was."""
    start = live.screen.cursor
    await live.type("/专项资金", "enter")
    assert live.screen.cursor == "2.1.3"

    await live.keys("escape")
    assert live.screen.cursor == start
    await live.type("/水厂")
    assert live.screen.cursor == start
    await live.keys("escape")

    assert live.screen.cursor == start
    assert live.screen.bar.value == ""


async def test_tab_fills_the_blanks_of_the_point(live):
    """Tab, figure, Enter fills one blank after the other; a question mark marks it to verify."""
    await live.type("/完成水利投资", "enter")
    await live.keys("tab")
    assert "亿元" in live.shown("#label")

    await live.type("12.5", "enter")
    await live.type("8?", "enter")

    values = [(fill.value, fill.status) for fill in live.session.register.fills.values()]
    assert values == [("12.5", "heard"), ("8", "to_verify")]
    assert "12.5亿元" in live.shown("SpeechView")


async def test_three_layouts_by_width(session):
    """Wide shows three panes, medium two, narrow one."""
    for width, panes in ((140, 3), (90, 2), (60, 1)):
        app = CompanionApp(session)
        async with app.run_test(size=(width, 24)) as pilot:
            await pilot.pause()
            shown = [pane for pane in app.screen.query("#panes > *") if pane.display]
            assert len(shown) == panes


async def test_the_mouse_chooses_points_and_notes(live):
    """A click on a point moves the cursor there, a click on a note selects it."""
    await live.type("记一笔", "enter")

    await live.pilot.click("NotesView", offset=(4, 1))
    assert live.screen.selected == live.session.register.all_notes()[0].id

    await live.pilot.click("OutlineView", offset=(5, 6))
    assert live.screen.cursor == live.session.outline.points[6].id


async def test_hostile_text_is_shown_and_does_nothing(live):
    """Markup, links and control characters in a note are words like others."""
    for text in ("[/]", "[@click=app.quit]x[/]", "\x1b]52;c;eA==\x07", "[bold]b[/bold]"):
        live.session.add_note(live.session.parse("x"), live.session.speaker)
        live.session.edit_note(live.session.register.all_notes()[-1].id, live.session.parse(text))
    live.screen.draw(everything=True)
    await live.pilot.pause()

    shown = live.shown("NotesView")
    assert "[@click=app.quit]x[/]" in shown and "[bold]b[/bold]" in shown
    assert "\x1b" not in shown


async def test_a_note_is_seen_where_it_was_taken(live):
    """A point at the lower end of the text that grows by notes is brought in sight with all of them."""
    await live.pilot.resize_terminal(100, 16)
    await live.pilot.pause(0.1)
    await live.keys("down", "down", "down")
    for number in range(4):
        await live.type(f"第{number}条记录", "enter")

    assert "第3条记录" in live.shown("#speech")


async def test_a_note_on_a_point_left_out_is_not_struck_through(live):
    """What the speaker left out is struck through; what was noted there is not."""
    here = live.screen.cursor
    await live.type("脱稿讲的", "enter", "f7")
    view = live.screen.query_one("#speech")

    rows = [view.row(y) for y in range(view.size.height)]
    struck = ["".join(text for text, style in row if style == "skipped") for row in rows]
    assert live.session.register.tick_at(here).state == "skipped"
    assert any(struck) and not any("脱稿" in text for text in struck)


async def test_a_speech_without_a_title_is_called_by_its_file(tmp_path):
    """The top line is never without a name."""
    path = tmp_path / "稿子.txt"
    path.write_text("一、情况\n很好。\n二、要求\n抓紧。\n", encoding="utf-8")
    async with CompanionApp(Session.open(path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert Live(pilot).shown("#top").startswith(" 稿子.txt")


async def test_decimal_markers_are_named_once(tmp_path):
    """A note at 2.2 goes to “2.2”, and not to “2 2.2”."""
    path = tmp_path / "稿子.txt"
    path.write_text("议程\n\n1. 情况\n1.1 进度\n很好。\n1.2 质量\n抓紧。\n2. 要求\n抓好。\n", encoding="utf-8")
    async with CompanionApp(Session.open(path)).run_test(size=(80, 24)) as pilot:
        live = Live(pilot)
        live.screen.set_cursor("1.2")
        await live.keys()

        assert live.shown("#label").strip() == "→ 1.2"


async def test_a_wrapped_speech_flows(tmp_path):
    """Lines broken at a fixed width are joined and broken anew where the pane ends."""
    path = tmp_path / "a.txt"
    path.write_text(WRAPPED, encoding="utf-8")
    async with CompanionApp(Session.open(path, author="记录员")).run_test(size=SIZE) as pilot:
        await pilot.pause()
        rows = [row.strip(" ▎") for row in Live(pilot).shown("#speech").splitlines()]

    first = next(place for place, row in enumerate(rows) if row.startswith("今年入汛"))
    assert rows[first : first + 3] == [
        "今年入汛以来，我县先后出现五次强降雨过程，各级",
        "各部门闻汛而动、尽锐出战，守住了人民群众生命财",
        "产安全的底线。下面，我就做好下一阶段的工作讲三",
    ]


async def test_markup_is_not_shown(tmp_path):
    """Bold words of a Markdown agenda are shown as words; a mask stays a mask."""
    path = tmp_path / "a.md"
    path.write_text("# 议程\n\n## 一、工作\n\n要**抓实项目**，完成*亿元。\n", encoding="utf-8")
    async with CompanionApp(Session.open(path, author="记录员")).run_test(size=SIZE) as pilot:
        await pilot.pause()

        assert "要抓实项目，完成[*]亿元。" in Live(pilot).shown("#speech")
