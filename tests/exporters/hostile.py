"""Texts that break careless exporters, and a meeting in which every text is one of them."""

from __future__ import annotations

from companion.exporters.report import Report
from companion.model.document import Document
from tests.exporters.meeting import note, note_id, small_document, small_report

TEXTS = {
    "formula": "=1+1",
    "formula with a command": "=cmd|' /C calc'!A0",
    "plus": "+8613800000000",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "tab formula": "\t=1+1",
    "full-width formula": "＝1＋1",
    "quote": '"=1+1"; "x", y',
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "html close": "</style></title></body></html><!-- ",
    "attribute": "\" onmouseover=\"x' style='y",
    "entity": "&amp;&#x41;&nbsp;&bogus;",
    "xml": "]]><![CDATA[ <w:p/> </w:t>",
    "ics": "a\r\nEND:VTODO\r\nBEGIN:VALARM\r\nX:1;2,3\\n",
    "markdown": "# 标题\n- 项目\n1. 数\n```\n|a|\n[x](javascript:alert(1)) ![i](x) *强* _调_ `码` ~~删~~",
    "markup": "[/] [bold]粗[/bold] [@click=app.quit]x[/]",
    "controls": "a\x00b\x01c\x07d\x08e\x0bf\x0cg\x1bh\x7fi\x85j\x9bk",
    "escape": "\x1b]52;c;U0VD\x07\x1b[2J",
    "noncharacters": "a\ufffeb\uffffc\U0001ffffd\ufdd0",
    "surrogate": "a\ud800b\udfffc",
    "bidi": "付款\u202egpj.exe\u2066x\u2069",
    "separators": "一\u2028二\u2029三",
    "blank ends": "  \u3000 前后有空 \u3000 ",
    "braces": "{title} {0} {{body}} %s %(x)d",
    "long": "长" * 10_000,
    "long word": "x" * 10_000,
    "too long for a cell": "格" * 40_000,
    "lines": "行\n" * 300,
    "marks": "Z" + "\u0336" * 200,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "path": "../../etc/passwd\\..\\con",
    "empty": "",
}


def hostile_report(text: str, language: str = "zh") -> Report:
    """A meeting with this text in every place that users fill."""
    document = small_document()
    names = ("title", "venue", "chair", "recorder", "started_at", "ended_at", "classification")
    document.tables["meeting"]["head"] |= dict.fromkeys(names, text)
    people = {"present": [text, text], "attending": [text], "absent": [{"name": text, "reason": text}]}
    document.tables["meeting"]["head"] |= people
    task = note("action", "1.1", text, lead_unit=text, supporting_units=[text, "甲"], due={"raw": text})
    extra = {"deliverable": text, "remarks": text, "progress": [{"at": "x", "text": text}], "status": text}
    kinds = ("comment", "decision", "question", "added", "changed", "interjection", "stressed", "scene")
    notes = [note(kind, "1.2", text, speaker=text, author=text, tags=[text], quote=text) for kind in kinds]
    records = [task | extra | {"contact": text, "quote": text}, *notes]
    document.tables["notes"] = {note_id(place): fields for place, fields in enumerate(records, 1)}
    document.tables["fills"]["f1"] |= {"value": text, "unit": text}
    return small_report(language, document)


def report_of(texts: list[str], language: str = "zh") -> Report:
    """A meeting in which every text is a task of its own, with a fill of that value for good measure."""
    document = small_document()
    tasks = [note("action", "1.1", text, lead_unit="水利局", deliverable=text, due={"raw": "尽快"}) for text in texts]
    document.tables["notes"] = {note_id(place): fields for place, fields in enumerate(tasks, 1)}
    return small_report(language, document)


def empty_report(language: str = "zh") -> Report:
    """A meeting of which nothing is known."""
    return small_report(language, Document("01980000-0000-7000-8000-000000000000"))
