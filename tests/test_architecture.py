"""The house's import direction, checked on the source and at run time."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "companion"
MIDDLE = {"reading", "capture", "search", "storage", "followup", "exporters"}
GROUND = {"model", "errors", "catalogue"}
ALLOWED = {
    "model": {"model"},
    "catalogue": set(),
    "errors": {"catalogue"},
    **{room: GROUND | {room} for room in MIDDLE},
    "session": GROUND | MIDDLE | {"session"},
    "cli": GROUND | MIDDLE | {"session", "cli", "tui"},
    "tui": GROUND | MIDDLE | {"session", "tui"},
    "__main__": {"cli"},
    "__init__": set(),
}
ONLY_IN = {
    "textual": {"tui"},
    "rich": {"tui"},
    "rapidfuzz": {"search", "reading"},
    "tomli_w": {"storage"},
    "docx": {"exporters"},
    "openpyxl": {"exporters"},
    "icalendar": {"exporters"},
}
FILES = sorted(HOUSE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """All modules that a file imports, by their full names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            inside = node.module == "companion"
            found |= {f"companion.{alias.name}" if inside else str(node.module) for alias in node.names}
    return found


def room(path: Path) -> str:
    """The room of the house that a file is in."""
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_what_stands_below_it(path):
    """model ← middle packages ← session ← tui, cli ← __main__, without exception."""
    own = [name.split(".") for name in imports(path) if name.split(".")[0] == "companion" and "." in name]

    assert {parts[1] for parts in own} <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_library_is_imported_only_in_its_room(path):
    """Textual and Rich stay in tui, rapidfuzz in search and anchors, the serialiser in storage."""
    foreign = {name.split(".")[0] for name in imports(path)}

    assert {name for name in foreign & set(ONLY_IN) if room(path) not in ONLY_IN[name]} == set()


def test_the_command_line_works_without_textual():
    """Help and sub-commands run with Textual not importable."""
    program = "import sys; sys.modules['textual'] = None; import companion.cli.main as m; m.run(['--help'])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE.parent)

    assert done.returncode == 0, done.stderr
    assert "outline" in done.stdout


def test_no_middle_package_pulls_in_the_screen():
    """Importing everything below the screen loads neither Textual nor Rich."""
    modules = [
        ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in FILES
        if room(path) not in {"tui", "__main__"}
    ]
    load = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
    program = load + "print('textual' in sys.modules, 'rich' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE.parent)

    assert done.stdout.split() == ["False", "False"], done.stderr
