"""rapidfuzz's measures, imported when first asked for: the import takes longer than many a whole search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Measures:
    """The functions of rapidfuzz that are used here, under their own names."""

    partial_ratio: Callable[[str, str], float]
    partial_ratio_alignment: Any
    osa_distance: Callable[..., int]
    in_order: Callable[[str, str], int]
    in_order_steps: Any


@cache
def measures() -> Measures:
    """The measures; the first call imports rapidfuzz."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA, LCSseq

    return Measures(fuzz.partial_ratio, fuzz.partial_ratio_alignment, OSA.distance, LCSseq.similarity, LCSseq.editops)
