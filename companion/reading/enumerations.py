"""Lists inside a paragraph: 一是…二是…, 第一，…第二，…, 首先…其次…, ①…②…, (a)…(b)…, 工业方面，….

The sequence rule decides: the numbers of a family start at 1, rise by 1, and there are at least two.
Particles may mix: the number decides, not 是 or 要. A label that no stop precedes is weak: it only fills a
place that no other label of its list fills, and words must stand before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from companion.reading.inline_labels import Item, firm_labels, may_hold_labels
from companion.reading.kindred import part_kin, put_inside
from companion.reading.label_signs import NEXT, PARTICLES
from companion.reading.loose_labels import COMMAS, LOOSE, loose_labels

_ALWAYS_LOOSE = {name for name, label in LOOSE.items() if label.starts}  # also where no label of theirs is firm
_AMBIGUOUS = {"roman-paren-lower": "letter-paren-lower"}  # (i) is the ninth letter and the first number
_WORDS_BETWEEN = 3  # characters that must stand between a label and a weak one


def find_items(
    text: str,
    start: int,
    opened: Mapping[str, int] | None = None,
    follows: tuple[str, int] | None = None,
    base: str = "",
) -> list[Item]:
    """The members of all lists in a paragraph from an offset on, in order, nested by first appearance.

    `opened` holds the last numbers of lists that go on here, by family: of the paragraph before, and of the
    block's own enumerator, whose family is `base` and whose like get level 0. `follows` is the family and
    number of the enumerator that opens the next paragraph: lists may run across paragraphs.
    """
    if not may_hold_labels(text, start):
        return []
    opened = opened or {}
    families = _families(text, start, {*opened, follows[0] if follows else ""}, base)
    part_kin(families, opened)
    accepted = [
        item
        for name, items in families.items()
        for item in _accept(items, start, opened.get(name, 0), follows, name == base)
    ]
    accepted.sort(key=lambda item: item.offset)
    accepted = [item for place, item in enumerate(accepted) if not place or item.offset >= accepted[place - 1].end]
    _nest(accepted, base)
    return accepted


def _families(text: str, start: int, going_on: set[str], base: str) -> dict[str, list[Item]]:
    """All labels by family, in order: the firm ones, and loose ones where a list of theirs may be."""
    families: dict[str, list[Item]] = {}
    for item in firm_labels(text, start):
        families.setdefault(item.family, []).append(item)
    kinds = _ALWAYS_LOOSE.union(known.partition(":")[0] for known in families)
    for name, label in LOOSE.items():
        if name == "hanzi-paren" and name != base and not _begins(families.get(name, ())):
            continue
        if (name in kinds and label.second in text) or name in going_on:
            _add_loose(text, start, name, families)
    return families


def _begins(items: Iterable[Item]) -> bool:
    """Tell whether one of the first two labels of a list is behind a stop: （一） alone may only refer."""
    return any(item.number in (1, 2) for item in items)


def _add_loose(text: str, start: int, name: str, families: dict[str, list[Item]]) -> None:
    known = {item.offset for family, items in families.items() if family != _AMBIGUOUS.get(name) for item in items}
    touched, glued = set(), list[Item]()
    for item in loose_labels(text, start, name, known):
        if name == "verb" and item.family not in families:
            continue
        if name == "narrative" and text[item.offset - 1] not in COMMAS:
            glued.append(item)
            continue
        families.setdefault(item.family, []).append(item)
        touched.add(item.family)
    if glued:
        _fill_gaps(families.get(name, []), glued)
    for family in touched:
        families[family].sort(key=lambda item: item.offset)


def _fill_gaps(items: list[Item], glued: Sequence[Item]) -> None:
    """Add the labels that not even a comma precedes, 定地点二是听课, where their list has begun and lacks them."""
    items += _glued_first(items, glued)
    numbers = {item.number for item in items}
    for item in glued:
        if 1 in numbers and item.number not in numbers:
            items.append(item)
            numbers.add(item.number)
    items.sort(key=lambda item: item.offset)


def _glued_first(items: Sequence[Item], glued: Sequence[Item]) -> list[Item]:
    """The 一要 in mid-sentence that firm 二要 and 三要 go on with, where no other is the first: 花市一要…。二要…."""
    firm = {item.number: item for item in reversed(items) if not item.weak}
    if any(item.number == 1 for item in items) or not {2, 3} <= set(firm):
        return []
    second = firm[2]
    return [i for i in glued if i.number == 1 and i.offset < second.offset and i.label[-1] == second.label[-1]][-1:]


def _accept(
    items: list[Item], start: int, opened: int, follows: tuple[str, int] | None, is_base: bool
) -> Iterable[Item]:
    family = items[0].family
    if family == "topic":
        return items if len(items) > 1 else ()
    if family == "one":
        return _number_from_one(items) if len(items) > 1 else ()
    return [
        item
        for number, stretch in enumerate(_stretches(items))
        for run in _runs(stretch, 0 if number else opened, start)
        if _holds(run, family, 0 if number else opened, follows)
        for item in _with_style(put_inside(run) if is_base and opened > 0 and run[0].number == 1 else run)
    ]


def _number_from_one(items: list[Item]) -> list[Item]:
    """Count 一个是…，一个是… by their places: the words do not."""
    for number, item in enumerate(items, 1):
        item.number = number
    return items


def _stretches(items: list[Item]) -> Iterator[list[Item]]:
    """Cut the labels of a family where a list begins, so that each list is judged by its own labels."""
    stretch: list[Item] = []
    for place, item in enumerate(items):
        leads = place + 1 < len(items) and items[place + 1].number == 2 and len(stretch) > 1
        if item.number == 1 and stretch and (not item.weak or leads):
            yield stretch
            stretch = []
        stretch.append(item)
    yield stretch


def _runs(items: list[Item], opened: int, start: int) -> Iterator[list[Item]]:
    strong = {item.number for item in items if not item.weak}
    run: list[Item] = []
    last, end = opened, start
    for item in items:
        if item.number == 1 and (not item.weak or _starts(item, strong)):
            yield run
            run, last, end = [item], 1, item.end
        elif last and _goes_on(item, last, end, strong):
            run.append(item)
            last, end = (last + 1 if item.number == NEXT else item.number), item.end
    yield run


def _starts(item: Item, strong: set[int]) -> bool:
    """Tell whether a weak label may be the first: …，一是甲；二是乙。 …，第一项是甲，第二项是乙。"""
    if item.family.startswith("ge:") and item.label[-1] not in "是：:":
        return 2 in strong and 1 not in strong
    may_lead = item.family.partition(":")[0] in _ALWAYS_LOOSE or 2 in strong
    return (may_lead or (item.family == "arabic-dot" and 3 in strong)) and 1 not in strong


def _goes_on(item: Item, last: int, end: int, strong: set[int]) -> bool:
    if item.number == NEXT:
        return True
    if item.number != last + 1:
        return False
    return not item.weak or (item.number not in strong and item.offset - end >= _WORDS_BETWEEN)


def _holds(run: list[Item], family: str, opened: int, follows: tuple[str, int] | None) -> bool:
    if not run:
        return False
    goes_on = follows is not None and follows == (family, run[-1].number + 1)
    if family == "arabic-space":  # 问题：1 甲 above 2 乙
        return goes_on
    goes_on = goes_on or (opened > 0 and run[0].number == opened + 1)
    strong = sum(1 for item in run if not item.weak)
    if family.startswith("verb:"):
        return len(run) >= 3 or (strong >= 2 and family[-1] in PARTICLES)
    if family == "arabic-bare":
        return len(run) >= 3
    if family.startswith("ge:") or (family == "chapter:条" and not strong):
        return len(run) > 1
    if family == "circled" and not strong:
        return False
    if family.startswith("narrative") and not strong and len(run) == 2:
        return run[1].offset - run[0].end > _WORDS_BETWEEN
    return len(run) > 1 or goes_on


def _with_style(run: list[Item]) -> list[Item]:
    """One style for a run: 一要…二是… is one list, of mixed particles."""
    styles = {item.style for item in run}
    if len(styles) > 1:
        style = "hanzi-mixed" if run[0].family.startswith("narrative") else run[0].style
        for item in run:
            item.style = style
    return run


def _nest(items: list[Item], base: str) -> None:
    stack = [base]
    for item in items:
        if item.family in stack:
            del stack[stack.index(item.family) :]
        stack.append(item.family)
        item.level = len(stack) - 1
