"""Which words give away a global replacement of one word by another, such as 市 by 县: a table.

A *sure* word is none in Chinese: 县场 can only have been 市场. A *likely* one can be part of something else
(入县 in 进入县城) and counts only where sure words of the same replacement stand in the text, or two
different likely ones. `before` and `after` are signs that, standing next to the word, make it something else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """A word as a replacement leaves it, the word it was, and the neighbours that excuse it."""

    wrong: str
    right: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One word put in place of another through a whole text."""

    old: str
    new: str
    sure: tuple[Slip, ...]
    likely: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """Spoilt words with the same neighbours; `right` where putting the old word back is not enough."""

    spoilt: str
    before: str = ""
    after: str = ""
    right: str = ""

    def slips(self, old: str, new: str) -> list[Slip]:
        words = self.spoilt.split()
        return [Slip(word, self.right or word.replace(new, old), self.before, self.after) for word in words]


def _replacement(old: str, new: str, sure: list[_Words], likely: list[_Words]) -> Replacement:
    rows = ([slip for words in group for slip in words.slips(old, new)] for group in (sure, likely))
    return Replacement(old, new, *map(tuple, rows))


_DIVIDED = "类批级层期片组头中"  # 各县|分类, 设区市|分中心
_RANKED = "大济口业农强"  # 经济|小县, 人口|小县
_PLACES = "馆地所院内里镇站合"  # 县|场馆, 县|场地, 区|场所
_JOINED = "进纳列加迁流输归并融投注转引收介嵌深插步落"  # 进入|县, 纳入|区
_OFFICES = "级委政长府直属内里外区域城乡镇人"  # 县级, 县委, 县政府, 县直, 县内
_DISTRICTS = "园景社小校库厂山灾矿林牧片辖战展营院街市新城郊地分各全老"  # 园区, 景区
_NAMES = (
    "柘鄄翼韩项禹邹诸聊晋应阳凤宣运郓虞谷襄舒增桐海江安泽永武方新古交郸肥兴盐蒲澄通麻宜丰都芮鹿容望藁栾郯薛峄历商汤连"
    "石东西南北老县山"
)  # 柘城县, 翼城县

