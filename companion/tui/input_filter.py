"""What a terminal sends, without what no keyboard sends: endless sequences, strings meant for other programs."""

from __future__ import annotations

import re

MOST_PARAMETERS = 26  # characters between ESC [ and the last one; a mouse report at 99,999 has 19
MOST_TYPED = 64  # characters that may follow Alt with ] P X ^ or _ at once; a string without an end is longer
# A string ends at BEL or ESC \ (ECMA-48 §5.6, and what xterm adds); any other ESC breaks it off.
_STRING = re.compile("\x1b[\\]PX^_][^\x07\x1b]*(\x07|\x1b\\\\|(?=\x1b[^\\\\]))")
_STRING_END = re.compile("\x07|\x1b\\\\|(?=\x1b[^\\\\])")
_ENDLESS = re.compile(f"\x1b\\[[0-?]{{{MOST_PARAMETERS},}}[ -/]*[@-~]?")
_PARTIAL = re.compile("\x1b(?:\\[[0-?]+|[\\]PX^_][^\x07\x1b]*\x1b?)$")
_REST = re.compile("[0-?]*[ -/]*[@-~]?")


class InputFilter:
    """Filters text that arrives in pieces; a sequence cut by a piece's end is held until the next piece."""

    def __init__(self) -> None:
        self._held = ""
        self._is_dropping = False
        self._is_in_string = False

    def feed(self, piece: str) -> str:
        """What is fit to be parsed of the text so far."""
        text, self._held = self._held + piece, ""
        if self._is_in_string:
            text = self._leave_string(text)
        if self._is_dropping:
            text = self._drop(text)
        text = _ENDLESS.sub(self._endless, _STRING.sub(_unless_typed, text))
        partial = _PARTIAL.search(text)
        if partial:
            self._hold(partial[0])
            return text[: partial.start()]
        return text

    def flush(self) -> str:
        """What was held, when nothing more came for a while."""
        text, self._held, self._is_in_string = self._held, "", False
        return text

    def _hold(self, start: str) -> None:
        """Keep the start of a sequence; of a string too long to be typed only an ESC that may be its end."""
        self._is_in_string = start[1] != "[" and len(start) > MOST_TYPED
        self._held = start if not self._is_in_string else start[-1:] if start.endswith("\x1b") else ""

    def _leave_string(self, text: str) -> str:
        """Without the rest of a string; the ESC that may be its end is held."""
        found = _STRING_END.search(text)
        self._is_in_string = found is None
        if found is None:
            self._held = "\x1b" if text.endswith("\x1b") else ""
            return ""
        return text[found.end() :]

    def _drop(self, text: str) -> str:
        """Without the rest of an endless sequence."""
        found = _REST.match(text)
        end = found.end() if found else 0
        self._is_dropping = end == len(text) and not _is_final(text[-1:])
        return text[end:]

    def _endless(self, found: re.Match[str]) -> str:
        self._is_dropping = found.end() == len(found.string) and not _is_final(found[0][-1])
        return ""


def _unless_typed(string: re.Match[str]) -> str:
    """Nothing, unless the string has no end and is short enough for keys."""
    return "" if string[1] or len(string[0]) > MOST_TYPED else string[0]


def _is_final(sign: str) -> bool:
    return "@" <= sign <= "~"
