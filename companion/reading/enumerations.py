"""Lists inside a paragraph: 一是…二是…, 第一，…第二，…, 首先…其次…, ①…②…, (a)…(b)…, 工业方面，….

The sequence rule decides (GB/T 15834-2011 B.3 names the forms): the numbers of a family start at 1, rise
by 1, and there are at least two. Particles may mix: the number decides, not 是 or 要. A label that no
stop precedes is weak: it only fills a place that no other label of its family fills, and words must stand
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from companion.reading.markers import (
    CN,
    DIGITS,
    FILLER,
    FIRST_WORDS,
    FOLLOWS_WORD,
    GAP,
    HAN,
    LATIN_ORDINALS,
    MEASURES,
    NEXT,
    PARTICLES,
    YAO,
    not_a_span,
    not_neighbours,
    read_number,
)

_STOPS = "。；：！？;:!?…"
_LABEL = (
    f"(?P<narrative>{CN})(?P<particle>是(?!否|非|因)|{YAO})"
    f"|(?P<verb>{CN})(?P<same>[{PARTICLES}]|(?![{MEASURES}])[\u4e00-\u9fff])(?!手|个|次|方面)"
    f"|第(?P<ordinal>{CN})(?:[，,：:、](?!第)|是(?!否)|要(?!务))"
    f"|(?P<word>首先|其次|再次|再者|然后|接着|最后)(?:[，,、]|{FOLLOWS_WORD})"
    f"|其(?P<qi>{CN})[，,、：:]"
    "|(?P<english>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Lastly)(?:ly)?,"
    f"|[（(](?P<hanziparen>{CN})[）)]"
    f"|(?P<hanzidun>{CN})、"
    "|(?P<circled>[①-⑳])"
    "|(?P<sign>[⑴-⒇])"
    "|(?P<dotsign>[⒈-⒛])"
    f"|[（(](?P<paren>{DIGITS}{{1,2}})[）)]"
    f"|(?P<half>{DIGITS}{{1,2}})[）)](?!{DIGITS})"
    f"|(?P<arabic>{DIGITS}{{1,2}})(?:[.．、](?!{DIGITS})|、(?={DIGITS}))"
    f"|第(?P<ge>{CN})(?P<thing>个{HAN}{{2,3}}?|件事|句话)(?:[，,：:、]|(?=[是就]))"
    "|[（(](?P<letter>[a-k])[）)]"
    "|(?P<topic>[^，。；：、（）“”在从]{2,8})方面[，,]"
)
_HINT = re.compile("[一二三四五六七八九十百零〇0-9０-９①-⑳⑴-⒛首其再然接最（(FSTL方]")  # no label is without
_STRONG = re.compile(
    f"[{_STOPS}.](?:(?<!\\.)|(?<=[a-z\u4e00-\u9fff)）]\\.)(?=[ \t]))"
    f"[”’」』）)\"'{FILLER}]*{GAP}*(?=(?P<label>{_LABEL}){GAP}*)"
)
_AT_START = re.compile(f"(?P<label>{_LABEL}){GAP}*")
_WEAK_LABELS = {
    "ordinal": ("第二", re.compile(f"(?P<label>第(?P<n>{CN})(?:[，：](?!第)|是(?!否))){GAP}*")),
    "arabic-paren": ("2", re.compile(f"(?P<label>[（(](?P<n>{DIGITS}{{1,2}})[）)]){GAP}*")),
    "arabic-half-paren": (
        "2",
        re.compile(f"(?<![（({DIGITS[1:-1]}.])(?P<label>(?P<n>{DIGITS}{{1,2}})[）)]){GAP}*"),
    ),
    "circled": ("②", re.compile(f"(?P<label>(?P<n>[①-⑳])){GAP}*")),
    "paren-sign": ("⑵", re.compile(f"(?P<label>(?P<n>[⑴-⒇])){GAP}*")),
    "narrative": ("二", re.compile(f"(?<=[，,、])(?P<label>(?P<n>{CN})(?:是(?!否|非|因)|{YAO})){GAP}*")),
    "verb": (
        "二",
        re.compile(
            f"(?<=[，,、])(?P<label>(?P<n>{CN})(?P<same>[{PARTICLES}]|(?![{MEASURES}])[\u4e00-\u9fff]))(?!手|个|次|方面){GAP}*"
        ),
    ),
    "sequence": (
        "其次",
        re.compile(f"(?<=[，,])(?P<label>(?P<n>首先|其次|再次|最后)(?:[，,]|{FOLLOWS_WORD})){GAP}*"),
    ),
    "arabic-dot": (
        "2",
        re.compile(f"(?<=[ \t\u3000，,])(?P<label>(?P<n>{DIGITS}{{1,2}})[.．、])(?!{DIGITS}){GAP}*"),
    ),
    "hanzi-paren": ("）", re.compile(f"(?P<label>[（(](?P<n>{CN})[）)]){GAP}*")),
    "hanzi-dun": ("二、", re.compile(f"(?<=[ \t\u3000])(?P<label>(?P<n>{CN})、){GAP}*")),
    "letter-paren-lower": ("b", re.compile(f"(?P<label>[（(](?P<n>[a-k])[）)]){GAP}*")),
}
_PAIR = re.compile(f"(?P<n>{DIGITS}{{1,2}})、(?={DIGITS})")
_SECOND = re.compile(f"第(?P<n>{CN})[，,：:]|(?P<m>{CN})(?:是(?!否)|{YAO})")
_STARTS_WEAKLY = frozenset(["ordinal", "arabic-paren", "arabic-half-paren", "letter-paren-lower", "paren-sign"])
_WEAK_ALWAYS = _STARTS_WEAKLY | {"narrative", "sequence"}
_NO_TOPIC = re.compile("另一|各|多|这|其他|一")
_NO_START = re.compile("我谨|我代表|请允许|让我代表|向|感谢|祝贺|对")
_REFERENCE = "见如按照图表式注附第和与或、及至"  # what stands before a number that only refers
_JOINS = "和与或、及至"  # 第二和第三，… is no label
_FAMILIES = {
    "word": "ordinal",
    "hanziparen": "hanzi-paren",
    "hanzidun": "hanzi-dun",
    "sign": "paren-sign",
    "dotsign": "dot-sign",
    "paren": "arabic-paren",
    "half": "arabic-half-paren",
    "arabic": "arabic-dot",
    "letter": "letter-paren-lower",
}
_GROUPS = tuple(name for name in re.compile(_LABEL).groupindex if name not in ("particle", "same", "thing"))
_WORDS_BETWEEN = 3  # characters that must stand between a label and a weak one


@dataclass(slots=True)
class Item:
    """A member of a list: where its label and its words start, and how deep it is (from 1)."""

    offset: int
    end: int
    label: str
    number: int
    family: str
    style: str
    weak: bool = False
    level: int = 1


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
    if not _HINT.search(text, start):
        return []
    families: dict[str, list[Item]] = {}
    for item in _candidates(text, start):
        families.setdefault(item.family, []).append(item)
    kinds = _WEAK_ALWAYS.union(known.partition(":")[0] for known in families) if families else _WEAK_ALWAYS
    going_on = {*(opened or ()), follows[0] if follows else ""}
    for name, (second, pattern) in _WEAK_LABELS.items():
        if (name in kinds and second in text) or name in going_on:
            if name == "hanzi-paren" and name != base:
                continue
            _add_weak(text, start, name, pattern, families)
    accepted = [
        item for name, items in families.items() for item in _accept(items, start, (opened or {}).get(name, 0), follows)
    ]
    accepted.sort(key=lambda item: item.offset)
    accepted = [item for place, item in enumerate(accepted) if not place or item.offset >= accepted[place - 1].end]
    _nest(accepted, base)
    return accepted


def _candidates(text: str, start: int) -> Iterator[Item]:
    first = _AT_START.match(text, start)
    if first:
        yield from _item(first)
    for match in _STRONG.finditer(text, start):
        yield from _item(match)


def _item(match: re.Match[str]) -> Iterator[Item]:
    group = next(filter(match.group, _GROUPS))
    number = _number(group, match)
    if number is None:
        return
    offset, label = match.start("label"), match["label"]
    end = offset + len(label)
    if group not in ("narrative", "verb", "ordinal", "word", "topic", "ge"):
        end = _second_label(match.string, end, number)
        label = match.string[offset:end]
    while end < len(match.string) and match.string[end] in " \t\u3000\xa0" + FILLER:
        end += 1
    family = _FAMILIES.get(group, group)
    family = f"verb:{match['same']}" if group == "verb" else family
    family = f"ge:{match['thing']}" if group == "ge" else family
    yield Item(offset, end, label, number, family, _style(group, family, label))


def _second_label(text: str, end: int, number: int) -> int:
    """The end of a doubled label: ②第二， and （2）二是 are one."""
    second = _SECOND.match(text, end)
    if second and read_number(second["n"] or second["m"]) == number:
        return second.end()
    return end


def _style(group: str, family: str, label: str) -> str:
    if group == "narrative":
        return "hanzi-yao" if label.endswith("要") else "hanzi-shi"
    fixed = {"verb": "hanzi-verb", "topic": "topic-fangmian", "word": "sequence", "english": "sequence"}
    return fixed.get(group, family)


def _number(group: str, match: re.Match[str]) -> int | None:
    words: str = match[group]
    if group == "topic":
        return None if _NO_TOPIC.match(words) else NEXT
    if group == "word":
        return None if _NO_START.match(match.string, match.end("label")) else FIRST_WORDS[words]
    if group == "english":
        return LATIN_ORDINALS.get(words, NEXT)
    if group in ("ordinal", "hanzidun") and match["label"][-1] == "、" and not _is_one(match):
        return None
    if group == "arabic" and not _stands_off(match):
        return None
    return ord(words.lower()) - ord("a") + 1 if group == "letter" else read_number(words)


def _stands_off(match: re.Match[str]) -> bool:
    pair = _PAIR.match(match.string, match.start("label"))
    return pair is None or not_neighbours(pair)


def _is_one(match: re.Match[str]) -> bool:
    """Refuse 第一、二轮 and 一、二季度 here as at the start of a line."""
    twin = re.match(f".*?(?P<n>{CN})[、]", match["label"] + match.string[match.end("label") :][:6])
    return twin is None or not_a_span(twin)


def _add_weak(text: str, start: int, family: str, pattern: re.Pattern[str], families: dict[str, list[Item]]) -> None:
    known = {item.offset for items in families.values() for item in items}
    touched = set()
    for match in pattern.finditer(text, start):
        number = _weak_number(family, match["n"])
        signs = _JOINS if family == "ordinal" else _REFERENCE
        refers = text[match.start() - 1 : match.start()] in signs if match.start() else False
        if match.start("label") in known or number is None or refers:
            continue
        name = f"verb:{match['same']}" if family == "verb" else "ordinal" if family == "sequence" else family
        if family == "verb" and name not in families:
            continue
        style = _style(family, family, match["label"])
        item = Item(match.start("label"), match.end(), match["label"], number, name, style, weak=True)
        families.setdefault(name, []).append(item)
        touched.add(name)
    for name in touched:
        families[name].sort(key=lambda item: item.offset)


def _weak_number(family: str, numeral: str) -> int | None:
    if family == "sequence":
        return FIRST_WORDS[numeral]
    return ord(numeral.lower()) - 96 if family == "letter-paren-lower" else read_number(numeral)


def _accept(items: list[Item], start: int, opened: int, follows: tuple[str, int] | None) -> Iterable[Item]:
    family = items[0].family
    if family == "topic":
        return items if len(items) > 1 else ()
    strong = {item.number for item in items if not item.weak}
    return [
        item
        for run in _runs(items, strong, opened, start)
        if _holds(run, family, opened, follows)
        for item in _with_style(run)
    ]


def _runs(items: list[Item], strong: set[int], opened: int, start: int) -> Iterator[list[Item]]:
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
    """Tell whether a weak label may be the first: …，一是甲；二是乙。"""
    return 1 not in strong and (item.family in _STARTS_WEAKLY or item.family == "narrative" or 2 in strong)


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
    goes_on = goes_on or (opened > 0 and run[0].number == opened + 1)
    strong = sum(1 for item in run if not item.weak)
    if family.startswith("verb:"):
        return len(run) >= 3 or (strong >= 2 and family[-1] in PARTICLES)
    if family.startswith("ge:"):
        return len(run) > 1
    if family == "circled" and not strong:
        return False
    if family == "narrative" and not strong and len(run) == 2:
        return run[1].offset - run[0].end > _WORDS_BETWEEN
    return len(run) > 1 or goes_on


def _with_style(run: list[Item]) -> list[Item]:
    """One style for a run: 一要…二是… is one list, of mixed particles."""
    styles = {item.style for item in run}
    if len(styles) > 1:
        style = "hanzi-mixed" if run[0].family == "narrative" else run[0].style
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
