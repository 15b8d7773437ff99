"""What users read is in both languages, and nowhere else."""

import ast
import re
import string
from pathlib import Path

import pytest
from rich.cells import cell_len

from companion.catalogue import LANGUAGES, choose_language, entries, say

HOUSE = Path(__file__).parent.parent / "companion"
AREAS = sorted(path.stem for path in (HOUSE / "locales" / "zh").glob("*.toml"))


def placeholders(words):
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_placeholders(area):
    """No key and no placeholder is in one language alone."""
    zh, en = (entries(area, language) for language in LANGUAGES)

    assert set(zh) == set(en)
    assert {key for key in zh if placeholders(zh[key]) != placeholders(en[key])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_below_the_panes_and_in_boxes_fits_eighty_columns(language):
    """No hint and no line of keys is cut or broken in the smallest terminal of the usual size."""
    words = {f"{area}.{key}": text for area in AREAS for key, text in entries(area, language).items()}
    hints = [key for key, text in words.items() if ".hint" in key and cell_len(text) > 78]
    keys = [key for key, text in words.items() if ".keys" in key and max(map(cell_len, text.split("\n"))) > 67]

    assert hints == keys == []


def test_both_languages_have_the_same_areas():
    """A file of words in one language has its twin in the other."""
    assert sorted(path.stem for path in (HOUSE / "locales" / "en").glob("*.toml")) == AREAS


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("*.py")), ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_literal_key_is_in_the_catalogue(path):
    """A key that the source says out is there to be said."""
    source = path.read_text(encoding="utf-8")
    if not re.search(r"from companion\.catalogue import .*\bsay\b", source):
        return
    for node in ast.walk(ast.parse(source)):
        is_say = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
        if is_say and isinstance(node.args[0], ast.Constant):
            area, _, key = node.args[0].value.partition(".")
            assert key in entries(area, "zh"), node.args[0].value


@pytest.mark.parametrize("path", sorted((HOUSE / "tui").rglob("*.py")), ids=lambda path: path.name)
def test_the_screen_says_nothing_chinese_of_its_own(path):
    """No words for the user stand in the source of the screen: what is Chinese and said is in the catalogues."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_docstring(node, path):
            assert not re.search("[\u4e00-\u9fff]{2}", node.value), node.value


def _is_docstring(node, path):
    return any(
        isinstance(holder, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(holder, clean=False) == node.value
        for holder in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


@pytest.mark.parametrize(
    ("locale", "language"), [("zh_CN.UTF-8", "zh"), ("zh_TW", "zh"), ("en_US.UTF-8", "en"), ("de_DE", "en")]
)
def test_the_locale_chooses_the_language(monkeypatch, locale, language):
    """A Chinese locale speaks Chinese, any other English."""
    monkeypatch.setenv("LC_ALL", locale)

    assert choose_language() == language


def test_a_language_can_be_asked_for():
    """--lang wins over the locale."""
    choose_language("en")

    assert say("error.empty_file", path="x").startswith("x is empty")
