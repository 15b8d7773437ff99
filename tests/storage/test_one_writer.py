"""One place opens files for writing: no other module of the program calls anything that could."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent / "companion"
WRITER = HOUSE / "storage" / "files.py"
FILES = sorted(path for path in HOUSE.rglob("*.py") if path != WRITER)
SCRATCH = "a copy in a temporary folder of its own, for LibreOffice to read"
TERMINAL = "the terminal itself, which is painted, and put right when the program is told to end"
ALLOWED = {
    "tui/life.py": TERMINAL,
    "tui/output.py": TERMINAL,
    "exporters/formats/office.py": SCRATCH,
    "reading/office_convert.py": SCRATCH,
}
FREE_NAMES = {"write_bytes"}  # of the command line's output, which is a stream
WRITING_METHODS = {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to"}
WRITING_CALLS = {
    *("os.replace", "os.rename", "os.renames", "os.truncate", "os.ftruncate", "os.mkfifo", "os.link", "os.symlink"),
    *("shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.move", "shutil.copytree", "shutil.rmtree"),
    *("tempfile.mkstemp", "tempfile.NamedTemporaryFile", "sqlite3.connect"),
}


def offences(source: str) -> list[str]:
    """The calls in a source that could write a file."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [name for call in calls if (name := ast.unparse(call.func)) and _writes(name, call)]


def _writes(name: str, call: ast.Call) -> bool:
    last = name.rpartition(".")[2]
    if (last in WRITING_METHODS and name not in FREE_NAMES) or name in WRITING_CALLS:
        return True
    if name == "os.open" and "os.devnull" not in ast.unparse(call):
        return "O_WRONLY" in ast.unparse(call) or "O_RDWR" in ast.unparse(call) or "O_CREAT" in ast.unparse(call)
    if last == "open":
        given = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
        modes = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        return any(set(mode) & set("wax+") and set(mode) <= set("rwaxbt+") for mode in modes)
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_one_module_writes(path):
    """Whoever wants something on the disk asks `storage.files`."""
    found = offences(path.read_text(encoding="utf-8"))

    assert found == [] or str(path.relative_to(HOUSE)) in ALLOWED


@pytest.mark.parametrize(
    "planted",
    ["open(p, 'w')", "p.open(mode='ab')", "p.write_text(t)", "os.open(p, os.O_WRONLY)", "shutil.copy(a, b)"],
)
def test_the_rule_sees_what_it_forbids(planted):
    """Each way to write that is planted is found."""
    assert len(offences(planted)) == 1
