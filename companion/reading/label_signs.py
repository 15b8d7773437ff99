"""What enumerators are made of: numerals of every script, blanks, the words beside them, and their values."""

from __future__ import annotations

import re
import unicodedata

from companion.model.numerals import parse_numeral
from companion.reading.number_words import cardinal_words, ordinal_words

CN_SIGN = "[一二三四五六七八九十百零〇]"
CN = f"{CN_SIGN}{{1,5}}"
DIGITS = "[0-9０-９]"
HAN = "[\u4e00-\u9fff]"
FILLER = "\u2060"  # stands where markup was taken out, so that columns stay
BLANKS = f" \t\u3000\xa0{FILLER}"
GAP = f"[{BLANKS}]"
PARTICLES = "靠抓查看讲講促强強有来來则則者为為需在能练練防治稳穩保建推重破提把让讓"
YAO = "要(?![素点害闻件塞义]|务(?!实)|求(?![真实新精])|领(?![导会悟]))"  # 要素, 要务 are nouns
FOLLOWS_WORD = "(?:要(?!感谢|祝贺|说明|声明|指出)|才?是(?!要感谢|感谢))"  # 首先要…其次要…最后是…
COUNTERS = (  # what counts things
    "个件条项次年月日号季期批级类种等位名家户元万亿千百十点线中方些样届轮章节编层楼班组区环里米度产"
    "個條項號級類種萬億點線樣屆節編層樓組區環裡產档檔挡擋"
)
# that, and what makes a word with a numeral (一般, 三线), is no verb: 一学…。二学…
MEASURES = f"{COUNTERS}把手口流心身世般直边旦切律下上定起对半再经共旁时成向并同面股阵路是要"
COUNTED = f"(?:[个個层層条條点點]{HAN}{{0,3}}?|件事|句[话話])"  # 一个问题， 二条是
_STAGES = "[阶階]段|部分|方面|[环環][节節]"
ORDERED = f"(?:[个個层層条條点點块塊类類件项項种種步招句]{HAN}{{0,3}}?|{_STAGES})"  # 第一个问题， 第二块是, 第三阶段：
ACTS = "看抓靠查练防促建保"  # 第一看…，第二看…
IS = "(?:[，,：:]|、(?!第)|就?是[，,]?)"  # what follows both
LATIN_ORDINALS = {ordinal_words(number): number for number in range(1, 21)}
CARDINALS = {cardinal_words(number).lower(): number for number in range(1, 21)}
WORDS = "首先|其次|再次|再者|然[后後]|接[着著]|最[后後]"
FIRST_WORD = "首先"  # all others only say that they come after
LATER_WORDS = "[随隨][后後]|接下[来來]|[紧緊]接[着著]"  # 随后是…, as members of a list that 首先 began
TELLS = (  # 首先介绍办法，
    "(?:[来來]|[给給]大家)?(?:[讲講]解|介[绍紹]|[汇匯][报報]|分析|[讨討][论論]|展示|回[顾顧]"
    "|[谈談讲講说說看](?:一下|[谈談讲講说說看]))(?!了)"
)
TELLS_OF = "[谈談讲講说說](?![了到起过過明话話出得的完来來服究判课課])(?=[\u4e00-\u9fff《“])"  # 首先谈甲。其次谈乙。
NO_MARK = "(?![，。；！？）)”’》,;])"  # behind a label: a stop there is behind a mark that refers to a note
ALPHABET = 26
NEXT = -1  # the number of a word that only says that it comes after
# 首先，我谨… opens no list
NO_START = re.compile("我[谨謹]|我代表|[请請]允[许許]|[让讓]我代表|向|感[谢謝]|祝[贺賀]|[对對]")

_BESIDE = "季度|产业|线|级|类|期|批|等|把手|号|楼|组|班|年级|轮|审|月|日|层|股|科|点|条|项|款|章|节|标段"
_TWIN = re.compile(f"({CN})(、|{_BESIDE})")
_FIGURE = re.compile(f"{DIGITS}+")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$", re.IGNORECASE)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def not_a_span(match: re.Match[str]) -> bool:
    """Refuse 一、二季度 and 第一、二轮: two neighbouring numbers that share one noun."""
    twin = _TWIN.match(match.string, match.end())
    if not twin:
        return True
    first, second = parse_numeral(match["n"]), parse_numeral(twin[1])
    if first is None or second is None:
        return True
    return not (second == first + 1 or (second > first and twin[2] in ("、", "产业")))


def not_neighbours(match: re.Match[str]) -> bool:
    """Refuse 1、2月份 and 3、4号楼: two neighbouring numbers that share one noun. 1、1-8月 is a heading."""
    following = _FIGURE.match(match.string, match.end())
    first = read_number(match["n"])
    return first is None or following is None or read_number(following[0]) != first + 1


def read_number(numeral: str) -> int | None:
    """The number behind a numeral of any kind: 十一, 12, １２, ⑫, ⑾, Ⅳ, iv, c, Two; None if it is none."""
    if numeral.lower() in CARDINALS:
        return CARDINALS[numeral.lower()]
    if numeral.isascii() and numeral.isalpha():
        is_roman = len(numeral) > 1 or numeral in "IVX"
        return read_roman(numeral) if is_roman else read_letter(numeral)
    if len(numeral) == 1 and not numeral.isdecimal():
        if "Ａ" <= numeral <= "ｚ":
            return read_number(chr(ord(numeral) - 0xFEE0))
        value = unicodedata.numeric(numeral, -1)
        return int(value) if value >= 0 else None
    return parse_numeral(numeral)


def read_letter(letters: str) -> int:
    """The place of an ASCII letter in the alphabet, from 1; of two letters as columns count, AA is 27."""
    number = 0
    for letter in letters.lower():
        number = number * ALPHABET + ord(letter) - ord("a") + 1
    return number


def read_roman(numeral: str) -> int | None:
    """The value of a Roman numeral in either case; None if it is not well formed.

    >>> read_roman("xiv")
    14
    """
    if not numeral or not _ROMAN.match(numeral):
        return None
    values = [_ROMAN_VALUES[sign] for sign in numeral.upper()]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
