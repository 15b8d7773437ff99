"""What Enter does in the live view: the point is ticked, the last note corrected, the end of the meeting stamped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.capture.correction import Correction
from companion.capture.head import ends_meeting
from companion.catalogue import say
from companion.session.corrections import correct_last
from companion.tui.wording import clock

if TYPE_CHECKING:
    from companion.tui.screens.live import LiveScreen


def tick(live: LiveScreen) -> None:
    """Tick the cursor's point and follow the speaker to the next."""
    session, point = live.session, live.session.point(live.cursor)
    if not live.attempt(lambda: session.tick(point.id)):
        return
    live.follow()
    passed = session.passed_over()
    if ends_meeting(session.speech.text(point.span)) and not session.head.ended_at:
        live.tell("ends")
    elif passed:
        live.tell("passed", n=len(passed))


def correct(live: LiveScreen, correction: Correction) -> None:
    """Correct the last note; when that fails the line stays, with the reason."""
    reasons: list[str] = []
    if not live.attempt(lambda: reasons.append(correct_last(live.session, correction))):
        return
    if reasons[0]:
        live.tell_words(say(reasons[0]), "doubt")
    else:
        live.bar.set_text("")
        live.tell("corrected")


def stamp_end(live: LiveScreen) -> None:
    """The meeting is over now."""
    now = clock(live.session.now())
    if live.attempt(lambda: live.session.set_head({"ended_at": now})):
        live.tell("adjourned", time=now)
