"""The outline: one row a point, with what happened at it. Draws only the rows that are seen."""

from __future__ import annotations

from textual import events
from textual.message import Message

from companion.catalogue import say
from companion.model.minutes import NoteKind
from companion.model.outline import Outline, Point
from companion.session.register import Register
from companion.tui.text import cells_of, cut
from companion.tui.widgets.line_view import LineView
from companion.tui.wrap import Run

MARGIN = 3  # rows kept in sight above and below the cursor, so that one sees what comes
INDENT = 2
WHEEL = 3


class OutlineView(LineView):
    """The points of a speech; the cursor is moved by whoever owns the widget, by keys or after a click."""

    class PointChosen(Message):
        """A point was clicked."""

        def __init__(self, point: str) -> None:
            super().__init__()
            self.point = point

    def __init__(self, outline: Outline, register: Register) -> None:
        super().__init__(id="outline")
        self._outline, self._register = outline, register
        self._top = 0
        self._cursor = self._speaker = ""

    def take(self, outline: Outline) -> None:
        """Draw another outline from now on: the speech was mended."""
        self._outline = outline

    def show(self, cursor: str, speaker: str) -> None:
        """Draw with the cursor and the speaker at these points, both in their rows."""
        self._cursor, self._speaker = cursor, speaker
        self._bring_in_sight()
        self.redraw()

    @property
    def page(self) -> int:
        """How many points a page has."""
        return max(1, self.size.height - 1)

    def row(self, y: int) -> list[Run]:
        """One point: mark, heading, and at the right the counts of what hangs on it."""
        place = self._top + y
        if place >= len(self._outline.points):
            return []
        point = self._outline.points[place]
        counts = self._counts(point)
        room = self.size.width - sum(cells_of(text) for text, _ in counts) - 1
        mark, style = self._mark(point)
        indent = " " * (INDENT * max(0, point.depth - 1))
        heading = cut(f"{indent}{point.heading}", max(4, room - 3))
        space = " " * max(0, room - 3 - cells_of(heading))
        return [(" ", ""), (mark, style), (heading, self._heading_style(point)), (space, ""), *counts]

    def row_style(self, y: int) -> str:
        """The cursor's row stands out as a whole."""
        place = self._top + y
        points = self._outline.points
        return "cursor" if place < len(points) and points[place].id == self._cursor else ""

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._bring_in_sight()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Choose the point under the pointer."""
        place = self._top + event.y
        if place < len(self._outline.points):
            self.post_message(self.PointChosen(self._outline.points[place].id))

    def _mark(self, point: Point) -> Run:
        if point.id == self._speaker:
            return "▶ ", "current"
        tick = self._register.tick_at(point.id)
        if tick is None:
            return "  ", ""
        return ("✓ ", "good") if tick.state == "spoken" else (say("tui.skipped_mark"), "time")

    def _heading_style(self, point: Point) -> str:
        if point.id == self._speaker:
            return "current"
        if self._register.tick_at(point.id):
            return "spoken"
        return "heading" if point.depth == 1 else ""

    def _counts(self, point: Point) -> list[Run]:
        notes = self._register.notes_at(point.id)
        actions = sum(note.kind is NoteKind.ACTION for note in notes)
        blanks = self._outline.blanks_by_point.get(point.id, ())
        empty = sum(blank.is_figure and self._register.fill_of(blank.n) is None for blank in blanks)
        counts: list[Run] = []
        counts += [(f" !{actions}", "action")] if actions else []
        counts += [(f" ✎{len(notes) - actions}", "comment")] if len(notes) > actions else []
        counts += [(f" *{empty}", "blank")] if empty else []
        return counts

    def _bring_in_sight(self) -> None:
        height = self.size.height
        place = self._outline.position.get(self._cursor, 0)
        margin = min(MARGIN, max(0, (height - 1) // 2))
        lowest = place - height + 1 + margin
        self._top = max(lowest, min(self._top, place - margin))
        self._scroll(0)

    def _scroll(self, rows: int) -> None:
        last = max(0, len(self._outline.points) - self.size.height)
        self._top = max(0, min(self._top + rows, last))
        self.redraw()
