"""How documents look and read: the settings and wording that users bring in TOML, with defaults.

The defaults stand in `content/templates/export.toml`, which users copy and change; a setting that is not
known, or is of another kind than its default, is a remark and changes nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from companion.catalogue import LANGUAGES, entries

_BESIDE = Path(__file__).parent.parent
_CHOICES = {"grade": ("detailed", "summary"), "imprint_page": ("even", "last")}
_MAY_BE_NEGATIVE = {"tracking"}
_TOO_MUCH = 2_000  # millimetres, points or lines: no paper is as large
_FOLDERS = (_BESIDE / "content" / "templates", _BESIDE.parent / "content" / "templates")


@dataclass(frozen=True)
class Settings:
    """All about the documents that is a matter of local custom; lengths in millimetres, sizes in points."""

    office: str = ""
    body: str = ""
    doc_number: str = ""
    masthead: str = ""
    cc: str = ""
    internal: str = ""
    grade: str = "detailed"
    imprint_page: str = "even"
    paper_width: float = 210.0
    paper_height: float = 297.0
    margin_top: float = 37.0
    margin_bottom: float = 35.0
    margin_left: float = 28.0
    margin_right: float = 26.0
    line_pitch: float = 28.95
    lines_per_page: int = 22
    characters_per_line: int = 28
    body_size: float = 16.0
    title_size: float = 22.0
    mark_size: float = 36.0
    tracking: float = -0.25
    body_font: str = "仿宋_GB2312"
    title_font: str = "方正小标宋简体"
    heading_font: str = "黑体"
    subheading_font: str = "楷体_GB2312"
    number_font: str = "宋体"
    latin_font: str = "Times New Roman"
    font_fallbacks: Mapping[str, str] = field(
        default_factory=lambda: {
            "仿宋_GB2312": "仿宋",
            "楷体_GB2312": "楷体",
            "方正小标宋简体": "宋体",
        }
    )
    alarm_days: tuple[int, ...] = (7, 3, 1)
    docx_template: str = ""
    docx_template_data: bytes = b""
    words: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        """A hash of all that can have one: equal settings have equal ones."""
        return hash(tuple(value for value in vars(self).values() if not isinstance(value, Mapping)))


@dataclass(frozen=True)
class LoadedSettings:
    """Settings with remarks about what was not understood: (catalogue key, values)."""

    settings: Settings
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()


def parse_settings(data: bytes, base: Settings | None = None, file: str = "") -> LoadedSettings:
    """Settings out of a user's TOML, over the defaults or `base`; remarks name `file` and the line.

    A file that does not parse changes nothing and leaves one remark with the parser's words.
    """
    start = base or Settings()
    try:
        source = data.decode("utf-8-sig")
        table = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        return LoadedSettings(start, (("export.remark.broken_template", {"file": file, "reason": str(error)}),))
    flat = _flatten(table)
    kinds = {one.name: getattr(start, one.name) for one in fields(Settings) if one.name != "docx_template_data"}
    good = {name: _cast(value, kinds[name]) for name, value in flat.items() if _fits(name, value, kinds.get(name))}
    bad = [_remark(source, file, name, tuple(kinds)) for name in flat if name not in good]
    bad += [_remark(source, file, key, _wording(), "wording") for key in good.get("words", {}) if key not in _wording()]
    return LoadedSettings(replace(start, **good), tuple(bad))


def _remark(
    source: str, file: str, name: str, known: tuple[str, ...], what: str = "setting"
) -> tuple[str, dict[str, str]]:
    """A name that is not known, with the one that was probably meant, or whose value is not of its kind."""
    line = re.search(rf"^[^#\n]*?\b{re.escape(name.rpartition('.')[2])}\b", source, re.MULTILINE)
    number = str(source.count("\n", 0, line.start()) + 1) if line else "?"
    values = {"file": file, "line": number, "name": name}
    if name in known:
        return "export.remark.wrong_kind", values
    near = get_close_matches(name, known, n=1)
    return f"export.remark.unknown_{what}{'_near' if near else ''}", values | {"near": near[0] if near else ""}


@cache
def _wording() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for language in LANGUAGES for key in entries("export", language)))


@cache
def default_settings() -> Settings:
    """The settings of the copy of `export.toml` that comes with the program."""
    for folder in _FOLDERS:
        if (folder / "export.toml").is_file():
            return parse_settings((folder / "export.toml").read_bytes()).settings
    return Settings()


def template_files() -> tuple[Path, ...]:
    """The templates that come with the program, for a user to copy."""
    found = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return tuple(sorted(path for path in found.iterdir() if path.is_file())) if found else ()


def _flatten(table: Mapping[str, Any]) -> dict[str, Any]:
    """Sections are for the reader: their names drop away, save those of free tables."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if name == "words" and isinstance(value, dict):
            flat[name] = dict(_dotted("", value))
        elif name == "font_fallbacks" or not isinstance(value, dict):
            flat[name] = value
        else:
            flat |= _flatten(value)
    return flat


def _dotted(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _dotted(f"{prefix}{name}.", value)
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found


def _fits(name: str, value: object, kind: object) -> bool:
    """Whether a value is of the kind of its default: a length or a count is more than nothing, a choice is known."""
    if kind is None or isinstance(value, bool):
        return False
    if name in _CHOICES:
        return value in _CHOICES[name]
    if isinstance(value, int | float) and name not in _MAY_BE_NEGATIVE and not 0 < value < _TOO_MUCH:
        return False
    if isinstance(kind, tuple):
        return isinstance(value, list) and all(isinstance(one, int) and one >= 0 for one in value)
    if isinstance(kind, float):
        return isinstance(value, int | float)
    if isinstance(kind, Mapping):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, type(kind))


def _cast(value: Any, kind: object) -> Any:
    if isinstance(kind, tuple):
        return tuple(value)
    return float(value) if isinstance(kind, float) else value
