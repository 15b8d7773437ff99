"""Which dialect a text is written in: by the name of its file, else by its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from companion.reading.blocks import Source
from companion.reading.markdown import read_markdown
from companion.reading.org import read_org
from companion.reading.plain_text import read_paragraphs, read_plain_text
from companion.reading.rst import read_rst
from companion.reading.underlines import is_no_title

_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".org": "org",
    ".rst": "rst",
    ".rest": "rst",
}
_READERS: dict[str, Callable[[Sequence[str], Mapping[int, int]], Source]] = {
    "text": read_plain_text,
    "paragraphs": read_paragraphs,
    "markdown": read_markdown,
    "org": read_org,
    "rst": read_rst,
}
_ORG = re.compile(r"#\+[A-Za-z_]+:|\*{2,} \S")
_HASH = re.compile(r"#{1,6} \S")
_ADORNED = re.compile(r"([=~^-])\1{3,}\s*$")
_SAMPLE = 3000  # lines looked at
_HEADINGS = 2  # of markup that a text needs to be taken for it


def detect_dialect(name: str, lines: Sequence[str]) -> str:
    """The dialect of a text: "text", "markdown", "org" or "rst"."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot >= 0 else ""
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    sample = lines[:_SAMPLE]
    if sum(1 for line in sample if _ORG.match(line)) >= _HEADINGS:
        return "org"
    if sum(1 for line in sample if _HASH.match(line)) >= _HEADINGS:
        return "markdown"
    return "rst" if _adorned(sample) >= _HEADINGS else "text"


def _adorned(lines: Sequence[str]) -> int:
    """The number of headings underlined to their own length, with an empty line above."""
    count = 0
    for place in range(1, len(lines)):
        title = lines[place - 1].rstrip()
        if _ADORNED.match(lines[place]) and title and title[0] not in " \t" and not is_no_title(title):
            above = lines[place - 2].strip() if place > 1 else ""
            count += not above and len(title) <= len(lines[place].rstrip()) <= 2 * len(title) + 4
    return count


def read_source(lines: Sequence[str], dialect: str, levels: Mapping[int, int]) -> Source:
    """The blocks of a text in a dialect; one that is not known is read as plain text."""
    return _READERS.get(dialect, read_plain_text)(lines, levels)
