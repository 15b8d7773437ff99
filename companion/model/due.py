"""A deadline as it was worded and the days it was understood as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: `raw` are the words, never replaced by the date; `due` the last day allowed, if known.

    `kind` names the rule that read it, `day_kind` is "calendar" or "working" (domain: Civil Code 200–204),
    `masked` says that a blank of the speech stands in the date.
    """

    raw: str
    start: date | None = None
    due: date | None = None
    kind: str = "none"
    day_kind: str = "calendar"
    masked: bool = False
    note: str = ""

    def to_fields(self) -> dict[str, Any]:
        """The deadline as TOML can hold it; what is empty is left out."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in fields.items() if value not in (None, "", False)}

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Due:
        """The deadline out of its TOML form; words where a date should be are kept in `raw` alone."""
        known = {name: value for name, value in fields.items() if name in cls.__slots__}
        for name in ("start", "due"):
            if not isinstance(known.get(name), date):
                known.pop(name, None)
        return cls(**{"raw": "", **known})
