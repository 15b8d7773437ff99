"""Text is text: nothing in a speech, note or name steers the terminal, acts as markup or stalls the screen."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from companion.capture.line import TypedLine
from companion.cli.output import harmless
from companion.model.minutes import Note, NoteKind
from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.text import LIMIT, cells_of, cut, in_place, install_guard, pad, safe
from companion.tui.widgets.speech_view import SpeechView
from companion.tui.wording import note_runs
from companion.tui.wrap import wrap_runs
from tests.terminal import Terminal
from tests.tui.hostile import ALL, SMALL, WORD, as_shown, in_line, wrapped

TUI = Path(__file__).parent.parent.parent / "companion" / "tui"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# What Textual itself sends: CSI sequences, the two-letter ones, and line ends, and the pointer's shape.
OWN = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0AB]|\x1b[78=>]|[\r\n]|\x18|\x1b\]22;[a-z-]*\x07")
F10 = "\x1b[21~"
CLEAN = f"{WORD}，没有别的。\n" * 1_500  # so much that the file still counts as text


@pytest.mark.parametrize("name", ALL)
def test_safe_text_has_no_control_and_all_words(name):
    """Every control shows as a picture, every bracket stays, and the length is bounded."""
    shown = safe(wrapped(name))

    whole = wrapped(name)
    assert not CONTROL.search(shown) and len(shown) <= LIMIT + 1
    assert shown == (as_shown(whole) if len(whole) <= LIMIT else as_shown(whole[:LIMIT]) + "…")


@pytest.mark.parametrize("name", ALL)
def test_a_text_cut_or_broken_into_rows_keeps_to_its_cells(name):
    """No row is wider than it may be, or the end of it would not be seen; no letter is lost between the rows."""
    shown = safe(wrapped(name), limit=2_000)
    rows = ["".join(part for part, _ in row) for row in wrap_runs([(shown, "")], 40, 2)]

    assert all(cell_len(row) <= 40 for row in rows)
    assert "".join("".join(rows).split()) == "".join(shown.split())
    assert cell_len(cut(wrapped(name), 30)) <= 30 and cell_len(pad(wrapped(name), 30)) == 30


@given(st.text(st.one_of(st.characters(max_codepoint=0x7F), st.characters(min_codepoint=0x3000, max_codepoint=0xFFFF))))
@settings(max_examples=300)
def test_a_text_is_as_wide_as_its_signs(text):
    """Cells are counted as Textual counts them, by whatever way is quicker."""
    assert cells_of(text) == cell_len(text)


@pytest.mark.parametrize("name", SMALL)
def test_a_field_shows_a_sign_for_each_character(name):
    """Places are counted in a line being typed: nothing is left out of it, and nothing in it steers the terminal."""
    shown = in_place(wrapped(name))

    assert len(shown) == len(wrapped(name)) and not CONTROL.search(shown) and shown == in_line(wrapped(name))


@pytest.mark.parametrize("name", SMALL)
def test_the_command_line_steers_no_terminal(name):
    """What a sub-command prints to a terminal holds no control but tab and newline; surrogates are escaped later."""
    printed = harmless(wrapped(name)).encode("utf-8", "backslashreplace").decode()

    assert not CONTROL.search(printed.replace("\t", ""))


@pytest.mark.parametrize("name", SMALL)
def test_the_guard_lets_no_control_out(name):
    """What a widget forgot to make safe is stopped at the output; so is a link."""
    install_guard()
    style = Style(bold=True, link="http://example.org/\x1b]52;c;eA==\x07")

    out = Strip([Segment(wrapped(name), style)]).render(Console(color_system="truecolor"))

    inner = re.sub("\x1b\\[[0-9;]*m", "", out)
    assert not CONTROL.search(inner) and "\x1b]" not in out


async def test_what_is_painted_within_a_keystroke_passes_the_guard(live, monkeypatch):
    """A view that paints its rows by itself lets no control out either."""
    view = live.screen.query_one(SpeechView)
    for name in SMALL:
        monkeypatch.setattr(view, "_as_drawn", lambda _, name=name: ([(wrapped(name)[:40], "")], ""))
        inner = re.sub("\x1b\\[[0-9;]*m", "", view._painted(0))
        assert not CONTROL.search(inner), name


def test_the_guard_is_installed_by_the_program(session):
    """Making the application puts the guard in place."""
    CompanionApp(session)

    assert getattr(Strip.render, "guarded", False)


def test_no_control_byte_reaches_a_real_terminal(tmp_path):
    """All small strings as speech and notes in the real program: it writes nothing but Textual's own sequences."""
    path = tmp_path / "讲话.txt"
    body = "\n".join(wrapped(name).replace("\0", "") for name in SMALL).encode("utf-8", "replace")
    path.write_bytes(f"关于{WORD}的讲话\n一、{WORD}\n".encode() + body + f"\n{CLEAN}".encode())
    session = Session.open(path, author="root")
    for name in SMALL:
        session.add_note(TypedLine(NoteKind.COMMENT, wrapped(name)), session.outline.points[1].id)
    session.close()
    with Terminal("--lang", "zh", path, columns=160, rows=60) as terminal:
        terminal.wait_for(WORD)
        for keys in ("\x1b[B" * 3, "\x1b[6~", "\x1b[6~", "\x1b[1;5A" * 3):
            terminal.type(keys)
            terminal.read(0.4)
        terminal.type(F10)
        assert terminal.wait_end() == 0
    shown = OWN.sub(b"", terminal.output).decode()
    assert not CONTROL.search(shown) and "\x1b" not in shown


