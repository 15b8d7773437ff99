"""Shifting the times of a meeting."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.shifts import shift_all, shift_record
from companion.model.document import Document
from companion.model.minutes import FILLS, NOTES, TICKS

START = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)


def document():
    """Minutes with a note, a tick, a fill and records without times."""
    return Document(
        "d",
        {
            NOTES: {"n": {"text": "a", "created": START, "updated": START}, "m": {"text": "b"}},
            TICKS: {"t": {"at": START + timedelta(minutes=1), "state": "spoken"}},
            FILLS: {"f": {"at": START + timedelta(minutes=2)}, "g": {"at": "soon"}},
            "meeting": {"head": {"date": START}},
        },
    )


def test_a_note_goes_back_ten_seconds():
    """The time of one note moves, nothing else; the way back is the change that comes of it."""
    held = document()

    undo = held.apply_all(shift_record(held, NOTES, "n"))

    assert held.record(NOTES, "n")["created"] == START - timedelta(seconds=10)
    assert held.record(NOTES, "n")["updated"] == START
    held.apply_all(undo)
    assert held.tables == document().tables


def test_a_record_without_a_time_has_nothing_to_shift():
    """A missing or odd time is left alone."""
    assert shift_record(document(), NOTES, "m") == () == shift_record(document(), FILLS, "g")


@given(st.timedeltas(timedelta(days=-2000), timedelta(days=2000)))
@settings(max_examples=80)
def test_all_times_move_together_and_back(by):
    """Every time moves by the same, and undoing brings every one back."""
    held = document()

    undo = held.apply_all(shift_all(held, by))
    moved = [held.record(NOTES, "n")["created"], held.record(TICKS, "t")["at"], held.record(FILLS, "f")["at"]]
    held.apply_all(undo)

    assert [moment - by for moment in moved] == [START + timedelta(minutes=n) for n in range(3)]
    assert held.tables == document().tables


def test_a_shift_out_of_the_calendar_moves_nothing():
    """A time that would leave the years 1 to 9999 stays."""
    assert shift_all(document(), timedelta(days=-900_000)) == ()
