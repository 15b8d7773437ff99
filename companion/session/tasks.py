"""Tasks waiting in the text: proposals with the words they came from, until a person accepts or drops them."""

from __future__ import annotations

from companion.capture.candidates import Candidate, find_candidates
from companion.capture.deadline import parse_due
from companion.capture.line import TypedLine
from companion.capture.retype import render_line
from companion.model.document import Change
from companion.model.minutes import NoteKind
from companion.model.remark import DISMISSALS
from companion.model.speech import Speech
from companion.session.session import Session


class WaitingTasks:
    """The candidates of one speech and what became of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: Speech | None = None
        self._all: tuple[Candidate, ...] = ()

    @property
    def all(self) -> tuple[Candidate, ...]:
        """All candidates; looked for again when the outline was mended."""
        if self._read is not self._session.speech:
            self._read = self._session.speech
            self._all = find_candidates(self._read, self._session.profile.roster)
        return self._all

    def open_ones(self) -> list[Candidate]:
        """Those that were neither accepted nor dropped, in the order of the speech."""
        done = {str(note.extra.get("source")) for note in self._session.register.notes.values()}
        dropped = {
            id for id, fields in self._session.store.document.records(DISMISSALS).items() if not fields.get("deleted")
        }
        return [one for one in self.all if source_of(one) not in done and key_of(one) not in dropped]

    def at(self, point: str) -> list[Candidate]:
        """The open ones of a point, the surest first."""
        return sorted((one for one in self.open_ones() if one.point == point), key=lambda one: one.rank)

    def line(self, candidate: Candidate) -> str:
        """A candidate as the line to type for it, ready to be changed."""
        session, roster = self._session, self._session.profile.roster
        units = [unit.name if (unit := roster.find(name)) else name for name in candidate.owners]
        supporting = [unit.name if (unit := roster.find(name)) else name for name in candidate.supporting]
        due = parse_due(candidate.due, session.day, session.profile.workdays) if candidate.due else None
        return render_line(
            TypedLine(
                kind=NoteKind.ACTION,
                text=candidate.text.replace("\n", " "),
                lead_unit=units[0] if units else "",
                supporting_units=(*units[1:], *supporting),
                due=due,
            )
        )

    def drop(self, candidate: Candidate) -> None:
        """Propose this one no more; undo brings it back."""
        change = Change(DISMISSALS, key_of(candidate), {"deleted": False, "words": candidate.text[:60]})
        self._session.make("drop_candidate", candidate.text[:20], change)


def source_of(candidate: Candidate) -> str:
    """Where a candidate stands, as it is kept in the note made of it: `15:226-345`."""
    return f"{candidate.line}:{candidate.column}-{candidate.end_column}"


def key_of(candidate: Candidate) -> str:
    """The id under which a candidate is dropped; it stays when lines are inserted before it."""
    return f"candidate:{candidate.text[:60]}"
