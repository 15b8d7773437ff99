"""Figures that measure or date and count nothing off: 3.5亿元, 2.5m, 1.0MPa, 12.5日."""

from __future__ import annotations

import re

from companion.reading.label_signs import COUNTERS, DIGITS, GAP, MEASURES

# What begins like a unit and is a word of its own stands behind it: 1.2人员 heads a section, 1.2人 is a figure.
_HAN = (
    "万(?!企|村|众)|亿|千(?!企|村|方百|兆)|百(?!日|姓|村|企|校|强)|元(?![素件旦器宵]|数据|宇宙)|个(?![人别体案性])|倍(?!增)"
    "|(?:公里|[千厘毫]?米)(?![面线粮])|吨(?!位)|亩(?!均)|度(?![量假汛夏冬])|平方|立方|兆[瓦帕赫]|千[瓦伏]|公斤|千?克(?![服难勤])|毫?升(?![级学旗降本值温])"
    "|人(?![员才事力防文民工物大均社身行居机脸造口群们])|年(?![度报审检末终中初级会鉴轻休假龄均])|小时|分钟|秒|天(?![然气津桥河使线])"
    "|版(?![本面权式块])|至(?![于上今])|到(?![岗位场期访货会校站户村])|左右|以[上下内]"
)
_COUNTERS = "台辆支篇所座岁套场门处起宗例页本块只栋幅份间张片周期比"
COUNTABLE = f"{_HAN}|[{MEASURES}{_COUNTERS}]"  # 3台 in front of no list
COUNTS_THINGS = f"{_HAN}|(?!中[国國央心]|方[案法式向针])[{COUNTERS}{_COUNTERS}]"  # 3中 is a school, 3中国 is not
_LATIN = "(?:[kMGTmcnμµ](?:Pa|VA?|Wh?|A|Hz|J|N|[Lgms])|Pa|Hz|[kKMGT]B|[mght]|min|dB|ppm|bar|[GM]bps)[²³23]?(?![A-Za-z])"
_SIGNS = "[％%‰℃°]|[-~—～－]"
_QUANTITY = re.compile(f"{GAP}*(?:{_HAN}|G(?![A-Za-z])|{_LATIN}|{_SIGNS})")
_GLUED = re.compile(f"{DIGITS}+{_LATIN}")
_MEASURED = re.compile(f"{GAP}+(?:{_LATIN}|[％%‰℃°])")
DAY = (  # 9月底, 2-3月 and 12.5日; a monthly report and daily work are none
    f"{DIGITS}{{1,2}}(?:[.．]{DIGITS}{{1,2}}|[-—~～至到]{DIGITS}{{1,2}})?"
    "(?:月(?![度报刊薪票台饼考球嫂老亮季结检])|[日号](?![常志程期报元用记间均语益杂]))"
)
LABELLED = (  # figures that may stand behind 3. and be none of 3.5亿元's kind: 3.2026年, 3.12345热线
    f"{DIGITS}{{4}}年|{DAY}|{DIGITS}{{1,5}}(?!{DIGITS}|{_HAN}|{_LATIN})[a-zA-Z\u4e00-\u9fff]"
)

DEADLINE = f"{DIGITS}{{1,2}}(?:之?前|以前|[止起])"  # 3.15前 is a day of March, though no 日 says so


def has_quantity(text: str, end: int) -> bool:
    """Tell whether a unit follows a number: 3.5亿元 counts nothing off."""
    return bool(_QUANTITY.match(text, end))


def is_measured(text: str, end: int) -> bool:
    """Tell whether a unit of physics follows a number and a blank: 2.5 m."""
    return bool(_MEASURED.match(text, end))


def glues_measure(text: str, end: int) -> bool:
    """Tell whether the number behind a label has a unit of physics: 5m behind 2. in 2.5m."""
    return bool(_GLUED.match(text, end))
