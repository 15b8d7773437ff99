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
    Replacement(
        "市",
        "县",
        (
            Slip("县场", "市场", after=_PLACES),
            Slip("超县", "超市", before="赶", after=_OFFICES),
            Slip("股县", "股市", after=_OFFICES),
            Slip("楼县", "楼市", after=_OFFICES),
            Slip("夜县", "夜市", after=_OFFICES),
            Slip("集县", "集市", before="聚收汇", after=_OFFICES),
            Slip("门县", "门市", before="部专厦江天荆玉海石龙", after=_OFFICES),
            Slip("县值", "市值"),
            Slip("县容", "市容"),
            Slip("县价", "市价", after="格"),
            Slip("县面上", "市面上"),
            Slip("城县管理", "城市管理", before=_NAMES),
            Slip("城县建设", "城市建设", before=_NAMES, after="局"),
            Slip("城县规划", "城市规划", before=_NAMES, after="局"),
            Slip("城县更新", "城市更新", before=_NAMES),
            Slip("城县道路", "城市道路", before=_NAMES),
            Slip("城县化", "城市化", before=_NAMES),
            Slip("入县交易", "入市交易", before=_JOINED),
        ),
        (
            Slip("城县", "城市", before=_NAMES),
            Slip("入县", "入市", before=_JOINED),
            Slip("上县", "上市", before="马以网线", after="里城"),
            Slip("都县", "都市", before="成于", after=_OFFICES),
            Slip("县民", "市民", after="政主族生营间办兵警宗"),
            Slip("县县", "市县", before="每个", after="通有都建是"),
            Slip("菜县", "菜市"),
            Slip("县政", "市政", after="府协策法务"),
            Slip("退县", "退市"),
            Slip("挂县", "挂市"),
        ),
    ),
    Replacement(
        "市",
        "区",
        (
            Slip("区场", "市场", after=_PLACES, before=_DISTRICTS),
            Slip("超区", "超市", after=_OFFICES + "间"),
            Slip("股区", "股市"),
            Slip("楼区", "楼市", before="大高小旧"),
            Slip("区值", "市值"),
            Slip("区容", "市容"),
            Slip("区面上", "市面上"),
        ),
        (
            Slip("上区", "上市", before="马以网线", after=_OFFICES),
            Slip("入区", "入市", before=_JOINED + "园"),
            Slip("区民", "市民", after="政主族生营间办兵警宗", before="社小园"),
            Slip("都区", "都市"),
            Slip("夜区", "夜市"),
        ),
    ),
    Replacement(
        "市",
        "省",
        (
            Slip("省场", "市场", after=_PLACES),
            Slip("超省", "超市", after=_OFFICES),
            Slip("股省", "股市"),
            Slip("城省", "城市"),
            Slip("省值", "市值"),
            Slip("省容", "市容"),
        ),
        (
            Slip("上省", "上市", before="马以网线", after=_OFFICES),
            Slip("入省", "入市", before=_JOINED),
            Slip("省民", "市民", after="政主族生营间办兵警宗"),
            Slip("都省", "都市"),
        ),
    ),
    Replacement(
        "市",
        "州",
        (
            Slip("州场", "市场", after=_PLACES),
            Slip("超州", "超市", after=_OFFICES),
            Slip("股州", "股市"),
            Slip("城州", "城市"),
            Slip("州容", "市容"),
        ),
        (Slip("上州", "上市", before="马以网线"), Slip("入州", "入市", before=_JOINED), Slip("都州", "都市")),
    ),
    Replacement(
        "市",
        "镇",
        (
            Slip("镇场", "市场", before="乡城集小各全", after=_PLACES),
            Slip("超镇", "超市", after=_OFFICES),
            Slip("股镇", "股市"),
            Slip("镇值", "市值"),
        ),
        (Slip("上镇", "上市", before="马以网线"), Slip("入镇", "入市", before=_JOINED), Slip("都镇", "都市")),
    ),
    Replacement(
        "县",
        "市",
        (
            Slip("郡市", "郡县"),
            Slip("市城乡村", "县城乡村"),
            Slip("市乡村三级", "县乡村三级"),
        ),
        (
            Slip("市城", "县城", before="都城", after="管区市建乡投中南北东西关郊镇轨际"),
            Slip("市域经济", "县域经济"),
            Slip("市乡", "县乡", after="村镇"),
        ),
    ),
    Replacement(
        "省",
        "市",
        (
            Slip("节市", "节省", after="区场民直委政级内外里容面集"),
            Slip("反市", "反省", after="场"),
            Slip("市份", "省份", after="额"),
            Slip("市略", "省略"),
            Slip("市吃俭用", "省吃俭用"),
        ),
        (
            Slip("市心", "省心", before="城都", after="脏"),
            Slip("市力", "省力"),
            Slip("市会", "省会", after="议展"),
        ),
    ),
    Replacement(
        "区",
        "县",
        (
            Slip("社县", "社区", before="作合信报旅杂", after=_OFFICES),
            Slip("园县", "园区", before="公庄田校果", after=_OFFICES),
            Slip("县别", "区别"),
            Slip("县分", "区分", after=f"管局公别为成行布配{_DIVIDED}"),
            Slip("库县", "库区", after=_OFFICES),
            Slip("林县", "林区", before="玉园桦", after=_OFFICES),
            Slip("灾县", "灾区", before="受重", after=_OFFICES),
        ),
        (
            Slip("景县", "景区"),
            Slip("小县", "小区", before=_RANKED, after=_OFFICES + "大小"),
            Slip("县域发展", "区域发展"),
            Slip("地县", "地区", after="级委两"),
        ),
    ),
    Replacement(
        "区",
        "市",
        (
            Slip("社市", "社区", before="作合信报旅杂", after=_OFFICES + "场"),
            Slip("园市", "园区", before="公庄田校果", after=_OFFICES + "场"),
            Slip("市别", "区别"),
            Slip("库市", "库区", after=_OFFICES + "场"),
            Slip("灾市", "灾区", before="受重", after=_OFFICES + "场"),
            Slip("辖市", "辖区", before="省直所管", after=_OFFICES + "场"),
        ),
        (
            Slip("市分", "区分", after=f"管局公别行布配{_DIVIDED}"),
            Slip("景市", "景区"),
            Slip("小市", "小区", before=_RANKED, after="场"),
        ),
    ),
    Replacement(
        "乡",
        "镇",
        (
            Slip("家镇", "家乡", before="国大专农"),
            Slip("镇亲", "乡亲"),
            Slip("镇愁", "乡愁"),
            Slip("镇情", "乡情"),
        ),
        (
            Slip("故镇", "故乡"),
            Slip("下镇", "下乡", before="以"),
            Slip("返镇", "返乡"),
            Slip("城镇融合", "城乡融合"),
        ),
    ),
    Replacement(
        "镇",
        "乡",
        (Slip("城乡化", "城镇化"), Slip("乡静", "镇静"), Slip("乡定", "镇定"), Slip("重乡", "重镇")),
    ),
    Replacement(
        "镇",
        "街道",
        (Slip("城街道化", "城镇化"), Slip("乡街道", "乡镇", before="各", after="办"), Slip("街道静", "镇静")),
        (Slip("城街道居民", "城镇居民"), Slip("城街道登记", "城镇登记"), Slip("城街道新增", "城镇新增")),
    ),
    Replacement(
        "村",
        "社区",
        (Slip("农社区", "农村"), Slip("社区庄", "村庄"), Slip("社区落", "村落", after="实地户")),
        (Slip("乡社区", "乡村", before="城"), Slip("社区民", "村民", after="警政主生")),
    ),
    Replacement(
        "部",
        "局",
        (Slip("干局", "干部"), Slip("局署", "部署"), Slip("局队", "部队"), Slip("局门", "部门")),
        (Slip("全局的", "全部的"), Slip("内局", "内部")),
    ),
    Replacement(
        "局",
        "委",
        (Slip("格委", "格局"), Slip("布委", "布局"), Slip("委势", "局势", before="政省市县区党工纪常")),
        (Slip("委面", "局面"), Slip("开委", "开局")),
    ),
    Replacement(
        "局",
        "厅",
        (Slip("格厅", "格局"), Slip("布厅", "布局"), Slip("厅势", "局势")),
        (Slip("厅面", "局面"), Slip("开厅", "开局"), Slip("大厅意识", "大局意识")),
    ),
    Replacement(
        "厂",
        "公司",
        (
            Slip("工公司", "工厂", before="化电建施加理军职员务手"),
            Slip("公司房", "厂房", after="屋产地源租价"),
        ),
        (Slip("公司家", "厂家", after="属庭具"),),
    ),
)
