"""Tasks waiting in the text of a speech: sentences that tell someone to do what can be shown to be done.

Proposals only: each carries the words it was found by, and a person accepts it. A passage is a candidate
when it is an order (要, 必须, 由…负责, or a bare imperative), names an owner or a deadline, and asks for
something that can be closed; or, one tier lower, when it orders work on something with a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from companion.capture.mentions import (
    NOBODY,
    DueKind,
    DueWords,
    Owner,
    OwnerKind,
    find_due_words,
    find_helpers,
    find_owner,
)
from companion.capture.passages import Passage, passages
from companion.model.roster import Roster
from companion.model.speech import Speech

ASSIGNED, NAMED = 1, 2

# Weights of the rank: an owner who answers outranks any deadline, a day outranks a season, and the
# thing to be done only decides between passages that are otherwise alike.
OWNER_WEIGHT = {OwnerKind.UNIT: 40, OwnerKind.ROLE: 30, OwnerKind.GROUP: 15, OwnerKind.COLLECTIVE: 5}
DUE_WEIGHT = {DueKind.FIRM: 35, DueKind.RECURRING: 20, DueKind.EVENT: 15, DueKind.YEAR: 10, DueKind.VAGUE: 3}
DELIVERABLE_WEIGHT, TARGET_WEIGHT, HEDGE_WEIGHT, ATTITUDE_WEIGHT = 10, 8, -8, -15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of the speech that looks like a task; columns count from 1, both ends included.

    `owners` and `supporting` and `due` are words of the speech; `rank` counts from 1 for the surest,
    `tier` is 1 with an owner or a deadline, 2 with neither.
    """

    point: str
    line: int
    column: int
    end_column: int
    text: str
    owners: tuple[str, ...]
    supporting: tuple[str, ...]
    due: str
    rank: int
    tier: int
    score: int


@dataclass(frozen=True, slots=True)
class _Signals:
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
    r"召开|举办|组织(?:好|一|[*\d])|巡查|建档|拿出|会(?:也)?要开|要开(?:会|展)?|听取|汇报|报告|筹备|筛选|印发|出台|制定|编制|拟定|修订|起草|上报|报送|[前内]报|提交|反馈|答复|公示"
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
_FORECAST = re.compile(r"预计|初步核算|有望")
_DONE = re.compile(
    r"(?:已经?|刚刚?)(?=[完建成开投通取进签启到下发办实])|(?:取得|完成|实现|建成|达到|得到|举办|开展|召开|出台|成立|进行|看|走|付出|作)了|同比|比去年|比上年|上半年.*(?:完成|达|实现)"
    r"|以来|回顾|没有(?:等|靠)|历年|往年"
)
_REASON = re.compile(
    r"是.{0,12}(?:关键|基础|前提|保障|根本|需要|途径|载体|抓手|责任|任务|生命线|大计|方向)|有利于|意味着|只有.{2,30}才|关系到|为了|之所以"
)
_ENDORSES = re.compile(
    r"我(?:完全|都)?(?:赞同|同意)|讲得|会议的?主要任务|我(?:再)?讲.{0,6}(?:点|个)|今天.{0,3}(?:召开|我们)"
)


def find_candidates(speech: Speech, roster: Roster) -> tuple[Candidate, ...]:
    """The tasks waiting in a speech, in its order; nothing is made out of headings and reports."""
    found = [candidate for passage in passages(speech) if (candidate := _candidate(passage, roster))]
    places = {id(each): place for place, each in enumerate(sorted(found, key=_surest), 1)}
    return tuple(replace(each, rank=places[id(each)]) for each in found)


def _surest(candidate: Candidate) -> tuple[int, int, int, int]:
    return candidate.tier, -candidate.score, candidate.line, candidate.column


def _candidate(passage: Passage, roster: Roster) -> Candidate | None:
    signals = _signals(passage, roster)
    tier = _tier(passage, signals) if signals else 0
    if signals is None or not tier:
        return None
    text = passage.text[signals.start :].rstrip("。；！？!?;，、 ")
    column = passage.column + signals.start
    return Candidate(
        point=passage.point,
        line=passage.line,
        column=column,
        end_column=column + len(text) - 1,
        text=text,
        owners=signals.owner.names,
        supporting=find_helpers(passage.text, signals.owner.names),
        due=signals.due.words if signals.due else passage.due_before,
        rank=0,
        tier=tier,
        score=_score(signals),
    )


