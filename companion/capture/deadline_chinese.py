"""Deadlines in Chinese: a whole phrase to one time, a choice of two, a span, or no date at all.

Lead-in words (争取在, 最迟) and closing words (前, 之内, 完成) are taken off first. `X前` is the last day allowed,
inclusive; `三天前` looks back: no deadline.
"""

from __future__ import annotations

import re
from dataclasses import replace

from companion.capture.dates_chinese import NUMBER, RULES, YEAR
from companion.capture.periods import Clock, Period

VAGUE = re.compile(
    r"(?:近期|近日|最近|短期内?|尽快|尽早|尽量|尽可能|抓紧|立即|马上|即刻|即日|立刻|迅速|及时|适时|随时|择机|择日|届时"
    r"|第一时间|下一步|下一阶段|下步|今后|以后|将来|不久|待定|另定|另行通知|早日|早|立行立改|限期|按期|按时|如期)(?:.{0,6})"
)
_STANDING = re.compile(r"(?:长期|持续|常态化?|长效|常年|始终|经常性|日常|不间断|贯穿全年|全程)(?:.{0,8})")
_RECURRING = re.compile(r"[每逐]隔?[一二两三四五六\d]*个?(?:天|日|周|星期|旬|月|季|半年|年|工作日).{0,8}")
_EVENT = re.compile(
    r".*(?:期间|之际|汛期|会前|会后|会上|节前|节后|汛前|节日|前夕|岁末年初|假期|会议结束|召开|期末|学期).{0,4}"
    r"|.{2,}(?:前|后|时)"
)
_AGO = re.compile(
    rf"[前上]?(?!\d{{4}}年)(?:{NUMBER}|几|多少|若干|半)个?多?(?:天|周|星期|礼拜|月|年|小时|季度|工作日)(?:之|以)?前"
)
_PAST = re.compile(r"(?:上个?(?:周|星期|礼拜|月|季)|去年|昨|前天|前年|此前|以前|之前|过去|当年).*|.*来")

_LEAD_IN = re.compile(
    r"(?:请|在|于|到|至|截至|截止到?|最迟|最晚|最好|不晚于|不迟于|务必|必须|务求|确保|争取|力争|努力|赶在?|抢在|要|须|应|拟"
    r"|预计|计划|初步设想|原则上|会后|[自从]?(?:会议之日|今[天日]|本月|本周|现在)起|从现在起|自?从?即日起|今后|未来|接下来的?|从|自|用|利用|充分|我们)"
)
_CLOCK = (
    r"(?:早上|上午|中午|下午|傍晚|晚上|凌晨|晚|早)?"
    r"(?:\d{1,2}(?::\d{2}|[点时](?:\d{1,2}分?|半|整)?)|[上下]班)?"
)
_TAIL = re.compile(
    r"(?:这?(?:两|三|几|2|3)个月)?的?(?:时间|期限|工作时间)?(?P<inside>以内|之内|内|里|之间)?"
    rf"(?:{_CLOCK})(?P<before>之前|以前|前后|前|左右|为止|止|截止)?(?:完成|办结|落实|办好|做完|到位|报送|上报)?"
)
_MORE = re.compile(r"(?P<due>.{1,24}?(?:之前|以前|前|以内|之内|内|底|末|旬))(?![后期置面往列容部外涵需])\S{1,40}")


def read_chinese(words: str, clock: Clock) -> Period | None:
    """What a phrase without spaces, in half-width signs, stands for; None when it names no time."""
    if _AGO.fullmatch(words):
        return None
    found = _read_whole(words, clock)
    if found is None and (longer := _MORE.fullmatch(words)) and not _AGO.fullmatch(longer["due"]):
        found = _read_whole(longer["due"], clock)
    return found or _undated(words)


def _read_whole(words: str, clock: Clock) -> Period | None:
    words = _without_lead_in(words)
    return _atom(words, clock) or _either(words, clock) or _span(words, clock)


def _without_lead_in(words: str) -> str:
    while (found := _LEAD_IN.match(words)) and found.end() < len(words):
        words = words[found.end() :]
    return words


def _undated(words: str) -> Period | None:
    words = _without_lead_in(words)
    if _RECURRING.fullmatch(words):
        return Period("recurring")
    if _STANDING.fullmatch(words):
        return Period("standing")
    if VAGUE.fullmatch(words):
        return Period("none")
    if _PAST.fullmatch(words) or _AGO.fullmatch(words):
        return None
    return Period("event") if _EVENT.fullmatch(words) else None


def _atom(words: str, clock: Clock) -> Period | None:
    """One time by the first rule that takes all of it, with or without closing words."""
    for pattern, read in RULES:
        found = pattern.match(words)
        tail = found and _TAIL.fullmatch(words, found.end())
        if not found or not tail or (tail["before"] and _AGO.fullmatch(words)):
            continue
        try:
            period = read(found, clock)
        except (ValueError, OverflowError):
            continue
        if period is not None:
            return period.closed() if tail["inside"] or tail["before"] else period
    return None


def _either(words: str, clock: Clock) -> Period | None:
    """这个月底或者下个月: hoped for by the first, allowed until the last."""
    parts = re.split("或者|或是|或", words)
    found = [_atom(part, clock) or _span(part, clock) for part in parts]
    days = [period.last for period in found if period is not None and period.last is not None]
    if len(parts) < 2 or len(days) < len(parts):
        return None
    return Period("either_or", min(days), max(days), is_window=True)


def _span(words: str, clock: Clock) -> Period | None:
    """8月1日至15日, 第三、第四季度: from the first day of one to the last of the other."""
    for joint in re.finditer(r"至|到|—+|–|-|~|、|和|及|与", words):
        left, right = words[: joint.start()], words[joint.end() :]
        first = _first_of([left, left + _unit_of(right)], clock)
        if first is None or first.first is None:
            continue
        phrases = [_shared_head(left, right) + right, right]
        last = _first_of(phrases, clock)
        if last is not None and last.last is not None and last.last < first.first:
            last = _first_of(phrases, Clock(first.first, clock.workdays))
        if last is not None and last.last is not None and last.last >= first.first:
            kind = first.kind if first.kind == last.kind else "range"
            return replace(last, kind=kind, first=first.first, is_window=True)
    return None


def _first_of(phrases: list[str], clock: Clock) -> Period | None:
    return next((found for phrase in dict.fromkeys(phrases) if (found := _atom(phrase, clock))), None)


def _unit_of(right: str) -> str:
    unit = re.match(rf"第?{NUMBER}(季度|月|日|号)", right)
    return unit[1] if unit else ""


def _shared_head(left: str, right: str) -> str:
    """What the second part leaves out: the month of `8月1日至15日`, the year of `2026年7月至9月`."""
    if re.match(rf"{YEAR}", right):
        return ""
    head = re.match(rf"((?:{YEAR})?)({NUMBER}月|(?:下下|下|本|这)个?月)?", left)
    assert head
    return head[1] + (head[4] or "" if re.match(rf"{NUMBER}[日号]", right) else "")
