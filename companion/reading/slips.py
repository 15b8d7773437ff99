"""Labels whose stop was mistyped or forgotten: 八： between 七、 and 九、, or 4加强, 5完善 behind 3、."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from companion.reading.markers import Marker

_SLIPS = {
    "hanzi-dun": ("hanzi-colon", "hanzi-space"),
    "arabic-dot": ("arabic-comma", "arabic-colon", "arabic-space", "arabic-glued"),
}
_RUN = 2  # slips in a row that need no firm label behind them

Candidates = list[list[Marker]]
Placed = tuple[int, Marker]  # with the number of its block


def count_slips(candidates: Candidates) -> None:
    """Let labels that lack their stop count with those around them that have it."""
    found: dict[str, list[Placed]] = {}
    for place, markers in enumerate(candidates):
        for marker in markers:
            found.setdefault(marker.style, []).append((place, marker))
    for style, slips in _SLIPS.items():
        for slip in slips if style in found else ():
            _count_on(candidates, found[style], found.get(slip, ()))


def _count_on(candidates: Candidates, firm: Sequence[Placed], slipped: Sequence[Placed]) -> None:
    """Take in each run of slips of one kind that goes on behind a firm label."""
    spot = 0
    while spot < len(slipped):
        end = _run_end(slipped, spot, firm)
        before = bisect_right(firm, slipped[spot][0], key=itemgetter(0))
        if before and _fits(slipped[spot:end], firm[before - 1][1], firm[before][1] if before < len(firm) else None):
            _take_in(candidates, slipped[spot:end], firm[before - 1][1])
        spot = end


def _run_end(slipped: Sequence[Placed], spot: int, firm: Sequence[Placed]) -> int:
    """Where a run of slips that count on from one another, with no firm label between them, ends."""
    after = bisect_right(firm, slipped[spot][0], key=itemgetter(0))
    limit = firm[after][0] if after < len(firm) else slipped[-1][0] + 1
    end = spot + 1
    while end < len(slipped) and slipped[end][0] < limit and slipped[end][1].number == slipped[end - 1][1].number + 1:
        end += 1
    return end


def _fits(run: Sequence[Placed], before: Marker, after: Marker | None) -> bool:
    """Tell whether a run goes on behind a firm label, and is long or has the next firm label behind it."""
    if run[0][1].number != before.number + 1:
        return False
    return len(run) >= _RUN or (after is not None and after.number == run[-1][1].number + 1)


def _take_in(candidates: Candidates, run: Sequence[Placed], firm: Marker) -> None:
    sign = "、" if "、" in firm.label else "."
    for place, marker in run:
        candidates[place] = [replace(marker, style=firm.style, weak=False, sign=sign)]
