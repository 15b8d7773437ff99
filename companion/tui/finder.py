"""Searching as one types: what is searched, what was found, how it is shown, and what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property

from companion.catalogue import say
from companion.search.index import Hit, Result
from companion.session.session import Session
from companion.storage.queries import recent_queries, save_queries, with_query
from companion.tui.widgets.search_view import Row
from companion.tui.wording import place_name

STYLED = {"heading", "action", "decision", "question"}  # kinds of places with a style of their own
MORE = 60  # places that are found beyond those listed, when somebody goes further down


class Finder:
    """The running search of the live view."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._result = Result()
        self._rows: dict[int, Row] = {}
        self._asked = ("", "")
        self._outline = session.outline
        self._places: dict[str, str] = {}  # of points of that outline: the next letter finds most of them again

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found, best first."""
        return self._result.hits

    def __len__(self) -> int:
        """How many places are listed."""
        return len(self.hits)

    def search(self, query: str, point: str, rows: int) -> None:
        """Find as many places of a query as there are rows; the section of `point` comes first among equals."""
        self._rows, self._asked = {}, (query, point)
        self._result = self._session.search(query, limit=rows, near=point) if query.strip() else Result()

    def reach(self, index: int) -> None:
        """Find further places, below those listed, when a row behind the last is wanted."""
        if len(self.hits) <= index < self._result.total:
            query, point = self._asked
            wider = self._session.search(query, limit=index + MORE, near=point)
            listed = {_place_of(hit) for hit in self.hits}
            further = (hit for hit in wider.hits if _place_of(hit) not in listed)
            self._result = replace(wider, hits=(*self.hits, *further))

    def row(self, index: int) -> Row:
        """A place that was found, as a row of the list; worked out when it is seen."""
        if index not in self._rows:
            hit = self.hits[index]
            self._rows[index] = Row(self._place(hit.entry.point), hit.entry.text, hit.positions, _style(hit))
        return self._rows[index]

    def _place(self, id: str) -> str:
        """Where a point is, in words."""
        if self._outline is not self._session.outline:
            self._outline, self._places = self._session.outline, {}
        if id not in self._places:
            point = self._outline.by_id.get(id)
            self._places[id] = place_name(self._outline, point) if point else ""
        return self._places[id]

    def summary(self, query: str) -> str:
        """How many places there are, and which filters were not understood."""
        words = self._count() if query.strip() else say("tui.searching")
        if self._result.unknown:
            words += " · " + say("find.unknown", filters=" ".join(self._result.unknown))
        return words if self._session.index.is_complete or not query.strip() else f"{words} · {say('find.indexing')}"

    def _count(self) -> str:
        shown, total = len(self.hits), self._result.total
        if not self.hits:
            return say("tui.found_none")
        if total > shown:
            return say("find.about" if self._result.is_estimate else "tui.found_more", total=total, n=shown)
        return say("tui.found", n=shown)

    def point(self, index: int) -> str:
        """The point of a place that was found."""
        return self.hits[index].entry.point

    def note(self, index: int) -> str:
        """The note of a place that was found; empty when it is in the speech."""
        key = self.hits[index].entry.key
        is_note = isinstance(key, tuple) and key[0] == "note" and key[1] in self._session.register.notes
        return str(key[1]) if is_note and isinstance(key, tuple) else ""

    @cached_property
    def history(self) -> Asked:
        """The queries asked before; read when first needed."""
        return Asked(recent_queries(), save_queries)


class Asked:
    """The queries asked before, newest first, leafed through like the lines of a shell."""

    def __init__(self, queries: list[str], save: Callable[[list[str]], None]) -> None:
        self.queries, self._save = queries, save

    def keep(self, query: str) -> None:
        """Put a query at the head of the list, and the list on the disk."""
        kept = with_query(self.queries, query)
        if kept != self.queries:
            self.queries = kept
            self._save(kept)

    def older(self, query: str) -> str:
        """The query asked before this one; the newest for an empty line, nothing after the oldest."""
        place = self.queries.index(query) + 1 if query in self.queries else 0
        return self.queries[place] if place < len(self.queries) else ""


def _place_of(hit: Hit) -> tuple[str, Hashable]:
    return hit.entry.file, hit.entry.key


def _style(hit: Hit) -> str:
    return hit.entry.kind if hit.entry.kind in STYLED else ""
