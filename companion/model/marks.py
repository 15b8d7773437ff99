"""When each field of a record was last set, by whom, and what else was written there at the same time.

A field is a register of versions: the latest shows, others that nobody had seen when they were written stay
beside it until someone settles which one holds. States form a lattice (Shapiro et al. 2011, multi-value
register), so joining them is commutative, associative and idempotent.

A *mark* is a text: the stamp of the version that shows, then the latest stamp of every other writer whose
versions were replaced knowingly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from companion.model.clock import writer_of
from companion.model.json_values import canonical

LAST_WINS = frozenset(
    [
        "kind",
        "point",
        "quote",
        "line",
        "column",
        "path",
        "orphaned",
        "author",
        "created",
        "updated",
        "at",
        "n",
        "state",
        "status",
        "name",
        "sha256",
        "deleted",
    ]
)
WITHOUT_WEIGHT = frozenset(["deleted", "updated", "point", "quote", "line", "column", "path", "orphaned"])


class Version(NamedTuple):
    """A text that does not show: of which field, when it was written, what, and whether that was settled."""

    field: str
    stamp: str
    value: Any
    settled: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two versions the same one."""
        return (self.field, self.stamp, canonical(self.value))


@dataclass(slots=True)
class Marks:
    """The marks of a record: one common to its fields, those that differ, and the versions beside."""

    common: str = ""
    own: dict[str, str] = field(default_factory=dict)
    history: dict[tuple[str, str, str], Version] = field(default_factory=dict)

    def of(self, name: str, fields: Mapping[str, Any]) -> str:
        """The mark of a field; empty when it was never set."""
        mark = self.own.get(name)
        return mark if mark is not None else self.common if name in fields else ""

    def copy(self) -> Marks:
        """The same marks, to be changed apart."""
        return Marks(self.common, dict(self.own), dict(self.history))

    def latest(self) -> str:
        """The latest stamp of the record."""
        return max((self.common, *self.own.values(), *(key[1] for key in self.history))).partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Delta:
    """The state of some fields of one record: `fields` are the values, a field only in the marks was taken
    away."""

    table: str
    id: str
    fields: Mapping[str, Any]
    marks: Marks

    def names(self) -> set[str]:
        """All fields of which it says something."""
        return {*self.fields, *self.marks.own, *(key[0] for key in self.marks.history)}


def seal(
    fields: Mapping[str, Any], marks: Marks, changed: Mapping[str, Any], stamp: str
) -> tuple[dict[str, Any], Marks]:
    """The state that setting `changed` at `stamp` makes of a record with `fields` and `marks`: what is new
    in it.

    Whoever sets a field has seen what stood there, and settles it.
    """
    values = {name: value for name, value in changed.items() if value is not None}
    new = Marks(stamp)
    for name in changed:
        mark = stamp if name in LAST_WINS else _succeed(name, fields, marks, stamp, new)
        if mark != stamp or name not in values:
            new.own[name] = mark
    return values, new


def _succeed(name: str, fields: Mapping[str, Any], marks: Marks, stamp: str, new: Marks) -> str:
    """The mark of a field set anew; the versions beside it go into `new`, settled."""
    before = marks.of(name, fields)
    beside = [version for version in marks.history.values() if version.field == name]
    if beside:
        shown = Version(name, before.partition(" ")[0], fields.get(name))
        settled = [version._replace(settled=True) for version in (shown, *beside)]
        new.history.update((version.key, version) for version in settled)
    return _mark(stamp, [*before.split(), *(version.stamp for version in beside)])


def join_field(
    name: str, mine: tuple[Any, str], theirs: tuple[Any, str], beside: Iterable[Version]
) -> tuple[Any, str, list[Version]]:
    """Join two states of a field, each its value and mark: the value that shows, its mark, the versions
    beside.

    `beside` are the unsettled versions of both. None is the value of a field that was taken away.
    """
    if name in LAST_WINS:
        value, mark = max(mine, theirs, key=lambda state: (state[1], canonical(state[0])))
        return value, mark, []
    seen = _seen([*mine[1].split()[1:], *theirs[1].split()[1:]])
    live: dict[tuple[str, str], Any] = {}
    for value, mark in (mine, theirs):
        stamp = mark.partition(" ")[0]
        live[stamp, canonical(value)] = value
    live.update({(version.stamp, version.key[2]): version.value for version in beside})
    live = _undominated(live, seen)
    winner = max(live)
    others = [Version(name, stamp, value) for (stamp, text), value in live.items() if (stamp, text) != winner]
    # What a writer replaced before is implied by what the same writer has standing here now.
    standing = {writer_of(stamp) for stamp, _ in live}
    replaced = [stamp for writer, stamp in seen.items() if writer not in standing]
    return live[winner], _mark(winner[0], replaced), others


def _undominated(live: dict[tuple[str, str], Any], seen: dict[str, str]) -> dict[tuple[str, str], Any]:
    """The versions that nobody replaced knowingly; of one writer's versions only the last stands."""
    last: dict[str, tuple[str, str]] = {}
    for version in live:
        writer = writer_of(version[0])
        last[writer] = max(last.get(writer, version), version)
    if len(last) > 1:
        last.pop("", None)
    standing = {version for writer, version in last.items() if version[0] > seen.get(writer, "")}
    return {version: live[version] for version in standing or {max(last.values())}}


def _seen(stamps: Iterable[str]) -> dict[str, str]:
    latest: dict[str, str] = {}
    for stamp in stamps:
        writer = writer_of(stamp)
        latest[writer] = max(latest.get(writer, ""), stamp)
    return latest


def _mark(stamp: str, seen: Iterable[str]) -> str:
    others = _seen(seen)
    others.pop(writer_of(stamp), None)
    others.pop("", None)
    return " ".join((stamp, *sorted(others.values())))
