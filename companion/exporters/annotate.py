"""The speech handed back as the original .docx, with the notes as Word comments at their spans.

Nothing else in it is changed. The document part is never parsed into a tree and written again: the marks are
put into its bytes between what was there. Works on the XML that Word, WPS and LibreOffice write.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from companion.exporters.audience import PRIVATE, RECORD, view
from companion.exporters.documents.parts import details, remark_label
from companion.exporters.formats.packing import repack
from companion.exporters.legible import legible
from companion.exporters.report import Report
from companion.exporters.settings import Settings
from companion.exporters.word_spans import Cut, WordParagraph, insert, paragraphs_of
from companion.exporters.words import Words
from companion.model.minutes import Note

_COMMENTS_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOST_BYTES = 64_000_000
_SLACK = 12  # characters of a number that Word makes by itself and a line has in words
_SENTENCE_END = re.compile("[。！？；]")


@dataclass(frozen=True)
class Annotated:
    """The annotated file, and the notes that found no place: their comments are on the last paragraph."""

    data: bytes
    unplaced: tuple[Note, ...]


class NotWordError(ValueError):
    """The bytes are no Word file that can be annotated."""


def annotate(
    original: bytes,
    report: Report,
    settings: Settings,
    paragraph_of_line: Mapping[int, int] | None = None,
    *,
    with_private: bool = False,
) -> Annotated:
    """The original with every note as a comment on the words it quotes, otherwise on its point's first words.

    `paragraph_of_line` maps lines of the speech to paragraphs (from 0, in document order); without it they
    are matched by their words. Raises NotWordError.
    """
    seen = view(report, PRIVATE if with_private else RECORD)
    name, part = _main_part(original)
    paragraphs = paragraphs_of(part)
    if not paragraphs:
        raise NotWordError("no paragraph")
    places = paragraph_of_line or match_lines(seen.lines, [paragraph.text for paragraph in paragraphs])
    words = Words(seen.language, settings.words)
    marks: list[tuple[Cut, bytes]] = []
    comments, unplaced = [], []
    first = _next_comment_id(original, name)
    for id, note in enumerate(seen.notes, first):
        place = _place(note, seen, paragraphs, places)
        if place is None:
            unplaced.append(note)
        marks += _marks(id, *(place or paragraphs[-1].whole()))
        comments.append(_comment(id, note, words, with_quote=place is None))
    if not comments:
        return Annotated(original, ())
    return Annotated(_assembled(original, name, insert(part, marks), comments), tuple(unplaced))


def match_lines(lines: Sequence[str], paragraphs: Sequence[str]) -> dict[int, int]:
    """Lines of a speech (from 1) to the paragraphs (from 0) with the same words, both in their order.

    A paragraph may lack the number that Word makes by itself, and may stand for several lines.
    """
    found: dict[int, int] = {}
    at = 0
    bare = ["".join(text.split()) for text in paragraphs]
    for number, line in enumerate(lines, 1):
        wanted = "".join(line.split())
        cell = "".join(line.partition("\t")[0].split())
        if not wanted:
            continue
        place = next((p for p in range(at, len(bare)) if bare[p] and _is_same(wanted, cell, bare[p])), None)
        if place is not None:
            found[number], at = place, place
    return found


def _is_same(line: str, cell: str, paragraph: str) -> bool:
    """Whether a paragraph holds a line: alone, without its number, among others, or as its row's first cell."""
    if line == paragraph or (cell != line and cell == paragraph):
        return True
    return (line.endswith(paragraph) and len(line) - len(paragraph) < _SLACK) or line in paragraph


def _main_part(original: bytes) -> tuple[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as package:
            rels = package.read("_rels/.rels").decode("utf-8")
            targets = re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", rels)
            main = next((one for one in targets if '/officeDocument"' in one), "")
            target = re.search(r'Target="([^"]+)"', main)
            name = target[1].lstrip("/") if target else "word/document.xml"
            if package.getinfo(name).file_size > _MOST_BYTES:
                raise NotWordError("too large")
            part = package.read(name)
    except (
        zipfile.BadZipFile,
        KeyError,
        UnicodeDecodeError,
        RuntimeError,
        zlib.error,
        NotImplementedError,
    ) as error:
        raise NotWordError(str(error)) from error
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in part[:2000]:
        raise NotWordError("unusual encoding")
    return name, part


def _place(
    note: Note, seen: Report, paragraphs: Sequence[WordParagraph], places: Mapping[int, int]
) -> tuple[Cut, Cut] | None:
    """The cuts around the comment's words: the quote, else the beginning of the point, else the paragraph."""
    point = seen.outline.by_id.get(note.anchor.point)
    if point is None:
        return None
    number = places.get(note.anchor.line or point.span.line, places.get(point.span.line))
    if number is None or not 0 <= number < len(paragraphs):
        return None
    paragraph = paragraphs[number]
    column = max(note.anchor.column - 1 - _SLACK, 0)
    first = _first_words(seen, point.span.line, point.span.column)
    tries = ((note.anchor.quote, column), (note.anchor.quote, 0), (first, 0), (point.title.rstrip("…"), 0))
    return next((span for words, at in tries if (span := paragraph.span(words, at))), None) or paragraph.whole()


def _first_words(seen: Report, line: int, column: int) -> str:
    words = seen.lines[line - 1][column - 1 :] if line <= len(seen.lines) else ""
    return _SENTENCE_END.split(words)[0][:40]


def _marks(id: int, start: Cut, end: Cut) -> list[tuple[Cut, bytes]]:
    first = f'<w:commentRangeStart w:id="{id}"/>'.encode()
    last = f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'.encode()
    return [(start, first), (end, last)]


def _comment(id: int, note: Note, words: Words, *, with_quote: bool) -> str:
    """The comment of a note; the words it is about are quoted in it only where it could not be put on them."""
    lines = [
        f"【{remark_label(note, words)}】{legible(note.text)}",
        *details(note, words, with_quote=with_quote, with_author=False),
    ]
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for text in lines
        for line in legible(text).split("\n")
    )
    author = quoteattr(legible(note.author).strip()[:60] or words("detail.author"))
    date = f' w:date="{note.created:%Y-%m-%dT%H:%M:%SZ}"' if note.created else ""
    return f'<w:comment w:id="{id}" w:author={author}{date} w:initials="">{paragraphs}</w:comment>'


