"""The closing gate: everything still open in the minutes, in the order of the speech (domain §7.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from companion.exporters.edits import EDITS, sentence_of_record, stale_edits
from companion.exporters.figures import figures_of, is_in_scope
from companion.exporters.legible import one_line
from companion.exporters.matters import MatterKind, OpenMatter
from companion.exporters.words import Words
from companion.model.conflicts import figure_conflicts, text_conflicts
from companion.model.document import Change
from companion.model.minutes import Head, Minutes, Note, NoteKind, Visibility, texts
from companion.model.outline import Outline, Point, PointKind
from companion.model.speech import Speech

WAIVERS = "waivers"
HEAD_NEEDED = ("title", "date", "started_at", "ended_at", "venue", "chair", "recorder", "present")
_NEEDED_IN_ENGLISH = "previous_minutes"  # Robert's Rules; Chinese minutes say nothing of those before
_NOT_READ_OUT = frozenset({PointKind.TITLE, PointKind.SALUTATION, PointKind.CLOSING})
_SHOWN = 24  # characters of a heading or a note in a line about it: fits a line of 80 cells with the words


def check_minutes(speech: Speech, minutes: Minutes, language: str = "zh") -> tuple[OpenMatter, ...]:
    """Every open matter of minutes in a language: the head, then ticks, figures and notes in the order of the speech.

    Matters that were let pass by name are in the list, marked `is_waived`.
    """
    waived = _waived_keys(minutes)
    found = [
        *_head_matters(minutes.head, language),
        *_tick_matters(speech.outline, minutes),
        *_blank_matters(speech.outline, minutes),
        *_figure_matters(speech.outline, minutes),
        *_note_matters(speech.outline, minutes),
        *_conflict_matters(speech.outline, minutes),
        *_edit_matters(minutes, language),
        *_mend_matters(speech.outline, minutes),
    ]
    return tuple(replace(matter, is_waived=True) if waived and matter.key in waived else matter for matter in found)


def blocking(matters: tuple[OpenMatter, ...]) -> tuple[OpenMatter, ...]:
    """The matters that keep the minutes a draft."""
    return tuple(matter for matter in matters if matter.is_blocking)


def wave_through(matters: tuple[OpenMatter, ...], *, id: str, name: str, at: object) -> Change:
    """The change that lets the matters pass by someone's name; what opens later is open again."""
    keys = [matter.key for matter in matters if matter.is_blocking]
    return Change(WAIVERS, id, {"name": name, "at": at, "matters": keys})


def describe(matter: OpenMatter, words: Words) -> str:
    """An open matter in one sentence, in the language of `words`."""
    values = dict(matter.values)
    if matter.kind is MatterKind.HEAD_MISSING:
        values["field"] = words(f"head.{matter.ref}")
    return words(f"matter.{matter.kind}", **{name: one_line(value) for name, value in values.items()})


def _waived_keys(minutes: Minutes) -> frozenset[str]:
    keys: set[str] = set()
    for fields in minutes.document.records(WAIVERS).values():
        if fields.get("deleted") is not True and str(fields.get("name", "")).strip():
            keys.update(texts(fields, "matters"))
    return frozenset(keys)


def _head_matters(head: Head, language: str) -> Iterator[OpenMatter]:
    for name in (*HEAD_NEEDED, *([_NEEDED_IN_ENGLISH] if language == "en" else [])):
        if not getattr(head, name):
            yield OpenMatter(MatterKind.HEAD_MISSING, ref=name, values={"field": name})
    for person, reason in head.absent:
        if not reason.strip():
            yield OpenMatter(MatterKind.ABSENT_REASON, ref=f"absent.{person}", values={"name": person})


def _tick_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    """Points never ticked: not themselves, not by all points below, nor left out with one above."""
    ticks = minutes.ticks_by_point
    settled: set[str] = set(ticks)
    for point in reversed(outline.points):
        if point.children and all(child in settled for child in point.children):
            settled.add(point.id)
    for point in outline.points:
        above = [ticks[one.id].state for one in outline.ancestors(point) if one.id in ticks]
        if point.kind not in _NOT_READ_OUT and point.id not in settled and "skipped" not in above:
            yield OpenMatter(MatterKind.UNTICKED, point.id, values={"point": _heading(point)})


