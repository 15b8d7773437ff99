"""The timeline as SVG that can stand in HTML: planned bars in outline, real ones filled, over minutes.

A long one is several drawings one below the other, each with its axis: a page ends between them.
"""

from __future__ import annotations

from html import escape
from math import ceil

from companion.exporters.legible import one_line
from companion.exporters.paper import Bar, Plot

_LABEL, _WIDTH, _ROW, _TOP = 230.0, 860.0, 26.0, 34.0
_MAX_LABEL = 15  # characters of 14 px that fit the 230 px left of the axis
_TICKS = (60, 120, 300, 600, 900, 1800, 3600, 7200)
_MOST_TICKS = 12
_MOST_ROWS = 15  # of one drawing: two of them and the title stand on a page of A4


def draw(plot: Plot) -> str:
    """The plot as `<svg>` elements with words for those who cannot see it."""
    drawings = max(ceil(len(plot.bars) / _MOST_ROWS), 1)
    rows = max(ceil(len(plot.bars) / drawings), 1)
    return "\n".join(_drawing(plot, plot.bars[rows * n : rows * (n + 1)]) for n in range(drawings))


def _drawing(plot: Plot, bars: tuple[Bar, ...]) -> str:
    height = _TOP + _ROW * len(bars) + 12
    scale = (_WIDTH - _LABEL - 10) / max(plot.seconds, 1.0)
    rows = "".join(_row(bar, place, scale) for place, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-label="{_text(plot.title)}" font-size="13" font-family="sans-serif">'
        f"{_key(plot)}{_axis(plot.seconds, scale, height)}{rows}</svg>"
    )


def _text(text: str) -> str:
    return escape(one_line(text))


def _key(plot: Plot) -> str:
    return (
        '<rect x="4" y="6" width="18" height="7" fill="none" stroke="#555"/>'
        f'<text x="27" y="14">{_text(plot.planned_word)}</text>'
        '<rect x="84" y="6" width="18" height="7" fill="#235"/>'
        f'<text x="107" y="14">{_text(plot.real_word)}</text>'
    )


def _axis(seconds: float, scale: float, height: float) -> str:
    step = next((one for one in _TICKS if seconds / one <= _MOST_TICKS), max(int(seconds / _MOST_TICKS), 1))
    marks = range(0, int(seconds) + 1, step)
    return "".join(
        f'<line x1="{_LABEL + at * scale:.1f}" x2="{_LABEL + at * scale:.1f}" y1="{_TOP - 6:.0f}" '
        f'y2="{height - 6:.0f}" stroke="#ccc"/><text x="{_LABEL + at * scale:.1f}" y="{_TOP - 10:.0f}" '
        f'text-anchor="middle" font-size="11">{at // 60}′</text>'
        for at in marks
    )


def _row(bar: Bar, place: int, scale: float) -> str:
    y = _TOP + _ROW * place
    label = bar.label if len(bar.label) <= _MAX_LABEL else bar.label[: _MAX_LABEL - 1] + "…"
    colour = "#999" if bar.state == "skipped" else "#000"
    strike = ' text-decoration="line-through"' if bar.state == "skipped" else ""
    planned = _bar(bar.planned_start, bar.planned_seconds, y + 4, scale, 'fill="none" stroke="#555"')
    real = _bar(bar.real_start, bar.real_seconds, y + 13, scale, 'fill="#235"') if bar.real_start is not None else ""
    words = f'<text x="4" y="{y + 16:.0f}" fill="{colour}"{strike}>{_text(label)}</text>'
    return f"<g>{words}{planned}{real}</g>"


def _bar(start: float | None, seconds: float, y: float, scale: float, look: str) -> str:
    x, width = _LABEL + (start or 0.0) * scale, max(seconds * scale, 1.5)
    return f'<rect x="{x:.1f}" y="{y:.0f}" width="{width:.1f}" height="7" {look}/>'
