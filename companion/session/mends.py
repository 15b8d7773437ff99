"""The mends in the minutes: the outline they make, and the records that make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from companion.model.document import Document
from companion.model.ids import new_id
from companion.model.mend import MENDS, Mend, MendProblem, Operation
from companion.model.minutes import Minutes
from companion.model.outline import Outline, Point
from companion.model.speech import Speech
from companion.reading.mending import apply_mends, plan_mend
from companion.session.places import Place, Places, settled_minutes


@dataclass(frozen=True)
class Mended:
    """A speech as it was read, and its outline as the mends of the minutes make it.

    `speech` is the one with the mended outline; `orphans` are mends that find their words no more.
    """

    read: Speech
    mends: tuple[Mend, ...]
    outline: Outline
    orphans: tuple[Mend, ...]

    @classmethod
    def of(cls, read: Speech, document: Document) -> Mended:
        """The outline of a speech with the mends of the minutes carried out."""
        mends = tuple(mend for mend in mends_of(document) if not mend.deleted)
        outline, orphans = apply_mends(read, mends) if mends else (read.outline, ())
        return cls(read, mends, outline, orphans)

    @cached_property
    def speech(self) -> Speech:
        """The speech with the mended outline."""
        return self.read if self.outline is self.read.outline else replace(self.read, outline=self.outline)

    @cached_property
    def places(self) -> Places:
        """Where anchors belong in the mended outline."""
        return Places(self.speech)

    def minutes_of(self, document: Document) -> Minutes:
        """The minutes in a document, with the mends that are lost."""
        return replace(Minutes.of(document), lost_mends=tuple((mend.id, mend.anchor) for mend in self.orphans))

    def plan(
        self, operation: Operation, point: str, *, at: Place | None = None, under: str | None = None
    ) -> Mend | MendProblem:
        """A new mend of a point of the mended outline, later than all there are; or why it cannot be done."""
        last = max((mend.id for mend in self.mends), default="")
        return plan_mend(self.read, self.outline, operation, point, at=at, under=under, id=new_id(last))

    def parents_for(self, point: str, at: Place | None = None) -> tuple[str, ...]:
        """The points that a point, or what follows a place in it, can be put under; the nearest first."""
        return tuple(
            above.id
            for above in _above(self.outline, point, is_cut=at is not None)
            if isinstance(self.plan(Operation.REPARENT, point, at=at, under=above.id), Mend)
            and (at is not None or above.id != self.outline.by_id[point].parent)
        )


def mends_of(document: Document) -> tuple[Mend, ...]:
    """All mends of the minutes in the order they were made, deleted ones with them."""
    found = (Mend.from_fields(id, fields) for id, fields in sorted(document.records(MENDS).items()))
    return tuple(mend for mend in found if mend is not None)


def as_mended(read: Speech, document: Document) -> tuple[Speech, Minutes]:
    """A speech and its minutes for those who hand them over: outline mended, notes where they belong in it."""
    mended = Mended.of(read, document)
    return mended.speech, settled_minutes(mended.minutes_of(document), mended.places)


def _above(outline: Outline, point: str, *, is_cut: bool) -> Iterator[Point]:
    """The points that text at or behind a point can come under: the one before it and all above that."""
    place = outline.position[point] - (0 if is_cut else 1)
    if place >= 0:
        nearest = outline.points[place]
        yield nearest
        yield from outline.ancestors(nearest)
