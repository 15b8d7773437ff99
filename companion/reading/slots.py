"""Where figures stand in a speech, printed ones and masks alike: a mask that was filled since is where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from companion.model.minutes import Anchor
from companion.model.outline import Blank
from companion.model.speech import Speech
from companion.reading.alignment import Place
from companion.reading.quotes import FIGURES, bare

CONTEXT = 12  # characters before and after, as in the quotes of fills
WEIGHED = 24  # wordings looked at for each quote: figures of one kind stand in rows
WEIGHTS = (0.2, 0.2, 0.35, 0.25)  # of the words before and after, and of those in the figure's own clause
_SENTENCE_END = re.compile(r"[。！？；!?;]")


@dataclass(frozen=True, slots=True)
class Around:
    """The bare words before and after a figure, and those of them that are in its own clause."""

    before: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Around:
        """The words around a figure that stands in a text from `start` to `end`."""
        return cls(bare(text[max(0, start - CONTEXT) : start]), bare(text[end : end + CONTEXT]))

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """All four, to be compared one by one: a figure has its side of the words, a clause may have moved."""
        return self.before, self.after, _SENTENCE_END.split(self.before)[-1], _SENTENCE_END.split(self.after)[0]

    def likeness(self, other: Around) -> float:
        """How like the words are to others (0–1)."""
        pairs = zip(WEIGHTS, self.parts, other.parts, strict=True)
        return sum(weight * (fuzz.ratio(one, two) if one or two else 100) for weight, one, two in pairs) / 100


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure or mask: where it stands, the words around it, and the blank that it is, if it is one."""

    place: Place
    around: Around
    blank: Blank | None = None


class Slots:
    """All places of figures in a speech, found by the words around them."""

    def __init__(self, speech: Speech) -> None:
        self.by_place = {slot.place: slot for slot in (*_printed(speech), *_masked(speech))}
        self._alike: dict[str, list[Slot]] = {}
        for _, slot in sorted(self.by_place.items()):
            self._alike.setdefault(_whole(slot.around), []).append(slot)

    def likely(self, anchor: Anchor, least: float) -> dict[Place, float]:
        """The places around which the words of a fill's anchor stand, at least so like them (0–1)."""
        start = min(CONTEXT, anchor.column - 1)
        mask = FIGURES.match(anchor.quote, start)
        around = Around.of(anchor.quote, start, mask.end() if mask else start + 1)
        wordings = list(self._alike)
        best = process.extract(_whole(around), wordings, scorer=fuzz.ratio, limit=WEIGHED, score_cutoff=80 * least)
        slots = (slot for words, _, _ in best for slot in self._alike[words])
        found = {slot.place: around.likeness(slot.around) for slot in slots}
        return {place: likeness for place, likeness in found.items() if likeness >= least}


def context(speech: Speech, blank: Blank) -> str:
    """The words around a blank with its mask, as the anchor of a fill quotes them."""
    mask = speech.lines[blank.line - 1][blank.column - 1 : blank.column - 1 + blank.length]
    return f"{blank.before}{mask}{blank.after}"


def _whole(around: Around) -> str:
    return f"{around.before}*{around.after}"


def _masked(speech: Speech) -> Iterator[Slot]:
    for blank in speech.outline.blanks:
        start = blank.column - 1
        around = Around.of(speech.lines[blank.line - 1], start, start + blank.length)
        yield Slot((blank.line, blank.column), around, blank)


def _printed(speech: Speech) -> Iterator[Slot]:
    for number, line in enumerate(speech.lines, 1):
        for found in FIGURES.finditer(line):
            yield Slot((number, found.start() + 1), Around.of(line, found.start(), found.end()))
