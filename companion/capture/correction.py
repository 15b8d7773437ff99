"""`s/old/new/`: correcting the last note by naming what is wrong in it, as scribes do.

The stroke may be `/`, `／` or `、` (what the key types while a Chinese input method is on), the same one
throughout; the last may be left out, `\\/` is a stroke in the words, and a final `g` means every place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.model.fold import fold_width

NOT_FOUND, NOTHING_TO_FIND, NO_CHANGE = (
    "capture.correction.not_found",
    "capture.correction.nothing_to_find",
    "capture.correction.no_change",
)
_FORM = re.compile(
    r"[sSｓ](?P<stroke>[/／、])(?P<old>(?:\\.|(?!(?P=stroke)).)*)(?P=stroke)"
    r"(?P<new>(?:\\.|(?!(?P=stroke)).)*)(?:(?P=stroke)(?P<every>[gGｇ]?))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected words, or None with the catalogue key of the reason why there are none."""

    text: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Words to find and words to put in their place; `every` place or only the first."""

    old: str
    new: str
    every: bool = False

    def apply(self, text: str) -> Corrected:
        """Correct a text; when the exact words are not there, full-width and half-width count as equal."""
        if not self.old:
            return Corrected(None, NOTHING_TO_FIND)
        places = _places(text, self.old) or _places(fold_width(text), fold_width(self.old))
        if not places:
            return Corrected(None, NOT_FOUND)
        corrected = self._put_in(text, places if self.every else places[:1])
        return Corrected(corrected) if corrected != text else Corrected(None, NO_CHANGE)

    def _put_in(self, text: str, places: list[int]) -> str:
        words, end = "", 0
        for place in places:
            words += text[end:place] + self.new
            end = place + len(self.old)
        return words + text[end:]


def parse_correction(line: str) -> Correction | None:
    """The correction that a line is; None for any other line, `s/he` and `s/old` among them."""
    found = _FORM.fullmatch(line.strip())
    if found is None:
        return None
    stroke = found["stroke"]
    return Correction(_plain(found["old"], stroke), _plain(found["new"], stroke), bool(found["every"]))


def _plain(words: str, stroke: str) -> str:
    return words.replace("\\" + stroke, stroke)


def _places(text: str, words: str) -> list[int]:
    """Where words stand in a text, without overlapping."""
    places, place = [], text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + len(words))
    return places
