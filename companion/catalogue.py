"""The words that users read, in Chinese and English: `say("cli.usage", name=…)` in the language in force.

A key's first part names the file of `locales/LANGUAGE/` that holds it; a file is read when first needed.
"""

from __future__ import annotations

import locale
import os
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).parent / "locales"
_chosen: list[str] = []


def choose_language(name: str | None = None) -> str:
    """Put a language in force (`zh` or `en`); without a name, the locale's. Returns it."""
    _chosen[:] = [name if name in LANGUAGES else _language_of_locale()]
    return _chosen[0]


def language() -> str:
    """The language in force."""
    return _chosen[0] if _chosen else choose_language()


def say(key: str, /, **values: object) -> str:
    """The words of a key with its placeholders filled. Raises KeyError for a key that no catalogue has."""
    words = entries(key.partition(".")[0], language())[key.partition(".")[2]]
    return words.format_map(values) if values else words


@cache
def entries(area: str, language: str) -> dict[str, str]:
    """All words of one area in one language, by key; nested tables join their names with dots."""
    table = tomllib.loads((_FOLDER / language / f"{area}.toml").read_text(encoding="utf-8"))
    return dict(_flatten("", table))


def _flatten(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    found = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flatten(f"{prefix}{name}.", value)
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found


def _language_of_locale() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith("zh") else "en"
