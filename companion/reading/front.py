"""The parts around the body: title, salutation, opening and closing words (domain: parts of a speech)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from companion.reading.blocks import Block, Source
from companion.reading.dates import date_tail, is_date_line
from companion.reading.markers import Marker

_PEOPLE = "同志们|朋友们|同学们|老师们|女士们|先生们|乡亲们|战友们|委员们|代表们|队员们|来宾们|大家好"
_SALUTATION = re.compile(
    f"(?:(?:{_PEOPLE})[、，, 　]*)+[：:！!]$"
    f"|(?:各位|尊敬的|敬爱的|亲爱的)[^：:。！!；]{{0,50}}[：:！!]$"
    f"|(?:(?:{_PEOPLE})[、，, 　]*)+(?:各位|尊敬的)[^：:。！!；]{{0,40}}[：:！!]$"
    "|(?:Dear|Ladies and gentlemen|Good (?:morning|afternoon|evening)|Colleagues|Friends)\\b[^.:]{0,60}[,:!]$"
)
_SALUTATION_START = re.compile(f"(?:各位|尊敬的|敬爱的|亲爱的|{_PEOPLE})[^：:。！!；]{{0,40}}[、，,]?$")
_CLOSING = re.compile(
    "就讲到这|就说到这|讲这么多|讲这些|我的(?:讲话|发言|汇报|演讲|报告)(?:完了|到此|完毕|就到)|(?:讲话|发言|汇报|报告)完毕"
    "|(?:谢谢|謝謝)(?:大家|各位)|拜托(?:大家|各位)|散会|^(?:谢谢|謝謝)[！!。]?$|[Tt]hank you|[Mm]eeting adjourned"
)
_CLOSING_LENGTH = 40
_TITLE_WORD = re.compile(
    "(?:讲话|致辞|致词|报告|发言|讲稿|通知|意见|方案|纲要|纪要|办法|章程|规定|细则|总结|要点|议程|预案|决定"
    "|公报|记录|汇报|倡议书|演讲|演讲稿|主持词|决议|条例|规划|计划|提纲|制度|公约|承诺书|公告|通报|函|说明|材料|安排|部署)(?:[（(][^（）()]{0,20}[）)])?[》]?$"
)
_GLUED = re.compile(
    "(?P<title>.{2,60}?(?:讲话|致辞|致词|报告|发言|演讲|讲话稿|发言稿|讲话提纲))[ 　\t]*(?=[（(]|[0-9１-９二]|[ 　])"
)
_CHROME = re.compile(
    "(?:来源|稿源|时间|发布|日期|作者|记者|编辑|责编|责任编辑|字号|【?字体|浏览|点击|阅读|打印|下载|收藏|分享|首页|当前位置"
    "|索引号|网址|信息来源|发文|成文|主题|文号|有效性|上一篇|下一篇"
    "|扫一扫|关闭|返回|加大|还原|减小|全屏|字号|大 ?中 ?小"
    "|相关(?:报道|链接|阅读)|附件下载"
    "|https?://)"
)
_NUMBERED_PAPER = re.compile("〔\\d{4}〕|\\[\\d{4}\\]|文件$|[（(]此件|^密级|^特急|^急件|^绝密|^机密|^秘密")
_FIRST_HALF = re.compile(
    "^(?:在|关于|就)|(?:委员会|人民政府|政府|办公室|办公厅|党委|县委|市委|省委|局|厅|部|集团|公司|学校|大学|中学|医院|协会|联合会)$"
)
_STATED = re.compile("(?:标题|题目|题名)[：:][ \u3000]*(?=\\S)")
_KEY_LINE = re.compile("[^，。；]{1,12}[：:][^：:]")
_SENTENCE = re.compile(r"(?=[A-Z])(?:\S+ ){3,}\S*[a-z]{3,}\.$")
_CELLS = re.compile("(?<=[^\u3000\t])[\u3000\t]+(?=[^\u3000\t])")  # between two cells of a row
_STOPS = "。；，：:;,！!？?…、"
_LOOK = 60  # blocks among which the front is looked for
_TITLE_LENGTH = 60
_LONG = 60  # a line longer than this is text, not part of a title page


@dataclass(slots=True)
class Front:
    """Where the parts are, as numbers of blocks: the lines of the title and of the salutation.

    `body` is the first block behind the front, `closing` the first of the closing words.
    """

    title: range
    salutation: range
    body: int
    closing: int


def find_front(source: Source, markers: Sequence[Marker | None]) -> Front:
    """Find the title, the salutation, the first block of what follows and the first of the closing words."""
    blocks = source.blocks
    first = next((place for place, marker in enumerate(markers[:_LOOK]) if _opens_body(marker)), None)
    end = min(len(blocks), _LOOK) if first is None else first
    salutation = _find_salutation(blocks, end)
    if not salutation:
        end = next((place for place in range(1, end) if _opens_notes(blocks[place], markers[place])), end)
    head = salutation.start if salutation else min(_head_end(blocks, end), max(0, len(blocks) - 1))
    title = _find_title(blocks, head) if source.title is None else range(0)
    body = salutation.stop if salutation else head if title or source.title else 0
    return Front(title, salutation, body, _closing(blocks, markers, body))


def _opens_body(marker: Marker | None) -> bool:
    return marker is not None and marker.style not in ("dash", "bracket")


def _opens_notes(block: Block, marker: Marker | None) -> bool:
    """Tell 【总体评价】 right below the title of a speaker's notes from the buttons of a page: 【字体：大 中 小】."""
    return marker is not None and marker.style == "bracket" and not _CHROME.match(block.text)


