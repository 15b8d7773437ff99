"""The labels that lists inside a paragraph may have, where they stand *firm*: behind a stop, or at the start.

。一是, ；第二，, ：①. GB/T 15834-2011 B.3 names the forms, not where they stand: `loose_labels.py` has the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from companion.reading.label_signs import (
    ACTS,
    BLANKS,
    CN,
    CN_SIGN,
    COUNTED,
    DIGITS,
    FILLER,
    FIRST_WORD,
    FOLLOWS_WORD,
    GAP,
    IS,
    LATIN_ORDINALS,
    MEASURES,
    NEXT,
    NO_MARK,
    NO_START,
    ORDERED,
    PARTICLES,
    WORDS,
    YAO,
    not_a_span,
    not_neighbours,
    read_letter,
    read_number,
)
from companion.reading.quantities import COUNTABLE, LABELLED

_STOPS = "。；：！？;:!?…"
ENGLISH = (
    "(?P<english>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ff]inally|[Ll]astly)"
    "(?:ly)?(?: of all| and foremost)?,"
)
LETTER = "[A-Ka-kＡ-Ｋａ-ｋ]"
_LETTERS = 32  # signs that the letters take in every row of Unicode, from one before A or a
LETTER_END = "[.．、](?![A-Za-z]?[.．、]|[A-Za-z] )"  # e.g., U.S. and A、B、C are no labels
AND = "以?及|或者?|和|[並并]且?|[还還]有"  # ；以及（三）
SHI = "是(?!否|非|因)"
SAME = f"(?P<same>[{PARTICLES}]|(?![{MEASURES}])[\u4e00-\u9fff])"
ONE = "(?:[头頭]|二|三|再|再有|[还還]有|另|另外|另有)?一[个個](?:就)?是(?!非)"  # 一个是…，一个是…，还有一个是…
PAIRED = "[来來则則者]"  # 一来…，二来…
_LABEL = (
    f"(?P<narrative>{CN})(?:{SHI}|{YAO})"
    f"|(?P<one>{ONE})"
    f"|(?P<pair>[一二三四]){PAIRED}"
    f"|(?P<verb>{CN}){SAME}(?!手|[个個]|次|方面)"
    f"|第(?P<ordinal>{CN}|{DIGITS}{{1,2}}(?=[，：]))(?:[，,：:、](?!第)|是(?!否)|要(?!务))"
    f"|(?P<word>{WORDS})(?:[，,、]|{FOLLOWS_WORD})"
    f"|其(?P<qi>{CN})(?:[，,、：:]|是(?!否))"
    f"|{ENGLISH}"
    "|(?P<cardinal>[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive),"
    "|(?P<another>[Ff]or (?:one thing|another(?: thing)?)),"
    f"|[（(](?P<hanziparen>{CN})[）)][.．、]?"
    f"|(?P<hanzidun>{CN})、"
    f"|(?<!{CN_SIGN}[：:])(?P<hanzicolon>{CN})[，：:](?!{CN_SIGN}[的，,、。；])"
    f"|(?P<circled>[①-⑳❶-❿➀-➉⓵-⓾]){NO_MARK}"
    "|(?P<keycap>[0-9])\ufe0f?\u20e3"
    f"|(?P<sign>[⑴-⒇]){NO_MARK}"
    "|(?P<dotsign>[⒈-⒛])"
    f"|[（(](?P<paren>{DIGITS}{{1,2}})[）)][.．、]?"
    f"|(?P<half>{DIGITS}{{1,2}})[）)](?!{DIGITS})"
    f"|(?P<tail>{DIGITS}{{1,2}})】"
    f"|(?P<arabic>{DIGITS}{{1,2}})(?:[.．、](?!{DIGITS})|、(?={DIGITS})|[.．](?={LABELLED}))"
    f"|(?P<bare>{DIGITS}{{1,2}})(?=[\u4e00-\u9fff])(?!{COUNTABLE})"
    f"|(?P<spaced>{DIGITS}{{1,2}})(?={GAP}+[^0-9\\s])(?!{GAP}*{COUNTABLE})"
    f"|(?P<ge>{CN})(?P<thing>{COUNTED}){IS}"
    f"|第(?P<act>{CN})(?P<acted>[{ACTS}])"
    f"|第(?P<dige>{CN})(?P<ordered>{ORDERED}){IS}"
    "|[（(](?P<letter>[a-k])[）)]"
    f"|(?P<dotted>{LETTER}){LETTER_END}"
    "|(?P<topic>[^，。；：、（）“”在从]{2,8})方面[，,]"
)
_GROUPS = tuple(name for name in re.compile(_LABEL).groupindex if name not in ("same", "thing", "ordered", "acted"))
_FAMILIES = {
    "word": "ordinal",
    "hanziparen": "hanzi-paren",
    "hanzidun": "hanzi-dun",
    "hanzicolon": "hanzi-colon",
    "bare": "arabic-bare",
    "spaced": "arabic-space",
    "sign": "paren-sign",
    "dotsign": "dot-sign",
    "paren": "arabic-paren",
    "half": "arabic-half-paren",
    "tail": "arabic-bracket",
    "arabic": "arabic-dot",
    "letter": "letter-paren-lower",
}
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "for one thing": 1}
_ANNOUNCED = ("letter-dot", "letter-dot-lower", "cardinal", "arabic-bare", "arabic-space")  # whose first has a colon
_STYLES = {
    "verb": "hanzi-verb",
    "pair": "hanzi-verb",
    "topic": "topic-fangmian",
    "word": "sequence",
    "english": "sequence",
    "cardinal": "sequence",
    "another": "sequence",
}
# No label is without one of these.
_HINT = re.compile("[一二三四五六七八九十百零〇0-9０-９①-⑳⑴-⒛❶-❿➀-➉⓵-⓾首其再然接最（(STA-La-lＡ-Ｋａ-ｋ方)）]")
_FIRM = re.compile(
    f"[{_STOPS}.（(](?:(?<![.（(])|(?<=[a-z\u4e00-\u9fff)）]\\.)(?=[ \t])|(?<=[（(])(?=[1１][.．、]|①|一[、是要]))"
    f"[”’」』）)\"'{FILLER}]*{GAP}*(?:and |{AND})?(?=(?P<label>{_LABEL}){GAP}*)"
)
_INSIDE = re.compile("[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*")
_SECOND_INSIDE = re.compile("[2２][.．、]|②|二[、是要]")
_LONGEST_INSIDE = 600  # characters of a list between brackets that are looked at
_AT_START = re.compile(f"(?P<label>{_LABEL}){GAP}*")
_TAG = re.compile(  # （综合科）1.甲；2.乙
    f"(?:[（(][^（）()]{{2,16}}[）)]|【[^【】]{{2,16}}】|\\[[^\\[\\]]{{2,16}}\\]|［[^［］]{{2,16}}］){GAP}*"
    "(?=[一二三四五六七八九十1-9①⑴（(第首])"
)
_SECOND = re.compile(f"第(?P<n>{CN})[，,：:]|(?P<m>{CN})(?:是(?!否)|{YAO})")
_UNDOUBLED = ("narrative", "pair", "verb", "ordinal", "word", "topic", "ge", "dige", "act", "one")
_TWO_FIGURES = re.compile(f"(?P<n>{DIGITS}{{1,2}})、(?={DIGITS})")
_NO_TOPIC = re.compile("另一|各|多|这|其他|一")


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


def may_hold_labels(text: str, start: int) -> bool:
    """Tell quickly whether any label can stand in a text from an offset on."""
    return bool(_HINT.search(text, start))


def firm_labels(text: str, start: int) -> Iterator[Item]:
    """The labels behind a stop, and the one at the start, in order."""
    tag = _TAG.match(text, start)
    first = _AT_START.match(text, tag.end() if tag else start)
    if first and not (first["bare"] or first["spaced"]) and (item := _item(first)):
        yield item
    for match in _FIRM.finditer(text, start):
        if match[0][0] in "（(" and not _lists_inside(text, match.end()):
            continue
        item = _item(match)
        if item and (item.family not in _ANNOUNCED or (item.number == 1) is (match[0][0] in "：:")):
            yield item


def _lists_inside(text: str, offset: int) -> bool:
    """Tell whether the second of a list that begins right behind a bracket stands before the bracket closes."""
    inside = _INSIDE.match(text[offset : offset + _LONGEST_INSIDE])
    return inside is not None and bool(_SECOND_INSIDE.search(inside[0]))


def _item(match: re.Match[str]) -> Item | None:
    group = next(filter(match.group, _GROUPS))
    number = _number(group, match)
    if number is None:
        return None
    offset, label = match.start("label"), match["label"]
    end = offset + len(label)
    if group not in _UNDOUBLED:
        end = _second_label(match.string, end, number)
        label = match.string[offset:end]
    while end < len(match.string) and match.string[end] in BLANKS:
        end += 1
    family = _family(group, match)
    weak = group == "arabic" and not _stands_off(match)
    return Item(offset, end, label, number, family, style_of(group, family, label), weak)


def _family(group: str, match: re.Match[str]) -> str:
    if group == "verb":
        return f"verb:{match['same']}"
    if group == "dotted":
        return _ANNOUNCED[match[group].islower()]
    things = {"ge": "thing", "dige": "ordered", "act": "acted"}
    return f"ge:{match[things[group]][0]}" if group in things else _FAMILIES.get(group, group)


def _second_label(text: str, end: int, number: int) -> int:
    """The end of a doubled label: ②第二， and （2）二是 are one."""
    second = _SECOND.match(text, end)
    if second and read_number(second["n"] or second["m"]) == number:
        return second.end()
    return end


def style_of(group: str, family: str, label: str) -> str:
    """The style of an inline label of a kind."""
    if group == "narrative":
        return "hanzi-yao" if label.endswith("要") else "hanzi-shi"
    return _STYLES.get(group, family)


def _number(group: str, match: re.Match[str]) -> int | None:
    words: str = match[group]
    if group in ("topic", "one"):
        return None if group == "topic" and _NO_TOPIC.match(words) else NEXT
    if group == "word":
        starts = not NO_START.match(match.string, match.end("label"))
        return (1 if words == FIRST_WORD else NEXT) if starts else None
    if group == "english":
        return LATIN_ORDINALS.get(words.capitalize(), NEXT)
    if group in ("cardinal", "another"):
        return _CARDINALS.get(words.lower(), NEXT)
    if group == "dotted":
        return ord(words) % _LETTERS
    if group in ("ordinal", "hanzidun") and match["label"][-1] == "、" and not _is_one(match):
        return None
    return read_letter(words) if group == "letter" else read_number(words)


def _stands_off(match: re.Match[str]) -> bool:
    """Tell 1、1-8月 from 1、2月份 and 3.5月1日, which are labels only where their list lacks them."""
    if match["label"][-1] in ".．" and match.string[match.end("label") :][:1].isdecimal():
        return False
    pair = _TWO_FIGURES.match(match.string, match.start("label"))
    return pair is None or not_neighbours(pair)


def _is_one(match: re.Match[str]) -> bool:
    """Refuse 第一、二轮 and 一、二季度 here as at the start of a line."""
    twin = re.match(f".*?(?P<n>{CN})[、]", match["label"] + match.string[match.end("label") :][:6])
    return twin is None or not_a_span(twin)
