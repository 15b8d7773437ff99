"""The way from draft to archive, the seal on every export, and telling whether a document still agrees."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest

from companion.exporters.bundle import Bundle, items
from companion.exporters.formats.packing import repack
from companion.exporters.registry import ROWS, render
from companion.exporters.seal import find_seal
from companion.exporters.settings import Settings
from companion.exporters.states import NEXT, State, correct, pass_on, standing_of
from companion.exporters.verify import Outcome, verify, words_of
from companion.model.minutes import Minutes
from tests.exporters.meeting import NOW, small_document, small_report

DAY = date(2026, 7, 13)
PAIRS = sorted({(row.document, row.format, row.suffix) for row in ROWS if row.format != "pdf"})
STEPS = (State.IN_REVIEW, State.RETURNED, State.IN_REVIEW, State.APPROVED, State.ISSUED, State.ARCHIVED)


def standing(document):
    """Where the document stands."""
    return standing_of(Minutes.of(document))


def passed_to(*states: State):
    """The small meeting passed on through these states."""
    document = small_document()
    for number, state in enumerate(states):
        change = pass_on(standing(document), state, id=f"s{number}", name="李主任", opinion="同意", on=DAY)
        assert change is not None
        document.apply(change)
    return document


def test_the_minutes_go_from_draft_to_archive():
    """草稿 → 送审 → 退改 → 送审 → 已签发 → 已印发 → 归档, each step with name, opinion and date."""
    found = standing(passed_to(*STEPS))

    assert [step.state for step in found.steps] == list(STEPS)
    assert {(step.name, step.opinion, step.on) for step in found.steps} == {("李主任", "同意", DAY)}
    assert (found.state, found.version, found.is_frozen) == (State.ARCHIVED, 2, True)


@pytest.mark.parametrize("state", list(State))
def test_no_state_is_skipped_or_taken_back(state):
    """From each state only the ones that follow it can be reached, and not without a name."""
    way = {State.DRAFT: (), State.RETURNED: STEPS[:2], State.IN_REVIEW: STEPS[:1], State.APPROVED: STEPS[:4]}
    found = standing(passed_to(*way.get(state, STEPS[: STEPS.index(state) + 1 if state in STEPS else 0])))
    reachable = [one for one in State if pass_on(found, one, id="x", name="甲", opinion="", on=DAY) is not None]

    assert found.state is state
    assert tuple(reachable) == NEXT[state]
    assert all(pass_on(found, one, id="x", name=" ", opinion="", on=DAY) is None for one in State)


def test_frozen_minutes_change_by_recorded_corrections_alone():
    """Before approval there is nothing to correct; after it each correction has a name and raises the version."""
    draft, approved = passed_to(State.IN_REVIEW), passed_to(State.IN_REVIEW, State.APPROVED)

    assert correct(standing(draft), id="c", name="甲", words="改一个数", at=NOW) is None
    change = correct(standing(approved), id="c", name="甲", words="改一个数", at=NOW)
    assert change is not None
    approved.apply(change)
    assert standing(approved).version == 2
    for form in ("record.markdown", "minutes.markdown", "data.json"):
        assert "改一个数" in render(*form.split("."), small_report(document=approved)).decode()


@pytest.mark.parametrize(("document", "form", "suffix"), PAIRS, ids=lambda value: value)
def test_every_export_carries_a_seal_and_agrees_with_its_minutes(document, form, suffix):
    """State, version and hash can be read off every document, and it agrees on the next day too."""
    data = render(document, form, small_report())
    seal = find_seal(words_of(data))
    verdict = verify(data, suffix, later(), Settings())

    assert seal is not None
    assert (seal.document, seal.state, seal.version, seal.made) == (document, "draft", 1, NOW)
    assert verdict is not None
    assert verdict.outcome is Outcome.AGREES


def test_the_notice_to_each_unit_agrees_with_its_minutes():
    """Units with the very same tasks have notices of their own, and none passes for another's."""
    notices = {unit: render("notice", "text", small_report(), unit=unit) for unit in ("管委会", "发改局", "供电公司")}
    verdicts = [verify(data, ".txt", later(), Settings()) for data in notices.values()]

    assert [verdict.outcome for verdict in verdicts] == [Outcome.AGREES] * 3
    assert len({verdict.seal.digest for verdict in verdicts}) == 3


