"""Painting within the keystroke: what is written then is what Textual would have shown, and never over something."""

import pyte
import pytest
from textual import events
from textual.geometry import Region
from textual.keys import _character_to_key

from companion.tui.app import CompanionApp
from companion.tui.brush import _RowsUpdate
from companion.tui.widgets.line_view import LineView
from tests.tui.conftest import SIZE


def on_a_screen(data):
    """The cells that a terminal shows after some output, each with its colours and attributes."""
    screen = pyte.Screen(*SIZE)
    pyte.Stream(screen).feed(data)
    return [[screen.buffer[y][x] for x in range(SIZE[0])] for y in range(SIZE[1])]


@pytest.fixture
def strokes(live, monkeypatch):
    """What the brush writes, stroke by stroke."""
    written = []
    monkeypatch.setattr(live.app, "_display", lambda _, update: written.append(update))
    return written


async def test_the_brush_paints_what_textual_would_paint(live):
    """Every row of every pane, and the line itself: the same cells in the same colours."""
    await live.type("+加讲一句 @县", "enter")
    await live.type("/专项")
    for widget in (*live.screen.query(LineView), live.screen.bar):
        inner = widget.content_region
        for y in range(inner.height):
            offset = inner.offset - widget.region.offset
            own = widget._painted(y)
            strip = widget.render_lines(Region(0, 0, *widget.region.size))[y + offset.y]
            row = Region(0, 0, SIZE[0], 1)
            at_left, as_textual = _RowsUpdate(), strip.crop(offset.x, offset.x + inner.width)
            at_left.add(row, {0: own})

            shown = on_a_screen(at_left.render_segments(live.app.console))
            assert shown == on_a_screen(as_textual.render(live.app.console)), (widget, y)


async def test_a_letter_is_one_stroke(live, strokes):
    """The letter, the list and the count are written at once, by the brush; nothing is left for Textual to paint."""
    await live.type("/专")
    await live.pilot.pause(0.1)
    strokes.clear()
    await live.type("项")

    assert type(strokes[0]) is _RowsUpdate
    assert "专项" in strokes[0].render_segments(live.app.console)
    assert not {live.screen.bar, live.screen.query_one("#found")} & live.screen._dirty_widgets


async def test_keys_that_come_at_once_are_painted_once(live, strokes, monkeypatch):
    """A line that an input method hands over whole is read back and painted after its last character, all of it."""
    parsed = []
    parse = live.session.parse
    monkeypatch.setattr(live.session, "parse", lambda line: parsed.append(line) or parse(line))
    for sign in "请各单位月底前报送方案":
        key = events.Key(_character_to_key(sign), sign)
        key.set_sender(live.app)
        live.screen.bar.post_message(key)
    await live.pilot.pause()

    assert parsed[0] == "请各单位月底前报送方案" and len(strokes) < 4
    assert "请各单位月底前报送方案" in strokes[0].render_segments(live.app.console)


async def test_keys_that_wait_for_nothing_are_painted_all_the_same(live, strokes):
    """Were a key counted that never comes, what was typed would be shown nevertheless."""
    live.screen.bar._waiting = 5
    await live.type("记")
    await live.pilot.pause()

    assert any("记" in update.render_segments(live.app.console) for update in strokes)


async def test_nothing_is_painted_over_a_notice(session, monkeypatch):
    """While a notice covers part of a pane, Textual paints that pane; others are still painted at once."""
    app = CompanionApp(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        before = set(app.screen.brush._free_regions())
        app.notify("notice", timeout=60)
        while not app.screen.query("Toast"):
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        free = app.screen.brush._free_regions()

        assert {view.id for view in before - set(free)} & {"notes", "hint", "status", "capture"}
        assert app.screen.query_one("#outline") in free


async def test_behind_another_screen_nothing_is_painted(live, strokes):
    """While help is in front, a change in the live view waits until it is seen again."""
    await live.keys("f1")
    strokes.clear()
    with live.screen.brush.stroke():
        live.screen.tell_words("你好")

    assert not any(isinstance(update, _RowsUpdate) for update in strokes)