REPLACEMENTS: tuple[Replacement, ...] = (
    _replacement(
        "市",
        "县",
        [
            _Words("县场", after=_PLACES),
            _Words("超县", before="赶", after=_OFFICES),
            _Words("股县 楼县 夜县", after=_OFFICES),
            _Words("集县", before="聚收汇", after=_OFFICES),
            _Words("门县", before="部专厦江天荆玉海石龙", after=_OFFICES),
            _Words("县值 县容 县面上"),
            _Words("县价", after="格"),
            _Words("城县管理 城县更新 城县道路 城县化", before=_NAMES),
            _Words("城县建设 城县规划", before=_NAMES, after="局"),
            _Words("入县交易", before=_JOINED),
        ],
        [
            _Words("城县", before=_NAMES),
            _Words("入县", before=_JOINED),
            _Words("上县", before="马以网线", after="里城"),
            _Words("都县", before="成于", after=_OFFICES),
            _Words("县民", after="政主族生营间办兵警宗"),
            _Words("县县", before="每个", after="通有都建是", right="市县"),
            _Words("菜县 退县 挂县"),
            _Words("县政", after="府协策法务"),
        ],
    ),
    _replacement(
        "市",
        "区",
        [
            _Words("区场", before=_DISTRICTS, after=_PLACES),
            _Words("超区", after=_OFFICES + "间"),
            _Words("股区 区值 区容 区面上"),
            _Words("楼区", before="大高小旧"),
        ],
        [
            _Words("上区", before="马以网线", after=_OFFICES),
            _Words("入区", before=_JOINED + "园"),
            _Words("区民", before="社小园", after="政主族生营间办兵警宗"),
            _Words("都区 夜区"),
        ],
    ),
    _replacement(
        "市",
        "省",
        [_Words("省场", after=_PLACES), _Words("超省", after=_OFFICES), _Words("股省 城省 省值 省容")],
        [
            _Words("上省", before="马以网线", after=_OFFICES),
            _Words("入省", before=_JOINED),
            _Words("省民", after="政主族生营间办兵警宗"),
            _Words("都省"),
        ],
    ),
    _replacement(
        "市",
        "州",
        [_Words("州场", after=_PLACES), _Words("超州", after=_OFFICES), _Words("股州 城州 州容")],
        [_Words("上州", before="马以网线"), _Words("入州", before=_JOINED), _Words("都州")],
    ),
    _replacement(
        "市",
        "镇",
        [_Words("镇场", before="乡城集小各全", after=_PLACES), _Words("超镇", after=_OFFICES), _Words("股镇 镇值")],
        [_Words("上镇", before="马以网线"), _Words("入镇", before=_JOINED), _Words("都镇")],
    ),
    _replacement(
        "县",
        "市",
        [_Words("郡市 市城乡村 市乡村三级")],
        [
            _Words("市城", before="都城", after="管区市建乡投中南北东西关郊镇轨际"),
            _Words("市域经济"),
            _Words("市乡", after="村镇"),
        ],
    ),
    _replacement(
        "省",
        "市",
        [
            _Words("节市", after="区场民直委政级内外里容面集"),
            _Words("反市", after="场"),
            _Words("市份", after="额"),
            _Words("市略 市吃俭用"),
        ],
        [_Words("市心", before="城都", after="脏"), _Words("市力"), _Words("市会", after="议展")],
    ),
    _replacement(
        "区",
        "县",
        [
            _Words("社县", before="作合信报旅杂", after=_OFFICES),
            _Words("园县", before="公庄田校果", after=_OFFICES),
            _Words("县别"),
            _Words("县分", after=f"管局公别为成行布配{_DIVIDED}"),
            _Words("库县", after=_OFFICES),
            _Words("林县", before="玉园桦", after=_OFFICES),
            _Words("灾县", before="受重", after=_OFFICES),
        ],
        [
            _Words("景县 县域发展"),
            _Words("小县", before=_RANKED, after=_OFFICES + "大小"),
            _Words("地县", after="级委两"),
        ],
    ),
    _replacement(
        "区",
        "市",
        [
            _Words("社市", before="作合信报旅杂", after=_OFFICES + "场"),
            _Words("园市", before="公庄田校果", after=_OFFICES + "场"),
            _Words("市别"),
            _Words("库市", after=_OFFICES + "场"),
            _Words("灾市", before="受重", after=_OFFICES + "场"),
            _Words("辖市", before="省直所管", after=_OFFICES + "场"),
        ],
        [_Words("市分", after=f"管局公别行布配{_DIVIDED}"), _Words("景市"), _Words("小市", before=_RANKED, after="场")],
    ),
    _replacement(
        "乡",
        "镇",
        [_Words("家镇", before="国大专农"), _Words("镇亲 镇愁 镇情")],
        [_Words("故镇 返镇 城镇融合"), _Words("下镇", before="以")],
    ),
    _replacement("镇", "乡", [_Words("城乡化 乡静 乡定 重乡")], []),
    _replacement(
        "镇",
        "街道",
        [_Words("城街道化 街道静"), _Words("乡街道", before="各", after="办")],
        [_Words("城街道居民 城街道登记 城街道新增")],
    ),
    _replacement(
        "村",
        "社区",
        [_Words("农社区 社区庄"), _Words("社区落", after="实地户")],
        [_Words("乡社区", before="城"), _Words("社区民", after="警政主生")],
    ),
    _replacement("部", "局", [_Words("干局 局署 局队 局门")], [_Words("全局的 内局")]),
    _replacement("局", "委", [_Words("格委 布委"), _Words("委势", before="政省市县区党工纪常")], [_Words("委面 开委")]),
    _replacement("局", "厅", [_Words("格厅 布厅 厅势")], [_Words("厅面 开厅 大厅意识")]),
    _replacement(
        "厂",
        "公司",
        [_Words("工公司", before="化电建施加理军职员务手"), _Words("公司房", after="屋产地源租价")],
        [_Words("公司家", after="属庭具")],
    ),
)