def test_the_manifest_is_no_document():
    """A list of documents carries their seals and none of its own."""
    report = small_report()
    made = {"record.md": render("record", "markdown", report)}

    assert verify(Bundle(report, Settings()).manifest(made, items(report)), ".json", report, Settings()) is None


def later(document=None):
    """The report of the same minutes a day later."""
    report = small_report(document=document)
    return type(report)(**{**report.__dict__, "made": NOW + timedelta(days=1)})


@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx"])
def test_a_change_of_the_minutes_is_found(form):
    """A task that was worded anew makes the record and the ledger out of date."""
    document = small_document()
    next(one for one in document.tables["notes"].values() if one["kind"] == "action")["text"] = "另一件事"

    for name in ("record", "ledger", "minutes"):
        verdict = verify(render(name, form, small_report()), f".{form}", small_report(document=document), Settings())
        assert verdict is not None
        assert verdict.outcome is Outcome.CHANGED_MINUTES


def test_a_private_remark_changes_no_document_but_the_private_one():
    """What the readers of a document cannot see does not make it out of date."""
    document = small_document()
    private = next(one for one in document.tables["notes"].values() if one.get("visibility") == "private")
    private["text"] = "又想了想"
    report = small_report(document=document)
    outcomes = {
        name: verify(render(name, "text", small_report()), ".txt", report, Settings()).outcome
        for name in ("record", "minutes", "private")
    }

    assert outcomes == {
        "record": Outcome.AGREES,
        "minutes": Outcome.AGREES,
        "private": Outcome.CHANGED_MINUTES,
    }


def test_a_new_state_is_told_apart_from_new_content():
    """The draft in a drawer says the same as the approved minutes, but is a draft."""
    data = render("minutes", "markdown", small_report())
    verdict = verify(data, ".md", small_report(document=passed_to(State.IN_REVIEW)), Settings())

    assert verdict is not None
    assert verdict.outcome is Outcome.OTHER_STATE
    assert verdict.current.state == "in_review"


@pytest.mark.parametrize("form", ["markdown", "text", "html", "csv", "ics"])
def test_a_change_by_hand_in_the_document_is_found(form):
    """The seal alone does not vouch for the words above it."""
    data = render("ledger", form, small_report())
    forged = data.replace("时间表".encode(), "计划表".encode())

    assert forged != data
    assert verify(forged, f".{form}", small_report(), Settings()).outcome is Outcome.CHANGED_DOCUMENT


def test_a_number_of_pages_that_a_program_put_in_is_no_change():
    """The field of the record is worked out by Word and LibreOffice when they save."""
    data = render("record", "docx", small_report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = package.read("word/document.xml")
    field = re.search(rb"<w:fldSimple.*?</w:fldSimple>", part)[0]
    worked_out = (
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r><w:r><w:fldChar '
        b'w:fldCharType="separate"/></w:r><w:r><w:t>23</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    saved = repack(data, {"word/document.xml": part.replace(field, worked_out)})

    assert saved != data
    assert verify(saved, ".docx", later(), Settings()).outcome is Outcome.AGREES


def test_a_document_from_elsewhere_has_no_seal():
    """A text without a seal gets no verdict."""
    assert verify("会议纪要".encode(), ".md", small_report(), Settings()) is None
    assert verify(b"PK\x03\x04broken", ".docx", small_report(), Settings()) is None


def test_the_record_shows_who_passed_it_on():
    """The seal line names the state in words."""
    report = small_report(document=passed_to(State.IN_REVIEW, State.APPROVED))

    assert "已签发　第1版" in render("record", "markdown", report).decode()


def test_a_sheet_saved_again_agrees_and_a_changed_cell_does_not():
    """Other numbers for the shared words are no change; other words are."""
    data = render("ledger", "xlsx", small_report())
    book = openpyxl.load_workbook(io.BytesIO(data))
    again, forged = io.BytesIO(), io.BytesIO()
    book.save(again)
    book.worksheets[0]["D2"] = "另一件事"
    book.save(forged)
    outcomes = [verify(one.getvalue(), ".xlsx", later(), Settings()).outcome for one in (again, forged)]

    assert outcomes == [Outcome.AGREES, Outcome.CHANGED_DOCUMENT]
