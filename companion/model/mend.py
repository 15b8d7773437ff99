"""Corrections of an outline by hand. They live in the minutes, table `mends`; the speech stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from companion.model.minutes import Anchor, text

MENDS = "mends"


class Operation(StrEnum):
    """What a mend does to a point."""

    PROMOTE = "promote"
    DEMOTE = "demote"
    SPLIT = "split"
    JOIN = "join"
    REPARENT = "reparent"
    TO_POINT = "to_point"
    TO_PARAGRAPH = "to_paragraph"


@dataclass(frozen=True, slots=True)
class Mend:
    """One correction.

    `anchor` stands on the point's first words or, when it `is_cut`, on the words where it is cut in two;
    `target` is the point that a reparented one comes under. Ids are UUIDv7: their order is that of the mends.
    """

    id: str
    operation: Operation
    anchor: Anchor
    target: Anchor | None = None
    is_cut: bool = False
    deleted: bool = False

    def to_fields(self) -> dict[str, Any]:
        """The mend as fields of a record of the table `mends`."""
        fields: dict[str, Any] = {"operation": self.operation.value, **_present(self.anchor)}
        if self.target is not None:
            fields["target"] = _present(self.target)
        flags = {"cut": self.is_cut, "deleted": self.deleted}
        return fields | {name: True for name, is_set in flags.items() if is_set}

    @classmethod
    def from_fields(cls, id: str, fields: Mapping[str, Any]) -> Mend | None:
        """The mend out of a record; None for an operation that is not known here (a newer version's)."""
        operation, target = text(fields, "operation"), fields.get("target")
        if operation not in Operation._value2member_map_:
            return None
        return cls(
            id,
            Operation(operation),
            Anchor.from_fields(fields),
            Anchor.from_fields(target) if isinstance(target, Mapping) else None,
            fields.get("cut") is True or operation == Operation.SPLIT,
            fields.get("deleted") is True,
        )


@dataclass(frozen=True, slots=True)
class MendProblem:
    """Why a mend cannot be done: `key` names the sentence in the catalogue, `values` fill it."""

    key: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def arguments(self) -> dict[str, str]:
        """What fills the placeholders of the sentence."""
        return dict(self.values)


def _present(anchor: Anchor) -> dict[str, Any]:
    return {name: value for name, value in anchor.to_fields().items() if value is not None}
