"""Keeping up with a speaker: figures, tasks of the text, scenes, corrections, jumps, and the keys they take."""

from datetime import timedelta

import pytest

from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.screens.classified import ClassifiedScreen


def last(live):
    """The note that was made last."""
    return max(live.session.register.notes.values(), key=lambda note: note.id)


async def jump(live, words):
    """Go to the place that words name."""
    await live.type("/" + words, "enter")


KEYSTROKES = {
    "comment": (1, ["讲得好", "enter"], lambda live: last(live).text == "讲得好"),
    "tick and next": (1, ["enter"], lambda live: len(live.session.register.ticks) == 1),
    "action with owner and deadline": (
        6,
        ["exclamation", "报送方案", "at", "县财", "tab", "greater", "9月底前", "enter"],
        lambda live: (last(live).lead_unit, last(live).due.due.month) == ("县财政局", 9),
    ),
    "fill a figure": (1, ["12.5", "enter"], lambda live: live.session.register.fill_of(1).value == "12.5"),
    "undo": (1, ["ctrl+z"], lambda live: not live.session.register.notes),
    "jump by search": (4, ["slash", "专项资金", "enter"], lambda live: live.screen.cursor == "2.1.3"),
    "mark skipped": (2, ["f7"], lambda live: live.session.register.tick_at("S").state == "skipped"),
}
SIGNS = {"exclamation": "!", "at": "@", "greater": ">", "slash": "/"}
BEFORE = {"fill a figure": ["/完成水利投资", "enter", "tab"], "undo": ["记一笔", "enter"]}


@pytest.mark.parametrize("act", KEYSTROKES)
async def test_an_act_takes_no_more_keys_than_promised(live, act):
    """Beyond the words themselves an act costs at most so many keystrokes."""
    most, steps, done = KEYSTROKES[act]
    for step in BEFORE.get(act, []):
        await (live.keys(step) if step.isascii() else live.type(step))
    cost = 0
    for step in steps:
        if step in SIGNS:
            await live.type(SIGNS[step])
            cost += 1
        elif step.isascii() and not step[0].isdecimal():
            await live.keys(step)
            cost += 1
        else:
            await live.type(step)

    assert done(live)
    assert cost <= most


async def test_a_value_and_its_growth_are_one_row(live):
    """Two figures typed in one line fill the value and its growth; the second may also follow by itself."""
    await jump(live, "完成水利投资")
    await live.keys("tab")
    await live.type("12.5 8?", "enter")

    first, second = live.session.register.fill_of(1), live.session.register.fill_of(2)
    assert (first.value, second.value, second.status) == ("12.5", "8", "to_verify")


async def test_a_unit_can_be_said_otherwise(live):
    """A figure typed with another unit than the printed one is shown with it."""
    await jump(live, "完成水利投资")
    await live.keys("tab")
    await live.type("8600万元", "enter")

    assert (live.session.register.fill_of(1).value, live.session.register.fill_of(1).unit) == ("8600", "万元")
    assert "8600万元" in live.shown("SpeechView")


async def test_what_is_no_number_is_asked_about_once(live):
    """Words typed for a figure stay in the bar with the reason; a second Enter keeps them."""
    await jump(live, "完成水利投资")
    await live.keys("tab")
    await live.type("没听清", "enter")
    assert live.session.register.fill_of(1) is None and live.screen.bar.value == "没听清"

    await live.keys("enter")

    assert live.session.register.fill_of(1).value == "没听清"


async def test_a_masked_deadline_completes_itself(live):
    """A task whose deadline stands masked in the speech gets its day when the blank is filled; its words stay."""
    point = next(blank.point for blank in live.session.outline.blanks if blank.unit == "月底")
    live.session.add_note(live.session.parse("! 开工 >*月底前"), point)
    assert last(live).due.masked and last(live).due.due is None

    blanks = live.session.outline.blanks_by_point[point]
    live.screen.set_cursor(point)
    await live.keys("tab")
    for blank in blanks:
        await live.type("9" if blank.unit == "月底" else "3", "enter")

    assert (last(live).due.raw, last(live).due.due.month) == ("*月底前", 9)


async def test_a_task_of_the_text_is_taken_with_one_key(live):
    """^T puts the task waiting at the point into the bar, pre-filled; Enter accepts it, nothing is made before."""
    await jump(live, "施工计划")
    waiting = live.screen.tasks.at(live.screen.cursor)
    await live.keys("ctrl+t")
    assert live.screen.bar.value.startswith("! ") and not live.session.register.notes

    await live.keys("enter")

    assert str(last(live).kind) == "action" and last(live).anchor.point == waiting[0].point
    assert waiting[0] not in live.screen.tasks.open_ones()


