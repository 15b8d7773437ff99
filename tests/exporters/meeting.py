"""A small meeting to export: a speech with its outline, and minutes with a note of every kind."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone

from companion.exporters.report import Report, build_report
from companion.model.document import HEAD, Document
from companion.model.minutes import Minutes
from companion.model.outline import Blank, BlankKind, Outline, Point, PointKind, Span
from companion.model.speech import Speech

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 7, 10, 12, 0, tzinfo=ZONE)
LINES = (
    "在上半年工作总结会议上的讲话",
    "",
    "同志们：",
    "刚才，各单位作了发言，我完全赞同，请大家抓好落实。",
    "一、总结上半年工作",
    "（一）项目建设有进展。上半年，全县完成投资*亿元，增长*％；新开工项目*个。",
    "（二）产业发展有起色。工业总产值*元，_list_ 和 #号 [方括号] 照样要写对。",
    "二、部署下半年工作",
    "（一）抓好招商引资。一要搭好平台。园区配套要跟上，争取*月开工。二要做实前期。",
    "我就讲到这里，谢谢大家。",
)


def point(id, parent, depth, kind, line, column, end_line, end_column, marker, title, children=()):
    """One point of the outline, in the order of the fields."""
    span = Span(line, column, end_line, end_column)
    return Point(id, parent, depth, PointKind(kind), "", span, marker, title, tuple(children))


def _points() -> tuple[Point, ...]:
    ends = {number: len(line) for number, line in enumerate(LINES, 1)}
    second = LINES[8].index("二要") + 1
    first = LINES[8].index("一要") + 1
    return (
        point("T", None, 0, "title", 1, 1, 1, ends[1], "", LINES[0]),
        point("S", None, 0, "salutation", 3, 1, 3, 4, "", "同志们"),
        point("O", None, 0, "opening", 4, 1, 4, ends[4], "", "刚才，各单位作了发言…"),
        point("1", None, 1, "section", 5, 1, 7, ends[7], "一、", "总结上半年工作", ("1.1", "1.2")),
        point("1.1", "1", 2, "point", 6, 1, 6, ends[6], "（一）", "项目建设有进展"),
        point("1.2", "1", 2, "point", 7, 1, 7, ends[7], "（二）", "产业发展有起色"),
        point("2", None, 1, "section", 8, 1, 9, ends[9], "二、", "部署下半年工作", ("2.1",)),
        point("2.1", "2", 2, "point", 9, 1, 9, ends[9], "（一）", "抓好招商引资", ("2.1.1", "2.1.2")),
        point("2.1.1", "2.1", 3, "item", 9, first, 9, second - 1, "一要", "搭好平台"),
        point("2.1.2", "2.1", 3, "item", 9, second, 9, ends[9], "二要", "做实前期"),
        point("C", None, 0, "closing", 10, 1, 10, ends[10], "", "我就讲到这里，谢谢大家"),
    )


def _blanks() -> tuple[Blank, ...]:
    facts = [
        (6, 0, "amount", "1.1", "亿元", "投资"),
        (6, 1, "amount", "1.1", "％", "投资增速"),
        (6, 2, "amount", "1.1", "个", "新开工项目"),
        (7, 0, "amount", "1.2", "元", "工业总产值"),
        (9, 0, "date", "2.1.1", "", "开工月份"),
    ]
    return tuple(_blank(n, *fact) for n, fact in enumerate(facts, 1))


def _blank(n, line, nth, kind, at, unit, label) -> Blank:
    words = LINES[line - 1]
    place = [index for index, sign in enumerate(words) if sign == "*"][nth]
    before, after = words[max(0, place - 6) : place], words[place + 1 : place + 7]
    return Blank(n, line, place + 1, 1, BlankKind(kind), at, before, after, unit, label, label)


def small_speech() -> Speech:
    """A speech of ten lines: frame, two sections, run-in points, inline items, five masked figures."""
    data = "\n".join(LINES).encode()
    outline = Outline(LINES[0], _points(), _blanks())
    return Speech("讲话稿.txt", hashlib.sha256(data).hexdigest(), "utf-8", LINES, outline)


def note_id(number: int) -> str:
    """A note's id that sorts by its number."""
    return f"01980000-0000-7000-8000-{number:012}"


