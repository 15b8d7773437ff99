"""What a row in the table of enumerators says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from companion.reading.label_signs import GAP


@dataclass(frozen=True, slots=True)
class Rule:
    """A family, the form of its labels (`n` is the number, `word` part of the family's name), and a guard.

    A weak label needs others of its family around it; what the guard refuses is no label.
    """

    style: str
    pattern: re.Pattern[str]
    weak: bool = False
    guard: Callable[[re.Match[str]], bool] | None = None


def rule(style: str, pattern: str, *, weak: bool = False, guard: Callable[[re.Match[str]], bool] | None = None) -> Rule:
    """A row: blanks behind the label belong to no title."""
    return Rule(style, re.compile(f"(?P<label>{pattern}){GAP}*"), weak, guard)
