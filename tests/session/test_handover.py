"""Handing over from an open meeting: the gate, the draft's sentences, states and corrections, everything at once."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest

from companion.exporters.formats import office
from companion.exporters.matters import MatterKind
from companion.exporters.registry import BY_NAME, render
from companion.exporters.states import CORRECTIONS, State
from companion.model.minutes import Visibility
from companion.session import closing, draft, package
from companion.session.figures import row_of
from companion.session.handover import hand_over, report_of
from companion.session.session import Session

DAY = date(2026, 7, 13)


@pytest.fixture
def session(speech_path):
    """The small speech, open, its clock at noon."""
    return Session.open(speech_path, author="甲", now=lambda: datetime(2026, 7, 10, 12, 0, tzinfo=UTC))


def add(session, line, point="2.1.1"):
    """A note typed at a point."""
    return session.add_note(session.parse(line), point)


def kinds(session):
    """The kinds of what still blocks."""
    return {matter.kind for matter in closing.open_matters(session) if matter.is_blocking}


def approve(session):
    """Send the minutes for review and sign them."""
    for state in (State.IN_REVIEW, State.APPROVED):
        assert closing.pass_to(session, state, name="王县长", opinion="同意", on=DAY)


def corrections(session):
    """The words of the recorded corrections."""
    return [fields["text"] for fields in session.store.document.records(CORRECTIONS).values()]


def test_the_gate_names_a_task_that_lacks_everything_until_it_has_it(session):
    """Lead, deadline and deliverable are asked for one by one, and gone when they are given."""
    note = add(session, "! 报送计划")
    wanted = {MatterKind.NO_LEAD, MatterKind.NO_DUE, MatterKind.NO_DELIVERABLE}
    assert wanted <= kinds(session)

    session.edit_note(note.id, session.parse("! 报送计划 @县水利局 >9月底前"))
    assert kinds(session) & wanted == {MatterKind.NO_DELIVERABLE}
    closing.set_deliverable(session, note.id, "计划")

    assert not kinds(session) & wanted
    session.undo()
    assert MatterKind.NO_DELIVERABLE in kinds(session)


def test_what_was_let_pass_is_known_by_name_and_what_opens_later_is_open(session):
    """A name lets all pass as one step that can be undone; a later task is open again; no name, no passing."""
    matters = closing.open_matters(session)
    assert closing.let_pass(session, matters, " ") == 0 and kinds(session)

    assert closing.let_pass(session, matters, "李主任") == len(matters)
    assert kinds(session) == set()
    add(session, "! 报送计划")
    assert MatterKind.NO_LEAD in kinds(session)
    session.undo()
    session.undo()

    assert kinds(session) == {matter.kind for matter in matters}


def test_a_rewritten_sentence_is_handed_over_and_goes_stale_with_its_note(session):
    """The words stand in the minutes; when the note changes they are marked, until said again or taken back."""
    note = add(session, "! 报送计划 @县水利局 >9月底前")

    def sentence():
        return next(one for one in draft.sentences(session) if one.id == note.id)

    assert draft.rewrite(session, sentence(), "请县水利局报送计划。")
    assert "请县水利局报送计划。" in hand_over(session, BY_NAME["minutes", "text"]).read_text(encoding="utf-8")
    session.edit_note(note.id, session.parse("! 报送方案 @县水利局 >9月底前"))
    assert sentence().is_stale and MatterKind.STALE_EDIT in kinds(session)
    assert draft.rewrite(session, sentence(), sentence().edited)
    assert not sentence().is_stale and MatterKind.STALE_EDIT not in kinds(session)
    assert draft.take_back(session, sentence()) and sentence().words.startswith("报送方案，由县水利局负责")
    session.undo()

    assert sentence().words == "请县水利局报送计划。"


def test_the_beginning_of_a_paragraph_is_no_heading_of_the_minutes(session):
    """A task of a paragraph without a heading stands under its section; one of a headed point under that heading."""
    add(session, "! 报送投资进度 @县水利局", session.outline.by_id["1"].children[0])
    add(session, "! 报送治理进度 @县水利局", "1.1")

    lines = hand_over(session, BY_NAME["minutes", "text"]).read_text(encoding="utf-8").split("\n")

    body = [line.strip() for line in lines if "报送" in line]
    assert body[0].startswith("报送投资进度") and body[1].startswith("（一）河道治理有序推进。报送治理进度")


def test_rows_of_a_sheet_are_high_enough_for_their_lines(session):
    """A long task has the height of all its lines, a short one that of the sheet."""
    add(session, "! " + "逐项核对并报送工程进度" * 12 + " @县水利局")
    add(session, "! 报送")

    sheet = openpyxl.load_workbook(hand_over(session, BY_NAME["ledger", "xlsx"])).worksheets[0]

    tall, low = (sheet.row_dimensions[row].height or 15 for row in (2, 3))
    assert tall >= 15 * 6 and low < tall


def test_an_anchor_s_quote_is_not_what_was_said_differently(session):
    """Where a note was typed at a point, its first words are neither struck out nor quoted under themselves."""
    add(session, "~ 要提前半年", "1.1")
    add(session, "+ 下周报名单", "1.1")
    first = session.outline.by_id["1.1"].title
    report = report_of(session)
    speech, record = (render(name, "html", report).decode() for name in ("speech", "record"))

    assert "<del>" not in speech and "改讲" in speech
    assert "原文" not in record.split("讲话与原稿的差异")[0]
    assert [first[:6] in one.script for one in report.deviations] == [True, False]
    assert len(report.deviations[0].script) <= 30


def test_the_words_of_the_draft_are_no_rewriting(session):
    """Typing the drafted sentence again, or nothing, keeps no edit."""
    add(session, "= 同意")
    sentence = draft.sentences(session)[1]

    assert not draft.rewrite(session, sentence, sentence.text) and not draft.rewrite(session, sentence, " ")
    assert not session.history.done or session.history.done[-1].name == "add_decision"


def test_a_state_needs_a_name_and_a_way(session):
    """Nothing is passed on without a name or past a state, and no undo takes it back."""
    assert not closing.pass_to(session, State.APPROVED, name="王县长", opinion="", on=DAY)
    assert not closing.pass_to(session, State.IN_REVIEW, name=" ", opinion="", on=DAY)

    approve(session)

    assert session.undo() is None
    assert session.standing.state is State.APPROVED and session.standing.steps[-1].opinion == "同意"
    assert closing.next_states(session) == (State.ISSUED,)


def test_changes_of_approved_minutes_are_recorded_as_corrections(session):
    """Before approval nothing is recorded; after it each change, and each undo, is, and the version rises."""
    note = add(session, "! 报送计划")
    approve(session)
    assert corrections(session) == [] and session.standing.version == 1

    session.edit_note(note.id, session.parse("! 报送方案"))
    session.set_head({"venue": "二楼"})
    session.undo()

    assert corrections(session) == ["修改“报送方案”", "会议信息 地点", "撤销：会议信息 地点"]
    assert session.standing.version == 4 and session.head.venue == ""
    assert "修改“报送方案”" in hand_over(session, BY_NAME["minutes", "text"]).read_text(encoding="utf-8")


def test_a_correction_tells_nothing_that_its_readers_may_not_see(session):
    """A comment is not named in it, a private note leaves none, and one that becomes private is not named."""
    approve(session)
    add(session, "讲得太快")
    secret = add(session, "$私 脸色不好")
    assert secret.visibility is Visibility.PRIVATE and corrections(session) == ["改动了不入纪要的内容"]

    task = add(session, "! 报送计划")
    session.edit_note(task.id, session.parse("$私 ! 其实办不到"))

    assert corrections(session)[1:] == ["任务“报送计划”", "改动了不入纪要的内容"]


def test_everything_goes_into_one_folder_with_a_manifest(session, monkeypatch):
    """Each file in the manifest is there, nothing private is in any, and it is told what is there already."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    add(session, "! 报送计划 @县水利局 >9月底前")
    add(session, "$私 脸色不好")
    everything = package.package_of(session)
    assert everything.taken() == ()

    written = list(package.write_package(everything))

    listed = json.loads((everything.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert [one["name"] for one in listed] == [one.name for one in written] == list(everything.names)
    assert all(one.error is None for one in written) and written[-1].place == written[-1].total == len(written)
    assert len(everything.taken()) == len(written) + 1
    assert everything.folder.name == "讲话.handover"
    assert package.free_folder(everything.folder).name == "讲话.handover-2"
    for path in everything.folder.iterdir():
        assert "脸色不好" not in all_words(path.read_bytes()), path.name


def test_what_lies_in_the_folder_besides_is_named_and_stays(session, monkeypatch):
    """A file of an earlier export, or somebody's own, and one that could not be made anew, are told and left."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    everything = package.package_of(session)
    everything.folder.mkdir()
    for name in ("notice-09-水利局.docx", "record.docx"):
        (everything.folder / name).write_bytes(b"old")

    written = [one for one in package.write_package(everything) if one.name != "record.docx"]

    assert everything.left_over(written) == ("notice-09-水利局.docx", "record.docx")
    assert (everything.folder / "notice-09-水利局.docx").read_bytes() == b"old"


def test_pdfs_are_made_of_the_word_documents_in_few_runs(session, monkeypatch):
    """LibreOffice is started once for several; what a run left out is tried alone, what fails then is told."""
    runs = []

    def to_pdfs(documents, suffix=".docx"):
        runs.append(len(documents))
        return [
            None if len(documents) > 1 and place == 1 else b"%PDF " + one[:2] for place, one in enumerate(documents)
        ]

    monkeypatch.setattr(package, "office_program", lambda: "soffice")
    monkeypatch.setattr(office, "to_pdfs", to_pdfs)
    everything = package.package_of(session)

    written = list(package.write_package(everything))

    pdfs = [one.name for one in written if one.name.endswith(".pdf")]
    assert len(pdfs) >= 7 and not [one for one in written if one.error]
    assert sum(runs) - 2 <= len(pdfs) and len(runs) <= 4
    assert all((everything.folder / name).read_bytes() == b"%PDF PK" for name in pdfs)


def all_words(data):
    """The text of a file, of all parts of a package."""
    if data[:2] != b"PK":
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_document_that_fails_does_not_cost_the_others(session, monkeypatch):
    """The one that cannot be made is told with its reason; all others are there, and not in the manifest it."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    make = package.bundle.Bundle.make

    def broken(self, item):
        if item.name == "record.docx":
            raise ValueError("no such style")
        return make(self, item)

    monkeypatch.setattr(package.bundle.Bundle, "make", broken)
    everything = package.package_of(session)

    failed = [one for one in package.write_package(everything) if one.error]

    assert [one.name for one in failed] == ["record.docx"] and "no such style" in str(failed[0].error)
    names = {path.name for path in everything.folder.iterdir()}
    assert names == {*everything.names, "manifest.json"} - {"record.docx"}


def test_stopping_leaves_what_was_made(session, monkeypatch):
    """After a stop no further file is made, and the manifest names those that were."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    everything = package.package_of(session)
    asked = []

    made = [one.name for one in package.write_package(everything, lambda: asked.append(1) or len(asked) > 2)]

    listed = json.loads((everything.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert [one["name"] for one in listed] == made == list(everything.names[:2])


def test_a_word_speech_comes_back_with_its_notes_as_comments(tmp_path, monkeypatch):
    """The original goes into the folder with each note on the paragraph of its point, the second of two alike too."""
    monkeypatch.setattr(package, "office_program", lambda: None)
    document = docx.Document()
    for line in ("在会议上的讲话", "一、第一件事", "要抓紧。", "二、第二件事", "要抓紧。"):
        document.add_paragraph(line)
    path = tmp_path / "讲话.docx"
    document.save(str(path))
    session = Session.open(path, author="甲")
    second = session.outline.points[-1]
    session.add_note(session.parse("第二处"), second.id)

    everything = package.package_of(session)
    written = list(package.write_package(everything))

    assert package.ANNOTATED in [one.name for one in written if not one.error and not one.unplaced]
    data = (everything.folder / package.ANNOTATED).read_bytes()
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert body.index("commentRangeStart") > body.index("第一件事") and "第二处" in all_words(data)
    assert path.read_bytes() != data


def test_the_row_of_a_blank_is_found_by_its_number(session):
    """A figure and its growth are one row, whichever is asked for; an unknown number has none."""
    blanks = [blank for blank in session.outline.blanks if blank.is_figure]

    assert blanks[0] in row_of(session, blanks[0].n)
    assert row_of(session, 999) == ()