def _signals(passage: Passage, roster: Roster) -> _Signals | None:
    """What speaks for a passage; None when it reports, reasons or forecasts."""
    text = passage.text
    clauses = list(_clauses(text))
    owners = [(start, find_owner(clause, roster)) for start, clause in clauses]
    best = max(owners, key=lambda each: each[1].kind, default=(0, NOBODY))
    orders = [start for start, clause in clauses if _ORDER.search(clause) or _IMPERATIVE.match(clause)]
    named = [start for start, owner in owners if owner.kind > OwnerKind.COLLECTIVE]
    if not orders and not named:
        return None
    due = find_due_words(text)
    firm = [_clause_of(clauses, due.start)] if due is not None and due.kind is DueKind.FIRM else []
    start = min(orders + named + firm)
    told = text[start:]
    return _Signals(
        start=start + len(text[start:]) - len(re.sub(r"^(?:同时|所以|因此|另外|此外|其中|但)，?", "", told)),
        owner=best[1],
        due=due,
        ordered=bool(orders) and any(_ORDER.search(clause) for _, clause in clauses),
        deliverable=bool(_DELIVERABLE.search(told)),
        handed_in=bool(_HANDED_IN.search(told)),
        target=bool(_TARGET.search(told)),
        attitude=bool(_ATTITUDE.search(told)),
        hedged=bool(_HEDGE.search(told)),
    )


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a passage between commas, each with where it begins."""
    for found in re.finditer(r"[^，,：:]+", text):
        yield found.start(), found[0]


def _clause_of(clauses: list[tuple[int, str]], place: int) -> int:
    return max(start for start, _ in clauses if start <= place)


def _tier(passage: Passage, signals: _Signals) -> int:
    """1 for an order with an owner or a deadline, 2 for one on a thing with a name, 0 for no candidate."""
    text = passage.text
    if _ENDORSES.search(text) or _FORECAST.search(text) or (passage.is_lead and not _is_assigned(signals)):
        return 0
    if not passage.is_directive and not _is_ordered_firmly(signals):
        return 0
    if _DONE.search(text) and not _is_assigned(signals):
        return 0
    if _is_assigned(signals) or (passage.due_before and signals.deliverable and not signals.attitude):
        return ASSIGNED
    return NAMED if _names_a_thing(passage, signals) else 0


def _is_ordered_firmly(signals: _Signals) -> bool:
    """Enough for a task in the midst of a report: an order to an owner who answers, or by a day."""
    firm = signals.due is not None and signals.due.words.endswith(("前", "内"))
    return signals.ordered and (signals.owner.kind >= OwnerKind.ROLE or firm)


def _is_assigned(signals: _Signals) -> bool:
    """An owner who answers, or a deadline that binds, for something that can be shown to be done."""
    due = signals.due.kind if signals.due else DueKind.NONE
    closable = signals.deliverable or signals.target
    match signals.owner.kind:
        case OwnerKind.UNIT | OwnerKind.ROLE:
            return closable or due >= DueKind.RECURRING or not signals.attitude
        case OwnerKind.GROUP:
            return closable and (due >= DueKind.EVENT or signals.handed_in)
    if due is DueKind.FIRM:
        return closable and signals.ordered
    return due is DueKind.YEAR and signals.target and signals.ordered


_NAMED_THING = re.compile(
    r"”(?:[\u4e00-\u9fff*]{0,6})(?:活动|工程|行动|计划|专项)|[*”）](?:产业园|园区|项目|景区|大桥|示范区)|项目（|园区.{0,8}建设|试点工作|计划，"
    r"|攻坚年|建设年|提升年|示范县|示范区|实事|流转.{0,4}体系|专业[市县]场|(?:资金|政策)支持|工程(?=，|$)"
)


def _names_a_thing(passage: Passage, signals: _Signals) -> bool:
    return (
        bool(_NAMED_THING.search(passage.text)) and not _REASON.search(passage.text) and signals.deliverable
    )


def _score(signals: _Signals) -> int:
    due = signals.due.kind if signals.due else DueKind.NONE
    weights = (
        OWNER_WEIGHT.get(signals.owner.kind, 0),
        DUE_WEIGHT.get(due, 0),
        DELIVERABLE_WEIGHT * signals.deliverable,
        TARGET_WEIGHT * signals.target,
        HEDGE_WEIGHT * signals.hedged,
        ATTITUDE_WEIGHT * signals.attitude,
    )
    return sum(weights)
