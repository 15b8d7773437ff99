"""Painting within the keystroke: what a key changed is written before the next message is looked at.

Textual hears of a change by message, waits for an idle moment and a timer, and composes the changed lines anew of
all widgets on them: most of the time from a key to its list. As a rule nothing lies over the panes of the live view;
then the rows that changed are written where they stand. In any other case (a layout to come, a notice or another
screen in front) they are left to Textual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

SAMPLE = "x"  # stands in no sequence that sets a style
Ink = tuple[str, str]  # what goes to the terminal before and behind a text of a style
RowPainter = Callable[[int], str]  # a row of a widget's content → what the terminal takes, as wide as the content


class Brush:
    """Paints rows of a screen's widgets at the end of each stroke; a stroke is what one key does."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._rows: dict[Widget, tuple[RowPainter, set[int]]] = {}
        self._strokes = 0
        self._seen: Mapping[Widget, tuple[Region, Region]] = {}
        self._free: dict[Widget, Region] = {}

    @contextmanager
    def stroke(self, *, is_last: bool = True) -> Iterator[None]:
        """Paint at the end what is taken inside; a stroke inside another, or not the last one, leaves it to that."""
        self._strokes += 1
        try:
            yield
        finally:
            self._strokes -= 1
            if is_last and not self._strokes and self._rows:
                self._paint()

    def take(self, widget: Widget, rows: Iterable[int], painter: RowPainter) -> bool:
        """Take over changed rows of a widget; False outside a stroke, when they are for Textual to paint."""
        if self._strokes:
            self._rows.setdefault(widget, (painter, set()))[1].update(rows)
        return self._strokes > 0

    def _paint(self) -> None:
        taken, self._rows = self._rows, {}
        free = self._free_regions() if self._is_settled() else {}
        update = _RowsUpdate()
        for widget, (painter, rows) in taken.items():
            if widget in free:
                update.add(free[widget], {y: painter(y) for y in rows})
                top = widget.gutter.top
                widget._styles_cache.set_dirty(*(Region(0, top + y, 1, 1) for y in rows))
            else:
                widget.refresh(*(Region(0, y, widget.size.width, 1) for y in rows))
        if not update.is_empty:
            self._screen.app._display(self._screen, update)  # type: ignore[arg-type]  # Textual's own updates, too

    def _is_settled(self) -> bool:
        """Whether what is on the screen stays where it is."""
        screen = self._screen
        is_moving = screen._layout_required or screen._scroll_required or screen._recompose_required
        return screen.is_current and not is_moving and not screen._repaint_required and not screen.app._batch_count

    def _free_regions(self) -> Mapping[Widget, Region]:
        """Where the contents of the widgets stand that are wholly in sight; worked out once for each layout."""
        seen = self._screen._compositor.visible_widgets  # those in front come first; another mapping for each layout
        if seen is not self._seen:
            self._seen, self._free = seen, dict(_free(seen))
        return self._free


def ink(widget: Widget, style: Style) -> Ink:
    """What Textual puts before and behind a text of a style in a widget."""
    before, _, after = filtered(widget, Strip([Segment(SAMPLE, style)])).render(widget.app.console).partition(SAMPLE)
    return before, after


def filtered(widget: Widget, strip: Strip) -> Strip:
    """A strip in the colours that the terminal has."""
    for line_filter in widget.get_line_filters():
        strip = strip.apply_filter(line_filter, widget.background_colors[1])
    return strip


class _RowsUpdate(CompositorUpdate):
    """Rows, each written at its place."""

    def __init__(self) -> None:
        self._sequences: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not self._sequences

    def add(self, region: Region, rows: Mapping[int, str]) -> None:
        """Paint rows within a region of the screen."""
        x, top, _, height = region
        self._sequences += [f"\x1b[{top + y + 1};{x + 1}H{row}" for y, row in rows.items() if y < height]

    def render_segments(self, console: Console) -> str:
        """All of it, as the terminal takes it."""
        del console
        return "".join(self._sequences)


def _free(seen: Mapping[Widget, tuple[Region, Region]]) -> Iterator[tuple[Widget, Region]]:
    """Yield the widgets that nothing covers and nothing cuts off, with the regions of their contents."""
    in_front: list[tuple[Widget, Region]] = []
    for widget, (region, clip) in seen.items():
        covering = (other for other, place in in_front if place.overlaps(region))
        if clip.contains_region(region) and all(widget in other.ancestors for other in covering):
            yield widget, region.shrink(widget.gutter)
        in_front.append((widget, region))
