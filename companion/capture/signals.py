"""What in a Chinese passage speaks for its being a task: an order, an owner, a deadline, a thing to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from companion.capture.mentions import NOBODY, DueKind, DueWords, Owner, OwnerKind, find_due_words, find_owner
from companion.model.roster import Roster

_LONGEST_CLAUSE = 200  # characters; owners and orders stand near the head of a clause


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a passage being a task; `start` is where the first of it stands in the passage."""

    start: int
    owner: Owner
    due: DueWords | None
    ordered: bool
    deliverable: bool
    handed_in: bool
    target: bool
    attitude: bool
    hedged: bool


_ORDER = re.compile(
    r"(?<![需主重只概摘纲想不])要(?![求素点闻塞害么])|必须|务必|一定得|责成|力争|争取(?!了)|确保|务求|不得|严禁|不准|应当|须(?=[^知])"
    r"|^(?:请|希望)|由.{2,20}?(?:牵头|负责|会同|抽查|约谈|补齐|组织)|牵头|负责(?!人|同志)|设想|打算|计划(?=在|于|今年|明年|融|建|开|完)"
)
_IMPERATIVE = re.compile(
    r"^(?:同时|尤其|特别是|接下来|下一步|继续|全力|大力|全面|扎实|深入|切实|抓紧|尽快|积极|稳妥|持续|重点|严格|坚决|着力|进一步|统筹|认真|迅速"
    r"|及时|集中力量|，)*(?:加快|推进|抓好|抓实|做好|办好|落实|开展|实施|启动|完成|建立|健全|制定|出台|编制|召开|组织|筹备|排查|整治|整改"
    r"|化解|解决|协调|争创|创建|建设|建成|打造|培育|引进|申报|争取|深化|完善|强化|盯住|把|对|将|落细|压实|清理|整合|用好)"
)
_DELIVERABLE = re.compile(
    r"[\u4e00-\u9fff](?:完|出来|下来|到位)(?=[，。；]|$)|转移|召开|举办|组织(?:好|一|[*\d])|巡查|建档|拿出|会(?:也)?要开|要开(?:会|展)?|听取|汇报|报告|筹备|筛选|印发|出台|制定|编制|拟定|修订|起草|上报|报送|[前内]报|提交|反馈|答复|公示"
    r"|公布|公开|张榜|建立.{0,8}(?:台账|清单|机制|制度|专班)|列出|清单|台账|方案|名单|预案|图纸|规划图|排查|摸排|摸清|摸底|核查|核对|检查"
    r"|抽查|抽检|巡查|督查|督办|督导|审计|过一遍|验收|演练|通报|约谈|挂牌|整改|整治|清零|销号|办结|办下来|交办|解决|协调|跟进|跟踪|扫清|签约|签订"
    r"|开工|开（竣）工|竣工|投产|投运|投用|通水|通车|通电|完工|建成|完成|达标|接入|上线|补齐|配齐|备足|划界|立标|备案|包案|化解|调处|稳控"
    r"|联系一|到位|融资|筹集|整合|拨付|兑现|培训|轮训|值班|值守|驻点|留存|结算|听证|招标|评审|论证|试点|入市|进入创建|成为|创建|争创"
    r"|申报|申请|落地|开业|引进.{0,6}[*\d]|新增|减少|压减|下降|提高到|提升到|增长|采购|发放|安排.{0,8}资金|走访|调研|慰问|宣讲|征求意见|约.*谈"
    r"|活动|行动|攻坚|专项|办公会|现场会|推进会|落实落地|组织中小学|提前介入|点对点|做工作|负责|牵头|改造|建设"
)
_HANDED_IN = re.compile(
    r"召开|听取|印发|出台|制定|编制|上报|报送|[前内]报|提交|建立.{0,8}(?:台账|清单|专班)|列出|清单|台账|方案|名单|排查|摸排|核查|检查|验收"
    r"|演练|约谈|整改|清零|销号|办结|签约|开工|竣工|投产|包案|抽查|审计|公示|汇报|答复|核对"
)
_TARGET = re.compile(
    r"(?:力争|争取|确保|实现|达到|达|突破|不少于|不低于|保持在|控制在|提高到|完成|增长|超过|融资|保有量|至少).{0,24}?[*＊×\d０-９]+[多余]?"
    r"(?:％|%|个百分点|万?亿元?|万元?|家|个|亩|公里|吨|人|户|座|件|项|条|套|所|平方米|名|次)"
)
_ATTITUDE = re.compile(
    r"树立|提高.{0,4}(?:认识|站位|意识)|增强.{0,6}意识|绷紧|领悟|再接再厉|继续努力|持之以恒|锲而不舍|讲政治|顾大局|坚定|信心|劲头|感情|担当"
    r"|作风|深刻|认清|认识到|看到|明白|牢记|牢牢把握|理解|支持|重视|高标准|示范带头|心里|精神|意识|初心|使命|清醒|落到实处"
)
_HEDGE = re.compile(r"初步设想|必要的?时候?|必要时|可以|建议|考虑|原则上|有条件的|尽量")


def read_signals(text: str, roster: Roster) -> Signals | None:
    """What speaks for a passage; None when it tells nobody to do anything."""
    clauses = list(_clauses(text))
    owners = [(start, find_owner(clause, roster)) for start, clause in clauses]
    best = max(owners, key=lambda each: each[1].kind, default=(0, NOBODY))
    due = find_due_words(text)
    bound = [_clause_of(clauses, due.start)] if due is not None and _binds(due) else []
    orders = [start for start, clause in clauses if _ORDER.search(clause) or _IMPERATIVE.match(clause)]
    orders += bound
    named = [start for start, owner in owners if owner.kind > OwnerKind.COLLECTIVE]
    if not orders and not named:
        return None
    firm = [_clause_of(clauses, due.start)] if due is not None and due.kind is DueKind.FIRM else []
    start = min(orders + named + firm)
    told = text[start:]
    return Signals(
        start=start + len(text[start:]) - len(re.sub(r"^(?:同时|所以|因此|另外|此外|其中|但)，?", "", told)),
        owner=best[1],
        due=due,
        ordered=bool(bound) or any(_ORDER.search(clause) for _, clause in clauses),
        deliverable=bool(_DELIVERABLE.search(told)),
        handed_in=bool(_HANDED_IN.search(told)),
        target=bool(_TARGET.search(told)),
        attitude=bool(_ATTITUDE.search(told)),
        hedged=bool(_HEDGE.search(told)),
    )


def _binds(due: DueWords) -> bool:
    """Whether the words alone are an order: something is to be there before a day (国庆节前打造出来)."""
    return due.kind is DueKind.FIRM and due.words.endswith(("前", "内"))


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a passage between commas, each with where it begins; the head of an endless one."""
    for found in re.finditer(r"[^，,：:]+", text):
        yield found.start(), found[0][:_LONGEST_CLAUSE]


def _clause_of(clauses: list[tuple[int, str]], place: int) -> int:
    return max(start for start, _ in clauses if start <= place)
