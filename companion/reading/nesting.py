"""Depth, relative: the styles that are open, from the outermost in.

A style that is new goes one level down; one already open returns to its level. Rank is asked in one case
only: a higher kind of number (第一章, 一、) that is new after a lower one whose count does not go on has
left it, unless members of that list held such numbers before. Decimals carry their level in their
components; stated levels (`##`, Heading 2) outrank everything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from companion.reading.company import family
from companion.reading.markers import LOWEST_RANK, RANKS, Marker
from companion.reading.series import Series, name_list

_APPENDED = ("word-hanzi:附录", "word-hanzi:附件", "word-latin:appendix", "word-latin:annex")
_RUNS_ON = "chapter:条"  # whose count goes on from chapter to chapter
_DEEPEST = 32  # nobody reads deeper, and hostile indentation must not grow ids without bound
_ALIKE = "-*+"  # signs that say nothing of rank
_MARKUP_LISTS = ("arabic-", "letter-", "roman-", "auto", "dash", "decimal")  # 一、 set bold is a heading
_SHORT_LISTS = ("arabic-", "letter-", "roman-", "circled", "paren-sign")
_BARE = 3  # written labels with nothing between them that are items
_NESTED_INDENT = 2  # cells by which 1. under 1. must stand further in to be its own list


@dataclass(slots=True)
class Entry:
    """An open heading or item: its family and separator, how deep it is, and the draft it belongs to.

    One that is written stands in a label that markup does not count, 1、 or （1）: a heading, and no item of a list,
    unless several stand one right behind the other, `bare` up to this one, and bullets follow. A list that began
    inside a paragraph hangs `under` the draft of that.
    """

    style: str
    separator: str
    number: int
    depth: int
    draft: int
    indent: int = 0
    level: int | None = None
    parts: tuple[int, ...] = ()
    is_written: bool = False
    place: int = -1
    bare: int = 1
    under: int | None = None


class Nesting:
    """The stack of open styles. `markers` are those of all blocks, to see whether a count goes on."""

    def __init__(self, markers: Sequence[Marker | None]) -> None:
        self.entries: list[Entry] = []
        self._held: dict[str, set[str]] = {}  # of each open list, what stood below members that were not the last
        self._series = Series(markers)
        decimals = [(place, m.parts) for place, m in enumerate(markers) if m and m.parts]
        self._decimal_places = [place for place, _ in decimals]
        self._decimals = [parts for _, parts in decimals]

    @property
    def depth(self) -> int:
        """The depth of the innermost entry; 0 when nothing is open."""
        return self.entries[-1].depth if self.entries else 0

    def clear(self) -> None:
        """Close everything: a new part of the text starts."""
        self.entries.clear()

    def close_lists(self, indent: int, place: int, every: bool) -> None:
        """Close the lists that a line at this indentation has left: bullets, or all where markup says so.

        What stands between 1. and 2. of one list belongs to 1., however far out.
        """
        while self.entries and self._is_left(self.entries[-1], indent, place, every):
            self.entries.pop()

    def leave_list(self, place: int) -> None:
        """Close the innermost list, if it is one of short items and ends before this block."""
        if self.entries and self.entries[-1].level is None and self.entries[-1].style.startswith(_SHORT_LISTS):
            entry = self.entries[-1]
            if not self._goes_on(entry, place):
                self.entries.pop()

    def leave_ended(self, place: int) -> bool:
        """Close the innermost list if it ends before this block; tells whether it did."""
        is_ended = not self._goes_on(self.entries[-1], place)
        if is_ended:
            self.entries.pop()
        return is_ended

    def _is_left(self, entry: Entry, indent: int, place: int, every: bool) -> bool:
        if entry.style == "bullet" or indent > entry.indent:
            return indent <= entry.indent
        is_list = every and entry.level is None and entry.style.startswith(_MARKUP_LISTS)
        if not is_list or self._goes_on(entry, place):
            return False
        following = self._series.next_style(place)
        if entry.is_written and (entry.bare < _BARE or following != "bullet"):
            return False
        holds = following not in (None, "bullet", "dash") and following in self._held.get(_list(entry), ())
        return not holds  # （1） behind the text of 3. is its own where 1. and 2. held such

    def open_heading(self, level: int, marker: Marker | None, draft: int) -> int:
        """Open a heading whose level is stated; returns its depth."""
        while self.entries and (self.entries[-1].level is None or self.entries[-1].level >= level):
            self.entries.pop()
        style = marker.style if marker else f"level:{level}"
        number = marker.number if marker else 0
        return self._open(Entry(family(style), separator(marker), number, self.depth + 1, draft, 0, level))

    def open_marker(self, marker: Marker, place: int, indent: int, draft: int) -> int:
        """Open the point of a block's enumerator; returns its depth."""
        marker = self._as_decimal(marker, place)
        if marker.style == "decimal":
            return self._open_decimal(marker, place, indent, draft)
        style = family(marker.style)
        above = self.entries[-1] if self.entries else None
        if style in _APPENDED:
            self.clear()
        if style == "bullet":
            self._leave_bullets(indent, separator(marker))
        elif not self._is_heading(marker, place):
            self.close_lists(indent, place, every=False)
        known = self._find(style, marker, indent, place)
        under = None if known is None else self.entries[known].under
        if known is not None:
            del self.entries[known:]
        else:
            self._leave_lower(marker, place)
            self._leave_contained(marker, place)
        self._hold(style, marker.number, place)
        entry = Entry(style, separator(marker), marker.number, self.depth + 1, draft, indent)
        entry.place, entry.is_written, entry.under = place, not marker.label.isascii(), under
        if above and (above.style, above.number, above.place) == (style, marker.number - 1, place - 1):
            entry.bare = above.bare + 1
        return self._open(entry)

    def is_above(self, marker: Marker) -> bool:
        """Tell whether the innermost heading officially stands above a marker: 一、 above （一） and above 1、."""
        return bool(self.entries) and _rank(self.entries[-1].style) < _rank(marker.style)

    def is_section(self, marker: Marker) -> bool:
        """Tell whether a marker is officially one of the headings below the innermost: （一） below 一、."""
        return self.is_above(marker) and _rank(marker.style) < LOWEST_RANK

    def _hold(self, style: str, number: int, place: int) -> None:
        """Remember what opens below the innermost entry, if that is not the last of its list."""
        if self.entries:
            held = self._held.setdefault(_list(self.entries[-1]), set())
            if style not in held and self._goes_on(self.entries[-1], place):
                held.add(style)
        if number == 1:
            self._held.pop(style, None)

    def is_used_to(self, marker: Marker, place: int) -> bool:
        """Tell whether the innermost entry holds such a marker as those before it did, or counts on behind it."""
        entry = self.entries[-1]
        return family(marker.style) in self._held.get(_list(entry), ()) or self._goes_on(entry, place)

    def open_inside(self, style: str, label: str, number: int, draft: int, under: int) -> None:
        """Open the last member of a list inside a block, `under` whose draft it goes on in the next block."""
        if not any(entry.style == style and entry.number == number for entry in self.entries):
            sign = separator(Marker(style, label, number, 0))
            self._open(Entry(style, sign, number, self.depth + 1, draft, under=under))

    def go_on(self, number: int, draft: int) -> None:
        """Count the innermost entry on: its list went on inside the block."""
        if self.entries:
            self.entries[-1].number, self.entries[-1].draft = number, draft

    def _open(self, entry: Entry) -> int:
        if len(self.entries) >= _DEEPEST:
            entry.depth = self.entries.pop().depth
        self.entries.append(entry)
        return entry.depth

    def _leave_bullets(self, indent: int, sign: str) -> None:
        """Close the bullets further in, and those at this indentation; a sign new there goes one level down."""
        self._leave_inner_lists(indent, sign)
        while self.entries and self.entries[-1].style == "bullet" and self.entries[-1].indent >= indent:
            beside = [entry for entry in self.entries if entry.style == "bullet" and entry.indent == indent]
            if beside[-1:] == [self.entries[-1]] and _ranks_below(sign, [entry.separator for entry in beside]):
                return
            self.entries.pop()

    def _leave_inner_lists(self, indent: int, sign: str) -> None:
        """Close the numbered lists inside a bullet at this indentation; one no further in is inside its own sign."""
        is_beside = False
        for place in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[place]
            if entry.level is not None or entry.indent < indent:
                return
            is_bullet = entry.style == "bullet" and entry.indent == indent
            if is_bullet and (not is_beside or entry.separator == sign):
                del self.entries[place + 1 :]
                return
            is_beside = is_beside or entry.indent == indent

    def _find(self, style: str, marker: Marker, indent: int, place: int) -> int | None:
        """The entry that a marker goes on with or starts anew; None where it opens a level of its own."""
        if style == "bullet":
            return None
        alike = [n for n, entry in enumerate(self.entries) if entry.style == style and _may_precede(entry, marker)]
        if not alike:
            return None
        sign = separator(marker)
        same = [place for place in alike if self.entries[place].separator == sign]
        if marker.number == 1 and not same:
            return None
        if not same:
            going_on = [place for place in alike if self.entries[place].number + 1 == marker.number]
            return (going_on or alike)[-1]
        if marker.number == 1 and (self._is_further_in(same[-1], indent) or self._is_held(same[-1], place)):
            return None
        return max(same, key=lambda place: self._fit(place, marker, indent))

    def _is_further_in(self, known: int, indent: int) -> bool:
        return indent >= self.entries[known].indent + _NESTED_INDENT

    def _is_held(self, known: int, place: int) -> bool:
        """Tell whether a count below an entry goes on behind a block: Section 1 between Clause 2 and 3."""
        inner = self.entries[-1]
        return known + 1 < len(self.entries) and inner.number > 0 and self._goes_on(inner, place)

    def _fit(self, place: int, marker: Marker, indent: int) -> tuple[bool, int, int]:
        entry = self.entries[place]
        return entry.number + 1 == marker.number, -abs(entry.indent - indent), place

    def _leave_lower(self, marker: Marker, place: int) -> None:
        rank = _rank(marker.style)
        if rank == LOWEST_RANK:
            return
        while self.entries and _rank(self.entries[-1].style) > rank and self.entries[-1].level is None:
            top = self.entries[-1].style
            if top == "date" or (top != _RUNS_ON and self.is_used_to(marker, place)):
                return
            self.entries.pop()

    def _leave_contained(self, marker: Marker, place: int) -> None:
        """Close the list that starts anew below this marker: ① before （1）, and ① again between （1） and （2）."""
        while self.entries and self.entries[-1].level is None and self._contains(marker, self.entries[-1], place):
            self.entries.pop()

    def _contains(self, marker: Marker, entry: Entry, place: int) -> bool:
        if entry.style == "decimal":  # 3.1 goes on with 2.2
            return False
        below = self._series.following(entry.style, entry.separator, place)
        beside = self._series.following(family(marker.style), separator(marker), place)
        return below[1] == 1 and beside[1] == marker.number + 1 == 2 and below[0] < beside[0]

    def _is_heading(self, marker: Marker, place: int) -> bool:
        """Tell whether the innermost entry is a bullet that holds such a list: the next like it does so too."""
        return self.depth > 0 and self.entries[-1].style == "bullet" and self.is_used_to(marker, place)

    def _goes_on(self, entry: Entry, place: int) -> bool:
        return self._series.goes_on(entry.style, entry.separator, entry.number, place)

    def _as_decimal(self, marker: Marker, place: int) -> Marker:
        """Read a bare 2. or `2 -` as a chapter where 2.1 follows or 1.x came before."""
        if not self._decimals or not marker.style.startswith("arabic-") or marker.style == "arabic-paren":
            return marker
        style = family(marker.style)
        if any(entry.style == style and entry.number + 1 == marker.number for entry in self.entries):
            return marker
        spot = bisect_right(self._decimal_places, place)
        following = self._decimals[spot][0] if spot < len(self._decimals) else None
        opened = next((entry.parts[0] for entry in reversed(self.entries) if entry.parts), None)
        is_open = opened == marker.number or any(
            entry.level is not None and (entry.style, entry.number) == (style, marker.number) for entry in self.entries
        )
        fits = (following == marker.number and not is_open) or (opened is not None and opened + 1 == marker.number)
        if not fits:
            return marker
        return Marker("decimal", marker.label, marker.number, marker.end, parts=(marker.number,))

    def _open_decimal(self, marker: Marker, place: int, indent: int, draft: int) -> int:
        opened = next((place for place, entry in enumerate(self.entries) if entry.parts), None)
        if opened is not None:
            first = self.entries[opened]
            base = first.depth - len(first.parts)
            self._leave_decimals(opened, marker.parts)
        else:
            self._leave_for_chapter(marker.parts)
            self.close_lists(indent, place, every=False)
            base = max(0, self.depth - 1) if len(marker.parts) > 1 else self.depth
        depth = max(base + len(marker.parts), self.depth + 1)
        return self._open(Entry("decimal", "", marker.number, depth, draft, indent, None, marker.parts))

    def _leave_for_chapter(self, parts: tuple[int, ...]) -> None:
        """Close the list 1. to 6. that stands between chapter 2. and its first section, 2.1."""
        bare = [n for n, entry in enumerate(self.entries) if entry.level is None and entry.style == "arabic-dot"]
        chapter = next((n for n in bare if self.entries[n].number == parts[0]), None)
        if len(parts) > 1 and chapter is not None and len(bare) > 1:
            del self.entries[chapter + 1 :]

    def _leave_decimals(self, opened: int, parts: tuple[int, ...]) -> None:
        """Keep what the new number stands under: 2 and 2.3 for 2.3.1, nothing for 3.1 after 2."""
        keep = opened
        while keep < len(self.entries) and self.entries[keep].parts:
            above = self.entries[keep].parts
            if len(above) >= len(parts) or parts[: len(above)] != above:
                break
            keep += 1
        del self.entries[keep:]


def _list(entry: Entry) -> str:
    return name_list(entry.style, entry.separator)


def _may_precede(entry: Entry, marker: Marker) -> bool:
    """Tell whether a label may go on with an entry: what only quotes 四、 below ### 六、 is no heading beside it."""
    return entry.level is None or entry.number < marker.number


def separator(marker: Marker | None) -> str:
    """What sets a bare number off, 1. and 1、 may be two lists, one inside the other; the sign of a bullet."""
    if marker is not None and marker.style == "bullet":
        return marker.sign
    if marker is None or marker.style not in ("arabic-dot", "hanzi-dun"):
        return ""
    return marker.sign or ("、" if "、" in marker.label else ".")


def _ranks_below(sign: str, open_signs: Sequence[str]) -> bool:
    """Tell ○ below ▲; the signs of Markdown are all alike."""
    return sign not in open_signs and not {sign, open_signs[-1]} <= set(_ALIKE)


def _rank(style: str) -> int:
    return 0 if style in _APPENDED else RANKS.get(style, LOWEST_RANK)
