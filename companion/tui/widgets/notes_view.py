"""All notes in the order of their times, those of the current point standing out."""

from __future__ import annotations

from textual import events
from textual.message import Message

from companion.catalogue import say
from companion.model.minutes import Note
from companion.model.outline import Outline
from companion.session.register import Register
from companion.tui.text import safe
from companion.tui.widgets.line_view import LineView
from companion.tui.wording import WHOLE, clock, note_runs, place_name
from companion.tui.wrap import Run, wrap_runs

WHEEL = 3


class NotesView(LineView):
    """The notes pane; follows the newest note, or the selected one."""

    class NoteChosen(Message):
        """A note was clicked."""

        def __init__(self, note: str) -> None:
            super().__init__()
            self.note = note

    def __init__(self, outline: Outline, register: Register, me: str) -> None:
        super().__init__(id="notes")
        self._outline, self._register, self._me = outline, register, me
        self._point = self._selected = ""
        self._rows: list[tuple[str, list[Run]]] = []
        self._laid_out: dict[str, tuple[Note, int, list[list[Run]]]] = {}  # of each note, for which width
        self._top = 0

    def take(self, outline: Outline) -> None:
        """Name places by another outline from now on."""
        self._outline = outline
        self._laid_out.clear()

    def show(self, point: str, selected: str = "") -> None:
        """Draw the notes anew, with a point in focus and a note selected."""
        self._point, self._selected = point, selected
        self._lay_out()
        self.redraw()

    def row(self, y: int) -> list[Run]:
        """One row of a note."""
        place = self._top + y
        return self._rows[place][1] if place < len(self._rows) else []

    def row_style(self, y: int) -> str:
        """The selected note stands out."""
        place = self._top + y
        inside = place < len(self._rows)
        return "selected" if inside and self._selected and self._rows[place][0] == self._selected else ""

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll towards newer notes."""
        event.stop()
        self._show_from(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll towards older notes."""
        event.stop()
        self._show_from(self._top - WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Choose the note under the pointer."""
        place = self._top + event.y
        if place < len(self._rows) and self._rows[place][0]:
            self.post_message(self.NoteChosen(self._rows[place][0]))

    def _lay_out(self) -> None:
        notes = self._register.all_notes()
        self._rows = [(note.id, row) for note in notes for row in self._note_rows(note)]
        if not notes:
            empty = wrap_runs([(say("tui.no_notes"), "dim")], max(8, self.size.width - 1))
            self._rows = [("", [(" ", ""), *row]) for row in empty]
        chosen = [place for place, (id, _) in enumerate(self._rows) if self._selected and id == self._selected]
        self._show_from(min(self._top, chosen[0]) if chosen else len(self._rows))
        if chosen:
            self._show_from(max(self._top, chosen[-1] - self.size.height + 1))

    def _note_rows(self, note: Note) -> list[list[Run]]:
        point = None if note.anchor.orphaned else self._outline.by_id.get(note.anchor.point)
        place = place_name(self._outline, point) if point else say("others.gone")
        style = "current" if note.anchor.point == self._point else "time"
        head: list[Run] = [(f" {clock(note.created)} {safe(place, one_line=True)}", style)]
        return [head, *self._body_rows(note)]

    def _body_rows(self, note: Note) -> list[list[Run]]:
        """The rows of a note's words, broken once for a width."""
        width = self.size.width
        known = self._laid_out.get(note.id)
        if known is None or known[0] is not note or known[1] != width:
            runs = [(safe(part), name) for part, name in note_runs(note, self._me)]
            rows = [[("  ", ""), *row] for row in wrap_runs(runs, max(8, width - 3), 2, WHOLE)]
            known = self._laid_out[note.id] = (note, width, rows)
        return known[2]

    def _show_from(self, top: int) -> None:
        self._top = max(0, min(top, len(self._rows) - self.size.height))
        self.redraw()
