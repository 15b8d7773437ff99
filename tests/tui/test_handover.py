"""Handing over on the screen: the gate and its ways, the draft, states, and everything exported beside the typing."""

import io
import threading

import docx
import pytest

from companion.exporters.matters import MatterKind, OpenMatter
from companion.exporters.registry import BY_NAME
from companion.exporters.states import State
from companion.session import package
from companion.session.closing import let_pass, open_matters
from companion.session.handover import hand_over
from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.handing_over import HandingOver
from companion.tui.screens.draft import DraftScreen
from companion.tui.screens.export import ExportScreen
from companion.tui.screens.gate import GateScreen
from companion.tui.screens.head import HeadScreen
from companion.tui.screens.settle import SettleScreen
from companion.tui.screens.states import StatesScreen
from companion.tui.widgets.document_grid import DocumentGrid
from companion.tui.widgets.passage_list import Passage


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    """No converter is started."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    monkeypatch.setattr("companion.tui.screens.export.office_program", lambda: None)


def text_of(live, selector="PassageList"):
    """What a widget of the topmost screen shows."""
    widget = live.app.screen.query_one(selector)
    if hasattr(widget, "row"):
        return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))
    return str(widget.render())


async def choose(live, kind):
    """In the gate, go down to the first matter of a kind."""
    values = live.app.screen.list.values
    place = next(number for number, matter in enumerate(values) if matter.kind is kind)
    await live.keys("pageup", "pageup", "pageup", *["down"] * place)


async def test_the_gate_lists_what_is_open_by_kinds(live):
    """⇧F9 shows the open matters under their kinds, with how many there are; Esc closes it."""
    await live.type("! 报送计划", "enter")

    await live.keys("f21")
    assert isinstance(live.app.screen, GateScreen)
    shown = text_of(live)
    assert "会议要素缺" in shown and "地点" in shown and str(len(open_matters(live.session))) in text_of(live, "#title")
    await live.keys("escape")

    assert live.app.screen is live.screen


async def test_a_missing_head_field_opens_the_head_at_it(live):
    """Enter on it focuses the field; what is typed there is off the list on return."""
    await live.keys("f21")
    first = live.app.screen.list.chosen

    await live.keys("enter")
    assert isinstance(live.app.screen, HeadScreen) and live.app.screen.focused.id == first.ref
    await live.type("全县水利工作会议")
    await live.keys("escape")

    assert isinstance(live.app.screen, GateScreen)
    assert live.session.head.title == "全县水利工作会议" and live.app.screen.list.chosen.ref != first.ref


async def test_what_became_of_the_previous_minutes_is_a_field_of_the_head(live):
    """Typed among the others, kept as it is, and no part of the gate of Chinese minutes."""
    live.app.push_screen(HeadScreen(live.session, "previous_minutes"))
    await live.pilot.pause()
    await live.type("approved as read")
    await live.keys("escape")

    assert live.session.head.previous_minutes == "approved as read"
    assert "previous_minutes" not in {matter.ref for matter in open_matters(live.session)}


async def test_a_comment_marked_for_the_minutes_is_said_to_stay_out(live):
    """While it is typed and where it stands: a comment never gets there, a decision does."""
    await live.type("两家意见不一 $纪")
    assert "［不入纪要］" in live.shown("#hint")
    await live.keys("enter")
    assert "［不入纪要］" in live.shown("NotesView")

    await live.type("= 同意扩容")
    assert "纪要］" not in live.shown("#hint")


async def test_a_blank_jumps_to_its_figure_and_the_list_knows(live):
    """Enter on an open figure asks for it in the bar; back in the gate the line is gone and the place kept."""
    await live.keys("f21")
    await choose(live, MatterKind.BLANK_OPEN)
    matter = live.app.screen.list.chosen
    place = live.app.screen.place

    await live.keys("enter")
    assert live.screen.mode.name == "fill" and live.screen.cursor == matter.point
    await live.type("12.5", "enter")
    await live.keys("escape", "f21")

    assert matter.key not in {one.key for one in live.app.screen.list.values}
    assert live.app.screen.place == place


async def test_a_task_without_lead_is_taken_into_the_bar(live):
    """Enter on it edits the note; a matter that is no longer open is no longer listed."""
    await live.type("! 报送计划", "enter")
    await live.keys("f21")
    await choose(live, MatterKind.NO_LEAD)

    await live.keys("enter")
    assert live.screen.mode.name == "edit" and "报送计划" in live.screen.bar.value
    await live.type(" @县水利局", "enter")

    assert MatterKind.NO_LEAD not in {one.kind for one in open_matters(live.session)}


async def test_a_deliverable_is_asked_for_in_the_gate(live):
    """What a task delivers has no sign to type: the gate asks for it and goes on."""
    await live.type("! 报送计划 @县水利局 >9月底前", "enter")
    await live.keys("f21")
    await choose(live, MatterKind.NO_DELIVERABLE)

    await live.keys("enter")
    await live.type("施工计划", "enter")

    assert isinstance(live.app.screen, GateScreen)
    assert live.session.register.all_notes()[0].extra["deliverable"] == "施工计划"


async def test_an_unticked_point_puts_the_cursor_there(live):
    """Enter on a point never ticked goes to it and says the way back."""
    await live.keys("f21")
    await choose(live, MatterKind.UNTICKED)
    matter = live.app.screen.list.chosen

    await live.keys("enter")

    assert live.screen.cursor == matter.point and "⇧F9" in live.shown("#hint")


async def test_all_is_let_pass_by_name_and_undone(live):
    """a, a name, Enter: nothing blocks any more; u takes it back; without a name nothing passes."""
    await live.keys("f21", "a")
    await live.keys(*["backspace"] * 3, "enter")
    assert any(matter.is_blocking for matter in open_matters(live.session))

    await live.keys("a", *["backspace"] * 3)
    await live.type("李主任", "enter")
    assert not any(matter.is_blocking for matter in open_matters(live.session))
    assert "没有未了事项" in text_of(live, "#title")
    await live.keys("u")

    assert any(matter.is_blocking for matter in open_matters(live.session))


async def test_undo_in_the_gate_leaves_notes_alone(live):
    """What was not done in the gate is not undone there."""
    await live.type("记一笔", "enter")

    await live.keys("f21", "u")

    assert [note[2] for note in live.notes()] == ["记一笔"]


async def test_a_sentence_is_rewritten_restored_and_leads_to_its_note(live):
    """Enter rewrites, x restores, u brings the words back, o goes to the note."""
    await live.type("! 报送计划 @县水利局", "enter")
    await live.keys("escape", "D", "down", "enter")
    assert isinstance(live.app.screen, DraftScreen)
    await live.type("（加急）", "enter")
    assert "（加急）" in text_of(live)

    await live.keys("x")
    assert "（加急）" not in text_of(live)
    await live.keys("u")
    assert "（加急）" in text_of(live)
    await live.keys("o")

    assert live.screen.mode.name == "edit" and live.screen.selected == live.session.register.all_notes()[0].id


async def test_a_stale_sentence_opens_from_the_gate_and_is_said_again(live):
    """The gate leads to the sentence whose note changed; Enter, Enter says that the words still hold."""
    await live.type("! 报送计划 @县水利局", "enter")
    await live.keys("escape", "D", "down", "enter")
    await live.type("（加急）", "enter")
    await live.keys("escape", "escape")
    note = live.session.register.all_notes()[0]
    live.session.edit_note(note.id, live.session.parse("! 报送方案 @县水利局"))

    await live.keys("f21")
    await choose(live, MatterKind.STALE_EDIT)
    await live.keys("enter")
    assert "来源已变" in text_of(live) and "报送方案" in text_of(live, ".told")
    await live.keys("enter", "enter", "escape")

    assert MatterKind.STALE_EDIT not in {one.kind for one in open_matters(live.session)}


async def test_the_minutes_are_passed_on_by_name_and_frozen(live):
    """Name, opinion, date, each by Enter; after approval the view says that changes are corrections."""
    await live.keys("escape", "S")
    for name in ("李主任", "王县长"):
        place = 1 if name == "王县长" else 0
        await live.keys(*["down"] * place, "enter")
        await live.type(name, "enter")
        await live.type("同意", "enter", "enter")
    assert isinstance(live.app.screen, StatesScreen) and "王县长" in text_of(live)
    await live.keys("escape", "escape")

    assert live.session.standing.state is State.APPROVED
    assert "冻结" in live.shown("#hint")


async def test_the_whole_way_goes_by_keys(live):
    """草稿 → 送审 → 退改 → 送审 → 已签发 → 已印发 → 归档, each with its name; after it there is nowhere to go."""
    await live.keys("escape", "S")
    for place, name in enumerate(("甲", "乙", "丙", "丁", "戊", "己")):
        await live.keys(*["down"] * (place == 3), "enter")
        await live.type(name, "enter")
        await live.type("同意", "enter", "enter")
    shown = text_of(live)
    await live.keys("enter", "escape", "escape")

    way = [(step.state, step.name) for step in live.session.standing.steps]
    states = ("in_review", "returned", "in_review", "approved", "issued", "archived")
    assert way == list(zip(states, "甲乙丙丁戊己", strict=True))
    assert all(name in shown for name in "甲乙丙丁戊己") and "归档" in shown
    text = hand_over(live.session, BY_NAME["minutes", "text"]).read_text(encoding="utf-8")
    assert "归档　第2版" in text


async def test_a_day_that_is_none_passes_nothing_on(live):
    """A date that cannot be understood is said, and the state stays."""
    await live.keys("escape", "S", "enter")
    await live.type("李主任", "enter", "enter")
    await live.type("x", "enter")

    assert live.session.standing.state is State.DRAFT
    assert "不是日期" in text_of(live, ".told")


async def test_every_document_in_every_format_is_in_reach(live):
    """Down chooses the document, right the format, Enter writes it; a second Enter is needed to overwrite."""
    await live.keys("f9")
    shown = text_of(live, "DocumentGrid")
    assert "会议纪要" in shown and "ics" in shown and "草稿" in text_of(live, "#standing")

    await live.keys("down", "right", "enter")
    path = live.session.path.with_name("讲话.record.txt")
    assert path.exists() and str(path) in text_of(live, ".told")
    path.write_text("旧", encoding="utf-8")
    await live.keys("enter")
    assert path.read_text(encoding="utf-8") == "旧"
    await live.keys("enter")

    assert path.read_text(encoding="utf-8") != "旧"


async def test_everything_is_exported_beside_the_typing(live):
    """F9, Enter, Esc: the files come while notes are typed, and the view says when they are there."""
    await live.keys("f9", "enter", "escape")
    await live.type("边导边记", "enter")
    assert live.notes()[0][2] == "边导边记"

    assert live.screen.handing_over.wait(60)
    live.screen._poll()
    await live.pilot.pause()

    folder = live.session.path.with_name("讲话.handover")
    assert (folder / "manifest.json").exists() and (folder / "minutes.docx").exists()
    assert live.screen.handing_over.is_told and live.screen.handing_over.errors == []


async def test_what_is_in_the_folder_is_not_overwritten_without_a_word(live):
    """The second time Enter asks; n takes a folder beside it."""
    folder = live.session.path.with_name("讲话.handover")
    folder.mkdir()
    (folder / "record.md").write_text("旧", encoding="utf-8")

    await live.keys("f9", "enter")
    assert live.screen.handing_over is None and "已有" in text_of(live, ".told")
    await live.keys("n")
    assert live.screen.handing_over.wait(60)

    assert (folder / "record.md").read_text(encoding="utf-8") == "旧"
    assert (folder.with_name("讲话.handover-2") / "manifest.json").exists()


async def test_the_export_screen_leads_to_gate_draft_and_states(live):
    """g, d and s open the other screens of the hand-over."""
    await live.keys("f9", "d")
    assert isinstance(live.app.screen, DraftScreen)
    await live.keys("escape", "s")
    assert isinstance(live.app.screen, StatesScreen)
    await live.keys("escape")
    assert isinstance(live.app.screen, ExportScreen)
    await live.keys("g")

    assert isinstance(live.app.screen, GateScreen)


async def test_the_format_stays_when_the_document_changes(live):
    """Having chosen docx for one document, the next one is docx as well."""
    await live.keys("f9", "down", "right", "right", "right", "down")

    chosen = live.app.screen.query_one(DocumentGrid).chosen
    assert (chosen.document, chosen.format) == ("minutes", "docx")


async def test_a_waived_matter_stays_listed_as_such(live):
    """What was let pass is still in the list, marked, and Enter still leads there."""
    let_pass(live.session, open_matters(live.session), "李主任")

    await live.keys("f21")

    assert "已放行" in text_of(live)


async def test_leaving_while_documents_are_made_takes_two_keys(live):
    """F10 says what is under way; the second F10 leaves."""
    go = threading.Event()

    def make(_):
        go.wait(30)
        yield from ()

    live.screen.handing_over = HandingOver(3, live.session.path, make)
    await live.keys("f10")
    assert "0/3" in live.shown("#hint") and live.app.is_running
    await live.keys("f10")
    go.set()

    assert live.screen.handing_over.wait(10) and not live.app.is_running


async def test_a_conflict_opens_the_questions_of_the_note_takers(live):
    """Where two note-takers wrote different venues, Enter asks which one holds; Esc is back in the gate."""
    matter = OpenMatter(MatterKind.CONFLICT, ref="meeting.head.venue", values={"text": "三楼"})
    await live.keys("f21")
    live.app.screen.list.show([Passage((("三楼", ""),), matter)])

    await live.keys("enter")
    assert isinstance(live.app.screen, SettleScreen)
    await live.keys("escape")

    assert isinstance(live.app.screen, GateScreen)


async def test_a_word_speech_is_handed_back_with_comments(tmp_path):
    """For a speech out of Word there is a row more; Enter writes the original with comments, the original stays."""
    document = docx.Document()
    for line in ("在会议上的讲话", "一、第一件事", "要抓紧。", "二、第二件事"):
        document.add_paragraph(line)
    path = tmp_path / "讲话.docx"
    document.save(str(path))
    before = path.read_bytes()
    session = Session.open(path, author="甲")
    session.add_note(session.parse("记一笔"), session.outline.points[-1].id)
    app = CompanionApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("f9", *["down"] * 20, "enter")
        await pilot.pause()

    made = path.with_name("讲话.annotated.docx").read_bytes()
    assert [one.text for one in docx.Document(io.BytesIO(made)).comments] != [] and path.read_bytes() == before


async def test_what_became_of_one_document_is_seen_while_all_are_made(live):
    """One written while everything is being written: that it is there stays said, until another one is chosen."""
    await live.keys("f9", "enter", "down", "enter")
    live.app.screen._look()
    assert "已导出：" in text_of(live, ".told") and "讲话.record.md" in text_of(live, ".told")

    assert live.screen.handing_over.wait(60)
    await live.keys("down")
    assert "讲话.record.md" not in text_of(live, ".told")
