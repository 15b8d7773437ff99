"""A small meeting to search in, written for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from companion.search.entry import Entry
from companion.search.index import Index

TEXTS = {
    "1": ("heading", "一、回顾上半年工作"),
    "1.1": ("body", "粮食仓库翻修全部完工，投资达到三千万元。"),
    "1.2": ("body", "重庆来的银行行长说，贷款余额增长12％。"),
    "2": ("heading", "二、化解信访积案"),
    "2.1": ("body", "领导要包案，把信访积案逐件化解，两办负责督查。"),
    "2.2": ("body", "招商引资要盯住二十一家企业，项目建设不能停。"),
    "2.3": ("body", "整顿市场秩序，校服采购公开招标。"),
    "3": ("body", "Every branch reports its quarterly progress to the Planning Office."),
}


def entries() -> list[Entry]:
    """The points above, and three notes."""
    points = [
        Entry(
            key=("point", point),
            kind=kind,
            text=text,
            line=place,
            column=1,
            point=point,
            lead=2 if kind == "heading" else 0,
            states=frozenset({"spoken" if point.startswith("1") else "unspoken"}),
        )
        for place, (point, (kind, text)) in enumerate(TEXTS.items(), 1)
    ]
    notes = [
        Entry(
            key=("note", "n1"),
            kind="action",
            text="排出仓库二期的时间表",
            point="1.1",
            owners=("县发改局", "粮食局"),
            due=date(2026, 9, 30),
        ),
        Entry(key=("note", "n2"), kind="action", text="报送督查结果", point="2.1", owners=("信访局",), status="done"),
        Entry(key=("note", "n3"), kind="comment", text="行长另约时间", point="1.2", tags=("银行",)),
    ]
    return [*points, *notes]


@pytest.fixture(scope="session")
def index() -> Index:
    """The index of the meeting."""
    return Index.build(entries())


@pytest.fixture
def found(index):
    """Search and give the keys' last parts, best first."""

    def search(query: str, **options: object) -> list[str]:
        options.setdefault("now", date(2026, 9, 16))
        return [hit.entry.key[1] for hit in index.search(query, **options).hits]

    return search
