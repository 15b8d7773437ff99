"""The closing gate: what is open, where it is, and letting it pass by name."""

from __future__ import annotations

from companion.exporters.gate import blocking, check_minutes, describe, wave_through
from companion.exporters.matters import MatterKind
from companion.exporters.registry import render
from companion.exporters.words import Words
from companion.model.document import Document
from companion.model.marks import Marks, Version
from companion.model.minutes import Minutes
from tests.exporters.meeting import at, note, note_id, small_document, small_report, small_speech


def matters(document: Document):
    """The open matters of a document."""
    return check_minutes(small_speech(), Minutes.of(document))


def kinds(document: Document) -> dict[MatterKind, list]:
    """The open matters by kind."""
    found: dict[MatterKind, list] = {}
    for matter in matters(document):
        found.setdefault(matter.kind, []).append(matter)
    return found


def clean_document() -> Document:
    """The small meeting with everything settled."""
    document = small_document()
    notes = document.tables["notes"]
    for fields in notes.values():
        fields |= {"to_verify": False, "orphaned": False, "deliverable": "清单", "lead_unit": "发改局"}
        fields["point"] = "1.1" if fields["point"] == "9.9" else fields["point"]
        if fields["kind"] == "action":
            fields["due"] = {"raw": "9月底前", "due": at("10:00").date()}
    for n in range(1, 6):
        document.tables["fills"][f"f{n}"] = {"n": n, "value": "3", "status": "checked"}
    return document


def test_a_settled_meeting_has_nothing_open_but_the_private_note():
    """Nothing blocks, and the reminder of a private note remains."""
    found = matters(clean_document())

    assert [matter.kind for matter in found] == [MatterKind.PRIVATE_NOTE]
    assert blocking(found) == ()


def test_an_empty_meeting_lacks_its_head_its_ticks_and_its_figures():
    """Every element of the head, every point of the body, every figure in scope."""
    found = kinds(Document("x"))

    assert [matter.ref for matter in found[MatterKind.HEAD_MISSING]] == [
        "title", "date", "started_at", "ended_at", "venue", "chair", "recorder", "present",
    ]  # fmt: skip
    assert [matter.point for matter in found[MatterKind.UNTICKED]] == [
        "O", "1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2",
    ]  # fmt: skip
    assert [matter.blank for matter in found[MatterKind.BLANK_OPEN]] == [1, 2, 3, 4, 5]


def test_a_figure_whose_blank_is_gone_is_named():
    """What nothing that is printed has is an open matter, with its words."""
    document = clean_document()
    document.tables["fills"]["f9"] = {"n": 0, "value": "12", "unit": "亿元", "orphaned": True}
    (lost,) = blocking(matters(document))

    assert (lost.kind, lost.ref) == (MatterKind.ORPHAN, "f9")
    assert describe(lost, Words("zh")) == "记录失去位置：12亿元"


def test_english_minutes_lack_the_approval_of_the_previous_ones():
    """An element of the head in English alone, and only while it is empty."""
    document = clean_document()
    lacking = check_minutes(small_speech(), Minutes.of(document), "en")
    document.tables["meeting"]["head"]["previous_minutes"] = "approved as read"

    assert [matter.ref for matter in blocking(lacking)] == ["previous_minutes"]
    assert blocking(check_minutes(small_speech(), Minutes.of(document), "en")) == ()


def test_each_matter_knows_its_place():
    """A matter of a note has the note's id and point, one of a figure its number."""
    found = kinds(small_document())

    assert [(m.point, m.note) for m in found[MatterKind.NO_LEAD]] == [("2.1.2", note_id(5))]
    assert [(m.point, m.blank) for m in found[MatterKind.BLANK_TO_VERIFY]] == [("1.1", 2)]
    assert [m.note for m in found[MatterKind.ORPHAN]] == [note_id(12)]
    assert [m.note for m in found[MatterKind.TENTATIVE_DATE]] == [note_id(5)]


