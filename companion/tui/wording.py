"""How notes, days and places are worded on the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from companion.capture.readback import due_words
from companion.capture.retype import KIND_SIGN, usual_visibility
from companion.catalogue import say
from companion.model.minutes import Note, NoteKind, Visibility
from companion.model.outline import Outline, Point
from companion.model.readers import enters_minutes, is_marked_for_minutes, sight_of
from companion.tui.text import cells_of, cut
from companion.tui.wrap import Run

if TYPE_CHECKING:
    from companion.session.session import Session

PATH_LIMIT = 3  # headings' markers shown for where one is: more would not be read in a glance
WHOLE = frozenset({"owner", "due", "dim"})  # styles of a note's names and dates: they stay in one row
MIN_CUT = 8  # cells of a text in a sentence that is too long: with less, nobody knows which it is


def sign_of(kind: NoteKind) -> str:
    """The one-cell sign of a note's kind: the one that is typed for it."""
    return KIND_SIGN.get(kind) or say(f"tui.sign.{kind}")


def clock(moment: datetime | None, *, seconds: bool = False) -> str:
    """The time of day of a moment, or as much space."""
    form = "%H:%M:%S" if seconds else "%H:%M"
    return moment.strftime(form) if moment else " " * len("10:31:07"[: 8 if seconds else 5])


def note_runs(note: Note, me: str) -> list[Run]:
    """A note as styled text: sign, words, owner, deadline, tags, and who wrote it when that is somebody else."""
    runs: list[Run] = [(f"{sign_of(note.kind)} ", str(note.kind))]
    if note.speaker:
        runs.append((say("tui.speaker", name=note.speaker), "owner"))
    runs.append((note.text, "stressed" if note.kind is NoteKind.STRESSED else ""))
    runs += [(f"  @{note.lead_unit}", "owner")] if note.lead_unit else []
    runs += [(f" +{unit}", "owner") for unit in note.supporting_units]
    runs += [(f"  {due_words(note.due)}", "due")] if note.due else []
    runs += [(f" &{note.deliverable}", "owner")] if note.deliverable else []
    runs += [(f" #{tag}", "dim") for tag in note.tags]
    runs += [(" ", ""), (say("tui.to_verify"), "doubt")] if note.to_verify else []
    runs += sight_runs(note.kind, sight_of(note), note.tags)
    runs += [(f"  — {note.author}", "dim")] if note.author and note.author != me else []
    return runs


def sight_runs(kind: NoteKind, visibility: Visibility, tags: tuple[str, ...]) -> list[Run]:
    """Who reads a note, where its kind does not say it: 仅本人, 入记录, 入纪要.

    What was marked for the minutes and never gets there, a comment or a dispute, says that it does not.
    """
    enters = enters_minutes(kind, visibility, tags)
    if visibility is Visibility.PRIVATE:
        name = "private"
    elif is_marked_for_minutes(visibility, tags) and not enters:
        name = "never"
    elif enters != (usual_visibility(kind) is Visibility.MINUTES):
        name = "minutes" if enters else "record"
    else:
        return []
    return [(" ", ""), (say(f"tui.visibility.{name}"), "doubt" if name == "never" else "dim")]


def fitting(key: str, cells: int, **values: object) -> str:
    """A sentence of the catalogue in so many cells: the longest text in it gives way, not the words around that."""
    words = say(key, **values)
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    over = cells_of(words) - cells
    if over <= 0 or not texts:
        return words
    longest = max(texts, key=lambda name: cells_of(texts[name]))
    shorter = cut(texts[longest], max(cells_of(texts[longest]) - over, MIN_CUT))
    return say(key, **{**values, longest: shorter})


def too_long(session: Session, text: str) -> str:
    """Why a text cannot be changed in a line, and where all of it is."""
    return say("handover.too_long", n=len(text), file=session.store.path.name)


def place_name(outline: Outline, point: Point) -> str:
    """Where a point is, as short as it can be said: `二（二）一要`, `2.2 (b)`."""
    path = [point, *outline.ancestors(point)][::-1]
    steps = [step.marker.strip("、，,.：: ") for step in path if step.marker]
    markers = [one for one, below in zip(steps, [*steps, ""][1:], strict=True) if not below.startswith(f"{one}.")]
    markers = markers[-PATH_LIMIT - 1 :]
    gap = "" if all(not marker.isascii() for marker in markers) else " "
    if markers and point.marker:
        return gap.join(markers)
    title = point.title[:8] + "…" if len(point.title) > 9 else point.title
    above = gap.join(markers[-PATH_LIMIT:])
    return f"{above} {title}" if above and not above.endswith(("）", ")")) else above + title
