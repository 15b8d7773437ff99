"""Directions in a speaker's script, which head nothing: 【翻页】, 【停顿】, 【指向大屏】, 【插图2】."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from companion.reading.blocks import Block
from companion.reading.markers import Marker

_LABEL = re.compile("【([^】]{1,24})】")
_ACT = (
    "请?(?:停顿?|稍停|暂停|滚动|翻页|换页|掌声(?:响?起)?|鼓掌|笑声?|大笑|鞠躬|敬礼|起立|坐下|喝水|转场|淡[入出]|音乐起?"
    "|环顾(?:全场|四周)|灯光[暗亮起])(?:[0-9一两二三四五]秒|片刻|一下)?$"
)
_PLACE = "屏幕?|投影|台下|全场|观众席?|听众|来宾|[左右][侧边栏]|PPT|幻灯片?|白板|黑板|讲台|镜头"
_MEDIUM = "视频|短片|影片|音频|录音|网页|动画|第.{1,3}[页张]|[上下]一?[页张]"
_TAIL = "(?:[：:0-9《（(].*)?$"
_GESTURE = (
    f"(?:指[向着]|请看|[切换翻滚动回]{{1,2}}[到至])[^】]{{0,8}}?(?:{_PLACE}|{_MEDIUM})"
    f"|请?(?:[看望转走面]向|走到)[^】]{{0,4}}?(?:{_PLACE}){_TAIL}"
    f"|请?(?:点[击开]|播放|放映|展示|出示|举起|拿起|打开)[^】]{{0,8}}?(?:{_PLACE}|{_MEDIUM}){_TAIL}"
)
_SHOWN = (
    "(?:[配插附截]图|图片?|照片|画面|镜头|动画|视频|字幕|旁白|口播|配乐|PPT|幻灯片?|[Ss]lide) ?"
    "(?:第?[0-9一二三四五六七八九十]{1,3}[页张]?)?(?:[（(].{1,16}[)）])?$"
)
_DIRECTION = re.compile(f"{_ACT}|{_GESTURE}|{_SHOWN}")
_REMARK = re.compile(
    "(?:口播|旁白|讲[述解稿]|主讲|演讲|语气|画面|镜头|时长|用时)(?:要点|重点|提示|说明|词|稿|建议|时间)?$"
    "|(?:动作|操作|演示|备注|提示)$"
)


def drop_directions(blocks: Sequence[Block], candidates: list[list[Marker]]) -> None:
    """Take what tells the speaker to do or to show something for no label."""
    labels = {
        place: match[1]
        for place, markers in enumerate(candidates)
        if markers and markers[0].style == "bracket" and blocks[place].level is None
        if (match := _LABEL.match(blocks[place].text))
    }
    counts = Counter(labels.values())
    empty = Counter(label for place, label in labels.items() if _holds_nothing(blocks, place))
    for place, label in labels.items():
        if _DIRECTION.match(label) or (counts[label] > 1 and _says_nothing(label, counts, empty)):
            candidates[place] = [marker for marker in candidates[place] if marker.style != "bracket"]


def _says_nothing(label: str, counts: Counter[str], empty: Counter[str]) -> bool:
    """Tell a label repeated that is a remark to the speaker, or mostly stands above headings: it names no part."""
    return bool(_REMARK.match(label)) or empty[label] * 2 >= counts[label]


def _holds_nothing(blocks: Sequence[Block], place: int) -> bool:
    is_last = place + 1 == len(blocks) or blocks[place + 1].level is not None
    return is_last and blocks[place].text.endswith("】")