def _next_comment_id(original: bytes, name: str) -> int:
    """One more than the greatest id of the comments that the original already has."""
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        path = _comments_path(package, name)
        old = package.read(path) if path in package.namelist() else b""
    return max((int(id) for id in re.findall(rb'<\w+:comment\b[^>]*?\w+:id="(\d+)"', old)), default=-1) + 1


def _comments_path(package: zipfile.ZipFile, name: str) -> str:
    folder, _, base = name.rpartition("/")
    rels_name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    rels = package.read(rels_name).decode("utf-8") if rels_name in package.namelist() else ""
    for one in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", rels):
        target = re.search(r'Target="([^"]+)"', one)
        if '/relationships/comments"' in one and target:
            return target[1].lstrip("/") if target[1].startswith("/") else f"{folder}/{target[1]}".lstrip("/")
    return f"{folder}/comments.xml".lstrip("/")


def _assembled(original: bytes, name: str, part: bytes, comments: list[str]) -> bytes:
    """The package with the marked part, the comments, and what points to them; all else as it was."""
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        names = package.namelist()
        path = _comments_path(package, name)
        folder, _, base = name.rpartition("/")
        rels_name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        types = package.read("[Content_Types].xml")
        rels = package.read(rels_name) if rels_name in names else _EMPTY_RELS
        old = package.read(path) if path in names else b""
    changed = {name: _with_namespace(part), path: _with_comments(old, comments)}
    if not old:
        changed["[Content_Types].xml"] = _with_type(types, path)
        changed[rels_name] = _with_relation(rels, path.rpartition("/")[2])
    return repack(original, changed)


_EMPTY_RELS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def _with_namespace(part: bytes) -> bytes:
    """The part with the prefix that the marks use, where its writer used another."""
    if b'xmlns:w="' in part[:5000]:
        return part
    return re.sub(rb"(<(?:\w+:)?document\b)", rf'\1 xmlns:w="{_W}"'.encode(), part, count=1)


def _with_comments(old: bytes, comments: list[str]) -> bytes:
    """The part of the comments with new ones at its end; the root may be empty, or know another prefix."""
    new = "".join(comments).encode("utf-8")
    root = re.search(rb"<((?:\w+:)?comments)\b([^<>]*?)(/?)>", old)
    if root is None:
        head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return head + f'<w:comments xmlns:w="{_W}">'.encode() + new + b"</w:comments>"
    name, attributes, end = root[1], root[2].rstrip(), b"</" + root[1] + b">"
    if b"xmlns:w=" not in attributes:
        attributes += f' xmlns:w="{_W}"'.encode()
    rest = old[root.end() :] if not root[3] else end
    place = rest.rfind(end)
    return old[: root.start()] + b"<" + name + attributes + b">" + rest[:place] + new + rest[place:]


def _with_type(types: bytes, path: str) -> bytes:
    return _with_child(types, b"Types", f'Override PartName="/{path}" ContentType="{_COMMENTS_CONTENT}"')


def _with_relation(rels: bytes, target: str) -> bytes:
    return _with_child(rels, b"Relationships", f'Relationship Id="rIdNotes" Type="{_COMMENTS_TYPE}" Target="{target}"')


def _with_child(part: bytes, root: bytes, child: str) -> bytes:
    """The part with one more element at the end of its root, under the prefix that its writer chose; an empty root
    is opened for it."""
    found = re.search(rb"<((?:\w+:)?)" + root + rb"\b[^<>]*?(/?)>", part)
    if found is None:
        return part
    end, new = b"</" + found[1] + root + b">", b"<" + found[1] + child.encode() + b"/>"
    if found[2]:
        return part[: found.end() - 2] + b">" + new + end + part[found.end() :]
    place = part.rfind(end)
    return part[:place] + new + part[place:]