async def test_a_waiting_task_can_be_dropped_and_brought_back(live):
    """An emptied proposal is not made again; undo brings it back."""
    before = live.screen.tasks.open_ones()
    await jump(live, "施工计划")
    await live.keys("ctrl+t")
    live.screen.bar.set_text("")
    await live.keys("enter")
    assert len(live.screen.tasks.open_ones()) == len(before) - 1

    await live.keys("ctrl+z")

    assert live.screen.tasks.open_ones() == before


async def test_a_jump_offers_to_skip_what_it_passed(live):
    """Ticking a later point says how many were passed over; ^N marks them all as left out, one undo takes it back."""
    await jump(live, "防汛值守")
    await live.keys("escape")
    await live.keys("enter", "enter")
    start = live.session.speaker
    await jump(live, "防汛值守")
    await live.keys("enter")
    passed = live.session.passed_over()
    assert passed and start not in passed

    await live.keys("ctrl+n")

    assert {live.session.register.tick_at(point).state for point in passed} == {"skipped"}
    await live.keys("ctrl+z")
    assert not any(live.session.register.tick_at(point) for point in passed)


async def test_the_scene_strip_notes_by_one_digit(live):
    """^O and a digit note applause; with a full-width digit as well."""
    await live.keys("ctrl+o")
    await live.type("１")

    assert (str(last(live).kind), last(live).text) == ("scene", "掌声")


async def test_adjourning_offers_the_time(live):
    """Ticking the closing that adjourns says so, and ^O 8 notes the time in the head."""
    live.screen.set_cursor(live.session.outline.points[-1].id)
    await live.keys("enter")
    assert "散会" in live.shown("#hint")

    await live.keys("ctrl+o")
    await live.type("8")

    assert live.session.head.ended_at == live.session.now().strftime("%H:%M")


async def test_the_last_note_is_corrected_in_the_stream(live):
    """s/old/new/ corrects the last note; one that finds nothing stays in the bar with the reason."""
    await live.type("报送方按", "enter")
    await live.type("s/方按/方案/", "enter")
    assert last(live).text == "报送方案"

    await live.type("s/没有/有/", "enter")

    assert live.screen.bar.value == "s/没有/有/" and last(live).text == "报送方案"


async def test_a_comment_becomes_a_task_without_retyping(live):
    """^F and a sign change the kind of the note in hand; owner and words stay."""
    await live.type("报送方案 @县财政局", "enter")
    await live.keys("ctrl+f")
    await live.type("！")

    assert (str(last(live).kind), last(live).text, last(live).lead_unit) == ("action", "报送方案", "县财政局")


async def test_one_note_becomes_several(live):
    """^F | makes a note of each sentence, in one step."""
    await live.type("先排查；再整改；后验收", "enter")
    await live.keys("ctrl+f")
    await live.type("|")
    assert [note[2] for note in live.notes()] == ["先排查", "再整改", "后验收"]

    await live.keys("ctrl+z")

    assert [note[2] for note in live.notes()] == ["先排查；再整改；后验收"]


async def test_times_can_be_shifted(live):
    """F12 sets a note ten seconds back; ^X and a span shift all times at once."""
    await live.type("记一笔", "enter")
    at = last(live).created
    await live.keys("f12")
    assert last(live).created == at - timedelta(seconds=10)

    await live.keys("ctrl+x")
    await live.type("+2:00", "enter")

    assert last(live).created == at + timedelta(seconds=110)


async def test_the_time_of_a_note_is_that_of_its_first_key(session):
    """A note that took a minute to type was begun when its first letter came."""
    clock = [session.now()]
    session.now = lambda: clock[0]
    begun = clock[0]
    app = CompanionApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        clock[0] += timedelta(seconds=60)
        await pilot.press("b", "enter")
        await pilot.pause()

    assert next(iter(session.register.notes.values())).created == begun


async def test_private_notes_say_so(live):
    """A note for oneself alone is marked, and kept as private."""
    await live.type("他没准备 $私", "enter")

    assert str(last(live).visibility) == "private" and "仅本人" in live.shown("NotesView")


async def test_a_unit_typed_once_is_known_next_time(live, speech_path):
    """An owner who is not in the roster is kept as typed, and offered at the next meeting."""
    await live.type("! 查一查 @云溪水厂", "enter")

    again = Session.open(speech_path)
    assert again.complete_owner("云溪")[:1] == ["云溪水厂"]


