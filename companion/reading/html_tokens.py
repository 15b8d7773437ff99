"""HTML cut into tags and text in one pass, in time linear in its length whatever it holds.

The standard library's parser looks again and again for the ends of constructs that are never closed; here a
search that fails once ends the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG_NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9:_-]{0,40})\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_RAW_TEXT = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "template", "xml")
}
_MAX_ATTRIBUTES = 4_000  # characters of a tag that are looked at
_MAX_QUOTED_ENDS = 4  # a quoted attribute holds a > now and then


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in small letters, whether it closes, and the source of its attributes."""

    name: str
    closes: bool
    source: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes by their names in small letters; one without a value is ""."""
        pairs = _ATTRIBUTE.findall(self.source[:_MAX_ATTRIBUTES])
        return {name.lower(): unescape(value.strip("\"'")) for name, value in pairs}


def tokens(markup: str) -> Iterator[Tag | str]:
    """The tags and the stretches of text (character references resolved) of a web page, in order."""
    place = 0
    while place < len(markup):
        start = markup.find("<", place)
        if start != place:
            yield unescape(markup[place : start if start >= 0 else None])
        if start < 0:
            return
        name = _TAG_NAME.match(markup, start + 1)
        if name is None:
            place = _after_declaration(markup, start)
            if place == start:
                yield "<"
                place = start + 1
            continue
        end = _tag_end(markup, name.end())
        tag = Tag(name[2].lower(), bool(name[1]), markup[name.end() : end])
        yield tag
        place = _after_raw_text(markup, end + 1, tag)


def _after_declaration(markup: str, start: int) -> int:
    """The place after a comment or declaration; `start` itself where none begins."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        return len(markup) if end < 0 else end + 3
    if markup.startswith(("<!", "<?", "</"), start):
        end = markup.find(">", start)
        return len(markup) if end < 0 else end + 1
    return start


def _tag_end(markup: str, start: int) -> int:
    end = markup.find(">", start)
    for _turn in range(_MAX_QUOTED_ENDS):
        inside = markup[start:end] if end - start < _MAX_ATTRIBUTES else ""
        if end < 0 or not (inside.count('"') % 2 or ("='" in inside and inside.count("'") % 2)):
            break
        further = markup.find(">", end + 1)
        if further < 0:
            break
        end = further
    return len(markup) if end < 0 else end


def _after_raw_text(markup: str, place: int, tag: Tag) -> int:
    closing = None if tag.closes else _RAW_TEXT.get(tag.name)
    if closing is None or tag.source.endswith("/"):
        return place
    end = closing.search(markup, place)
    return end.start() if end else len(markup)
