"""Owners and deadline words where they stand in running Chinese text (domain: the language of assignment)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from companion.model.roster import Roster


class OwnerKind(IntEnum):
    """How well an owner can be held to account: a unit best, 我们 not at all."""

    NONE = 0
    COLLECTIVE = 1
    GROUP = 2
    ROLE = 3
    UNIT = 4


class DueKind(IntEnum):
    """How firm a deadline is: a day best, a whole year or a season least."""

    NONE = 0
    VAGUE = 1
    YEAR = 2
    EVENT = 3
    RECURRING = 4
    FIRM = 5


@dataclass(frozen=True, slots=True)
class Owner:
    """Those whom a clause tells to act."""

    kind: OwnerKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueWords:
    """Deadline words and where they stand in the text they were found in, from 0."""

    kind: DueKind
    words: str
    start: int


NOBODY = Owner(OwnerKind.NONE, ())

_HAN = r"[\u4e00-\u9fff*＊×A-Za-z]"
_UNIT_END = (
    "管委会|委员会|监委|纪委|编委|政法委|党工委|人大|政协|办公室|领导小组|工作组|工作专班|专班|指挥部|检察院|法院"
    "|医院|学院|学校|研究院|人民政府|政府|党委|党组|支部|街道|机关|集团|公司|银行|企业|协会|工会|商会|联合会|妇联|残联|文联|团委"
    "|中心|大队|支队|分局|总局|局|委|办|部|院|站|室|队|所|处|科|厅|署|乡镇|镇|乡|园区|开发区|度假区|社区|村委会"
)
_NOT_UNITS = re.compile(
    r"(?:格局|布局|结局|大局|全局|战局|开局|局局|干部|(?<!安)全部|内部|外部|局部|[东西南北中]部|部部|本部|举办|承办|主办|开办|兴办|协办"
    r"|督办|包办|交办|创办|大办|停办|快办|好办|常委|到处|好处|之处|处处|深处|长处|用处|害处|农村|乡村|城镇|城乡|本科|学科"
    r"|百科|场所|厕所|教室|排队|站站|网站|法院所|学所|进社区|办办|特办|企业|[正仍还都就]处|[正仍还]站|个人所|重点工程|我们|他们|大家|需要|主要|重要|这个|那个)$"
)
_NO_UNIT_START = re.compile(
    r"(?:落实|健全|完善|促进|推进|实施|强化|深化|严格|坚持|建设|做好|抓好|打造|开展|加大|提高|提升|鼓励|支持|引导|帮助|推动|协调|加强|加快|发动|带动|动员|深入|走进|来到|到|在|对|把|将|向|为|让|使|给|用|是|有|没有|全面|各项"
    r"|这|那|其|另|同时|因此|所以|但|而|不|一是|已|曾|正|[*×\d]+[多余]?(?:万|亿|个|座|家|户|件|条|块|亩|人|名|项|公里|吨))"
)
_ROLES = (
    r"(?:联系|分管|包案|包保|牵头|挂钩|挂点|驻点|带班|值班|主要|有关|相关|责任|各级|各位|每个|每位|各|县|市|区|镇|党政|班子)?"
    r"(?:县|市|区|镇|项目的?)?(?:分管|包案|包保|主要|责任|党政主要)?(?:领导|负责同志|负责人)(?:同志|班子)?"
    r"|一把手|“一把手”|党政主官|[\u4e00-\u9fff]{0,6}(?:[县市区镇乡局院校厂处科部站队组所]长|书记|支书|主任|经理|总监|主管)|责任人|联系.{0,6}的分管(?:领导|同志)?|包.{1,4}(?:领导|干部)"
)
_GROUPS = (
    r"(?:我们)?(?:县|市|区)?(?:四家|五套|四套|两套)班子(?:各位)?(?:领导|成员)?|各级各(?:部门|单位)|各级|各有?关?部门|各单位|各镇"
    r"|各乡镇|各镇街|各乡镇街道|各地各部门|各地|各责任(?:单位|部门)|责任单位|有关(?:部门|单位|方面)|相关(?:部门|单位|方面)"
    r"|各位领导(?:同志)?|领导干部|党员干部|广大干部|各级领导(?:干部)?|各级党组织|各党委|各支部|全体.{0,6}(?:干部|党员|同志)"
    r"|.{0,6}等(?:部门|单位|机构)|职能部门|成员单位|牵头(?:单位|部门)|配合(?:单位|部门)|主管部门|督查部门|村“两委”|村两委"
    r"|各(?!项|种|类|方|自|环节|领域|个|样|位|行)[^\W在于要对把将由和与及的都也]{1,4}?"
)
_ANY_OF = re.compile(
    r"(?:各|各级|基层|地方|广大|有关|相关|中央|属地|所有|全部)[\u4e00-\u9fff]{0,8}|人?民?政府|党委|党支部|支部|学校|高校|部门|机关|单位|医院|公司|集团"
)
_COLLECTIVE = r"我们|大家|同志们|全[县市区镇]上下|在座的?(?:各位|同志们)?"
_ONE = rf"(?:{_GROUPS}|“?两办”?|{_HAN}{{0,12}}?(?:{_UNIT_END})(?:[（(]{_HAN}{{1,8}}[）)])?|{_ROLES})"
_AND = r"(?:、|和|与|及|以及|，?会同|联合)"
_LIST = rf"{_ONE}(?:{_AND}{_ONE}){{0,8}}(?:主要负责同志|主要领导|负责同志|领导|负责人|等部门|等单位|等)?"
_MODAL = (
    r"(?:都|也|还|就|则|更|一律|同步|首先|尤其|特别|继续|切实|进一步|抓紧|尽快|迅速|立即|主动|具体|同时){0,3}"
    r"(?:要(?!求)|必须|务必|应当|应该|应|须|一定|负责|牵头|会同|配合|组织(?!架构|体系|制度|建设|部|和|、|力)|实行|参与|承担|可以|至少)"
)
_TIMED = (
    r"(?:(?:下|本|这)个?(?:月|周|季度)|今[天日晚]|明[天日晚早]|当天|随时|立即|马上|抓紧|尽快|今年|年[底内]|月[底内]|明年|近期|每|按|从|\d|\*"
    r"|[在于](?=本|下|这|今|明|年|月|周|会后|节前|国庆|春节|元旦|\d|\*|[一二三四五六七八九十两])"
    r"|(?:[一二三四五六七八九十两\d]+个?)(?:工作日|天|日|周|月))"
)
_HANDLES = "(?:对|把|将|逐|组织(?!架构|体系|制度|建设|部|和|、|力)|安排|牵头|拿出|提出|负责)"
_SUBJECT = re.compile(rf"(?:作为.{{2,12}}，)?(?P<owner>{_LIST})(?=，?{_MODAL}|{_TIMED}|{_HANDLES})")
_BY = re.compile(
    rf"(?:由|请|责成|委托|安排|交由?)(?P<owner>{_LIST})"
    rf"(?=亲自|牵头|负责|会同|组织|{_MODAL}|{_TIMED}|抽查|约谈|汇总|审核|督办|统筹|统一|包案|把|对|将|做|抓|办|研究|提出|制定|落实|协调|督|报|派|[，,])"
)
_BY_UNIT = re.compile(
    rf"由(?P<owner>{_HAN}{{1,12}}?(?:{_UNIT_END})(?:{_AND}{_HAN}{{1,12}}?(?:{_UNIT_END}))*)"
    r"(?=[\u4e00-\u9fff])(?!组成|构成|主办|承办|发起|主持召开|的|等|、|和|与)"
)
_LEADS = re.compile(rf"^(?P<owner>{_LIST})(?:牵头|负责)")
_HELPERS = re.compile(
    rf"(?:会同|联合)(?P<joined>{_LIST})|(?:^|[，；、])由?(?P<owner>{_LIST})(?:要|等)?(?:积极|主动|密切|全力)?(?:配合|参与|协助)"
)
_CASE_LEADERS = re.compile(r"(?P<owner>(?:县|市|区|镇)?领导)(?:干部)?(?:包案|包保|包联|带案|领办|挂牌|接访)")
_NAMES = re.compile(rf"{_ONE}(?={_AND}|$|等)")

_N = r"(?:[0-9０-９一二三四五六七八九十两〇]{1,4}|[*＊×]+|[xX]{1,2})"
_BEFORE = r"(?:之前|以前|前(?!期|面|列|沿|提|来|往|后|景|置))"
_MONTH = (
    rf"(?:(?:{_N}|今|明|后|本)年)?(?:{_N}月份?(?:{_N}[日号]|[上中下]旬|底|末|初|中)?|(?:这个|本|当|下个?|下下个?)月(?:份)?"
    rf"(?:{_N}[日号]|[上中下]旬|底|末|初)?|月(?:底|末|初|中旬))"
)
_FIRM = (
    rf"(?:每月)?{_N}[日号]{_BEFORE}",
    rf"{_MONTH}(?:(?:、|和|至|到|或者?|—|-){_MONTH})*(?:这?{_N}个月(?:的?时间)?)?{_BEFORE}?",
    rf"(?:(?:{_N}|今|明)年)?(?:[上下]半年)?的?第?[一二三四](?:、第?[一二三四])*季度(?:末|底)?{_BEFORE}?",
    rf"(?:本|这|下下|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]{_BEFORE}?|(?:本|这|下下|下)个?(?:周|星期)(?:之?内|底)?{_BEFORE}?|周内",
    rf"(?:会后)?{_N}个?(?:工作日|天|日|周|星期|月)(?:时间)?(?:之内|以内|内)|半[个]?(?:月|年)(?:之内|以内|内)",
    rf"(?:(?:{_N}|今|明|后)年)?年?(?:年底|年末|年内|年终|(?<=年)[底内末]){_BEFORE}?|(?:今|明|后)年(?:底|内|末){_BEFORE}?",
    rf"(?:元旦|春节|清明|五一|端午|七一|八一|中秋|国庆|“五一”|“七一”|“十一”)节?{_BEFORE}",
    rf"(?:今|明)[天日晚](?:下班)?{_BEFORE}?|下班{_BEFORE}|明天",
    rf"{_N}年(?=成为|建成|完成|实现|达到|基本|力争|全县|全市|全面|底)",
    r"从(?:明年|今年|下个?月|本月|即日|现在|\S{0,4}月\S{0,3})起",
)
_RECURRING = (
    rf"每(?:个)?(?:周|月|季度|季|年|天|日|半年|半月|旬|{_N}(?:周|个月|天))|按(?:周|月|季度?|日|旬)(?=[\u4e00-\u9fff])|逐(?:月|周|季)",
)
_EVENTS = (
    r"(?:期间|即将到来|即将召开|来临之际|(?:汛|雨|会|节|开学|春灌|春耕|换届|收割)[期]?前(?!期)|(?:召开|开工|验收|到来|结束|封冻)前|节前)",
)
_YEARS = (r"全年|今年|明年|本年度|年度(?=目标|任务)|(?:今年)?[上下]半年|今后.年|“?十[四五六]五”?",)
_VAGUE = (r"尽快|近期|抓紧|立即|马上|尽早|第一时间|限期|按期|按时|如期",)
_SCAN = tuple(
    (kind, re.compile("|".join(patterns)))
    for kind, patterns in (
        (DueKind.FIRM, _FIRM),
        (DueKind.RECURRING, _RECURRING),
        (DueKind.EVENT, _EVENTS),
        (DueKind.YEAR, _YEARS),
        (DueKind.VAGUE, _VAGUE),
    )
)
_PAST_DUE = re.compile(r"以来|来(?=，)|上半年|去年|前几年|同期")


def find_owner(clause: str, roster: Roster) -> Owner:
    """Who is told to do what a clause says; NOBODY when it is not said.

    Looks before 要, 负责, 牵头 and after 由, 请, 责成; a unit of the roster counts at the clause's start.
    """
    found = _BY.search(clause) or _BY_UNIT.search(clause) or _SUBJECT.match(clause) or _LEADS.match(clause)
    if found and (names := _names(found["owner"])):
        return Owner(max(map(_kind, names)), _lead(names, found["owner"]))
    if known := _roster_subject(clause, roster):
        return Owner(OwnerKind.UNIT, (known,))
    if found := _CASE_LEADERS.search(clause):
        return Owner(OwnerKind.ROLE, (found["owner"],))
    if found := re.match(rf"(?:{_COLLECTIVE})", clause):
        return Owner(OwnerKind.COLLECTIVE, (found[0],))
    return NOBODY


def find_supporting(text: str, lead: tuple[str, ...]) -> tuple[str, ...]:
    """Who is to help those who lead: after 会同, before 配合 and 参与."""
    names = [name for found in _HELPERS.finditer(text) for name in _names(found["joined"] or found["owner"] or "")]
    return tuple(dict.fromkeys(name for name in names if name not in lead))


def find_due_words(text: str) -> DueWords | None:
    """The firmest deadline words in a text, the first of those alike; None when it has none."""
    for kind, pattern in _SCAN:
        for found in pattern.finditer(text):
            if found[0] and not _PAST_DUE.match(text, found.end()) and "上半年" not in found[0]:
                return DueWords(kind, found[0], found.start())
    return None


def _names(listed: str) -> tuple[str, ...]:
    names = [name for name in _split(listed) if name]
    return () if any(map(_is_no_name, names)) else tuple(names)


def _is_no_name(name: str) -> bool:
    """Whether a word only ends like a unit (格局, 到处), or begins with a verb or a measure."""
    return _kind(name) is OwnerKind.UNIT and bool(_NOT_UNITS.search(name) or _NO_UNIT_START.match(name))


def _split(listed: str) -> Iterator[str]:
    """The single names of a list; 党委、政府 and the like belong together."""
    yield from (name.strip("，") for name in re.split(r"、(?!政府|办公室)|和|与|以及|及|会同|联合", listed))


def _lead(names: tuple[str, ...], listed: str) -> tuple[str, ...]:
    """The names before 会同 lead; the rest help."""
    before = re.split("，?会同|，?联合", listed)[0]
    return tuple(name for name in names if name in before) or names


def _kind(name: str) -> OwnerKind:
    if re.fullmatch(_GROUPS, name) or _ANY_OF.fullmatch(name):
        return OwnerKind.GROUP
    if re.fullmatch(rf"(?:.{{0,8}}?)(?:{_ROLES})", name):
        return OwnerKind.ROLE
    return OwnerKind.UNIT


def _roster_subject(clause: str, roster: Roster) -> str:
    """The longest name of the roster that a clause begins with and that acts in it."""
    for end in range(min(len(clause), 16), 1, -1):
        if roster.find(clause[:end]) and re.match(rf"{_MODAL}|{_TIMED}", clause[end:]):
            return clause[:end]
    return ""
