"""Lists inside a paragraph: 一是…二是…, 第一，…第二，…, 首先…其次…, ①…②…, 工业方面，….

The sequence rule decides (GB/T 15834-2011 B.3 names the forms): within one paragraph the numbers of a family
start at 1, rise by 1, and there are at least two. Particles may mix: the number decides, not 是 or 要.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from companion.reading.markers import CN, DIGITS, read_number

_YAO = "要(?![素点务求害闻件塞领义])"
_MARK = re.compile(
    "(?:^|(?<=[。；：！？;:!?])|(?<=[。；！？;!?][”’）)])|(?<=：“))[ \u3000]*(?P<label>"
    f"(?P<shi>{CN})(?:是|{_YAO})"
    f"|第(?P<ordinal>{CN})(?:[，,：:](?!第)|是|要(?!务))"
    "|(?P<word>首先|其次|再次|最后)[，,]"
    "|(?P<circled>[①-⑳])"
    f"|[（(](?P<paren>{DIGITS}{{1,2}})[）)]"
    f"|(?P<arabic>{DIGITS}{{1,2}})[.．、](?!{DIGITS})"
    "|(?P<topic>[^，。；：、（）“”在从]{2,8})方面[，,]"
    ")[ \u3000]*"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}
_NO_TOPIC = re.compile("另一|各|多|这|其他|一")
_STYLES = {
    "ordinal": "ordinal",
    "word": "sequence",
    "circled": "circled",
    "paren": "arabic-paren",
    "arabic": "arabic-dot",
    "topic": "topic-fangmian",
}
LAST = 0  # the number of 最后: whatever comes after the rest


@dataclass(slots=True)
class Item:
    """A member of a list: where its label and its words start, and how deep it is (from 1)."""

    offset: int
    end: int
    label: str
    number: int
    family: str
    style: str
    level: int = 1


def find_items(text: str, start: int) -> list[Item]:
    """The members of all lists in a paragraph from an offset on, in order, nested by first appearance."""
    families: dict[str, list[Item]] = {}
    for item in _candidates(text, start):
        families.setdefault(item.family, []).append(item)
    accepted = [item for items in families.values() for item in _accept(items)]
    accepted.sort(key=lambda item: item.offset)
    _nest(accepted)
    return accepted


def _candidates(text: str, start: int) -> Iterator[Item]:
    body = text[start:] if start else text
    for match in _MARK.finditer(body):
        family = str(match.lastgroup if match.lastgroup != "label" else _family(match))
        label = match["label"]
        number = _number(family, match[family])
        if number is not None:
            style = _STYLES.get(family) or ("hanzi-yao" if label.endswith("要") else "hanzi-shi")
            yield Item(start + match.start("label"), start + match.end(), label, number, family, style)


def _family(match: re.Match[str]) -> str:
    return next(name for name, words in match.groupdict().items() if words is not None and name != "label")


def _number(family: str, words: str) -> int | None:
    if family == "topic":
        return None if _NO_TOPIC.match(words) else LAST
    return _WORDS[words] if family == "word" else read_number(words)


def _accept(items: list[Item]) -> Iterable[Item]:
    if items[0].family == "topic":
        return items if len(items) > 1 else ()
    return (item for run in _runs(items) if len(run) > 1 for item in _with_style(run))


def _runs(items: list[Item]) -> Iterator[list[Item]]:
    run: list[Item] = []
    for item in items:
        if item.number == 1:
            yield run
            run = [item]
        elif run and (item.number in (run[-1].number + 1, LAST)):
            run.append(item)
    yield run


def _with_style(run: list[Item]) -> list[Item]:
    """One style for a run: 一要…二是… is one list, of mixed particles."""
    styles = {item.style for item in run}
    for item in run if len(styles) > 1 else ():
        item.style = "hanzi-mixed"
    return run


def _nest(items: list[Item]) -> None:
    stack: list[str] = []
    for item in items:
        if item.family in stack:
            del stack[stack.index(item.family) :]
        stack.append(item.family)
        item.level = len(stack)
