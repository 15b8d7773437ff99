"""Tasks waiting in the text of a speech: sentences that tell someone to do what can be shown to be done.

Proposals only: each carries the words it was found by, and a person accepts it. A passage is a candidate
when it is an order (要, 必须, 由…负责, or a bare imperative), names an owner or a deadline, and asks for
something that can be closed; or, one tier lower, when it orders work on something with a name of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.capture.mentions import DueKind, OwnerKind, find_supporting
from companion.capture.passages import Passage, passages
from companion.capture.signals import Signals, read_signals
from companion.capture.signals_english import read_english_signals
from companion.model.roster import Roster
from companion.model.speech import Speech

ASSIGNED, NAMED = 1, 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")

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
    signals = _signals(passage.text, roster)
    tier = _tier(passage, signals) if signals else 0
    if signals is None or not tier:
        return None
    text = passage.text[signals.start :].rstrip("。；！？!?;，、,. ")
    column = passage.column + signals.start
    return Candidate(
        point=passage.point,
        line=passage.line,
        column=column,
        end_column=column + len(text) - 1,
        text=text,
        owners=signals.owner.names,
        supporting=find_supporting(passage.text, signals.owner.names),
        due=signals.due.words if signals.due else passage.due_before,
        rank=0,
        tier=tier,
        score=_score(signals),
    )


def _signals(text: str, roster: Roster) -> Signals | None:
    return read_signals(text, roster) if _CHINESE.search(text) else read_english_signals(text)


def _tier(passage: Passage, signals: Signals) -> int:
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


def _is_ordered_firmly(signals: Signals) -> bool:
    """Enough for a task in the midst of a report: an order to an owner who answers, or by a day."""
    firm = signals.due is not None and signals.due.words.endswith(("前", "内"))
    return signals.ordered and (signals.owner.kind >= OwnerKind.ROLE or firm)


def _is_assigned(signals: Signals) -> bool:
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


def _names_a_thing(passage: Passage, signals: Signals) -> bool:
    return bool(_NAMED_THING.search(passage.text)) and not _REASON.search(passage.text) and signals.deliverable


def _score(signals: Signals) -> int:
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
