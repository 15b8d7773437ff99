"""A long title in lines of like length, broken between its parts (GB/T 9704 §7.3.1).

Words are known by the few that end or begin a part of a title; where there are none, a line ends anywhere.
"""

from __future__ import annotations

import re
from functools import cache

from companion.exporters.formats.columns import breaks, cells, wrap

_SEAM = re.compile(r"(?<=[、，：；》”）\s的])|(?<=工作|会议|大会|座谈)|(?=[和与暨及《“（]|关于)")
_ROUGH = 40.0  # what a break inside a part costs: as much as two lines each four and a half characters off the mean
_MOST_LINES = 4  # longer ones are no titles


def titled(title: str, most: int) -> list[str]:
    """The title in as few lines of at most `most` full-width characters as it takes."""
    lines = wrap(title, most * 2)
    if not 1 < len(lines) <= _MOST_LINES:
        return lines
    seams = {found.start() for found in _SEAM.finditer(title)}
    places = [*breaks(title), len(title)]
    mean = cells(title) / 2 / len(lines)

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """The cost of what begins there in so many lines, and where they end."""
        found: tuple[float, tuple[int, ...]] = (float("inf"), (len(title),))
        for end in places if left > 1 else places[-1:]:
            width = cells(title[start:end].strip()) / 2
            if end > start and width <= most:
                cost, ends = best(end, left - 1) if left > 1 else (0.0, ())
                cost += (width - mean) ** 2 + (0.0 if end in seams or end == len(title) else _ROUGH)
                found = min(found, (cost, (end, *ends)))
        return found

    cost, ends = best(0, len(lines))
    starts = (0, *ends)
    return [title[a:b].strip() for a, b in zip(starts, ends, strict=False)] if cost < float("inf") else lines
