"""The masked figures and names of a speech, counted by class."""

from __future__ import annotations

from collections.abc import Iterator

from companion.model.outline import Blank, BlankKind
from companion.model.remark import Remark, RemarkKind
from companion.model.speech import Speech


def check_blanks(speech: Speech) -> Iterator[Remark]:
    """Yield one remark for each class of blank that occurs: the first one, and how many there are."""
    for kind in BlankKind:
        blanks = [blank for blank in speech.outline.blanks if blank.kind is kind]
        if blanks:
            yield _count(speech, kind, blanks)


def _count(speech: Speech, kind: BlankKind, blanks: list[Blank]) -> Remark:
    first = blanks[0]
    start = first.column - 1
    end = start + first.length + len(first.unit)
    words = speech.lines[first.line - 1][start:end]
    values = (("count", len(blanks)), ("subject", kind.value))
    return Remark(RemarkKind.BLANKS, first.line, start + 1, end, words, f"check.blanks_{kind.value}", values)