def test_a_point_is_settled_by_all_below_it_or_by_being_left_out_with_one_above():
    """Ticking the items ticks the point; leaving out a section leaves out what is in it."""
    document = small_document()
    ticks = document.tables["ticks"]
    del ticks["t2.1"]
    assert MatterKind.UNTICKED not in kinds(document)
    for point in ("1.1", "1.2"):
        del ticks[f"t{point}"]
    ticks["t1"]["state"] = "skipped"
    assert MatterKind.UNTICKED not in kinds(document)
    ticks["t1"]["state"] = "spoken"
    assert [m.point for m in kinds(document)[MatterKind.UNTICKED]] == ["1.1", "1.2"]


def test_conflicts_and_missing_reasons_are_open():
    """Two figures heard for one blank and a leave without a reason keep the minutes a draft."""
    document = clean_document()
    document.tables["fills"]["g1"] = {"n": 1, "value": "4", "status": "checked"}
    document.tables["meeting"]["head"]["absent"] = [{"name": "赵刚", "reason": ""}]
    found = blocking(matters(document))

    assert [matter.key for matter in found] == ["absent_reason:absent.赵刚", "conflict:1"]
    assert (found[1].point, found[1].values["text"]) == ("1.1", "3 / 4")


def test_a_text_in_two_wordings_is_open():
    """A note that two changed at a time is a conflict at its place, a private one is nobody else's business."""
    document = clean_document()
    for number in (2, 11):
        version = Version("text", "1", "另一种说法")
        document.marks.setdefault("notes", {})[note_id(number)] = Marks(history={version.key: version})

    assert [m.note for m in kinds(document)[MatterKind.CONFLICT]] == [note_id(2)]


def test_waving_through_lets_pass_what_is_open_now_and_nothing_later():
    """By name; a matter that opens afterwards makes the minutes a draft again."""
    document = small_document()
    document.apply(wave_through(matters(document), id="w1", name="办公室主任", at=at("11:00")))
    assert blocking(matters(document)) == ()

    document.tables["notes"][note_id(50)] = note("action", "1.1", "新任务", lead_unit="甲", deliverable="表")
    assert [matter.kind for matter in blocking(matters(document))] == [MatterKind.NO_DUE]


def test_nobody_waves_through_without_a_name():
    """A waiver without a name counts for nothing."""
    document = small_document()
    before = blocking(matters(document))
    document.apply(wave_through(matters(document), id="w1", name="  ", at=at("11:00")))

    assert blocking(matters(document)) == before


def test_the_minutes_are_a_draft_until_the_gate_is_clean():
    """草稿 stands on the face until nothing is open, or it was let pass."""
    waved = small_document()
    waved.apply(wave_through(matters(waved), id="w1", name="主任", at=at("11:00")))
    texts = [
        render("minutes", "text", small_report(document=document)).decode()
        for document in (small_document(), clean_document(), waved)
    ]

    assert ["【草　稿】" in text for text in texts] == [True, False, False]
    assert "同意放行" in texts[2]


def test_every_export_says_on_its_face_what_is_open():
    """The counts by kind, in each document those that concern its readers."""
    report = small_report()

    assert "数字未填 2" in render("record", "markdown", report).decode()
    assert "数字未填 2" in render("speech", "html", report).decode()
    assert "任务缺牵头单位 1" in render("ledger", "csv", report).decode("utf-8-sig")
    assert "数字未填" not in render("ledger", "csv", report).decode("utf-8-sig")


def test_every_kind_of_matter_has_its_words():
    """Both languages name each kind and count it."""
    for language in ("zh", "en"):
        words = Words(language)
        for kind in MatterKind:
            assert words(f"count.{kind}")
        described = [describe(matter, words) for matter in matters(small_document()) + matters(Document("x"))]
        assert not [line for line in described if "{" in line]
        assert words("head.venue") in "".join(described)
