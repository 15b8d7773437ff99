"""The way of the minutes from draft to archive: who passed them on, with what opinion, when (domain §2.6).

The records are those of the table `states`; once the minutes are signed for issue they are frozen, and a
later change is a record of the table `corrections`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.model.document import Change, Document
from companion.model.minutes import Minutes, text

STATES, CORRECTIONS = "states", "corrections"


class State(StrEnum):
    """How far the minutes have come: 草稿, 送审, 退改, 已签发, 已印发, 归档."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    ARCHIVED = "archived"


NEXT: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.IN_REVIEW,),
    State.IN_REVIEW: (State.RETURNED, State.APPROVED),
    State.RETURNED: (State.IN_REVIEW,),
    State.APPROVED: (State.ISSUED,),
    State.ISSUED: (State.ARCHIVED,),
    State.ARCHIVED: (),
}
FROZEN = frozenset({State.APPROVED, State.ISSUED, State.ARCHIVED})


@dataclass(frozen=True)
class Step:
    """One passing-on: the state reached, by whom, with what opinion, on which day (a full date, art. 22)."""

    state: State
    name: str
    opinion: str
    on: date | None


@dataclass(frozen=True)
class Standing:
    """Where the minutes stand: the state in force, the steps so far and the version.

    The version counts from 1 and rises with every return for rework and every correction.
    """

    state: State = State.DRAFT
    steps: tuple[Step, ...] = ()
    version: int = 1

    @property
    def is_frozen(self) -> bool:
        """Whether the body may change only by recorded corrections."""
        return self.state in FROZEN

    def step(self, state: State) -> Step | None:
        """The latest step into a state."""
        return next((step for step in reversed(self.steps) if step.state is state), None)


def standing_of(minutes: Minutes) -> Standing:
    """Where a minutes file stands, by its records in the order they came; unknown states are ignored."""
    return standing_of_document(minutes.document)


def standing_of_document(document: Document) -> Standing:
    """The same, without reading the rest of the minutes."""
    steps = tuple(
        Step(State(text(record, "state")), text(record, "name"), text(record, "opinion"), _day(record.get("date")))
        for record in document.records(STATES).values()
        if record.get("deleted") is not True and text(record, "state") in State._value2member_map_
    )
    returns = sum(step.state is State.RETURNED for step in steps)
    corrections = len(document.records(CORRECTIONS))
    state = steps[-1].state if steps else State.DRAFT
    return Standing(state, steps, 1 + returns + corrections)


def pass_on(standing: Standing, state: State, *, id: str, name: str, opinion: str, on: date) -> Change | None:
    """The change that takes the minutes to a state; None where there is no way there or nobody's name."""
    if state not in NEXT[standing.state] or not name.strip():
        return None
    return Change(STATES, id, {"state": str(state), "name": name, "opinion": opinion or None, "date": on})


def correct(standing: Standing, *, id: str, name: str, words: str, at: datetime) -> Change | None:
    """The change that records a correction of frozen minutes; None before that, or without a name."""
    if not standing.is_frozen or not name.strip() or not words.strip():
        return None
    return Change(CORRECTIONS, id, {"name": name, "text": words, "at": at})


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