# The lint: in companion/tui nothing is shown that did not pass safe(), say() or a literal.

SAFE_CALLS = {"say", "safe", "cut", "pad"}
TAKES_TEXT = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Link", "Markdown"}
UPDATES = {"update", "add_leaf", "add_row", "add_option", "write_line"}


def unsafe(node):
    """Whether an expression may hold text that was not made safe."""
    if isinstance(node, ast.Constant):
        return False
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAFE_CALLS:
        return node.func.id == "say" and any(not _is_number(one.value) for one in node.keywords)
    if isinstance(node, ast.BinOp):
        return unsafe(node.left) or unsafe(node.right)
    if isinstance(node, ast.IfExp):
        return unsafe(node.body) or unsafe(node.orelse)
    return True


def _is_number(node):
    is_count = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"len", "int"}
    return is_count or isinstance(node, ast.Constant) or unsafe_free_name(node)


def unsafe_free_name(node):
    """Whether a value was made safe where it stands."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAFE_CALLS


def offences(tree):
    """The calls in a module that show text which may steer the terminal or act as markup."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        keywords = {one.arg: one.value for one in call.keywords}
        markup = keywords.get("markup")
        has_none = isinstance(markup, ast.Constant) and markup.value is False
        if isinstance(markup, ast.Constant) and markup.value is True:
            yield call.lineno, "markup=True"
        if name in TAKES_TEXT | {"notify"} and not has_none:
            yield call.lineno, f"{name} without markup=False"
        if name in TAKES_TEXT | UPDATES | {"notify"} and call.args and len(call.args) == 1 and _shows(call, name):
            yield call.lineno, f"{name} of text that is not safe"


def _shows(call, name):
    is_widget_update = name != "update" or "query_one" in ast.dump(call.func)
    return is_widget_update and unsafe(call.args[0])


@pytest.mark.parametrize("path", sorted(TUI.rglob("*.py")), ids=lambda path: str(path.relative_to(TUI)))
def test_nothing_is_shown_unsafe(path):
    """No widget is given text that did not pass the one module that makes it safe."""
    assert list(offences(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        'Label(f"{name}", markup=False)',
        "Static(note.text, markup=False)",
        'Label("x")',
        "Static(safe(x), markup=True)",
        "self.query_one(Label).update(str(error))",
        "self.notify(words)",
        'self.query_one("#a").update(say("a.b", name=note.text))',
        "tree.add_leaf(name)",
    ],
)
def test_the_lint_finds_what_it_is_for(source):
    """Each planted offence is found."""
    assert list(offences(ast.parse(source)))


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("comment", {"visibility": "minutes"}, "［不入纪要］"),
        ("comment", {"visibility": "record", "tags": ["强调"]}, "［不入纪要］"),
        ("added", {"visibility": "record", "tags": ["要求"]}, "［入纪要］"),
        ("action", {"visibility": "record"}, "［入记录］"),
        ("action", {}, ""),
        ("decision", {"visibility": "minutes", "tags": ["争议"]}, "［不入纪要］"),
        ("stressed", {"visibility": "private"}, "［仅本人］"),
    ],
)
def test_a_note_says_who_reads_it_where_its_kind_does_not(kind, more, words):
    """What never gets into the minutes is not said to, whatever it is marked with."""
    note = Note.from_fields("n", {"kind": kind, "point": "1", "text": "话", **more})
    said = "".join(part for part, _ in note_runs(note, ""))

    assert [word for word in ("［仅本人］", "［入记录］", "［入纪要］", "［不入纪要］") if word in said] == [
        word for word in [words] if word
    ]
