"""A speech as it was read from its file: the text, line by line, and its outline. Never changed."""

from __future__ import annotations

from dataclasses import dataclass

from companion.model.outline import Outline, Point, Span


@dataclass(frozen=True)
class Speech:
    """A prepared speech.

    `lines` hold the text as read, without line ends; `sha256` is that of the file's bytes in hex;
    `encoding` is the one that was used; `remarks` are catalogue keys with arguments about how it was read.
    """

    name: str
    sha256: str
    encoding: str
    lines: tuple[str, ...]
    outline: Outline
    remarks: tuple[tuple[str, dict[str, object]], ...] = ()

    def text(self, span: Span) -> str:
        """The words of a span; line ends inside it come back as newlines."""
        first, last = span.line - 1, span.end_line - 1
        if first == last:
            return self.lines[first][span.column - 1 : span.end_column]
        middle = self.lines[first + 1 : last]
        return "\n".join((self.lines[first][span.column - 1 :], *middle, self.lines[last][: span.end_column]))

    def own_span(self, point: Point) -> Span:
        """The part of a point's span that stands before its first child and its bullet; it may be empty."""
        if not point.children:
            return point.span
        child = self.outline.by_id[point.children[0]].span
        if (child.line, child.column) <= (point.span.line, point.span.column):
            return Span(point.span.line, point.span.column, point.span.line, point.span.column - 1)
        line, column = child.line, child.column - 1
        if line > point.span.line and not any(map(str.isalnum, self.lines[line - 1][:column])):
            column = 0
        while column < 1 and line > point.span.line:
            line -= 1
            column = len(self.lines[line - 1])
        return Span(point.span.line, point.span.column, line, column)
