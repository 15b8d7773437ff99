"""The words of a Word part with the bytes they stand in, so that marks can be put between them.

Nothing is parsed into a tree: every byte that is not a mark stays. Deleted text, field codes and text boxes
are no words of the speech and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(rb"<(/?)((?:[A-Za-z0-9_]+:)?)([A-Za-z0-9]+)((?:\s[^<>]*?)?)(/?)>")
_SIGN = re.compile(rb"&[^;&]+;|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_SKIPPED = frozenset({b"del", b"moveFrom", b"Fallback", b"txbxContent"})
_BREAKS = {b"br": "\n", b"cr": "\n", b"tab": " ", b"noBreakHyphen": "\u2011"}
_PRESERVE = b' xml:space="preserve"'


@dataclass(slots=True)
class _Run:
    """A run being read: where it begins and ends, its tag's prefix, its properties as they stand."""

    start: int
    prefix: bytes
    end: int = 0
    properties: bytes = b""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words inside one run, from `start` to `end` of the part; `raw` is None for a break or a tab."""

    text: str
    start: int
    end: int
    run: _Run
    raw: bytes | None
    preserve_at: int = -1


@dataclass(frozen=True)
class Cut:
    """Where a mark goes: at `place`, with `before` and `after` around it to close and reopen a run."""

    place: int
    before: bytes = b""
    after: bytes = b""
    preserve_at: int = -1


@dataclass
class WordParagraph:
    """A paragraph of the part: its pieces, and where a mark may stand before and after all of them."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(piece.text for piece in self.pieces)

    def whole(self) -> tuple[Cut, Cut]:
        """The cuts before and after everything."""
        if not self.pieces:
            return Cut(self.start), Cut(self.end)
        return Cut(self.pieces[0].run.start), Cut(self.pieces[-1].run.end)

    def span(self, quote: str, after: int = 0) -> tuple[Cut, Cut] | None:
        """The cuts around some words, from an offset on; None when they are not there."""
        start = self.text.find(quote, after) if quote.strip() else -1
        return None if start < 0 else (self._cut(start), self._cut(start + len(quote), is_end=True))

    def _cut(self, offset: int, *, is_end: bool = False) -> Cut:
        at = 0
        for piece in self.pieces:
            inside = offset - at
            if inside < len(piece.text) or (is_end and inside == len(piece.text)):
                return self._cut_in(piece, inside)
            at += len(piece.text)
        return self.whole()[1]

    def _cut_in(self, piece: Piece, inside: int) -> Cut:
        run = piece.run
        if inside == 0 and self._is_edge(piece, 0):
            return Cut(run.start)
        if inside == len(piece.text) and self._is_edge(piece, -1):
            return Cut(run.end)
        prefix = run.prefix
        close, reopen = b"</%br>" % prefix, b"<%br>%b" % (prefix, run.properties)
        if piece.raw is None:
            return Cut(piece.end if inside else piece.start, close, reopen)
        return Cut(
            piece.start + _byte_offset(piece.raw, inside),
            b"</%bt>" % prefix + close,
            reopen + b"<%bt%b>" % (prefix, _PRESERVE),
            piece.preserve_at,
        )

    def _is_edge(self, piece: Piece, side: int) -> bool:
        """Whether a piece is the first (0) or the last (-1) of its run."""
        return [one for one in self.pieces if one.run is piece.run][side] is piece


def insert(part: bytes, marks: list[tuple[Cut, bytes]]) -> bytes:
    """The part with each mark at its cut."""
    inserts = [(cut.place, cut.before + mark + cut.after) for cut, mark in marks]
    inserts += [(place, _PRESERVE) for place in sorted({cut.preserve_at for cut, _ in marks} - {-1})]
    out, at = [], 0
    for place, data in sorted(inserts, key=lambda one: one[0]):
        out += [part[at:place], data]
        at = place
    return b"".join((*out, part[at:]))


def paragraphs_of(part: bytes) -> list[WordParagraph]:
    """The paragraphs of the body in document order, those of tables included."""
    return list(_Scanner(part).paragraphs())


class _Scanner:
    """Goes through the tags of a part once."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.stack: list[bytes] = []
        self.skipped = 0
        self.paragraph: WordParagraph | None = None
        self.run: _Run | None = None
        self.properties_at = self.text_at = -1

    def paragraphs(self) -> Iterator[WordParagraph]:
        for tag in _TAG.finditer(self.part):
            name, closing, empty = tag[3], bool(tag[1]), bool(tag[5])
            if not closing:
                self._open(name, tag, empty)
            elif (done := self._close(name, tag)) is not None:
                yield done

    def _open(self, name: bytes, tag: re.Match[bytes], empty: bool) -> None:
        if not self.skipped:
            self._open_part(name, tag, empty)
        if not empty:
            self.stack.append(name)
            self.skipped += name in _SKIPPED

    def _open_part(self, name: bytes, tag: re.Match[bytes], empty: bool) -> None:
        parent = self.stack[-1] if self.stack else b""
        if name == b"p" and not empty:
            self.paragraph = WordParagraph(tag.end(), tag.end())
        elif self.paragraph is None:
            return
        elif name == b"r" and not empty:
            self.run = _Run(tag.start(), tag[2])
        elif name == b"rPr" and parent == b"r" and not empty:
            self.properties_at = tag.start()
        elif name == b"t" and parent == b"r" and not empty:
            self.text_at = tag.end()
            self.preserve_at = -1 if b"preserve" in tag[4] else tag.end() - 1
        elif name in _BREAKS and parent == b"r" and self.run is not None:
            self.paragraph.pieces.append(Piece(_BREAKS[name], tag.start(), tag.end(), self.run, None))
        elif name == b"pPr" and empty and parent == b"p":
            self.paragraph.start = self.paragraph.end = tag.end()

    def _close(self, name: bytes, tag: re.Match[bytes]) -> WordParagraph | None:
        if self.stack and self.stack[-1] == name:
            self.stack.pop()
        if name in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        if self.skipped or self.paragraph is None:
            return None
        return self._close_part(name, tag, self.paragraph)

    def _close_part(self, name: bytes, tag: re.Match[bytes], paragraph: WordParagraph) -> WordParagraph | None:
        parent = self.stack[-1] if self.stack else b""
        if name == b"p":
            self.paragraph = None
            return paragraph
        if name == b"pPr" and parent == b"p":
            paragraph.start = paragraph.end = tag.end()
        elif name == b"rPr" and parent == b"r" and self.run is not None:
            self.run.properties = self.part[self.properties_at : tag.end()]
        elif name == b"t" and parent == b"r" and self.run is not None:
            self._add_text(tag.start(), paragraph, self.run)
        elif name == b"r" and self.run is not None:
            self.run.end = paragraph.end = tag.end()
            self.run = None
        return None

    def _add_text(self, end: int, paragraph: WordParagraph, run: _Run) -> None:
        raw = self.part[self.text_at : end]
        text = unescape(raw.decode("utf-8", "replace"))
        paragraph.pieces.append(Piece(text, self.text_at, end, run, raw, self.preserve_at))


def _byte_offset(raw: bytes, signs: int) -> int:
    """Where the n-th sign of a text begins in its bytes; an entity is one sign."""
    found = 0
    for sign in _SIGN.finditer(raw):
        if not signs:
            break
        found, signs = sign.end(), signs - 1
    return found