def is_salutation(text: str) -> bool:
    """Tell whether a line does nothing but address the audience: 同志们： 各位代表！"""
    return len(text) <= _TITLE_LENGTH and bool(_SALUTATION.match(text))


def _find_salutation(blocks: Sequence[Block], end: int) -> range:
    for place in range(end):
        if is_salutation(blocks[place].text) and blocks[place].level is None:
            start = place
            while start and _SALUTATION_START.match(blocks[start - 1].text) and not blocks[start].gap:
                start -= 1
            stop = place + 1
            while stop < end and is_salutation(blocks[stop].text):
                stop += 1
            return range(start, stop)
    return range(0)


def _head_end(blocks: Sequence[Block], end: int) -> int:
    """The first block that is text and not a line of a title page."""
    return next((place for place in range(end) if not _is_page_line(blocks[place]) or _opens_table(blocks, place)), end)


def _opens_table(blocks: Sequence[Block], place: int) -> bool:
    """Tell the head of a table, 事项　单位　进度, by the row below it with as many cells."""
    cells = len(_CELLS.findall(blocks[place].text))
    return cells > 1 and place + 1 < len(blocks) and len(_CELLS.findall(blocks[place + 1].text)) == cells


def _is_page_line(block: Block) -> bool:
    """Tell a line of a title page (a title, a date, a name, a key and its value) from a paragraph."""
    return (
        len(block.text) <= _LONG
        and block.text[-1] not in "。；，：:;,！!？?"
        and not _SENTENCE.match(block.text)
        and not block.verbatim
        and block.level is None
    )


def _find_title(blocks: Sequence[Block], head: int) -> range:
    """The lines of the title among the first blocks; empty where there is none."""
    stated = next((place for place in range(min(head + 1, 5, len(blocks))) if _STATED.match(blocks[place].text)), None)
    if stated is not None:
        return range(stated, stated + 1)
    places = [place for place in range(head) if _could_be_title(blocks[place])]
    last = next((place for place in places if _ends_title(blocks[place].text)), None)
    if last is None:
        return _grown_down(blocks, places[0], head) if places else range(0)
    start = last
    while start and not blocks[start].gap and _runs_on(blocks[start - 1]):
        start -= 1
    return range(start, last + 1)


def _grown_down(blocks: Sequence[Block], start: int, head: int) -> range:
    stop = start + 1
    while stop < head and _is_open(blocks[stop - 1].text) and not blocks[stop].gap:
        stop += 1
    return range(start, stop)


def _runs_on(above: Block) -> bool:
    """Tell whether a line is the first half of the title that ends below."""
    if not _could_be_title(above) or _ends_title(above.text) or len(above.text) > 40:
        return False
    return _is_open(above.text) or bool(_FIRST_HALF.search(above.text))


def _is_open(text: str) -> bool:
    return (
        text.count("《") > text.count("》") or text.count("（") > text.count("）") or text.endswith(("的", "和", "与"))
    )


def _ends_title(text: str) -> bool:
    return bool(_TITLE_WORD.search(text) or _GLUED.match(text))


def _could_be_title(block: Block) -> bool:
    text = block.text
    if not 2 <= len(text) <= _TITLE_LENGTH + 30 or block.bullet or block.verbatim or text.count("，") > 2:
        return False
    if _CHROME.match(text) or _NUMBERED_PAPER.search(text) or is_date_line(text) or text[0] in "（(【—":
        return False
    return text[-1] not in _STOPS and not _KEY_LINE.match(text) and any(sign.isalpha() for sign in text)


def title_words(text: str) -> str:
    """The title without the date and the speaker that are glued to it.

    >>> title_words("在动员会上的讲话（2026年7月10日）")
    '在动员会上的讲话'
    """
    if text.count(" ") + text.count("\u3000") >= len(text) // 2:
        text = text.replace(" ", "").replace("\u3000", "")
    stated = _STATED.match(text)
    text = text[stated.end() :] if stated else text
    match = _GLUED.match(text)
    if match and (date_tail(text, match.end()) or len(text) - match.end() <= 12):
        return match["title"]
    return text


def _closing(blocks: Sequence[Block], markers: Sequence[Marker | None], body: int) -> int:
    place = len(blocks)
    while place > body and markers[place - 1] is None and _closes(blocks[place - 1]):
        place -= 1
    return place


def _closes(block: Block) -> bool:
    return len(block.text) < _CLOSING_LENGTH and block.level is None and bool(_CLOSING.search(block.text))
