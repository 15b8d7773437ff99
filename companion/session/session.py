"""The open meeting: a speech, its minutes, where the speaker is, and every change one can make."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from companion.capture.head import skipped_by_jump
from companion.capture.line import TypedLine, parse_line
from companion.catalogue import say
from companion.errors import SaveError, UnknownPointError
from companion.exporters.states import Standing
from companion.model.document import HEAD, Change
from companion.model.mend import MENDS
from companion.model.minutes import FILLS, MEETING, NOTES, Anchor, Head, Minutes, Note
from companion.model.outline import Blank, Outline, Point, PointKind
from companion.model.speech import Speech
from companion.search.complete import complete
from companion.search.index import Result
from companion.session import records
from companion.session.counts import Counts
from companion.session.freezing import correction_for, head_words, standing, without_corrections
from companion.session.history import History, Step, step_words
from companion.session.meeting_index import MeetingIndex
from companion.session.mends import Mended
from companion.session.opening import author_name, open_both
from companion.session.places import settled_minutes
from companion.session.register import Register
from companion.session.steady import SteadyTime
from companion.session.tally import Tally
from companion.session.together import Together, joined_minutes
from companion.storage.learnt import remember_units
from companion.storage.profile import Profile, load_profile
from companion.storage.save_state import SaveState
from companion.storage.store import MinutesStore

SPOKEN, SKIPPED = "spoken", "skipped"


class Session:
    """One meeting, open. Every change is on the disk when its method returns; SaveError means it was not made."""

    def __init__(
        self,
        path: Path,
        speech: Speech,
        store: MinutesStore,
        *,
        author: str | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.path, self.store, self.now = path, store, now or SteadyTime()
        self.mended = Mended.of(speech, store.document)
        self.author = author_name() if author is None else author
        self.register = Register(store.document, lambda: self.mended.places)
        self._others = store.others
        self.history = History()
        self.speaker = self._where_speaker_is()
        self.jump: tuple[str, str] | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        minutes: Path | None = None,
        *,
        encoding: str | None = None,
        author: str | None = None,
        now: Callable[[], datetime] | None = None,
        tolerant: bool = False,
    ) -> Session:
        """Open a speech or minutes file. Raises a CompanionError that says what is wrong with it.

        With `tolerant`, minutes that cannot be read are no reason not to take notes (`MinutesStore.open`).
        """
        author = author_name() if author is None else author
        return cls(*open_both(path, minutes, encoding, author=author, tolerant=tolerant), author=author, now=now)

    @property
    def speech(self) -> Speech:
        """The speech, its outline as mended."""
        return self.mended.speech

    @property
    def outline(self) -> Outline:
        """The outline as mended."""
        return self.mended.outline

    @cached_property
    def profile(self) -> Profile:
        """Units, working days and short codes; read when first needed."""
        return load_profile()

    @property
    def day(self) -> date:
        """The day of the meeting: relative deadlines count from it."""
        return self.head.date or self.now().date()

    def parse(self, line: str) -> TypedLine:
        """What a typed line says, by this place's units and calendar."""
        profile = self.profile
        return parse_line(
            line,
            roster=profile.roster,
            workdays=profile.workdays,
            today=self.day,
            shortcodes=profile.shortcodes,
        )

    def search(self, query: str, *, limit: int, near: str = "") -> Result:
        """Find a query in speech and notes; the section of the point `near` comes first among equals."""
        point = self.outline.by_id.get(near)
        above = list(self.outline.ancestors(point)) if point else []
        section = above[-1].id if above else near
        return self.index.search(query, limit=limit, section=section, now=self.day)

    @cached_property
    def index(self) -> MeetingIndex:
        """What can be searched."""
        return MeetingIndex(self.speech, lambda: self.minutes)

    def complete_owner(self, typed: str) -> list[str]:
        """The names of units that what was typed after `@` or `+` may stand for, best first."""
        roster = self.profile.roster
        known = [*self._counts.used_owners(roster), *((unit.name, unit.names) for unit in roster.units)]
        return [found.name for found in complete(known, typed) if found.name != typed]

    def progress(self) -> float:
        """How much of the speech was read out or left out, from 0 to 1, by its characters."""
        return self._counts.progress

    @property
    def tally(self) -> Tally:
        """How many notes, tasks and open figures there are."""
        return self._counts.tally

    @cached_property
    def _counts(self) -> Counts:
        return Counts(self.speech, self.register)

    @property
    def minutes(self) -> Minutes:
        """One's own minutes as they stand."""
        return settled_minutes(self.mended.minutes_of(self.store.document), self.mended.places)

    @property
    def joined_minutes(self) -> Minutes:
        """The minutes of all note-takers as the view shows them, for those who hand them over."""
        return joined_minutes(self.minutes, list(self.store.others.values()), self.mended.places, self.author)

    @property
    def head(self) -> Head:
        """The head of the minutes."""
        return Head.from_fields(self.store.document.record(MEETING))

    @property
    def save_state(self) -> SaveState:
        """Whether what was written is on the disk."""
        return self.store.state

    def point(self, id: str) -> Point:
        """The point with an id. Raises UnknownPointError."""
        try:
            return self.outline.by_id[id]
        except KeyError:
            raise UnknownPointError(point=id) from None

    def settle(self, anchor: Anchor) -> Anchor:
        """The anchor with the point that its words belong to in the outline as it stands."""
        return self.mended.places.settle(anchor)

    def add_note(
        self, line: TypedLine, point: str, created: datetime | None = None, *, source: str = ""
    ) -> Note:
        """Attach what was typed to a point; `created` is the time of the first keystroke.

        `source` names the passage of the speech that a task was made of (`tasks.source_of`).
        """
        anchor = records.anchor_at(self.speech, self.point(point))
        now = self.now()
        fields = {**records.line_fields(line), "source": source or None}
        change = records.new_note(anchor, fields, self.author, created or now, now)
        self.make(f"add_{line.kind}", line.text, change)
        remember_units(line.unknown_owners)
        return self.register.notes[change.id]

    def edit_note(self, id: str, line: TypedLine) -> Note:
        """Replace what a note says by another typed line; its place and time stay."""
        self.make("edit_note", line.text, self._updated(id, records.line_fields(line)))
        remember_units(line.unknown_owners)
        return self.register.notes[id]

    def delete_note(self, id: str) -> None:
        """Take a note away; undo and `restore_note` bring it back."""
        self.make("delete_note", self.register.notes[id].text, self._updated(id, {"deleted": True}))

    def restore_note(self, id: str) -> None:
        """Bring a deleted note back."""
        self.make("restore_note", self.register.deleted_notes[id].text, self._updated(id, {"deleted": None}))

    def move_note(self, id: str, point: str) -> None:
        """Hang a note on another point."""
        anchor = records.anchor_at(self.speech, self.point(point))
        self.make("move_note", self.register.notes[id].text, self._updated(id, anchor.to_fields()))

    def tick(self, point: str) -> None:
        """Mark a point as read out; the speaker goes on to the next one."""
        here = self.point(point)
        self.jump = (self.speaker, point) if point != self.speaker else None
        changes = self._tick_changes([here], SPOKEN)
        self.make("tick", here.heading, *changes, speaker=self.after(point))

    def passed_over(self) -> tuple[str, ...]:
        """The points that the speaker's last jump left out, so far neither ticked nor skipped."""
        if self.jump is None:
            return ()
        start, target = self.jump
        between = self.outline.points[self.outline.position[start] : self.outline.position[target]]
        ticked = {point.id for point in between if self.register.tick_at(point.id)}
        return skipped_by_jump(self.outline, start, target, ticked)

    def untick(self, point: str) -> None:
        """Take a tick back; nothing happens at a point that has none."""
        tick = self.register.tick_at(point)
        if tick:
            self.make("untick", self.point(point).heading, records.drop_tick(tick), speaker=point)

    def skip(self, points: Sequence[str]) -> None:
        """Mark points as left out by the speaker; the speaker stays where he is unless he was at one of them."""
        skipped = [self.point(point) for point in points]
        if skipped:
            onward = self.after(points[-1]) if self.speaker in points else self.speaker
            self.make("skip", skipped[0].heading, *self._tick_changes(skipped, SKIPPED), speaker=onward)

    def fill(self, blank: Blank, value: str, *, unit: str = "", status: str = "heard") -> None:
        """Note the figure heard for a blank, in place of one noted before."""
        anchor = records.blank_anchor(self.speech, blank)
        before = self.register.fill_of(blank.n)
        changes = [Change(FILLS, before.id, {"deleted": True})] if before else []
        if value:
            changes.append(records.new_fill(anchor, blank, value, unit, status, self.author, self.now()))
        if changes:
            self.make("fill", f"{blank.label} {value}{unit or blank.unit}".strip(), *changes)

    def set_head(self, fields: Mapping[str, Any]) -> None:
        """Change fields of the head; None takes one away."""
        self.make("head", head_words(tuple(fields)), Change(MEETING, HEAD, fields))

    def go_to(self, point: str) -> None:
        """The speaker is at this point now; nothing is saved by it."""
        self.speaker = self.point(point).id

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none."""
        if not self.history.done:
            return None
        step = self.history.done[-1]
        redo = self._commit(step.undo, say("handover.undone", step=step_words(step)))
        self.history.done.pop()
        self.history.undone.append(Step(step.name, step.subject, redo, step.speaker_before, step.speaker_after))
        self._put_speaker(step.speaker_before)
        return step

    def redo(self) -> Step | None:
        """Make the step again that was taken back last; None when there is none."""
        if not self.history.undone:
            return None
        step = self.history.undone[-1]
        undo = self._commit(step.undo, step_words(step))
        self.history.undone.pop()
        self.history.done.append(Step(step.name, step.subject, undo, step.speaker_before, step.speaker_after))
        self._put_speaker(step.speaker_after)
        return step

    def after(self, point: str) -> str:
        """The point that is read out after this one; the last point stays."""
        return self._neighbour(point, 1)

    def before(self, point: str) -> str:
        """The point that is read out before this one; the first point stays."""
        return self._neighbour(point, -1)

    def poll(self) -> bool:
        """Hear how saving goes, and take in what others changed; tells whether anything did."""
        changes, known = self.store.poll(), self._others
        if changes:
            self._take_in(changes)
        self._others = self.store.others
        if self._others is not known:
            self._show_others()
        return bool(changes) or self._others is not known

    def save_draft(self, text: str, point: str) -> None:
        """Keep the line that is being typed; a failure shows in the save state."""
        with contextlib.suppress(SaveError):
            self.store.save_draft(text, records.anchor_at(self.speech, self.point(point)) if text else None)

    def close(self) -> bool:
        """Leave the meeting within seconds; tells whether everything is in the file."""
        return self.store.close()

    def make(self, name: str, subject: str, *changes: Change, speaker: str | None = None) -> None:
        """Make changes as one step, called `step.NAME` with its subject when it is undone. Raises SaveError."""
        before = self.speaker
        undo = self._commit(changes, say(f"step.{name}", subject=subject))
        onward = speaker or self.speaker
        self.history.push(Step(name, subject, undo, before, onward))
        self.speaker = onward

    def put_on_record(self, *changes: Change) -> None:
        """Make changes that no undo takes back: acts of an office, done by name. Raises SaveError."""
        self._written(changes)

    @property
    def standing(self) -> Standing:
        """How far the minutes have come from draft to archive, and their version."""
        return standing(self.store.document)

    def _commit(self, changes: Sequence[Change], words: str) -> tuple[Change, ...]:
        """Commit changes, with the record of a correction where the minutes are frozen; returns how to undo them."""
        document = self.store.document
        corrections = correction_for(document, changes, words, name=self.author, at=self.now())
        return without_corrections(self._written((*changes, *corrections)))

    def _written(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        tables = self.store.document.tables
        new = {(change.table, change.id) for change in changes if change.id not in tables.get(change.table, {})}
        undo = tuple(_put_away(change, new) for change in self.store.commit(changes))
        self._take_in(changes)
        return undo

    def _take_in(self, changes: Sequence[Change]) -> None:
        """Bring up to date what is made of the minutes."""
        if any(change.table == MENDS for change in changes):
            self._reshape()
        self.register.update(changes)
        if self._others and any("deleted" in change.fields for change in changes):
            self._show_others()
        self._counts.forget()
        if "index" in self.__dict__:
            self.index.forget()

    def _reshape(self) -> None:
        """Make the outline anew after a mend; the speaker stays at the same words."""
        here = self.point(self.speaker).span
        self.mended = Mended.of(self.mended.read, self.store.document)
        self.speaker = self.mended.places.point_at(here.line, here.column).id
        self.jump = None
        for made_of_the_outline in ("index", "_counts"):
            self.__dict__.pop(made_of_the_outline, None)
        self.register.reload()
        self._show_others()

    def _show_others(self) -> None:
        """Show what others wrote where it belongs; what stands for what may have changed with either side."""
        self.register.take_others(Together.of(self.store.document, self._others.values(), self.mended.places))
        self._counts.forget()

    def _put_speaker(self, point: str) -> None:
        """The speaker is at a point of an earlier time, if there is one of that name."""
        self.speaker = point if point in self.outline.by_id else self.speaker

    def _updated(self, id: str, fields: Mapping[str, Any]) -> Change:
        return Change(NOTES, id, {**fields, "updated": self.now()})

    def _tick_changes(self, points: Sequence[Point], state: str) -> list[Change]:
        old = [tick for point in points if (tick := self.register.tick_at(point.id))]
        now = self.now()
        new = [
            records.new_tick(records.anchor_at(self.speech, point), state, self.author, now) for point in points
        ]
        return [*map(records.drop_tick, old), *new]

    def _neighbour(self, point: str, step: int) -> str:
        place = self.outline.position[point] + step
        return self.outline.points[max(0, min(place, len(self.outline.points) - 1))].id

    def _where_speaker_is(self) -> str:
        """Behind the point read out last, and behind those left out after it."""
        last = self.register.last_tick()
        if last and last.anchor.point in self.outline.by_id:
            here = self.after(last.anchor.point)
        else:
            spoken = (point for point in self.outline.points if point.kind is not PointKind.TITLE)
            here = next(spoken, self.outline.points[0]).id
        while self._is_skipped(here) and here != self.after(here):
            here = self.after(here)
        return here

    def _is_skipped(self, point: str) -> bool:
        tick = self.register.tick_at(point)
        return tick is not None and tick.state == SKIPPED


def _put_away(undo: Change, new: set[tuple[str, str]]) -> Change:
    """A new record is taken back by marking it deleted: one that vanished could not be told from one never seen."""
    is_new = (undo.table, undo.id) in new and undo.id != HEAD
    return Change(undo.table, undo.id, {"deleted": True}) if is_new else undo
