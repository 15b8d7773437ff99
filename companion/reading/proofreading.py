"""Proof-reading: what looks wrong in a speech, each with its place and words. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech
from companion.reading.proof.blanks import check_blanks
from companion.reading.proof.broken_lists import check_broken_lists
from companion.reading.proof.counts import check_counts
from companion.reading.proof.doubled import check_doubled
from companion.reading.proof.headings import check_headings
from companion.reading.proof.numbering import check_numbering, check_particles
from companion.reading.proof.pairs import check_pairs
from companion.reading.proof.replaced import check_replaced
from companion.reading.proof.units import check_units

CHECKS: tuple[Callable[[Speech], Iterator[Remark]], ...] = (
    check_counts,
    check_numbering,
    check_broken_lists,
    check_particles,
    check_units,
    check_replaced,
    check_doubled,
    check_pairs,
    check_headings,
    check_blanks,
)
MOST = 1000  # remarks of one check


def proofread(speech: Speech) -> tuple[Remark, ...]:
    """All remarks on a speech in the order of their places, one for each kind and place; blanks come last.

    Of each check no more than 1,000 are given: nobody reads more, and hostile texts must not fill the memory.
    """
    remarks = (remark for check in CHECKS for remark in islice(check(speech), MOST))
    found = {(remark.kind, remark.line, remark.column): remark for remark in remarks}
    return tuple(sorted(found.values(), key=_order))


def _order(remark: Remark) -> tuple[bool, int, int]:
    return remark.kind is RemarkKind.BLANKS, remark.line, remark.column
