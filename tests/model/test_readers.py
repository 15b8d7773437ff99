"""Which notes readers of the minutes get, by kind, visibility and tags."""

from __future__ import annotations

import pytest

from companion.model.minutes import Note, NoteKind, Visibility
from companion.model.readers import enters_minutes, is_for_minutes, is_marked_for_minutes, verb_of

MINUTES, RECORD, PRIVATE = Visibility.MINUTES, Visibility.RECORD, Visibility.PRIVATE


@pytest.mark.parametrize(
    ("kind", "visibility", "tags", "enters"),
    [
        ("action", MINUTES, (), True),
        ("decision", RECORD, (), False),
        ("decision", RECORD, ("强调",), False),
        ("decision", MINUTES, ("争议",), False),
        ("added", RECORD, (), False),
        ("added", RECORD, ("会议要求",), True),
        ("added", MINUTES, (), True),
        ("stressed", RECORD, ("noted",), True),
        ("changed", PRIVATE, ("强调",), False),
        ("comment", MINUTES, ("强调",), False),
        ("question", MINUTES, (), False),
        ("interjection", MINUTES, (), False),
        ("scene", MINUTES, (), False),
    ],
)
def test_kind_visibility_and_tags_decide(kind, visibility, tags, enters):
    """Decisions and tasks unless kept to the record, words that were marked, comments and disputes never."""
    assert enters_minutes(NoteKind(kind), visibility, tags) is enters


@pytest.mark.parametrize(("fields", "enters"), [({}, True), ({"visibility": "record"}, False)])
def test_a_decision_that_says_nothing_of_its_readers_is_for_the_minutes(fields, enters):
    """Files written by hand leave the visibility out; one that is given counts."""
    note = Note.from_fields("n", {"kind": "decision", "point": "1", "text": "成立专班", **fields})

    assert is_for_minutes(note) is enters


def test_a_comment_can_be_marked_and_stays_out():
    """That it was asked for is known, so that the screen can say that it is not done."""
    assert is_marked_for_minutes(RECORD, ("强调",))
    assert not is_marked_for_minutes(RECORD, ("项目",))
    assert (verb_of(("项目", "会议强调")), verb_of(("agreed-in-principle",))) == ("stressed", "agreed_in_principle")
