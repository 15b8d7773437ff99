"""The words of a document in the document's own language, which need not be that of the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from companion.catalogue import entries

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


@dataclass(frozen=True)
class Words:
    """The catalogue `export` in one language, with what a user's template puts in its place."""

    language: str
    own: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key with its placeholders filled; one that is not known stays as it is.

        Raises KeyError for a key that nobody has.
        """
        words = self.own.get(key) or entries("export", self.language)[key]
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), words)

    def known(self, key: str, otherwise: str) -> str:
        """The words of a key, or something else where there is no such key."""
        return self.own.get(key) or entries("export", self.language).get(key, otherwise)

    def day(self, day: date | None) -> str:
        """A date as the language writes it, without leading zeros in Chinese (GB/T 9704 §7.3.5)."""
        if day is None:
            return ""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {day:%B} {day.year}"

    def weekday(self, day: date) -> str:
        """The day of the week in brackets' shortness: 周三, Wed."""
        name = _WEEKDAYS[self.language][day.weekday()]
        return f"周{name}" if self.language == "zh" else name

    def clock(self, moment: datetime | None) -> str:
        """The time of day to the minute; empty without a moment."""
        return f"{moment:%H:%M}" if moment else ""

    def listed(self, names: tuple[str, ...]) -> str:
        """Names in a row, with the language's own comma."""
        return ("、" if self.language == "zh" else ", ").join(names)
