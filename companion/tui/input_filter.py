"""What a terminal sends, without what no keyboard sends: endless sequences, strings meant for other programs."""

from __future__ import annotations

import re

MOST_PARAMETERS = 26  # characters between ESC [ and the last one; a mouse report at 99,999 has 19
_STRING = re.compile("\x1b[\\]PX^_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\\\)")
_ENDLESS = re.compile(f"\x1b\\[[0-?]{{{MOST_PARAMETERS},}}[ -/]*[@-~]?")
_PARTIAL = re.compile("\x1b\\[[0-?]+$")
_REST = re.compile("[0-?]*[ -/]*[@-~]?")


class InputFilter:
    """Filters text that arrives in pieces; a sequence cut by a piece's end is held until the next piece."""

    def __init__(self) -> None:
        self._held = ""
        self._is_dropping = False

    def feed(self, piece: str) -> str:
        """What is fit to be parsed of the text so far."""
        text, self._held = self._held + piece, ""
        if self._is_dropping:
            text = self._drop(text)
        text = _ENDLESS.sub(self._endless, _STRING.sub("", text))
        partial = _PARTIAL.search(text)
        if partial:
            self._held = partial[0]
            return text[: partial.start()]
        return text

    def flush(self) -> str:
        """What was held, when nothing more came for a while."""
        text, self._held = self._held, ""
        return text

    def _drop(self, text: str) -> str:
        """Without the rest of an endless sequence."""
        found = _REST.match(text)
        end = found.end() if found else 0
        self._is_dropping = end == len(text) and not _is_final(text[-1:])
        return text[end:]

    def _endless(self, found: re.Match[str]) -> str:
        self._is_dropping = found.end() == len(found.string) and not _is_final(found[0][-1])
        return ""


def _is_final(sign: str) -> bool:
    return "@" <= sign <= "~"
