"""Files that a Word file embeds in place of a part of its body (`w:altChunk`): web pages, web archives and
text.

Programs that make Word files out of web pages wrap the page whole and leave it to Word to convert it.
"""

from __future__ import annotations

from companion.errors import EmptyFileError
from companion.reading.docx_package import DocxPackage
from companion.reading.html_reader import decode_html, read_html
from companion.reading.page import Page

MAX_EMBEDDED = 4  # a wrapped web page is one
_MAX_FILE = 8 << 20
_MAX_TAGS = 100_000
_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml")


def embedded_page(package: DocxPackage, relation: str) -> Page | None:
    """The lines of the file that a relationship of the main part leads to; None where there are none."""
    part = package.relations.get(relation, ("", ""))[1]
    if not part or not package.parts.has(part) or not part.lower().endswith((*_PAGES, ".txt")):
        return None
    data = package.parts.read(part, _MAX_FILE)
    page = Page()
    if part.lower().endswith(".txt"):
        page.lines = decode_html(data).splitlines()
        page.sources = [None] * len(page.lines)
        return page
    try:
        draft = read_html(data, package.parts.name, max_tags=_MAX_TAGS)
    except EmptyFileError:
        return None
    for number, line in enumerate(draft.lines, 1):
        page.add(line, level=draft.levels.get(number))
    return page
