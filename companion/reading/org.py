"""Org: starred headings, blocks of code, drawers and keyword lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.reading.blocks import Block, Source, block_of, with_levels
from companion.reading.markup import Line, blocks_of, classify

_ORG_HEADING = re.compile(r"(\*+)[ \t]+(?=\S)")
_ORG_TAGS = re.compile(r":[\w@#%:]+:$")
_ORG_KEY = re.compile(r"[ \t]*#\+(\w+):[ \t]*(.*)", re.IGNORECASE)


def read_org(lines: Sequence[str], levels: Mapping[int, int]) -> Source:
    """The blocks of an org text: starred headings, lists, drawers and keyword lines set apart."""
    rows = list(classify(lines, 0, _OrgReader().kind))
    title = _org_title(rows)
    blocks = with_levels(blocks_of(row for row in rows if row.kind != "key"), levels)
    for block in blocks:
        if block.level is not None:
            words, _, tags = block.text.rpartition(" ")
            block.text = words.rstrip() if words.strip() and _ORG_TAGS.match(tags.strip()) else block.text
    head = [block_of(row.number, row.text) for row in rows if row.kind == "key" and row.text.strip()]
    return Source(blocks, title, [] if title else head, closes_lists=True)


class _OrgReader:
    """Tells the kinds of org lines: blocks and drawers run until their end lines."""

    def kind(self, row: Line, closing: str) -> str:
        words = row.text.strip().lower()
        if closing:
            row.kind = "code" if closing != ":end:" else "key"
            return "" if words == closing else closing
        if words.startswith("#+begin_"):
            row.kind = "code"
            return "#+end_" + words[8:].split()[0] if words[8:].split() else ""
        if re.match(r":(?:properties|logbook):$", words):
            row.kind = "key"
            return ":end:"
        if re.match(r"#(?:\+|[ \t]|$)", words):
            row.kind = "key"
        elif heading := _ORG_HEADING.match(row.text):
            row.kind, row.skip, row.level = "heading", heading.end(), len(heading[1])
        elif not words:
            row.kind = "blank"
        elif words.startswith("|"):
            row.kind = "code"
        return ""


def _org_title(rows: Sequence[Line]) -> Block | None:
    """The block of `#+TITLE:`, if it stands above all text."""
    for row in rows:
        if row.kind not in ("key", "blank"):
            return None
        match = _ORG_KEY.match(row.text)
        if match and match[1].lower() == "title" and match[2].strip():
            return block_of(row.number, row.text, skip=match.start(2))
    return None
