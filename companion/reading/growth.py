"""The outline while it grows: drafts of points in document order, block by block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from companion.model.outline import PointKind
from companion.reading.blocks import Block, Source
from companion.reading.company import family
from companion.reading.drafts import Draft
from companion.reading.front import find_front, is_salutation, title_words
from companion.reading.inline_labels import Item
from companion.reading.label_signs import FILLER
from companion.reading.leads import find_leads, find_topics
from companion.reading.lone import is_caption
from companion.reading.nesting import Nesting
from companion.reading.open_lists import OpenLists
from companion.reading.parts import find_parts
from companion.reading.sequences import choose_markers
from companion.reading.standing import find_standing
from companion.reading.titles import (
    clause_title,
    heading_title,
    item_title,
    paragraph_title,
    stated_title,
)

_SENTENCE_END = "。；;！？!?.，,"
_ITEMS = ("hanzi-shi", "hanzi-yao", "hanzi-verb", "sequence", "sequence-latin", "qi", "bullet", "dash")
_PARAGRAPHS = {
    "": (PointKind.PARAGRAPH, "none"),
    "lead": (PointKind.LEAD, "parallel-lead"),
    "topic": (PointKind.TOPIC, "topic-fangmian"),
}
_HOLDS_TEXT = ("chapter:", "date", "bracket")  # what follows on lines of its own is theirs


class Growth:
    """Grows the drafts of a source and its title."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks = source.blocks
        self.drafts: list[Draft] = []
        self.title = ""
        self._markers = choose_markers(self.blocks)
        self._nesting = Nesting(self._markers)
        self._standing = find_standing(self.blocks, self._markers)
        self._part = -1
        self._is_run_in = False
        self._lists = OpenLists(self.blocks, self._markers)
        self._swallowed: set[int] = set()
        self._headed: list[int] = []

    def grow(self) -> None:
        """Turn all blocks into drafts."""
        front = find_front(self.source, self._markers)
        parts = find_parts(self.blocks, self._markers, front.body, front.closing)
        leads, topics = find_leads(self.blocks), find_topics(self.blocks)
        self._headed = headed = [
            n for n, block in enumerate(self.blocks) if self._markers[n] or block.level is not None or n in parts
        ]
        first = next((place for place in headed if front.body <= place), front.closing)
        opening = range(front.body, first) if (front.body and first < front.closing) or self.source.title else range(0)
        opening = opening if first < front.closing else range(0)
        last = headed[-1] if headed else -1
        self._front(front.title, front.salutation, front.body)
        for place in range(front.body, len(self.blocks)):
            block = self.blocks[place]
            if place in self._swallowed:
                continue
            if place >= front.closing:
                self._add_part(PointKind.CLOSING, block, block.text)
            elif place in parts:
                self._report_part(block)
            elif block.level is not None or self._markers[place]:
                self._heading(place, block)
            elif place in opening:
                self._list(place, self._add_part(PointKind.OPENING, block, paragraph_title(block.text)), 0)
            elif place > last >= 0 and is_salutation(block.text):
                self._close_all()
                self._add_part(PointKind.SALUTATION, block, block.text.rstrip("：:！!"))
            else:
                self._paragraph(place, block, place in leads, topics.get(place, 0))

    def add_notes(self, blocks: Sequence[Block]) -> None:
        """Add the footnotes, their heading first, as a part that nothing in the text belongs to."""
        if blocks:
            self._report_part(blocks[0])
        for block in blocks[1:]:
            kind, style = _PARAGRAPHS[""]
            title = paragraph_title(block.text)
            self._draft(Draft(self._part, 1, kind, style, block.place(0), _end(block), "", title))

    def _front(self, title: range, salutation: range, body: int) -> None:
        lines = [self.source.title] if self.source.title else [self.blocks[place] for place in title]
        if lines:
            self.title = title_words("".join(block.text for block in lines).replace(FILLER, ""))
            self._add_part(PointKind.TITLE, lines[0], self.title)
            self.drafts[0].end = _end(lines[-1])
        for place in range(body):
            if place in salutation and place > salutation.start:
                self.drafts[-1].end = _end(self.blocks[place])
                self.drafts[-1].title += self.blocks[place].text.rstrip("：:！!")
            elif place in salutation:
                words = self.blocks[place].text.rstrip("：:！!")
                self._add_part(PointKind.SALUTATION, self.blocks[place], words)
            elif self.drafts and place not in title and (not title or place > title[0]):
                self.drafts[-1].end = _end(self.blocks[place])
            elif not lines:
                self._paragraph(place, self.blocks[place], False, 0)

    def _add_part(self, kind: PointKind, block: Block, title: str) -> int:
        return self._draft(Draft(-1, 0, kind, "", block.place(0), _end(block), "", title))

    def _close_all(self) -> None:
        self._nesting.clear()
        self._is_run_in, self._part = False, -1

    def _report_part(self, block: Block) -> None:
        self._close_all()
        self._part = self._draft(
            Draft(-1, 0, PointKind.SECTION, "part", block.place(0), _end(block), "", heading_title(block.text))
        )

    def _heading(self, place: int, block: Block) -> None:
        marker = self._markers[place]
        offset = marker.end if marker else 0
        number = len(self.drafts)
        if block.level is not None:
            depth = self._nesting.open_heading(block.level, marker, number)
            style = marker.style if marker else "heading"
        else:
            assert marker is not None
            depth = self._nesting.open_marker(marker, place, block.indent, number)
            style = marker.style
        entries = self._nesting.entries
        parent = entries[-2].draft if len(entries) > 1 else self._part
        if entries[-1].under is not None:
            parent = entries[-1].under
            depth = self._below(parent)
        kind = PointKind.ITEM if style in _ITEMS else PointKind.SECTION if depth == 1 else PointKind.POINT
        words = block.text[offset:]
        title = heading_title(words) if block.level is None else stated_title(words)
        draft = Draft(parent, depth, kind, style, block.place(0), _end(block), marker.label if marker else "", title)
        draft.number = marker.number if marker else 0
        self._draft(draft)
        stands_alone = block.level is not None or style == "bracket" or place in self._standing
        self._is_run_in = not stands_alone and self._runs_in(block, offset, title, style)
        if not title and not block.text[offset:].strip():
            self._take_title(place, draft)
        intro = self._list(place, number, offset)
        if intro is not None and block.level is None:
            draft.title = heading_title(block.text[offset:intro])

    def _runs_in(self, block: Block, offset: int, title: str, style: str) -> bool:
        if style.startswith(_HOLDS_TEXT) and not style.startswith("chapter:点"):
            return style.startswith("chapter:") and len(block.text) > offset + len(title) + 1 and "条" not in style
        return style in _ITEMS or block.text[-1] in _SENTENCE_END or len(block.text) > offset + len(title) + 1

    def _take_title(self, place: int, draft: Draft) -> None:
        """A label alone on its line is named by the paragraph below it, which becomes its own text."""
        below = place + 1
        if below >= len(self.blocks) or self._markers[below] or self.blocks[below].level is not None:
            return
        block = self.blocks[below]
        self._swallowed.add(below)
        draft.title, draft.end = heading_title(block.text), _end(block)
        self._list(below, len(self.drafts) - 1, 0)

    def _paragraph(self, place: int, block: Block, is_lead: bool, topic: int) -> None:
        stack = self._nesting.entries
        depth = len(stack)
        self._nesting.close_lists(block.indent, place, every=self.source.closes_lists)
        if block.gap and (self._is_set_off(place) or self._heads_anew(place)):
            self._nesting.leave_list(place)
        self._is_run_in = self._is_run_in and len(stack) == depth and not self._has_sections(place)
        if self._is_run_in and is_salutation(block.text):
            self._is_run_in = not self._nesting.leave_ended(place)
        items = self._lists.items(place, topic)
        is_list = bool(items) and items[0].offset == 0
        entries = stack[:-1] if self._is_run_in and not (is_list and stack[-1].style != items[0].family) else stack
        parent = entries[-1].draft if entries else self._part
        if is_list:
            number = self._add_items(block, items, [-1, parent])
        else:
            number = self._add_paragraph(block, parent, is_lead, topic, items)
        if len(entries) < len(stack):
            stack[-1].draft = number  # what is deeper from here on stands below the paragraph
        self._leave_open(place, items)

    def _is_set_off(self, place: int) -> bool:
        """Tell whether an empty line parts a paragraph from a list whose last two members no empty line parts."""
        if place < 2 or self.blocks[place - 1].gap:
            return False
        before, last = self._markers[place - 2], self._markers[place - 1]
        if before is None or last is None:
            return False
        return before.style == last.style and before.number + 1 == last.number

    def _heads_anew(self, place: int) -> bool:
        """Tell a caption right above a list that counts as the innermost one does: 论述 above 1、 behind 11.."""
        marker = self._markers[place + 1] if place + 1 < len(self._markers) else None
        entry = self._nesting.entries[-1] if self._nesting.entries else None
        if marker is None or entry is None or marker.number != 1 or entry.style != family(marker.style):
            return False
        return is_caption(place, self.blocks)

    def _has_sections(self, place: int) -> bool:
        """Tell whether the open heading goes on behind a paragraph, with its （一）, unless that is the paragraph's.

        A list from 1、 on is the heading's where that counts on behind it.
        """
        spot = bisect_right(self._headed, place)
        below = self._headed[spot] if spot < len(self._headed) else place
        marker = self._markers[below]
        if marker is None or not self._nesting.is_above(marker):
            return False
        is_section = self._nesting.is_section(marker) and self.blocks[below - 1].text[-1] not in "：:"
        return is_section or (marker.number > 0 and self._nesting.is_used_to(marker, below))

    def _add_paragraph(self, block: Block, parent: int, is_lead: bool, topic: int, items: list[Item]) -> int:
        kind, style = _PARAGRAPHS["lead" if is_lead else "topic" if topic else ""]
        draft = Draft(parent, self._below(parent), kind, style, block.place(0), _end(block), block.text[:topic], "")
        number = self._draft(draft)
        self._add_items(block, items, [-1, number])
        if is_lead:
            draft.title = heading_title(block.text)
        elif topic:
            draft.title = clause_title(block.text[topic:])
        else:
            draft.title = paragraph_title(block.text, items[0].offset if items else None)
        return number

    def _below(self, parent: int) -> int:
        return self.drafts[parent].depth + 1 if parent >= 0 else 1

    def _list(self, place: int, parent: int, start: int) -> int | None:
        """Add the lists inside a block below a draft; the offset of the first member, None without any."""
        items = self._lists.items(place, start)
        self._add_items(self.blocks[place], items, [self.drafts[parent].parent, parent])
        self._leave_open(place, items)
        return items[0].offset if items else None

    def _add_items(self, block: Block, items: list[Item], above: list[int]) -> int:
        """Add the members of lists below `above[1]`, those of level 0 beside it; the last of the outermost.

        Level 0 is where the block's own enumerator counts on inside it: ①…；②….
        """
        owner = latest = above[1]
        for spot, item in enumerate(items):
            following = items[spot + 1].offset if spot + 1 < len(items) else len(block.text)
            if item.level == 0:
                self.drafts[above[1]].end = block.end(item.offset)
            del above[item.level + 1 :]
            number = self._item(block, above[-1], item, following)
            latest = number if item.level < 2 else latest
            above.append(number)
            if item.level == 0:
                self.drafts[number].kind = self.drafts[owner].kind
                self._nesting.go_on(item.number, number)
        return latest

    def _leave_open(self, place: int, items: list[Item]) -> None:
        """Keep the list inside a block open where the next block counts on."""
        last = items[-1] if items else None
        if last and last.level == 1 and self._lists.follows(place) == (last.family, last.number + 1):
            number = len(self.drafts) - 1
            self._nesting.open_inside(last.family, last.label, last.number, number, self.drafts[number].parent)

    def _item(self, block: Block, parent: int, item: Item, following: int) -> int:
        words = block.text[item.end : following]
        is_topic = item.family == "topic"
        kind = PointKind.TOPIC if is_topic else PointKind.ITEM
        title = clause_title(words) if is_topic else item_title(words)
        end = block.end(following)
        draft = Draft(parent, self._below(parent), kind, item.style, block.place(item.offset), end, item.label, title)
        draft.number = max(item.number, 0)
        return self._draft(draft)

    def _draft(self, draft: Draft) -> int:
        self.drafts.append(draft)
        return len(self.drafts) - 1


def _end(block: Block) -> tuple[int, int]:
    return block.place(len(block.text) - 1)
