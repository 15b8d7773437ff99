"""The signs around labels and between parts, as a language sets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands around a label and an aside, after a number and a name, and between parts."""

    label: str
    aside: str
    stop: str
    colon: str
    semicolon: str


_CHINESE = Signs("【{}】", "（{}）", "．", "：", "；")
_ENGLISH = Signs("[{}] ", " ({})", ". ", ": ", "; ")


def signs_of(language: str) -> Signs:
    """The signs of a language."""
    return _CHINESE if language == "zh" else _ENGLISH
