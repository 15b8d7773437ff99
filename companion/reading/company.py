"""What makes a weak enumerator count: the one before or after it in its family counts on from it, or its words.

`1)`, `A.`, `2 `, `意见一.` or 一是 at the start of a line may be anything; alone they are text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.label_signs import CN, NEXT, YAO, read_number
from companion.reading.letters import is_past_z, is_put_in
from companion.reading.lone import opens_below, stands_inside
from companion.reading.markers import Marker
from companion.reading.quantities import glues_measure

_ALONE = ("附录", "附件", "议题", "议程", "动议", "提案", "议案")  # words whose number is always a label
_LATIN_ALONE = ("article", "section", "chapter", "part", "appendix", "annex", "schedule", "agenda item")
_FIXED = 200  # a longer line is a paragraph: 2 and a blank in front of it number nothing
_HEADING = 40  # characters that a heading has at most
_NEAR = 4  # blocks between two dashes of one series
_ARROWS = "→⇒"  # alone below a bullet they bring what follows from it
_FEWEST_TIMES = 2  # more times of day are a timetable, whatever stands between them
_ROMAN_LETTERS = (3, 4, 9, 12, 13, 22, 24)  # c, d, i, l, m, v, x are Roman numerals as well
_ROMANS_BETWEEN = 8
_LETTERS_FROM = 50  # L, C, D and M are letters of lists rather than numerals
_LONG_ROW = 3  # long paragraphs that begin with 1, 2, 3 and a blank are numbered; A: and B: two may speak
_PAIR = 2  # #1 and #2, each set off by a blank line, are two ways to do it; #7 and #8 are issues
_PUT_IN = re.compile(" [0-9]+[A-Z]")  # Section 1A
_ONE_LIST = {"hanzi-shi": "narrative", "hanzi-yao": "narrative"}
_INSIDE = re.compile(f"[。；：！？]({CN})(?:是|{YAO})")


def family(style: str) -> str:
    """The list a style counts in: 一是 and 二要 count together."""
    return _ONE_LIST.get(style, style)


Chains = dict[str, list[tuple[int, Marker]]]


def chains_of(candidates: Sequence[Sequence[Marker]]) -> Chains:
    """All readings by family, each with the number of its block, in order."""
    chains: Chains = {}
    for place, markers in enumerate(candidates):
        for marker in markers:
            chain = chains.setdefault(family(marker.style), [])
            if not chain or chain[-1][0] != place or chain[-1][1].number != marker.number:
                chain.append((place, marker))
    return chains


def has_company(place: int, marker: Marker, chains: Chains, blocks: Sequence[Block]) -> bool:
    """Tell whether a weak reading of the block of that number counts, by those of its family around it."""
    chain = chains[family(marker.style)]
    spot = _find(chain, place)
    before = chain[spot - 1] if spot else None
    after = chain[spot + 1] if spot + 1 < len(chain) else None
    if opens_below(place, marker, blocks):
        return True
    if stands_inside(place, marker, blocks) and not _is_letter(place, marker, chains):
        return True
    if marker.style.startswith("letter-"):
        before, after = _past_romans(chain, spot, -1), _past_romans(chain, spot, 1)
        if is_put_in(before and before[1], marker, after and after[1]):
            return True
    if marker.style == "code" and _begins_next_letter(chain, spot):
        return True
    if marker.style.startswith("roman-"):
        before, after = _past_letters(chain, spot, -1), _past_letters(chain, spot, 1)
    if marker.style in ("letter-colon", "hash"):
        fewest = _PAIR if marker.style == "hash" and marker.number <= _PAIR and blocks[place].gap else _LONG_ROW
        return _row_length(chain, spot) >= fewest and not blocks[place].bullet
    if marker.style == "date":
        return len(chain) > 2 or (len(chain) > 1 and chain[0][0] < 3)
    if marker.style == "bracket" and _stands_alone(marker, blocks[place]):
        return True
    if marker.sign and marker.sign in _ARROWS:
        return any(_is_beside(chain, spot, step, blocks) for step in (-1, 1))
    if marker.style in ("dash", "bullet", "bracket", "clock"):
        near = [other for other, _ in filter(None, (before, after))]
        is_timetable = marker.style == "clock" and len(chain) > _FEWEST_TIMES
        return any(
            abs(other - place) <= _NEAR or (is_timetable and blocks[other].indent == blocks[place].indent)
            for other in near
        )
    if marker.style == "decimal":
        kin = _decimal_has_company(marker, before, after)
        return kin or _heads_a_line(marker, blocks[place])
    if marker.style.startswith("arabic-") and _opens_decimals(place, marker, chains):
        return True
    if marker.style == "arabic-glued":
        return _row_length(chain, spot) >= _LONG_ROW and len(blocks[place].text) <= _HEADING
    if len(blocks[place].text) > _FIXED and marker.style in ("arabic-space", "hanzi-space", "hanzi-colon"):
        return _row_length(chain, spot) >= _LONG_ROW
    if family(marker.style) == "narrative" and _goes_on_from(blocks[place - 1].text if place else "", marker):
        return True
    if marker.style == "arabic-dot" and marker.label[-1] != "、" and _is_figure(chain, spot):
        return False
    if marker.style == "arabic-dot" and glues_measure(blocks[place].text, marker.end):
        return _counts_on(before, marker) and _counts_on((place, marker), after)
    return _names_itself(marker, blocks[place].text) or _counts_on(before, marker) or _counts_on((place, marker), after)


def _begins_next_letter(chain: list[tuple[int, Marker]], spot: int) -> bool:
    """Tell the only B1. behind A1. and A2., or before C1.: each letter counts its own."""
    marker = chain[spot][1]
    before = [other for _, other in chain[max(0, spot - 2) : spot]]
    after = [other for _, other in chain[spot + 1 : spot + 2]]
    is_counted = bool(before) and (before[-1].number == 1 or before[0].number + 1 == before[-1].number)
    is_behind = is_counted and _is_next_letter(before[-1], marker)
    return marker.number == 1 and (is_behind or any(m.number == 1 and _is_next_letter(marker, m) for m in after))


def _is_next_letter(first: Marker, second: Marker) -> bool:
    return ord(first.label[0]) + 1 == ord(second.label[0])


def _is_beside(chain: list[tuple[int, Marker]], spot: int, step: int, blocks: Sequence[Block]) -> bool:
    """Tell whether the next bullet on one side, those further in left out, has the same sign at the same place."""
    place, marker = chain[spot]
    while 0 <= (spot := spot + step) < len(chain) and abs(chain[spot][0] - place) <= _NEAR:
        indent = blocks[chain[spot][0]].indent
        if indent <= blocks[place].indent:
            return indent == blocks[place].indent and chain[spot][1].sign == marker.sign
    return False


def _is_figure(chain: list[tuple[int, Marker]], spot: int) -> bool:
    """Take 3.5亿元 for a figure where a firm 3. is near by."""
    place, marker = chain[spot]
    near = chain[max(0, spot - _NEAR) : spot + _NEAR + 1]
    return any(m.number == marker.number and not m.weak and abs(where - place) <= _NEAR for where, m in near)


def _is_letter(place: int, marker: Marker, chains: Chains) -> bool:
    """Tell whether (i) stands behind (h) or before (j), and is no numeral."""
    chain = chains.get(marker.style.replace("roman-", "letter-"), [])
    spot = _find(chain, place)
    if not marker.style.startswith("roman-") or spot == len(chain) or chain[spot][0] != place:
        return False
    beside = (_past_romans(chain, spot, step) for step in (-1, 1))
    return any(other is not None and abs(other[1].number - chain[spot][1].number) == 1 for other in beside)


def _past_romans(chain: list[tuple[int, Marker]], spot: int, step: int) -> tuple[int, Marker] | None:
    """The next letter of a chain: past (i), (v) and (x), which are Roman numerals as well, and (aa), to (b)."""
    number = chain[spot][1].number
    for _ in range(_ROMANS_BETWEEN):
        spot += step
        if not 0 <= spot < len(chain):
            return None
        near = chain[spot][1]
        if abs(near.number - number) == 1 or not (near.number in _ROMAN_LETTERS or is_past_z(near)):
            return chain[spot]
    return None


def _past_letters(chain: list[tuple[int, Marker]], spot: int, step: int) -> tuple[int, Marker] | None:
    """The next Roman numeral of a chain, past the C., D. and L. of lists of letters."""
    while 0 <= (spot := spot + step) < len(chain):
        if chain[spot][1].number < _LETTERS_FROM or chain[spot][1].label.strip("().）") not in "LCDMlcdm":
            return chain[spot]
    return None


def _row_length(chain: list[tuple[int, Marker]], spot: int) -> int:
    """How many members of a chain around a spot count on from one another."""
    first = last = spot
    while first and chain[first - 1][1].number + 1 == chain[first][1].number and last - first < _LONG_ROW:
        first -= 1
    while last + 1 < len(chain) and chain[last][1].number + 1 == chain[last + 1][1].number and last - first < _LONG_ROW:
        last += 1
    return last - first + 1


def _find(chain: list[tuple[int, Marker]], place: int) -> int:
    low, high = 0, len(chain)
    while low < high:
        middle = (low + high) // 2
        if chain[middle][0] < place:
            low = middle + 1
        else:
            high = middle
    return low


def _stands_alone(marker: Marker, block: Block) -> bool:
    return marker.style == "bracket" and block.text.endswith("】") and block.text.count("【") == 1


def _goes_on_from(text: str, marker: Marker) -> bool:
    """Tell whether a list that starts inside the paragraph before goes on here: …：一是甲。 / 二是乙。"""
    numbers = [read_number(match[1]) for match in _INSIDE.finditer(text)]
    return bool(numbers) and numbers[-1] == marker.number - 1


def _names_itself(marker: Marker, text: str) -> bool:
    """Tell an enumerator by its word alone: ARTICLE 5, 附件1; Section 118 of the act only refers."""
    kind, _, word = marker.style.partition(":")
    if kind in ("word-hanzi", "word-paren"):
        return word in _ALONE
    return (
        kind in ("word-latin", "word-part") and word in _LATIN_ALONE and not text[marker.end : marker.end + 1].islower()
    )


def _counts_on(first: tuple[int, Marker] | None, second: Marker | tuple[int, Marker] | None) -> bool:
    if first is None or second is None:
        return False
    before, after = first[1], second[1] if isinstance(second, tuple) else second
    if after.style in ("sequence", "sequence-latin") and after.number == NEXT:
        place = second[0] if isinstance(second, tuple) else first[0]
        return place - first[0] <= _NEAR
    if after.style == "code" and after.label[0] != before.label[0]:
        return False
    return after.number == before.number + 1 or (after.number == before.number and bool(_PUT_IN.search(after.label)))


def _decimal_has_company(marker: Marker, before: tuple[int, Marker] | None, after: tuple[int, Marker] | None) -> bool:
    """1.1 beside 1.2, 1.1.1 or 2.1; a lone 3.5 in front of words is a figure."""
    return any(_is_kin(marker.parts, near[1].parts) for near in (before, after) if near is not None)


def _heads_a_line(marker: Marker, block: Block) -> bool:
    """3.1：空格 is a heading though it is alone: a colon, a short line, no stop."""
    return marker.label[-1] in "：:" and len(block.text) <= _HEADING and block.text[-1] not in "。；;."


def _opens_decimals(place: int, marker: Marker, chains: Chains) -> bool:
    """`1 -` or `2 ` opens a chapter when 1.1 or 2.0 comes next."""
    decimals = chains.get("decimal", [])
    spot = _find(decimals, place + 1)
    return spot < len(decimals) and decimals[spot][1].parts[:2] in ((marker.number, 0), (marker.number, 1))


def _is_kin(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    low, high = sorted((first, second))
    shared = next((place for place, pair in enumerate(zip(low, high, strict=False)) if pair[0] != pair[1]), None)
    if shared is None:
        return len(high) == len(low) + 1
    return high[shared] - low[shared] <= 2 and all(part <= 2 for part in high[shared + 1 :])
