"""The points of the speech as documents tell of them: heading, own words with figures filled in, notes, tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from companion.exporters.figures import Figure, figures_by_line
from companion.exporters.fragments import Fragment, fragments
from companion.model.minutes import Minutes, Note, Tick
from companion.model.outline import Point, PointKind
from companion.model.speech import Speech

_KEPT_WITH_HEADING = "。：:.！!"
_HEADING_ENDS = ("", "\n", *_KEPT_WITH_HEADING)
_QUOTE_OF_ANCHOR = 45  # characters without blanks: an anchor quotes the first sixty of its point


@dataclass(frozen=True)
class Entry:
    """One point of the speech: its heading, its own words (fills in place), what was noted there."""

    point: Point
    heading: str
    body: tuple[Fragment, ...]
    notes: tuple[Note, ...] = ()
    tick: Tick | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Whether the speaker left the point out."""
        return self.tick is not None and self.tick.state == "skipped"

    @property
    def script(self) -> str:
        """The point's own words as they are printed in the speech."""
        return self.heading + "".join(piece.script for piece in self.body)

    def has_own_quote(self, note: Note) -> bool:
        """Whether a note's quote says more than at which point it is: an anchor takes a point's first words."""
        quote, script = ("".join(text.split()) for text in (note.anchor.quote, self.script))
        is_beginning = script.startswith(quote) and (quote == script or len(quote) >= _QUOTE_OF_ANCHOR)
        return bool(quote) and not is_beginning


def entries_of(speech: Speech, minutes: Minutes, figures: tuple[Figure, ...]) -> tuple[Entry, ...]:
    """All points of the speech in order, each with what was noted, ticked and filled in there."""
    at_point: dict[str, list[Figure]] = {}
    for figure in figures:
        at_point.setdefault(figure.blank.point, []).append(figure)
    by_line = figures_by_line(figures)
    return tuple(
        Entry(
            point,
            *heading_and_body(speech, point, by_line),
            tuple(n for n in minutes.notes_by_point.get(point.id, ()) if not n.anchor.orphaned),
            minutes.ticks_by_point.get(point.id),
            tuple(at_point.get(point.id, ())),
        )
        for point in speech.outline.points
    )


def heading_and_body(
    speech: Speech, point: Point, by_line: Mapping[int, Sequence[Figure]]
) -> tuple[str, tuple[Fragment, ...]]:
    """The heading of a point as it is printed, and the words of its own that follow, fills in place.

    A point whose title is only the beginning of its sentence has no heading but its marker.
    """
    pieces = fragments(speech.outline, speech.lines, speech.own_span(point), by_line)
    own = "".join(piece.script for piece in pieces)
    heading = _printed_heading(own, point)
    return heading.strip(), _drop_front(pieces, len(heading))


def _printed_heading(own: str, point: Point) -> str:
    lead = len(own) - len(own.lstrip(" \u3000"))
    if not point.title or point.title.endswith("…") or point.kind in (PointKind.PARAGRAPH, PointKind.OPENING):
        return own[:lead]
    end = own.find(point.title, lead) + len(point.title)
    is_front = point.title in own[: lead + len(point.marker) + len(point.title) + 4]
    after = own[end : end + 1]
    if after not in _HEADING_ENDS:
        return own[:lead]
    stop = end + (after in _KEPT_WITH_HEADING and after != "")
    return own[:stop] if is_front else own[:lead]


def _drop_front(pieces: Sequence[Fragment], count: int) -> tuple[Fragment, ...]:
    kept = []
    for piece in pieces:
        cut = min(count, len(piece.script))
        count -= cut
        if cut < len(piece.script):
            kept.append(piece.from_offset(cut))
    return tuple(kept)
