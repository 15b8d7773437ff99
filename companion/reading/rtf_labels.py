r"""Automatic numbers of an .rtf file whose list levels have lost their signs.

LibreOffice writes the text of a level (`\leveltext`) in one byte per sign, so that 一、 comes back as 一?. The
number as it was printed stands beside each paragraph all the same (`\listtext`, RTF 1.9.1, for programs that know
no lists): there it is taken, as if it had been typed, and the lists are switched off.
"""

from __future__ import annotations

import re

_LOST = re.compile(rb"\{\\leveltext[^{};]*\\'3f")
_PRINTED = re.compile(rb"\{\\listtext((?:[^{}]++|\{[^{}]*+\})*+)\}")
_LOOKS = re.compile(rb"\\(?:pard|plain)(?![a-z])")
_TAB = re.compile(rb"\\tab(?![a-z]) ?")
_LIST = re.compile(rb"\\ls\d+")


def with_printed_labels(data: bytes) -> bytes:
    """The file with its printed numbers as words, where its own have lost their signs; else as it is."""
    if not _LOST.search(data):
        return data
    return _LIST.sub(b"", _PRINTED.sub(_typed, data))


def _typed(label: re.Match[bytes]) -> bytes:
    return b"{%b}" % _TAB.sub(b" ", _LOOKS.sub(b"", label[1]))
