"""Figures heard for the blanks of the speech: rows to be asked for, one step for all that one line fills."""

from __future__ import annotations

from collections.abc import Sequence

from companion.capture.deadline import complete_masked
from companion.capture.figures import Figure, alike_names, parse_row, prompt_rows
from companion.capture.signs import KIND_SIGNS, SPEAKER_SIGN, fold_signs
from companion.model.document import Change
from companion.model.minutes import FILLS, NOTES
from companion.model.outline import Blank, BlankKind
from companion.session import records
from companion.session.session import Session

NOTE_SIGNS = (*KIND_SIGNS, SPEAKER_SIGN, "/")
LONGEST_WORDS = 12  # characters: 基本持平 may stand for a figure, a sentence does not


def next_row(session: Session, point: str, after: int) -> tuple[Blank, ...]:
    """The next open row of a point behind blank number `after`, empty at the end; names where no figure is left."""
    blanks = session.outline.blanks_by_point.get(point, ())
    is_open = [blank for blank in blanks if session.register.fill_of(blank.n) is None]
    figures = [blank for blank in is_open if blank.is_figure] or is_open
    return next(iter(prompt_rows(blank for blank in figures if blank.n > after)), ())


def typed_row(session: Session, row: Sequence[Blank]) -> str:
    """What was noted for a row, as it is typed."""
    fills = [session.register.fill_of(blank.n) for blank in row]
    return " ".join(f"{fill.value}{'?' if fill.status == 'to_verify' else ''}" for fill in fills if fill)


def last_typed(typed: str, row: Sequence[Blank]) -> int:
    """The number of the last blank of a row that something was typed for; that of the row's end for nothing."""
    given = [blank.n for blank, figure in zip(row, parse_row(typed, row), strict=True) if figure is not None]
    return max(given, default=row[-1].n)


def is_odd(typed: str, row: Sequence[Blank]) -> bool:
    """Tell whether something was typed for a figure that is no number."""
    figures = zip(parse_row(typed, row), row, strict=True)
    return any(figure is not None and not figure.is_number and blank.is_figure for figure, blank in figures)


def is_note(typed: str, row: Sequence[Blank]) -> bool:
    """Tell whether what was typed for a row is a note: it begins with a note's sign, or no figure is that long."""
    text = fold_signs(typed.strip())
    is_number = not is_odd(typed, row) and any(blank.is_figure for blank in row)
    begins = text[:1] in NOTE_SIGNS and not is_number
    return begins or (len(text) > LONGEST_WORDS and is_odd(typed, row))


def fill_row(session: Session, row: Sequence[Blank], typed: str) -> int:
    """Note what was typed for a row; returns how many more masks of the same name it filled."""
    changes: list[Change] = []
    alike: tuple[Blank, ...] = ()
    for blank, figure in zip(row, parse_row(typed, row), strict=True):
        if figure is not None:
            changes += _fill(session, blank, figure)
            alike = _open_alike(session, blank)
            changes += [change for other in alike for change in _fill(session, other, figure)]
    if changes:
        session.make("fill", f"{row[0].label} {typed.strip()}".strip(), *changes)
        _complete_deadlines(session, row[0].point)
    return len(alike)


def _fill(session: Session, blank: Blank, figure: Figure) -> list[Change]:
    before = session.register.fill_of(blank.n)
    changes = [Change(FILLS, before.id, {"deleted": True})] if before else []
    status = "to_verify" if figure.to_verify else "heard"
    anchor = records.blank_anchor(session.speech, blank)
    new = records.new_fill(anchor, blank, figure.value, figure.unit, status, session.author, session.now())
    return [*changes, new]


def _open_alike(session: Session, blank: Blank) -> tuple[Blank, ...]:
    if blank.kind is not BlankKind.NAME:
        return ()
    others = alike_names(blank, session.outline.blanks)
    return tuple(other for other in others if session.register.fill_of(other.n) is None)


def _complete_deadlines(session: Session, point: str) -> None:
    """Give tasks their day whose deadline stands masked in a point that has been filled; the words stay."""
    values = [
        fill.value
        for blank in session.outline.blanks_by_point.get(point, ())
        if blank.kind is BlankKind.DATE and (fill := session.register.fill_of(blank.n))
    ]
    changes = []
    for note in session.register.notes_at(point):
        if note.due and note.due.masked and note.due.due is None:
            due = complete_masked(note.due, values, session.day, session.profile.workdays)
            if due.due is not None:
                changes.append(Change(NOTES, note.id, {"due": due.to_fields()}))
    if changes:
        session.make("due_completed", "", *changes)


def row_of(session: Session, n: int) -> tuple[Blank, ...]:
    """The row that blank number `n` is asked for in; empty where there is no such blank."""
    blank = next((one for one in session.outline.blanks if one.n == n), None)
    blanks = session.outline.blanks_by_point.get(blank.point, ()) if blank else ()
    rows = prompt_rows(one for one in blanks if one.is_figure == (blank is not None and blank.is_figure))
    return next((row for row in rows if blank in row), ())
