"""The speech itself, point by point, with notes and figures in place. Lays out only what is seen."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.geometry import Size
from textual.message import Message

from companion.model.outline import Point, PointKind, Span
from companion.model.speech import Speech
from companion.session.register import Register
from companion.tui.speech_runs import SpeechRuns
from companion.tui.text import safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wording import WHOLE, clock, note_runs
from companion.tui.wrap import Run, wrap_runs

WHEEL = 3
INDENT = 2
LEAD_IN = 3  # rows of the point before that stay in sight above the one being read
GUTTER = 2  # cells at the left for the bar of the current point

Row = list[Run]


class SpeechView(LineView):
    """Shows the text around one point; `show` says which point is current."""

    class PointChosen(Message):
        """A point's text was clicked."""

        def __init__(self, point: str) -> None:
            super().__init__()
            self.point = point

    class NoteChosen(Message):
        """A note in the text was clicked."""

        def __init__(self, note: str) -> None:
            super().__init__()
            self.note = note

    def __init__(self, speech: Speech, register: Register, me: str) -> None:
        super().__init__(id="speech")
        self._speech, self._register, self._me = speech, register, me
        self._points = speech.outline.points
        self._runs = SpeechRuns(speech, register)
        self._top = (0, 0)  # a point's place and a row of it
        self._current = self._selected = ""
        self._blank = 0
        self._marked: Span | None = None
        self._laid_out: dict[str, list[tuple[str, Row]]] = {}
        self._width = 0
        self._height = 0  # rows of the current point: it grows by notes
        self._seen: tuple[Size, list[tuple[Point, tuple[str, Row]]]] | None = None  # what is in sight

    def take(self, speech: Speech) -> None:
        """Show another outline of the same words from now on."""
        self._speech, self._points = speech, speech.outline.points
        self._runs = SpeechRuns(speech, self._register)
        self._top = (min(self._top[0], len(self._points) - 1), 0)
        self.forget()

    def show(
        self,
        current: str,
        *,
        selected: str = "",
        blank: int = 0,
        marked: Span | None = None,
    ) -> None:
        """Draw with a point in focus, all of it in sight; a note, a blank and some of its words marked."""
        before = (self._selected, self._blank, self._marked)
        changed = {self._current, current} if (selected, blank, marked) != before else set()
        moved = current != self._current or marked != self._marked
        self._current, self._selected, self._blank, self._marked = current, selected, blank, marked
        for point in changed:
            self._laid_out.pop(point, None)
        self._seen = None
        height, self._height = self._height, self._height_of(current)
        if moved or self._height != height:
            self._bring_in_sight()
        self.redraw()

    def forget(self) -> None:
        """Lay everything out anew when it is shown next."""
        self._laid_out.clear()
        self._seen = None

    def row(self, y: int) -> Row:
        """One row of the text, with the bar of the current point in the gutter."""
        found = self._row_at(y)
        if found is None:
            return []
        point, (note, row) = found
        bar = ("▎ ", "bar") if row and point.id == self._current else ("  ", "")
        tick = self._register.tick_at(point.id)
        if tick is not None and tick.state == "skipped" and not note:
            row = [(text, "skipped" if text.strip() and not style else style) for text, style in row]
        return [bar, *row]

    def row_style(self, y: int) -> str:
        """What was read out is dimmed, a selected note stands out."""
        found = self._row_at(y)
        if found is None:
            return ""
        point, (note, _) = found
        if note:
            return "selected" if note == self._selected else ""
        if point.id == self._current:
            return ""
        tick = self._register.tick_at(point.id)
        return "" if tick is None else "spoken"

    def on_resize(self) -> None:
        """Keep the current point in sight."""
        self._bring_in_sight()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_rows(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Choose the note or the point under the pointer."""
        found = self._row_at(event.y)
        if found is not None:
            point, (note, _) = found
            self.post_message(self.NoteChosen(note) if note else self.PointChosen(point.id))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows, down when positive, within the text."""
        place, row = self._top
        row += rows
        while row < 0 and place > 0:
            place -= 1
            row += len(self._rows(self._points[place]))
        while row >= len(self._rows(self._points[place])) and place + 1 < len(self._points):
            row -= len(self._rows(self._points[place]))
            place += 1
        self._top = (place, max(0, min(row, len(self._rows(self._points[place])) - 1)))
        self._seen = None
        self.redraw()

    def _row_at(self, y: int) -> tuple[Point, tuple[str, Row]] | None:
        if self._seen is None or self._seen[0] != self.size:
            self._seen = (self.size, list(self._in_sight()))
        rows = self._seen[1]
        return rows[y] if y < len(rows) else None

    def _in_sight(self) -> Iterator[tuple[Point, tuple[str, Row]]]:
        """Yield the rows that there is room for, each with its point."""
        place, skip = self._top
        room = self.size.height
        while place < len(self._points) and room > 0:
            point = self._points[place]
            rows = self._rows(point)[skip : skip + room]
            yield from ((point, row) for row in rows)
            room, skip, place = room - len(rows), 0, place + 1

    def _bring_in_sight(self) -> None:
        """Put the current point near the top unless all of it is in sight already."""
        place = self._speech.outline.position.get(self._current)
        if place is None or not self.size.height:
            return
        above = self._rows_above(place)
        height = len(self._rows(self._points[place]))
        if above is not None and above >= 0 and above + height <= self.size.height:
            return
        self._top = (place, 0)
        self.scroll_rows(self._rows_to_mark(place) - min(LEAD_IN, max(0, self.size.height - height)))

    def _height_of(self, point: str) -> int:
        place = self._speech.outline.position.get(point)
        return 0 if place is None or not self.size.height else len(self._rows(self._points[place]))

    def _rows_to_mark(self, place: int) -> int:
        """How far down a point that is higher than the view its marked words are."""
        rows = self._rows(self._points[place])
        if self._marked is None or len(rows) <= self.size.height:
            return 0
        found = (number for number, (_, row) in enumerate(rows) if any(style == "selected" for _, style in row))
        return max(0, next(found, 0) - LEAD_IN)

    def _rows_above(self, place: int) -> int | None:
        """How many rows are seen above a point; None when it is out of sight."""
        top, skip = self._top
        if place < top:
            return None
        above = -skip
        for index in range(top, place):
            above += len(self._rows(self._points[index]))
            if above > self.size.height:
                return None
        return above

    def _rows(self, point: Point) -> list[tuple[str, Row]]:
        """All rows of a point: its text, then its notes; each with the note it belongs to, or nothing."""
        if self.size.width != self._width:
            self._width = self.size.width
            self._laid_out.clear()
        rows = self._laid_out.get(point.id)
        if rows is None:
            rows = self._laid_out[point.id] = list(self._lay_out(point))
        return rows

    def _lay_out(self, point: Point) -> Iterator[tuple[str, Row]]:
        indent = " " * (INDENT * max(0, point.depth - 1))
        room = max(8, self.size.width - GUTTER - len(indent))
        text = wrap_runs([(safe(part), style) for part, style in self._runs_of(point)], room)
        for row in text:
            yield "", [(indent, ""), *row]
        for note in self._register.notes_at(point.id):
            runs = [(safe(part), style) for part, style in note_runs(note, self._me)]
            runs.append((f"  {clock(note.created)}", "time"))
            for row in wrap_runs(runs, max(8, room - 2), 2, WHOLE):
                yield note.id, [(indent + "  ", ""), *row]
        if point.kind is PointKind.TITLE or self._ends_block(point):
            yield "", []

    def _runs_of(self, point: Point) -> list[Run]:
        is_current = point.id == self._current
        return self._runs.of(point, blank=self._blank, marked=self._marked if is_current else None)

    def _ends_block(self, point: Point) -> bool:
        """A blank row goes between the paragraphs of the speech, not between the items of one."""
        outline, place = self._speech.outline, self._speech.outline.position[point.id] + 1
        following = self._points[place].span.line if place < len(self._points) else point.span.line
        return following != point.span.line and following not in outline.continued
