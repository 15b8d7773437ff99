"""The timeline in strokes of a fixed width, for formats that have nothing but text."""

from __future__ import annotations

from collections.abc import Iterator

from companion.exporters.formats.columns import pad, wrap
from companion.exporters.legible import one_line
from companion.exporters.paper import Plot

_LABEL, _GAP = 20, 2  # cells


def plot_lines(plot: Plot, width: int) -> Iterator[str]:
    """Two strokes a point, planned as ░ and real as █, over the same axis; `width` in cells, a stroke is two."""
    scale = (width - _LABEL - 2 * _GAP) / 2 / max(plot.seconds, 1.0)
    for bar in plot.bars:
        label = wrap(one_line(bar.label), _LABEL)[0]
        yield pad(label, _LABEL + _GAP) + _stroke(bar.planned_start, bar.planned_seconds, scale, "░")
        if bar.real_start is not None:
            yield " " * (_LABEL + _GAP) + _stroke(bar.real_start, bar.real_seconds, scale, "█")
    yield f"░ {plot.planned_word}　█ {plot.real_word}"


def _stroke(start: float, seconds: float, scale: float, sign: str) -> str:
    return "  " * int(start * scale) + sign * max(1, round(seconds * scale))
