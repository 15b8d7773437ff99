"""The user's profile: roster of units, holidays and short codes, out of TOML.

Shipped tables stand in `content/`; the user's own, in the configuration folder, add to them and win over
them. What is wrong with one is told by name and line in `remarks`; a table that cannot be read counts as
absent, so that a slip in it never keeps a meeting from being recorded. Nothing is written here: units
learnt in a meeting are the rows that `learnt_rows` gives, in the file that `learnt_path` names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from companion.model.roster import Roster, Unit
from companion.model.workdays import Workdays
from companion.storage.folders import config_folder, content_folder

Table = Mapping[str, Any]
UNIT_LISTS = ("aliases", "posts", "members")
UNIT_NAMES = ("name", "full", *UNIT_LISTS)
YEAR_NAMES = ("off", "on")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a table: `profile.KEY` of the catalogues with the file, the line and the setting."""

    key: str
    path: Path
    line: int
    name: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What fills the placeholders of the words."""
        return {"path": self.path, "line": self.line, "name": self.name}


@dataclass(frozen=True)
class Profile:
    """What capture needs to know about the place: units, working days, short codes; and what is odd in it."""

    roster: Roster = field(default_factory=Roster)
    workdays: Workdays = field(default_factory=Workdays)
    shortcodes: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class _File:
    """One table file: where it is, its lines and what TOML makes of it."""

    path: Path
    lines: tuple[str, ...]
    table: Table

    def line_of(self, name: str, after: int = 0) -> int:
        """The line (from 1) on which a setting stands, looked for after a line; 0 when it cannot be told."""
        pattern = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[\]=.]""")
        later = enumerate(self.lines[after:], after + 1)
        return next((number for number, line in later if pattern.match(line)), 0)


def learnt_path(folder: Path | None = None) -> Path:
    """The file of units that were typed and not known before."""
    return (folder or config_folder()) / "learnt.toml"


def learnt_rows(names: Iterable[str]) -> dict[str, Any]:
    """The table to write to `learnt_path`, in the roster's own form; each name once."""
    return {"unit": [{"name": name} for name in dict.fromkeys(names) if name]}


def learnt_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names in `learnt_path`, to add to and write back."""
    units, _ = _units([file] if isinstance(file := _read(learnt_path(folder)), _File) else [])
    return tuple(unit.name for unit in units)


def load_profile(folder: Path | None = None) -> Profile:
    """Read all tables, the user's own out of `folder` (the configuration folder unless told otherwise)."""
    own, shipped = folder or config_folder(), content_folder()
    remarks: list[Remark] = []

    def files(*paths: Path) -> list[_File]:
        read = [_read(path) for path in paths]
        remarks.extend(each for each in read if isinstance(each, Remark))
        return [each for each in read if isinstance(each, _File)]

    units, odd_units = _units(files(own / "roster.toml", shipped / "roster.toml", learnt_path(own)))
    workdays, odd_days = _workdays(files(shipped / "holidays.toml", own / "holidays.toml"))
    codes, odd_codes = _shortcodes(files(shipped / "shortcodes.toml", own / "shortcodes.toml"))
    return Profile(Roster(units), workdays, codes, (*remarks, *odd_units, *odd_days, *odd_codes))


def _read(path: Path) -> _File | Remark | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return _File(path, tuple(text.splitlines()), tomllib.loads(text))
    except FileNotFoundError:
        return None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        return Remark("broken", path, int(place[1]) if place else 0)
    except (OSError, UnicodeDecodeError):
        return Remark("unreadable", path, 0)


def _units(files: list[_File]) -> tuple[tuple[Unit, ...], list[Remark]]:
    """The units of all files; of two with one name the first counts, so the user's file comes first."""
    found: dict[str, Unit] = {}
    remarks: list[Remark] = []
    for file in files:
        remarks += _unknown(file, file.table, ("unit",))
        rows, line = file.table.get("unit"), 0
        for row in rows if isinstance(rows, list) else []:
            line = file.line_of("unit", line)
            unit = _unit(row) if isinstance(row, dict) else None
            if unit is None:
                remarks.append(Remark("bad_value", file.path, line, "unit"))
                continue
            remarks += _unknown(file, row, UNIT_NAMES, line)
            found.setdefault(unit.name, unit)
    return tuple(found.values()), remarks


def _unit(row: Table) -> Unit | None:
    lists = {name: row.get(name, []) for name in UNIT_LISTS}
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        return None
    if not isinstance(row.get("full", ""), str) or not all(map(_are_texts, lists.values())):
        return None
    return Unit(row["name"].strip(), row.get("full", ""), **{name: tuple(lists[name]) for name in UNIT_LISTS})


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _workdays(files: list[_File]) -> tuple[Workdays, list[Remark]]:
    """Holidays of all files; a year or feast in a later file replaces the one before."""
    years: dict[int, tuple[set[date], set[date]]] = {}
    feasts: dict[str, tuple[date, ...]] = {}
    remarks: list[Remark] = []
    for file in files:
        for name, value in file.table.items():
            if name == "feasts" and isinstance(value, dict):
                remarks += _take_feasts(file, value, feasts)
            elif re.fullmatch(r"\d{4}", name) and isinstance(value, dict):
                remarks += _take_year(file, name, value, years)
            else:
                remarks.append(Remark("unknown", file.path, file.line_of(name), name))
    off = frozenset(day for year_off, _ in years.values() for day in year_off)
    on = frozenset(day for _, year_on in years.values() for day in year_on)
    return Workdays(off, on, frozenset(years), feasts), remarks


def _take_feasts(file: _File, table: Table, feasts: dict[str, tuple[date, ...]]) -> list[Remark]:
    remarks = []
    for name, days in table.items():
        if isinstance(days, list) and all(map(_is_day, days)):
            feasts[name] = tuple(days)
        else:
            remarks.append(Remark("bad_value", file.path, file.line_of(name), name))
    return remarks


def _take_year(file: _File, name: str, table: Table, years: dict[int, tuple[set[date], set[date]]]) -> list[Remark]:
    start = file.line_of(name)
    remarks = _unknown(file, table, YEAR_NAMES, start)
    off, on = table.get("off", []), table.get("on", [])
    for setting, good in (("off", _are_spans(off)), ("on", isinstance(on, list) and all(map(_is_day, on)))):
        if not good:
            remarks.append(Remark("bad_value", file.path, file.line_of(setting, start), setting))
    if not any(remark.key == "bad_value" for remark in remarks):
        years[int(name)] = ({day for first, last in off for day in _days(first, last)}, set(on))
    return remarks


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _are_spans(value: object) -> bool:
    """Tell whether a value is a list of [first, last] days, none longer than a year."""
    return isinstance(value, list) and all(
        isinstance(span, list)
        and len(span) == 2
        and all(map(_is_day, span))
        and timedelta(0) <= span[1] - span[0] < timedelta(days=366)
        for span in value
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _shortcodes(files: list[_File]) -> tuple[dict[str, str], list[Remark]]:
    codes: dict[str, str] = {}
    remarks: list[Remark] = []
    for file in files:
        remarks += _unknown(file, file.table, ("codes",))
        held = file.table.get("codes")
        for code, words in held.items() if isinstance(held, dict) else ():
            if isinstance(words, str) and code.strip():
                codes[code] = words
            else:
                remarks.append(Remark("bad_value", file.path, file.line_of(code), code))
    return codes, remarks


def _unknown(file: _File, table: Table, known: Iterable[str], after: int = 0) -> list[Remark]:
    names = [name for name in table if name not in known]
    return [Remark("unknown", file.path, file.line_of(name, after), name) for name in names]
