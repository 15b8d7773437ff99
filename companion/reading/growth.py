"""The outline while it grows: drafts of points in document order, and the stack of styles that are open."""

from __future__ import annotations

from dataclasses import dataclass, field

from companion.model.outline import Point, PointKind, Span
from companion.reading.blocks import Block
from companion.reading.enumerations import Item, find_items
from companion.reading.front import find_front
from companion.reading.leads import find_leads
from companion.reading.markers import Marker, match_marker
from companion.reading.titles import clause_title, heading_title, item_title, paragraph_title

_SENTENCE_END = "。；;！？!?"


@dataclass(slots=True)
class Draft:
    """A point in the making; `parent` is the number of another draft, -1 at the top."""

    parent: int
    depth: int
    kind: PointKind
    style: str
    start: tuple[int, int]
    end: tuple[int, int]
    marker: str
    title: str
    id: str = ""
    children: list[str] = field(default_factory=list)


class Growth:
    """Grows the drafts block by block. The stack holds (style, number of the draft) from the outermost in."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.drafts: list[Draft] = []
        self.title = ""
        self._stack: list[tuple[str, int]] = []
        self._is_run_in = False

    def grow(self) -> None:
        """Turn all blocks into drafts."""
        front = find_front(self.blocks)
        markers = [
            match_marker(block.text) if front.body <= place < front.closing else None
            for place, block in enumerate(self.blocks)
        ]
        first = next((place for place, marker in enumerate(markers) if marker), front.closing)
        has_opening = first < front.closing and front.body > 0
        leads = find_leads(self.blocks)
        for place, block in enumerate(self.blocks):
            marker = markers[place]
            if place == front.title:
                self.title = block.text
                self._part(PointKind.TITLE, block, block.text)
            elif place == front.salutation:
                self._part(PointKind.SALUTATION, block, block.text.rstrip("：:！!"))
            elif place >= front.closing:
                self._part(PointKind.CLOSING, block, block.text)
            elif place < front.body:
                continue
            elif marker:
                self._heading(block, marker)
            elif place < first and has_opening:
                self._list(block, self._part(PointKind.OPENING, block, paragraph_title(block.text)), 0)
            else:
                self._paragraph(block, place in leads)

    def _part(self, kind: PointKind, block: Block, title: str) -> int:
        return self._draft(-1, 0, kind, "", block, 0, "", title)

    def _heading(self, block: Block, marker: Marker) -> None:
        open_styles = [style for style, _ in self._stack]
        if marker.style in open_styles:
            del self._stack[open_styles.index(marker.style) :]
        depth = len(self._stack) + 1
        kind = PointKind.SECTION if depth == 1 else PointKind.POINT
        title = heading_title(block.text[marker.end :])
        number = self._draft(self._top(), depth, kind, marker.style, block, 0, marker.label, title)
        self._stack.append((marker.style, number))
        self._is_run_in = block.text[-1] in _SENTENCE_END or len(block.text) > marker.end + len(title) + 1
        self._list(block, number, marker.end)

    def _paragraph(self, block: Block, is_lead: bool) -> None:
        parent = self._top(1 if self._is_run_in else 0)
        depth = self.drafts[parent].depth + 1 if parent >= 0 else 1
        kind, style = (PointKind.LEAD, "parallel-lead") if is_lead else (PointKind.PARAGRAPH, "none")
        title = heading_title(block.text) if is_lead else ""
        number = self._draft(parent, depth, kind, style, block, 0, "", title)
        intro = self._list(block, number, 0)
        if not is_lead:
            self.drafts[number].title = paragraph_title(block.text, intro)

    def _list(self, block: Block, parent: int, start: int) -> int | None:
        """Add the lists inside a block below a draft; the offset of the first member, None without any."""
        items = find_items(block.text, start)
        above = [parent]
        for place, item in enumerate(items):
            following = items[place + 1].offset if place + 1 < len(items) else len(block.text)
            del above[item.level :]
            above.append(self._item(block, above[-1], item, following))
        return items[0].offset if items else None

    def _item(self, block: Block, parent: int, item: Item, following: int) -> int:
        words = block.text[item.end : following]
        is_topic = item.family == "topic"
        kind = PointKind.TOPIC if is_topic else PointKind.ITEM
        title = clause_title(words) if is_topic else item_title(words)
        depth = self.drafts[parent].depth + 1
        number = self._draft(parent, depth, kind, item.style, block, item.offset, item.label, title)
        self.drafts[number].end = block.place(following - 1)
        return number

    def _draft(
        self,
        parent: int,
        depth: int,
        kind: PointKind,
        style: str,
        block: Block,
        offset: int,
        marker: str,
        title: str,
    ) -> int:
        end = block.place(len(block.text) - 1)
        self.drafts.append(Draft(parent, depth, kind, style, block.place(offset), end, marker, title))
        return len(self.drafts) - 1

    def _top(self, up: int = 0) -> int:
        place = len(self._stack) - 1 - up
        return self._stack[place][1] if place >= 0 else -1

    def points(self) -> tuple[Point, ...]:
        """The drafts as points, with ids, ends that cover what is below, and children."""
        _name(self.drafts)
        for draft in reversed(self.drafts):
            if draft.parent >= 0:
                above = self.drafts[draft.parent]
                above.end = max(above.end, draft.end)
        for draft in self.drafts:
            if draft.parent >= 0:
                self.drafts[draft.parent].children.append(draft.id)
        return tuple(self._point(draft) for draft in self.drafts)

    def _point(self, draft: Draft) -> Point:
        parent = self.drafts[draft.parent].id if draft.parent >= 0 else None
        span = Span(*draft.start, *draft.end)
        return Point(
            draft.id,
            parent,
            draft.depth,
            draft.kind,
            draft.style,
            span,
            draft.marker,
            draft.title,
            tuple(draft.children),
        )


_LETTERS = {
    PointKind.TITLE: "T",
    PointKind.SALUTATION: "S",
    PointKind.OPENING: "O",
    PointKind.CLOSING: "C",
    PointKind.PARAGRAPH: "p",
}


def _name(drafts: list[Draft]) -> None:
    """Give every draft its id: the parent's id and its place among its like: `1.p2.3`, T, S, O, O2, C."""
    counts: dict[tuple[int, str], int] = {}
    for draft in drafts:
        letter = _LETTERS.get(draft.kind, "")
        count = counts[draft.parent, letter] = counts.get((draft.parent, letter), 0) + 1
        above = f"{drafts[draft.parent].id}." if draft.parent >= 0 else ""
        number = "" if letter.isupper() and count == 1 else str(count)
        draft.id = f"{above}{letter}{number}"