def at(clock: str) -> datetime:
    """A time on the day of the meeting."""
    hour, minute = clock.split(":")
    return datetime(2026, 7, 10, int(hour), int(minute), tzinfo=ZONE)


def note(kind: str, where: str, text: str, clock: str = "10:31", **more) -> dict:
    """The fields of a note."""
    return {"kind": kind, "point": where, "text": text, "created": at(clock), "author": "王科员", **more}


NOTES = [
    note("comment", "1.1", "数字比上次通报高，会后核对 *口径*", "10:05"),
    note("decision", "1.2", "同意园区扩容方案", "10:12"),
    note("question", "1.2", "电价补贴由谁出？", "10:13"),
    note(
        "action",
        "2.1.1",
        "园区配套建设排出时间表",
        "10:31",
        lead_unit="管委会",
        supporting_units=["发改局", "供电公司"],
        due={"raw": "9月底前", "due": date(2026, 9, 30), "kind": "month_end"},
        deliverable="时间表",
        quote="园区配套要跟上",
        line=9,
        column=17,
    ),
    note("action", "2.1.2", "前期项目清单报县政府", "10:33", due={"raw": "尽快", "kind": "none"}),
    note("added", "2.1.1", "请发改局下周拿出名单", "10:32", visibility="minutes", tags=["要求"]),
    note("changed", "2.1.2", "前期工作要提前半年", "10:34", quote="做实前期", to_verify=True),
    note("interjection", "1.1", "县长：口径按省里的办", "10:06", speaker="县长"),
    note("stressed", "2", "下半年时间紧", "10:30", visibility="minutes"),
    note("scene", "C", "鼓掌", "10:40"),
    note("comment", "2.1", "领导今天语气很重", "10:35", visibility="private"),
    note("comment", "9.9", "这条的位置没有了", "10:36", path=["二、老标题"], orphaned=True),
]
TICKS = {
    "O": "10:00",
    "1": "10:02",
    "1.1": "10:04",
    "1.2": "10:10",
    "2": "10:28",
    "2.1": "10:29",
    "2.1.1": "10:30",
}
FILLS = {1: ("12.5", "亿元", "heard"), 2: ("8.1", "％", "to_verify"), 4: ("86", "亿元", "checked")}
MEETING = {
    "title": "上半年工作总结会议",
    "date": date(2026, 7, 10),
    "started_at": "09:55",
    "ended_at": "10:42",
    "venue": "三楼会议室",
    "chair": "县委书记李明",
    "recorder": "王科员",
    "present": ["张强", "刘芳"],
    "attending": ["陈平"],
    "absent": [{"name": "赵刚", "reason": "因病"}],
}


def small_document() -> Document:
    """The records of the small meeting."""
    blanks = {blank.n: blank for blank in _blanks()}
    ticks = {f"t{p}": {"point": p, "state": "spoken", "at": at(c)} for p, c in TICKS.items()}
    ticks["t2.1.2"] = {"point": "2.1.2", "state": "skipped", "at": at("10:33")}
    fills = {
        f"f{n}": {"n": n, "value": value, "unit": unit, "status": status, "point": blanks[n].point}
        for n, (value, unit, status) in FILLS.items()
    }
    notes = {note_id(number): dict(fields) for number, fields in enumerate(NOTES, 1)}
    speech = {"name": "讲话稿.txt", "sha256": small_speech().sha256}
    return Document(
        "01980000-0000-7000-8000-00000000feed",
        {
            "meeting": {HEAD: dict(MEETING)},
            "speech": {HEAD: speech},
            "notes": notes,
            "ticks": ticks,
            "fills": fills,
        },
    )


def small_minutes() -> Minutes:
    """The typed view of the small meeting."""
    return Minutes.of(small_document())


def small_report(language: str = "zh", document: Document | None = None) -> Report:
    """The report of the small meeting, made at noon."""
    minutes = Minutes.of(document or small_document())
    return build_report(small_speech(), minutes, now=NOW, language=language)
