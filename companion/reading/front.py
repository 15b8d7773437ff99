"""The parts around the body: title, salutation, opening and closing words (domain: parts of a speech)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from companion.reading.blocks import Block
from companion.reading.markers import match_marker

_SALUTATION = re.compile(
    "^(?:同志们|朋友们|同学们|老师们|女士们|先生们|乡亲们|战友们|大家好|各位[^：:，。！!]{0,20}|尊敬的[^：:。！!]{1,40}"
    "|(?:女士们|同志们|老师们|朋友们|各位)[^：:。！!]{0,20})[：:！!]$"
)
_CLOSING = re.compile(
    "就讲到这|我的讲话(?:完了|到此结束)|就讲这么多|谢谢(?:大家|各位)|拜托大家|散会|讲话完毕"
)
_CLOSING_LENGTH = 40
_TITLE_LENGTH = 60


@dataclass(slots=True)
class Front:
    """Where the parts are, as numbers of blocks; None or an empty range where there are none."""

    title: int | None
    salutation: int | None
    body: int
    closing: int


def find_front(blocks: Sequence[Block]) -> Front:
    """Find the title, the salutation, the first block of what follows and the first of the closing words."""
    salutation = next(
        (place for place in range(min(len(blocks), 40)) if is_salutation(blocks[place].text)), None
    )
    first_marked = next(
        (place for place in range(min(len(blocks), 40)) if match_marker(blocks[place].text)), None
    )
    if salutation is not None and first_marked is not None and first_marked < salutation:
        salutation = None
    title = 0 if blocks and salutation != 0 and _is_title(blocks[0].text) else None
    body = salutation + 1 if salutation is not None else 1 if title == 0 else 0
    return Front(title, salutation, body, _closing(blocks, body))


def is_salutation(text: str) -> bool:
    """Tell whether a line does nothing but address the audience: 同志们： 各位代表！"""
    return bool(_SALUTATION.match(text))


def _is_title(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and not match_marker(text) and text[-1] not in "。；，：:;,！!？"


def _closing(blocks: Sequence[Block], body: int) -> int:
    place = len(blocks)
    while (
        place > body
        and len(blocks[place - 1].text) < _CLOSING_LENGTH
        and _CLOSING.search(blocks[place - 1].text)
    ):
        place -= 1
    return place
