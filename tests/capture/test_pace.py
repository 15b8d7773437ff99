"""How fast the speaker reads and how long the rest will take."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.capture.pace import (
    PRIOR_RATE,
    Pace,
    SectionPace,
    pace_of,
    seconds_left,
    seconds_of_points,
    spoken_length,
)
from companion.model.minutes import Anchor, Tick

START = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)


def tick(point, seconds, state="spoken"):
    """A tick so many seconds after the start."""
    at = None if seconds is None else START + timedelta(seconds=seconds)
    return Tick(id=f"{point}{seconds}", anchor=Anchor(point), state=state, at=at)


def test_before_anything_was_read_the_usual_rate_holds():
    """A thousand characters take five minutes at 200 a minute."""
    assert Pace().rate == PRIOR_RATE and Pace().seconds_for(1000) == 300


def test_after_ten_minutes_the_rate_is_the_speakers_own():
    """A speaker of 150 characters a minute is predicted within a tenth."""
    pace = pace_of([(150.0, 60.0)] * 10)

    assert pace.rate == pytest.approx(150, rel=0.1)


def test_one_short_point_hardly_moves_the_rate():
    """Five seconds of a fast start do not upset the prediction."""
    assert pace_of([(40.0, 5.0)]).rate == pytest.approx(PRIOR_RATE, rel=0.2)


def test_a_recess_is_not_taken_for_slow_reading():
    """Half an hour on a point of one minute counts as four minutes at most."""
    pace = pace_of([(200.0, 1800.0)])

    assert pace.seconds == 240


def test_seconds_of_points_run_from_tick_to_tick():
    """The first counts from the start; skipped points take nothing, a point ticked again adds up."""
    ticks = [tick("1", 30), tick("3", 90), tick("2", 40, "skipped"), tick("1", 100), tick("9", None)]

    assert seconds_of_points(ticks, START) == {"1": 40.0, "3": 60.0}


def test_without_a_start_the_first_tick_is_the_start():
    """Nothing is known of the first point then."""
    assert seconds_of_points([tick("1", 30), tick("2", 50)], None) == {"2": 20.0}


def test_what_is_left_counts_only_what_is_not_done():
    """Two points of 100 characters, one of them done, at the usual rate: half a minute."""
    assert seconds_left(["1", "2"], {"1": 100, "2": 100}, ["1"], Pace()) == 30


@pytest.mark.parametrize(
    ("section", "overrun", "is_over"),
    [
        (SectionPace(600, 300, 200), 0, False),
        (SectionPace(600, 500, 200), 100, False),
        (SectionPace(600, 700, 0), 100, True),
        (SectionPace(0, 700, 100), 0, False),
    ],
)
def test_an_overrun_is_what_goes_beyond_the_plan(section, overrun, is_over):
    """Elapsed and predicted time against the planned; no plan, no overrun."""
    assert (section.overrun, section.is_over) == (overrun, is_over)


@pytest.mark.parametrize(
    ("text", "length"),
    [("抓好项目。", 4), ("增长*％", 6), ("GDP 增长 8.5％", 6), ("", 0), ("……！", 0)],
)
def test_only_what_is_spoken_counts(text, length):
    """Punctuation and blanks are silent, a mask is read as a figure, a Latin word as two characters."""
    assert spoken_length(text) == length


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 4000)), max_size=30))
@settings(max_examples=100)
def test_the_rate_stays_between_the_usual_and_the_heard(heard):
    """Whatever is heard, the rate is positive and lies between the usual and the speaker's own."""
    pace = pace_of(heard)

    own = pace.characters / pace.seconds * 60 if pace.seconds else PRIOR_RATE
    assert min(own, PRIOR_RATE) * 0.999 <= pace.rate <= max(own, PRIOR_RATE) * 1.001


@given(st.lists(st.tuples(st.sampled_from("123"), st.integers(0, 3000)), max_size=20))
@settings(max_examples=80)
def test_the_seconds_of_points_add_up_to_the_meeting(marks):
    """Together the points take from the start to the last tick."""
    seconds = seconds_of_points([tick(point, at) for point, at in marks], START)

    assert sum(seconds.values()) == pytest.approx(max((at for _, at in marks), default=0))