async def test_several_pasted_lines_are_a_clear_choice(live):
    """Pasted lines become a note each, or one, as the note-taker says."""
    from textual import events

    live.screen.bar.post_message(events.Paste("- 第一条\n- 第二条\n- 第三条"))
    await live.pilot.pause()
    await live.keys("enter")
    assert [note[2] for note in live.notes()] == ["第一条", "第二条", "第三条"]

    live.screen.bar.post_message(events.Paste("一句话断成\n两行"))
    await live.pilot.pause()
    await live.keys("1")

    assert live.notes()[-1][2] == "一句话断成两行"


async def test_a_classified_meeting_is_warned_about(session):
    """A marking of state secrets stops at a warning."""
    session.set_head({"classification": "机密★10年"})
    app = CompanionApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ClassifiedScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, ClassifiedScreen)


async def test_the_head_is_filled_in(live):
    """F4, typing and arrows fill the head; people with reasons are kept as such."""
    await live.keys("f4")
    for name, words in (
        ("venue", "一号会议室"),
        ("absent", "甲（出差）、乙"),
        ("late", "丙（10:05）"),
        ("plan", "8、12、5"),
    ):
        live.app.screen.query_one(f"#{name}").value = words
    await live.keys("escape")

    head = live.session.head
    assert (head.venue, head.absent) == ("一号会议室", (("甲", "出差"), ("乙", "")))
    assert head.late == (("丙", "10:05"),) and head.extra["plan"] == [8, 12, 5]


async def test_time_left_is_predicted(live):
    """After the first tick the top line says how long it has been and how long it will be; a plan shows its overrun."""
    assert "尚未开讲" in live.shown("#top")
    await live.keys("enter")

    assert "约余" in live.shown("#top")
    live.session.set_head({"plan": [1, 1, 1]})
    clock = live.session.now() + timedelta(minutes=9)
    live.session.now = lambda: clock
    live.session.go_to("1.1")
    live.screen.picture.draw_times()
    assert "本节超" in live.shown("#top")


async def test_a_task_says_what_is_to_be_handed_in(live):
    """`&` in a task names what it has to hand in; elsewhere it is a letter like any other."""
    await live.type("! 排工期 @县水利局 &施工计划表 >9月底前", "enter")
    assert (last(live).text, last(live).deliverable) == ("排工期", "施工计划表")

    await live.type("研究 R&D 经费", "enter")

    assert (last(live).text, last(live).deliverable) == ("研究 R&D 经费", "")


@pytest.mark.parametrize(
    "line", ["! 报送方案", "+ 请各镇下周报", "：王县长：以它为准", "这一句不是一个数字而是记录"]
)
async def test_a_note_typed_for_a_figure_is_a_note(live, line):
    """What begins with a note's sign, or is a sentence, is never taken for a figure."""
    await jump(live, "完成水利投资")
    await live.keys("tab")
    await live.type(line, "enter")

    assert not live.session.register.fills and len(live.notes()) == 1


@pytest.mark.parametrize(("typed", "value"), [("+8.1", "8.1"), ("-3", "-3"), ("基本持平", None)])
async def test_signs_of_numbers_are_no_notes(live, typed, value):
    """A signed number is a figure; a few words are asked about."""
    await jump(live, "完成水利投资")
    await live.keys("tab")
    await live.type(typed, "enter")

    fill = live.session.register.fill_of(1)
    assert (fill.value if fill else None) == value and not live.session.register.notes


async def test_what_the_head_most_likely_holds_is_taken_by_one_key(live):
    """The right arrow takes the meeting's name, its day and its beginning, which stand there in grey."""
    await live.keys("enter", "f4", "right", "down", "right", "down", "right", "escape")

    head, began = live.session.head, min(tick.at for tick in live.session.register.ticks.values())
    assert (head.title, head.date) == ("全县水利工作会议", live.session.now().date())
    assert head.started_at == began.strftime("%H:%M")


async def test_the_right_arrow_moves_in_what_was_typed(live):
    """In a field that holds something, and in one with nothing to take, it is an arrow."""
    await live.keys("f4")
    await live.type("水会")
    await live.keys("left", "left", "right")
    await live.type("利")
    await live.keys("end", *["down"] * 4, "right", "escape")

    assert (live.session.head.title, live.session.head.venue) == ("水利会", "")
