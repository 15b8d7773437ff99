"""What every sub-command prints steers no terminal, on its own or through a pipe, and loses no text."""

import json
import re

import pytest

from companion.capture.line import TypedLine
from companion.cli.commands import COMMANDS
from companion.cli.main import run
from companion.model.minutes import NoteKind
from companion.session.session import Session
from tests.tui.hostile import SMALL, WORD, wrapped

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
EVIL = "要在月底前\x1b]52;c;ZXZpbA==\x07报送\x9b2J\u202e计划\x7f"
SPEECH = ["outline", "check", "candidates"]
MINUTES = ["notes", "state"]
CASES = [
    *([name, "SPEECH", "--format", form] for name in SPEECH for form in ("text", "json")),
    *(["notes", "MINUTES", "--format", form] for form in ("text", "json")),
    *(["search", "SPEECH", WORD, "--limit", "200", "--format", form] for form in ("text", "json")),
    *(["search", "SPEECH", f"/kind:\x1b[2J @\x9b {EVIL}", "--format", form] for form in ("text", "json")),
    *(["parse", f"! {EVIL} @\x1b[2J局 >\x9b明天 #\x7f", "--format", form] for form in ("text", "json")),
    *(["export", "MINUTES", "--to", f"{name}"] for name in ("text", "markdown", "html", "csv", "ics", "json")),
    ["check", "MINUTES"],
    ["note", "SPEECH", f"! {EVIL}", "--at", "1"],
    ["note", "SPEECH", EVIL, "--at", f"1{EVIL}"],
    ["state", "MINUTES"],
    ["state", "MINUTES", "under_review", "--name", EVIL, "--opinion", EVIL],
    ["verify", "EXPORT", "--minutes", "MINUTES"],
    ["verify", "SPEECH", "--minutes", "MINUTES"],
    ["templates", "FOLDER"],
    ["mend", "SPEECH", "split", EVIL],
    ["mend", "SPEECH", "merge", "1"],
    ["mend", "SPEECH", "--list"],
    ["mend", "SPEECH", "--list", "--format", "json"],
    ["merge", "OUT", "MINUTES", "SECOND"],
    ["recover", "MINUTES", "--list"],
    ["recover", "MINUTES", "--restore", EVIL],
    ["rebase", "MINUTES", "REISSUED"],
    ["export", "MINUTES", "--to", EVIL],
    ["notes", EVIL],
    [EVIL],
    ["notes", "MINUTES", f"--{EVIL}"],
    ["notes", "MINUTES", "--format", EVIL],
    ["outline", "--help"],
]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A speech, its minutes, a second note-taker's, a re-issue and an export, all of hostile text and names."""
    folder = tmp_path_factory.mktemp("夹\x1b[2J\x9b")
    body = "\n".join(wrapped(name).replace("\0", "") for name in SMALL)
    speech = folder / "讲\x1b]0;x\x07话\u202e.txt"
    task = "二、下一步工作安排\n县水利局要在9月底前\x1b[2J报送\x9b施工计划。"
    words = f"关于{WORD}的讲话\n一、{WORD}\n{body}\n{task}\n{'要抓紧落实。' * 4_000}\n"
    speech.write_bytes(words.encode("utf-8", "replace"))
    first = Session.open(speech, author="甲\x1b[2J")
    for name in SMALL:
        text = wrapped(name)
        line = TypedLine(NoteKind.ACTION, text, lead_unit=text[:80], supporting_units=(text[:80],), tags=(text[:80],))
        first.add_note(line, first.outline.points[1].id)
    first.close()
    reissued = folder / "再\x1bc版.txt"
    reissued.write_text(f"关于{WORD}的讲话\n一、别的\n{EVIL}\n", encoding="utf-8")
    second = folder / "第二\x9b.minutes.toml"
    second.write_bytes(first.store.path.read_bytes())
    assert run(["export", str(first.store.path), "--to", "html", "--output", str(folder / "出.html")]) == 0
    names = {"SPEECH": speech, "MINUTES": first.store.path, "SECOND": second, "REISSUED": reissued}
    names |= {"EXPORT": folder / "出.html", "OUT": folder / "并\x1b[2J.minutes.toml", "FOLDER": folder / "模\x1b板"}
    return {name: str(path) for name, path in names.items()}


@pytest.mark.parametrize("words", CASES, ids=lambda words: re.sub(r"[^ -~]", "", " ".join(words))[:40])
def test_nothing_printed_steers_a_terminal(places, capsysbinary, words):
    """Results, messages, refusals and help: no control but tab and line ends, whatever they name."""
    try:
        run([places.get(word, word) for word in words])
    except SystemExit as end:
        assert end.code in (0, 2)

    said = capsysbinary.readouterr()
    shown = said.out.decode() + said.err.decode()
    assert shown and not CONTROL.search(shown.replace("\r\n", "\n"))
    assert "Traceback" not in shown


def test_every_sub_command_is_tried():
    """No command is missing above."""
    assert set(COMMANDS) <= {words[0] for words in CASES}


def test_notes_lose_nothing(places, capsysbinary):
    """As text every note begins and ends; as JSON every character of it is there."""
    run(["notes", places["MINUTES"]])
    text = capsysbinary.readouterr().out.decode()
    run(["notes", places["MINUTES"], "--format", "json"])
    notes = json.loads(capsysbinary.readouterr().out)["notes"]

    assert not [name for name in SMALL if f"{wrapped(name)[:7]}" not in text]
    stored = {wrapped(name).encode("utf-8", "surrogatepass").decode("utf-8", "replace") for name in SMALL}
    assert stored <= {note["text"] for note in notes}
