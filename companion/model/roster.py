"""The units that work can be given to, and the names they go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from companion.model.fold import fold_width

_QUOTES = str.maketrans("", "", '“”"‘’「」 ')


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `name` is what goes into notes and ledgers, `full` its formal name.

    `aliases` are other names, `posts` the people who answer for it; `members` are the units a
    collective name stands for (两办: the two general offices).
    """

    name: str
    full: str = ""
    aliases: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the unit goes by, its own first."""
        return tuple(name for name in (self.name, self.full, *self.aliases, *self.posts) if name)


@dataclass(frozen=True)
class Roster:
    """All known units, in the order they are listed; of two with one name the first has it."""

    units: tuple[Unit, ...] = ()

    def find(self, name: str) -> Unit | None:
        """The unit that goes by exactly this name; quotation marks, width and case make no difference."""
        return self._by_name.get(_key(name))

    def names(self) -> tuple[str, ...]:
        """The units' own names."""
        return tuple(unit.name for unit in self.units)

    def with_unit(self, unit: Unit) -> Roster:
        """A roster that knows this unit too, in the place of one with the same name."""
        others = tuple(known for known in self.units if _key(known.name) != _key(unit.name))
        return Roster((*others, unit))

    @cached_property
    def _by_name(self) -> dict[str, Unit]:
        found: dict[str, Unit] = {}
        own = [(unit.name, unit) for unit in self.units]
        others = [(name, unit) for unit in self.units for name in unit.names[1:]]
        for name, unit in own + others:
            found.setdefault(_key(name), unit)
        return found


def _key(name: str) -> str:
    return fold_width(name).translate(_QUOTES).casefold()
