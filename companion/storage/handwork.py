"""What a person changed in the file with an editor, told from what the program wrote there."""

from __future__ import annotations

from companion.model.clock import Clock
from companion.model.document import Document, Value
from companion.model.marks import Delta, seal


def adopt(read: Document, before: Document | None, known: Document | None, clock: Clock) -> list[Delta]:
    """Mark the hand-made changes in a document that was just read, as made now; returns them.

    `before` is what the file held earlier, as far as that is at hand: what is the same there was not
    changed, and a field that is no longer in its record was taken away. What `known` holds already was
    taken in by another reader of the same file. Records themselves are never taken away by hand.
    """
    for document in (read, before, known):
        if document is not None:
            clock.observe(document.latest())
    found = [
        delta for table, id in sorted(read.unmarked) if (delta := _handmade(read, before, known, (table, id), clock))
    ]
    for delta in found:
        read.join_delta(delta)
    read.unmarked.clear()
    return found


def adopt_between(one: Document, other: Document, clock: Clock) -> list[Delta]:
    """The changes that a person made in one of two versions of a file, told by the other; marked as made now.

    Only a field with the same mark in both counts: what else differs, the program wrote. The documents stay as
    they are.
    """
    found = []
    for table, id in sorted(one.unmarked):
        fields, marks, beside = one.record(table, id), one.marks_of(table, id), other.record(table, id)
        seen = other.marks_of(table, id)
        changed = {
            name: value
            for name, value in fields.items()
            if beside.get(name) != value and marks.of(name, fields) == seen.of(name, beside)
        }
        if changed:
            values, new = seal(fields, marks, changed, clock.next())
            found.append(Delta(table, id, values, new))
    return found


def _handmade(
    read: Document, before: Document | None, known: Document | None, key: tuple[str, str], clock: Clock
) -> Delta | None:
    fields, base = read.record(*key), before or known
    changed = _differing(read, base, key) if base is not None else dict(fields)
    if before is not None:
        own = read.marks_of(*key).own
        changed |= {name: None for name in before.record(*key) if name not in fields and name not in own}
    if known is not None:
        taken_in = known.record(*key)
        changed = {name: value for name, value in changed.items() if taken_in.get(name) != value}
    if not changed:
        return None
    stood = {**(base.record(*key) if base is not None else {}), **fields}
    values, marks = seal(stood, read.marks_of(*key), changed, clock.next())
    return Delta(*key, values, marks)


def _differing(read: Document, base: Document, key: tuple[str, str]) -> dict[str, Value]:
    """The fields that are not what they were; those still marked as before, if there are any, else all."""
    fields, marks = read.record(*key), read.marks_of(*key)
    old, old_marks = base.record(*key), base.marks_of(*key)
    differing = {name: value for name, value in fields.items() if old.get(name) != value}
    sure = {name: value for name, value in differing.items() if marks.of(name, fields) == old_marks.of(name, old)}
    return sure or differing
