"""Mending an outline by hand: plan one mend, apply many. The speech itself is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.model.mend import Mend, MendProblem, Operation
from companion.model.outline import Outline
from companion.model.speech import Speech
from companion.reading.mend.assembly import assemble
from companion.reading.mend.operations import apply_operation
from companion.reading.mend.places import find_place, find_row, make_anchor
from companion.reading.mend.rows import Place, Rows

_CUTTING = frozenset({Operation.SPLIT, Operation.REPARENT})


def apply_mends(speech: Speech, mends: Sequence[Mend]) -> tuple[Outline, tuple[Mend, ...]]:
    """The outline of a speech with mends carried out in their order, and the mends that could not be.

    A mend that finds neither its words nor its headings, or makes no sense any more, is orphaned: it comes
    back with `anchor.orphaned` set and does nothing. Deleted mends are passed over.
    """
    rows = Rows.of(speech, speech.outline)
    wanted = [mend for mend in mends if not mend.deleted]
    orphans = [mend for mend in wanted if not _apply(rows, mend)]
    outline = speech.outline if len(orphans) == len(wanted) else assemble(rows)
    return outline, tuple(replace(mend, anchor=replace(mend.anchor, orphaned=True)) for mend in orphans)


def plan_mend(
    speech: Speech,
    outline: Outline,
    operation: Operation,
    point: str,
    *,
    at: Place | None = None,
    under: str | None = None,
    id: str = "",
) -> Mend | MendProblem:
    """A mend of a point of an outline (the mended one, as the user sees it), or why it cannot be done.

    `at` is the line and column where a point is split, or from where its end is put under another point;
    `under` is the id of that other point.
    """
    unknown = next((name for name in (point, under) if name is not None and name not in outline.by_id), None)
    if unknown is not None:
        return MendProblem("mend.problem.unknown", (("point", unknown),))
    rows = Rows.of(speech, outline)
    number = outline.position[point]
    if operation is Operation.SPLIT and at is None:
        return MendProblem("mend.problem.no_place")
    if at is not None and rows.at(at) != number:
        return MendProblem("mend.problem.outside", (("point", point),))
    target = outline.position[under] if under is not None else None
    start = rows.rows[number].start
    place = at if at is not None and operation in _CUTTING else start
    anchor = make_anchor(rows, number, place)
    aim = make_anchor(rows, target) if target is not None else None
    problem = apply_operation(rows, operation, number, place, target)
    is_cut = place != start
    return problem or Mend(id, operation, anchor, aim if operation is Operation.REPARENT else None, is_cut)


def _apply(rows: Rows, mend: Mend) -> bool:
    """Carry a mend out on rows, if its places are found and it makes sense there."""
    number, place = _find(rows, mend)
    if number is None:
        return False
    target = find_row(rows, mend.target) if mend.target is not None else None
    return apply_operation(rows, mend.operation, number, place or rows.rows[number].start, target) is None


def _find(rows: Rows, mend: Mend) -> tuple[int | None, Place | None]:
    """The row of a mend, and the place in it where it is to be cut, if it is."""
    if mend.is_cut:
        return find_place(rows, mend.anchor) or (None, None)
    return find_row(rows, mend.anchor), None
