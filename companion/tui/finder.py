"""Searching as one types: what is searched, what was found, and how it is shown."""

from __future__ import annotations

from companion.catalogue import say
from companion.search.index import Hit
from companion.session.session import Session
from companion.tui.widgets.search_view import Row
from companion.tui.wording import place_name

LIMIT = 60  # rows; nobody looks further down while somebody speaks


class Finder:
    """The running search of the live view."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.hits: tuple[Hit, ...] = ()
        self._total = 0

    def search(self, query: str, point: str) -> None:
        """Find a query; the section of `point` comes first among equals."""
        if not query.strip():
            self.hits, self._total = (), 0
            return
        result = self._session.search(query, limit=LIMIT, near=point)
        self.hits, self._total = result.hits, result.total

    def rows(self) -> list[Row]:
        """What was found, as rows of the list."""
        outline = self._session.outline
        return [
            Row(
                place_name(outline, outline.by_id[hit.entry.point]) if hit.entry.point in outline.by_id else "",
                hit.entry.text,
                tuple(hit.positions),
                _style(hit),
            )
            for hit in self.hits
        ]

    def summary(self, query: str) -> str:
        """How many places there are."""
        if not query.strip():
            return say("tui.searching")
        if not self.hits:
            return say("tui.found_none")
        if self._total > len(self.hits):
            return say("tui.found_more", total=self._total, n=len(self.hits))
        return say("tui.found", n=len(self.hits))

    def point(self, index: int) -> str:
        """The point of a place that was found."""
        return self.hits[index].entry.point

    def note(self, index: int) -> str:
        """The note of a place that was found; empty when it is in the speech."""
        key = self.hits[index].entry.key
        is_note = isinstance(key, tuple) and key[0] == "note" and key[1] in self._session.register.notes
        return str(key[1]) if is_note and isinstance(key, tuple) else ""


def _style(hit: Hit) -> str:
    kind = str(hit.entry.kind)
    return {"heading": "heading", "body": ""}.get(kind, kind if kind in {"action", "decision", "question"} else "")
