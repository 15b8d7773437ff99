"""Dismissing remarks of proof-reading: for this speech, in the minutes, undone like anything else."""

import pytest

from companion.model.remark import RemarkKind
from companion.session.proof import ProofReading
from companion.session.session import Session

SPEECH = """在会上的讲话

同志们：
我讲两点意见。
一、情况
县场完成完成任务*亿元。县场不错。
二、要求
抓紧。
散会。
"""


@pytest.fixture
def session(tmp_path):
    """A speech with slips, open."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return Session.open(path, author="甲")


def words(remarks):
    """Kind and words of remarks."""
    return [(str(remark.kind), remark.words) for remark in remarks]


def test_the_remarks_and_what_of_them_is_doubtful(session):
    """Blanks are remarks, but no doubts: they are there to be filled."""
    assert words(ProofReading(session).doubts) == [("replaced", "县场"), ("doubled", "完成完成"), ("replaced", "县场")]
    assert ProofReading(session).open[-1].kind is RemarkKind.BLANKS


def test_a_dismissed_remark_stays_away_tomorrow_and_undo_brings_it_back(session):
    """All remarks of the same kind and words go together."""
    ProofReading(session).dismiss(ProofReading(session).doubts[0])
    assert words(ProofReading(session).doubts) == [("doubled", "完成完成")]
    session.close()
    assert words(ProofReading(Session.open(session.path)).doubts) == [("doubled", "完成完成")]

    session.undo()
    assert len(ProofReading(session).doubts) == 3
    session.redo()
    assert len(ProofReading(session).doubts) == 1


def test_a_dismissed_remark_can_be_shown_again_by_itself(session):
    """Without undoing what came after."""
    remark = ProofReading(session).doubts[0]
    ProofReading(session).dismiss(remark)
    session.add_note(session.parse("记"), "1")
    ProofReading(session).show_again(remark)

    assert remark in ProofReading(session).doubts


def test_a_dismissal_survives_a_re_issued_speech(session):
    """The same words at another line are dismissed too."""
    ProofReading(session).dismiss(ProofReading(session).doubts[0])
    session.close()
    session.path.write_text(SPEECH.replace("同志们：\n", "同志们：\n大家好。\n"), encoding="utf-8")

    assert words(ProofReading(Session.open(session.path)).doubts) == [("doubled", "完成完成")]
