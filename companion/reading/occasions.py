"""Naming a masked date by what is to happen then, and a masked name by the kind of thing it belongs to."""

from __future__ import annotations

import re

_EVENT = re.compile(
    r"(?:[*＊×xX\d]{1,4}日)?(?:上午|下午|晚上?)?(?:以前|之前|前|以后|之后|后|起|底|初|份)?的?"
    "(?:要|应当?|须|将|必须|力争|争取|正式|全面|集中)*"
    "(?P<verb>召开|举行|举办|组织|开展|启动|进行|完成)?(?:好|一[次场期轮])?"
    "(?P<event>[^，。；：、！？（）“”,;:*＊×]{2,14})(?=[，。；：、！？,;]|$)"
)
_CUTOFF = re.compile("(?:截至|截止|至)[今去本]?年?$")
_KIND = re.compile(
    "(?P<kind>[\u4e00-\u9fff]{0,8}?(?:工程|项目|水库|灌区|大桥|泵站|公路|公司|集团|园区|开发区|景区|学校|中学|小学|大学|医院|社区|街道|县长|市长|镇长|区长|书记"
    "|局长|主任|同志|物流|品牌|广场|河|江|镇|县|市|乡|村|区|路|桥|厂|站|局|园|会|段)(?:党委|政府|委员会|干部)?"
    "(?:[及和至][\u4e00-\u9fff]{1,5}(?:工程|项目))?)"
)
_LOOK = 24  # characters behind a mask that say what it is


def name_date(text: str, start: int, end: int) -> str:
    """What a date is the time of: 推进会时间 for `*月中旬召开推进会`; empty where the sentence does not say.

    `start` is the offset of the mask, `end` the one behind its unit.
    """
    if _CUTOFF.search(text, max(0, start - 4), start):
        return "统计截止时间"
    match = _EVENT.match(text, end, end + _LOOK)
    if not match or match.end("event") == end + _LOOK:
        return ""
    return f"{match['event']}{'完成' if match['verb'] == '完成' else ''}时间"


def name_kind(text: str, end: int) -> str:
    """The words behind a masked name that say of what: 大桥及引道工程, 副县长; empty where they do not."""
    match = _KIND.match(text, end, end + _LOOK)
    return match["kind"] if match else ""
