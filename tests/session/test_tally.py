"""The counts of the status line, and what a jump passed over: right after every change, and cheap at every key."""

from companion.capture.line import TypedLine
from companion.model.minutes import NoteKind
from companion.session.session import Session
from companion.session.tally import tally_of


def counted(session):
    """The counts taken anew from everything."""
    return tally_of(session.register, frozenset(blank.n for blank in session.outline.blanks if blank.is_figure))


def test_the_tally_follows_every_change(speech_path):
    """Notes, tasks, figures, deleting, undo: the kept counts are those of a fresh count."""
    session = Session.open(speech_path, author="甲")
    figures = [blank for blank in session.outline.blanks if blank.is_figure]
    point = session.outline.points[3].id

    session.add_note(TypedLine(NoteKind.ACTION, "报送"), point)
    note = session.add_note(TypedLine(NoteKind.COMMENT, "口径"), point)
    session.fill(figures[0], "12")
    assert (session.tally.notes, session.tally.actions) == (2, 1)
    assert session.tally.open_figures == session.tally.figures - 1 == len(figures) - 1
    session.fill(figures[0], "")
    session.delete_note(note.id)
    assert session.tally == counted(session) and session.tally.notes == 1
    session.undo()
    session.undo()

    assert session.tally == counted(session) and session.tally.notes == 2
    session.close()


def test_the_tally_is_counted_once_for_many_looks(speech_path):
    """Between two changes it is the same object."""
    session = Session.open(speech_path, author="甲")

    assert session.tally is session.tally
    session.close()


def test_a_jump_asks_only_about_the_points_it_passed(speech_path, monkeypatch):
    """What lies before and behind the jump is not gone through."""
    session = Session.open(speech_path, author="甲")
    points = session.outline.points
    session.tick(points[6].id)
    asked = []
    tick_at = session.register.tick_at
    monkeypatch.setattr(session.register, "tick_at", lambda point: asked.append(point) or tick_at(point))

    passed = session.passed_over()

    assert passed and set(asked) <= {point.id for point in points[:6]}
    session.close()
