"""Short names for points: the words a reader would call them by."""

from __future__ import annotations

import re

from companion.reading.blocks import cells

_PERIOD = r"(?:(?<!\.)|(?<=[a-z]{3}\.)(?=\s|$))"  # a full stop of English; Mr. and No. are shorter
_STOP = re.compile(f"[。！？!?.]{_PERIOD}")
_ITEM_STOP = re.compile(f"[。；！？;!?.]{_PERIOD}")
_CLAUSE_STOP = re.compile("[，。；：！？,;!?]")
_SENTENCE = re.compile("[。！？!?]")
_CONTRAST = re.compile("但是|但|然而|可是|不过")
_WIDE = 120  # cells; a heading wider than this is a paragraph that starts with a marker
_NARROW = _WIDE // 2  # characters that are never wider
_LONG = 60  # characters at which a clause without end is cut
_LOOK = 200  # characters among which a title ends or never does
_SHORT_CLAUSE = 5  # 上半年， or 刚才， alone names nothing
_LEAD_IN = 20  # 主要表现在： and the like; longer ones are sentences of their own


def heading_title(text: str) -> str:
    """The title of a heading or item: its first sentence; the first clause of a very long one.

    >>> heading_title("河道治理加快推进。上半年，全市")
    '河道治理加快推进'
    """
    title = _until(_STOP, text[:_LOOK])
    return title if len(title) <= _NARROW or cells(title) <= _WIDE else clause_title(text)


def stated_title(text: str) -> str:
    """The title of a heading that the file itself marks as one: all of it, unless it is a whole text."""
    return text.strip() if len(text) <= _LOOK else heading_title(text)


def item_title(text: str) -> str:
    """The title of a member of a list inside a paragraph, where ； separates as 。 does."""
    title = _until(_ITEM_STOP, text[:_LOOK])
    return title if len(title) <= _NARROW or cells(title) <= _WIDE else clause_title(text)


def clause_title(text: str) -> str:
    """The first clause; of one that does not end, its beginning and `…`."""
    title = _until(_CLAUSE_STOP, text[:_LOOK])
    return title if len(title) <= _NARROW or cells(title) <= _WIDE else f"{title[:_LONG]}…"


def paragraph_title(text: str, intro: int | None = None) -> str:
    """The name of an unnumbered paragraph: its first telling clauses and `…`.

    `intro` is the length of what stands before its list, if it has one: the words that lead to the list then
    end the name.
    """
    end = _telling(text) if intro is None else min(_telling(text), intro)
    head = text[:end].rstrip("，。；：！？,;!? ")
    if intro is not None and (lead := _lead_in(text[:intro])):
        return _with_lead_in(text, end, head, lead)
    return head if not text[end:].strip("，。；！？,;!?.： ") else f"{head}…"


def _with_lead_in(text: str, end: int, head: str, lead: str) -> str:
    if text.startswith(lead, 0, end + 1):
        return lead
    contrast = _CONTRAST.match(text, end + 1)
    return f"{head}，{contrast[0]}…{lead}" if contrast else f"{head}…{lead}"


def _telling(text: str) -> int:
    """The offset of the stop behind the first clause that is long enough to tell something."""
    end = 0
    for stop in _CLAUSE_STOP.finditer(text):
        start, end = end, stop.start()
        if end - start >= _SHORT_CLAUSE:
            return min(end, _LONG)
        if end >= _LONG:
            break
    return min(len(text), _LONG) if end < _SHORT_CLAUSE else min(end, _LONG)


def _lead_in(intro: str) -> str:
    """The last sentence before a list, if it is short and leads to the list."""
    intro = intro[-_LOOK:].rstrip()
    if not intro.endswith(("：", ":")):
        return ""
    last = _SENTENCE.split(intro)[-1]
    return last if len(last) <= _LEAD_IN else ""


def _until(stop: re.Pattern[str], text: str) -> str:
    match = stop.search(text)
    return (text[: match.start()] if match else text).strip(" \u3000\t，,；;：:")