def _blank_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    skipped = {id for id, tick in minutes.ticks_by_point.items() if tick.state == "skipped"}
    for figure in figures_of(outline, minutes):
        blank = figure.blank
        values = {"name": figure.name, "unit": figure.unit, "n": str(blank.n)}
        if figure.is_to_verify:
            values["value"] = figure.fill.value if figure.fill else ""
            yield OpenMatter(MatterKind.BLANK_TO_VERIFY, blank.point, blank=blank.n, values=values)
        elif not figure.is_filled and is_in_scope(blank) and blank.point not in skipped:
            yield OpenMatter(MatterKind.BLANK_OPEN, blank.point, blank=blank.n, values=values)


def _figure_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    """Figures heard whose blank is gone: nothing that is printed has them."""
    for fill in minutes.fills:
        if fill.anchor.orphaned and fill.value:
            point = fill.anchor.point if fill.anchor.point in outline.by_id else ""
            yield OpenMatter(MatterKind.ORPHAN, point, ref=fill.id, values={"text": _short(f"{fill.value}{fill.unit}")})


def _note_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    place = outline.position
    last = len(place)
    for note in sorted(minutes.notes, key=lambda note: (place.get(note.anchor.point, last), note.id)):
        values = {"text": _short(note.text)}
        for kind in _kinds_open(note, place):
            yield OpenMatter(kind, note.anchor.point, note.id, values=values)


def _kinds_open(note: Note, place: dict[str, int]) -> Iterator[MatterKind]:
    if note.anchor.orphaned or note.anchor.point not in place:
        yield MatterKind.ORPHAN
    if note.visibility is Visibility.PRIVATE:
        yield MatterKind.PRIVATE_NOTE
        return
    if note.to_verify:
        yield MatterKind.NOTE_TO_VERIFY
    if note.kind is NoteKind.ACTION:
        yield from _task_kinds(note)


def _task_kinds(note: Note) -> Iterator[MatterKind]:
    if not note.lead_unit.strip():
        yield MatterKind.NO_LEAD
    if note.due is None or (not note.due.raw and note.due.due is None):
        yield MatterKind.NO_DUE
    elif note.due.due is None or note.due.masked or note.extra.get("tentative") is True:
        yield MatterKind.TENTATIVE_DATE
    if not note.deliverable.strip():
        yield MatterKind.NO_DELIVERABLE


def _conflict_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    """Where note-takers disagree: a text in two wordings, a blank with two figures."""
    notes = {note.id: note for note in minutes.notes}
    for text in text_conflicts(minutes.document):
        note = notes.get(sentence_of_record(text.id) if text.table == EDITS else text.id)
        if note is None or note.visibility is not Visibility.PRIVATE:
            point, id = (note.anchor.point, note.id) if note else ("", "")
            ref = f"{text.table}.{text.id}.{text.field}"
            yield OpenMatter(MatterKind.CONFLICT, point, id, ref=ref, values={"text": _short(str(text.shown))})
    points = {blank.n: blank.point for blank in outline.blanks}
    for figure in figure_conflicts([minutes.document]):
        heard = " / ".join(dict.fromkeys(f"{fill.value}{fill.unit}" for fill in figure.fills))
        values = {"text": _short(heard)}
        yield OpenMatter(MatterKind.CONFLICT, points.get(figure.n, ""), blank=figure.n, values=values)


def _edit_matters(minutes: Minutes, language: str) -> Iterator[OpenMatter]:
    for edit, note in stale_edits(minutes, language):
        point = note.anchor.point if note else ""
        values = {"text": _short(edit.text)}
        yield OpenMatter(MatterKind.STALE_EDIT, point, edit.id if note else "", ref=edit.id, values=values)


def _mend_matters(outline: Outline, minutes: Minutes) -> Iterator[OpenMatter]:
    """Mends of the outline that find their words no more: what is printed lacks them."""
    for id, anchor in minutes.lost_mends:
        point = anchor.point if anchor.point in outline.by_id else ""
        yield OpenMatter(MatterKind.LOST_MEND, point, ref=id, values={"text": _short(anchor.quote)})


def _heading(point: Point) -> str:
    return _short(point.heading)


def _short(text: str) -> str:
    flat = one_line(text)
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
