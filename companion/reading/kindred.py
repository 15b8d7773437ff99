"""Lists inside a paragraph whose labels are of one family, one inside the other: 首先…其次… within 第三，…."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from companion.reading.inline_labels import Item

INNER = ":inner"


def part_kin(families: dict[str, list[Item]], opened: Mapping[str, int]) -> None:
    """Part the labels of a family that are two lists; `opened` holds the last numbers of those that go on here."""
    if "ordinal" in families:
        _part_words_from_ordinals(families, opened.get("ordinal", 0))
    if "narrative" in families:
        _part_particles(families, opened.get("narrative", 0))


def put_inside(run: list[Item]) -> list[Item]:
    """The members of a list that begins inside an item labelled alike: 1、… within 1.…."""
    for item in run:
        item.family += INNER
    return run


def _part_words_from_ordinals(families: dict[str, list[Item]], last: int) -> None:
    """首先…其次…第三 is one list; where 第一 begins one beside 首先, or one is open, they are two."""
    ordinals = [item for item in families["ordinal"] if item.style == "ordinal"]
    words = [item for item in families["ordinal"] if item.style != "ordinal"]
    goes_on = last > 0 and (not ordinals or ordinals[0].number == last + 1)
    if any(item.number == 1 for item in words) and (goes_on or any(item.number == 1 for item in ordinals)):
        families["sequence"] = words
        _put(families, "ordinal", ordinals)
        for item in words:
            item.family = "sequence"


def _part_particles(families: dict[str, list[Item]], last: int) -> None:
    """一要…二是…三要 is one list; where 一是…二是… stand between 一要 and 二要, they are two."""
    yao = [item for item in families["narrative"] if item.style == "hanzi-yao"]
    shi = [item for item in families["narrative"] if item.style == "hanzi-shi"]
    for outer, inner in ((yao, shi), (shi, yao)):
        if inner and inner[0].number == 1 and _stands_around(outer, inner, last):
            families["narrative"], families[f"narrative{INNER}"] = outer, put_inside(inner)
            return


def _stands_around(outer: Sequence[Item], inner: Sequence[Item], last: int) -> bool:
    """Tell whether one list, the number before whose first is `last`, counts on over beginnings of the other."""
    if [item.number for item in outer] != list(range(last + 1, last + 1 + len(outer))):
        return False
    begins = outer[0].offset if outer and not last else 0
    ends = outer[-1].offset if outer else 0
    return any(item.number == 1 and begins <= item.offset < ends for item in inner)


def _put(families: dict[str, list[Item]], name: str, items: list[Item]) -> None:
    families.pop(name)
    if items:
        families[name] = items
