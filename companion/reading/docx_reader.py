"""Word files to their printed lines, on the standard library alone."""

from __future__ import annotations

from companion.errors import EmptyFileError
from companion.reading.docx_notes import footnotes
from companion.reading.docx_package import DocxPackage
from companion.reading.docx_walk import DocxWalk
from companion.reading.draft import Draft, note_lines


def read_docx(data: bytes, name: str, *, element_by_element: bool = False) -> Draft:
    """The printed lines of a Word file. Raises CompanionError subclasses for what is broken, hostile or
    empty.

    `element_by_element` reads without the short way that plain paragraphs go, slower, for the same lines.
    """
    package = DocxPackage(data, name)
    walk = DocxWalk(package, element_by_element=element_by_element)
    page = walk.page()
    if not page.has_words():
        raise EmptyFileError(path=name)
    return Draft(tuple(page.lines), page.levels, _remarks(walk), footnotes(package, walk))


def _remarks(walk: DocxWalk) -> tuple[tuple[str, dict[str, object]], ...]:
    """What was left out or set apart, each with its count."""
    findings = walk.text.findings
    counts = {
        "footnotes": len(findings.notes),
        "deleted": findings.deleted,
        "hidden": findings.hidden,
        "comments": findings.comments,
        "contents": walk.contents,
        "embedded": walk.embedded,
    }
    return tuple((f"formats.remark.{kind}", {"count": count}) for kind, count in counts.items() if count)


def paragraph_index(data: bytes, name: str, *, element_by_element: bool = False) -> tuple[int, ...]:
    """For each line of the text of `read_docx` and its notes, the paragraph (`w:p`) it begins with, by its place
    among all of the main part, from 0; -1 for none.
    """
    package = DocxPackage(data, name)
    walk = DocxWalk(package, element_by_element=element_by_element)
    page = walk.page()
    places = {source: place for place, source in enumerate(walk.paragraphs())}
    notes = note_lines(footnotes(package, walk), page.lines)
    return tuple(places.get(source, -1) for source in (*page.sources, *[None] * len(notes)))
