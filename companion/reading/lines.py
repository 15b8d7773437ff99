"""Text to lines: split at CR LF, CR and LF only, so that line numbers are those of the user's editor."""

from __future__ import annotations


def split_lines(text: str) -> tuple[str, ...]:
    r"""The lines of a text without their ends; a line end at the very end opens no further line.

    >>> split_lines("a\r\nb\rc\u2028d\n")
    ('a', 'b', 'c\u2028d')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return tuple(lines)
