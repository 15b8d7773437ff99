"""Mending the outline of an open meeting: one step each, undone like any other."""

from __future__ import annotations

from typing import Any

from companion.model.document import Change
from companion.model.mend import MENDS, Mend, MendProblem, Operation
from companion.session.places import Place
from companion.session.session import Session

SUBJECT = 12  # characters of the words behind a cut: enough to know them again


def mend(
    session: Session, operation: Operation, point: str, *, at: Place | None = None, under: str | None = None
) -> Mend | MendProblem:
    """Mend a point (`at` and `under` as for `plan_mend`); a problem says why nothing was done. Raises SaveError."""
    plan = session.mended.plan(operation, point, at=at, under=under)
    if isinstance(plan, Mend):
        subject = plan.anchor.quote[:SUBJECT] if plan.is_cut else session.point(point).heading
        session.make(f"mend_{operation}", subject, _change(session, plan))
    return plan


def remove_mend(session: Session, mend: Mend) -> None:
    """Take a mend back, whenever it was made; those that built on it may lose their place. Raises SaveError."""
    session.make("remove_mend", mend.anchor.quote, Change(MENDS, mend.id, {"deleted": True}))


def _change(session: Session, mend: Mend) -> Change:
    own: dict[str, Any] = {"author": session.author, "at": session.now()}
    return Change(MENDS, mend.id, mend.to_fields() | {name: value for name, value in own.items() if value})
