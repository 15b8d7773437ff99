"""Minutes that are signed for issue are frozen: a later change is made, and recorded as a correction (issue states).

The record of a correction is printed in the minutes, so it never tells what their readers may not see: of a note
that is not for the minutes only that one was changed, of a private note nothing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from companion.catalogue import entries, language, say
from companion.exporters.edits import EDITS
from companion.exporters.states import CORRECTIONS, Standing, correct, standing_of_document
from companion.model.document import Change, Document
from companion.model.ids import new_id
from companion.model.mend import MENDS
from companion.model.minutes import FILLS, MEETING, NOTES, SPEECH, TICKS, Note, Visibility
from companion.model.readers import is_for_minutes

_BODY = frozenset({NOTES, TICKS, FILLS, MEETING, EDITS, MENDS, SPEECH})


def standing(document: Document) -> Standing:
    """How far minutes have come; cheap enough to be asked at every key."""
    return standing_of_document(document)


def correction_for(
    document: Document, changes: Sequence[Change], words: str, *, name: str, at: datetime
) -> tuple[Change, ...]:
    """The record that goes with changes of frozen minutes; nothing where none is called for.

    `words` say what was done; `document` is still as it was before the changes.
    """
    known = standing(document)
    if not known.is_frozen:
        return ()
    body = [change for change in changes if change.table in _BODY and not _is_private(document, change)]
    if not body:
        return ()
    is_told = _is_rebase(body) or all(_may_be_told(document, change) for change in body)
    told = words if is_told else say("handover.unnamed_correction")
    change = correct(known, id=new_id(), name=name or say("handover.nameless"), words=told, at=at)
    return (change,) if change else ()


def head_words(fields: Sequence[str]) -> str:
    """The names of fields of the head that were changed, as the documents call them."""
    names = entries("export", language())
    return say("handover.comma").join(names.get(f"head.{field}", field) for field in fields)


def without_corrections(undo: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that take a step back, its correction left standing: what was recorded stays recorded."""
    return tuple(change for change in undo if change.table != CORRECTIONS)


def _notes(document: Document, change: Change) -> tuple[Note, Note]:
    """A note before and after a change."""
    fields = document.records(NOTES).get(change.id, {})
    return Note.from_fields(change.id, fields), Note.from_fields(change.id, {**fields, **change.fields})


def _is_private(document: Document, change: Change) -> bool:
    """Whether a change concerns a note that was private or new, and is private."""
    if change.table != NOTES:
        return False
    before, after = _notes(document, change)
    was_there = change.id in document.records(NOTES)
    return after.visibility is Visibility.PRIVATE and (not was_there or before.visibility is Visibility.PRIVATE)


def _is_rebase(changes: Sequence[Change]) -> bool:
    """Whether the minutes go over to another speech; the words for that name its file and no note."""
    return any(change.table == SPEECH for change in changes)


def _may_be_told(document: Document, change: Change) -> bool:
    if change.table != NOTES:
        return True
    before, after = _notes(document, change)
    was_there = change.id in document.records(NOTES)
    return is_for_minutes(after) and (not was_there or is_for_minutes(before))
