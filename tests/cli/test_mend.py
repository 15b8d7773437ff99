"""`companion mend`, and what other commands make of mends and dismissals."""

import json

import pytest

from companion.cli.main import run
from companion.session.proof import ProofReading
from companion.session.session import Session


@pytest.fixture
def ask(capfd):
    """Run a command; its exit code, what it printed and what it said."""

    def run_it(*words):
        code = run(["--lang", "en", *map(str, words)])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run_it


def nodes(ask, *words):
    """The outline that a command line prints, as id and title."""
    return {node["id"]: node["title"] for node in json.loads(ask("outline", *words, "--format", "json")[1])["nodes"]}


def test_a_mend_shows_in_the_outline_of_speech_and_minutes(ask, speech_path):
    """The id is printed; the outline has it, with --as-read it has not; the speech is untouched."""
    before = speech_path.read_bytes()
    read = nodes(ask, speech_path)
    code, id, _ = ask("mend", speech_path, "promote", "1.2")
    minutes = speech_path.with_name("讲话.minutes.toml")

    assert code == 0 and len(id.strip()) == 36
    assert nodes(ask, speech_path)["2"] == nodes(ask, minutes)["2"] == "农村供水稳步改善"
    assert nodes(ask, speech_path, "--as-read") == read
    assert speech_path.read_bytes() == before


OPERATIONS = [
    (("demote", "1.2"), "1.1.2", "农村供水"),
    (("split", "2.1.1", "--at", "10:20"), "2.1.2", "各镇要在"),
    (("join", "2.1.2"), "2.1.3", "用好专项资金"),
    (("reparent", "2.1.3", "--under", "2.1.2"), "2.1.2.3", "用好专项资金"),
    (("reparent", "2.1.2", "--at", "10:42", "--under", "2.1"), "2.1.p1", "县水利局"),
    (("to-point", "2.2.p1"), "2.2.1", "汛期方面"),
    (("to_paragraph", "2.1.3"), "2.1.p1", "三要用好"),
]


@pytest.mark.parametrize(("words", "id", "title"), OPERATIONS)
def test_every_operation_works_by_command(ask, speech_path, words, id, title):
    """Each of the seven, the tail of an item re-parented among them."""
    code, _, said = ask("mend", speech_path, *words)

    assert code == 0, said
    assert nodes(ask, speech_path)[id].startswith(title)


def test_mends_are_listed_and_taken_back_by_id(ask, speech_path):
    """--list prints them, in words and as data; --remove takes one back; the end of the id will do."""
    assert ask("mend", speech_path, "--list")[1] == "There are no mends.\n"
    read = nodes(ask, speech_path)
    _, id, _ = ask("mend", speech_path, "promote", "1.2")
    listed = json.loads(ask("mend", speech_path, "--list", "--format", "json")[1])["mends"]

    assert [(one["id"], one["operation"], one["line"], one["orphaned"]) for one in listed] == [
        (id.strip(), "promote", 8, False)
    ]
    assert "promote" in ask("mend", speech_path, "--list")[1]
    assert ask("mend", speech_path, "--remove", id.strip()[-8:])[0] == 0
    assert nodes(ask, speech_path) == read


WRONG = {
    "unknown point": (("promote", "9.9"), 14, "9.9"),
    "unknown parent": (("reparent", "1.2", "--under", "9.9"), 14, "9.9"),
    "impossible": (("promote", "1"), 17, "top"),
    "no place": (("split", "1.1"), 17, "line:column"),
    "outside": (("split", "1.1", "--at", "12:3"), 17, "1.1"),
    "unknown id": (("--remove", "abc"), 18, "abc"),
    "unknown operation": (("rotate", "1.1"), 2, "rotate"),
    "no point": (("promote",), 2, "point"),
    "nothing": ((), 2, "--list"),
    "both": (("promote", "1.2", "--list"), 2, "--list"),
    "odd place": (("split", "1.1", "--at", "7"), 2, "LINE:COLUMN"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_done_is_one_sentence_and_a_code(ask, speech_path, case):
    """Nothing is printed as a result, and there are no minutes for it."""
    words, exit_code, part = WRONG[case]
    code, printed, said = ask("mend", speech_path, *words)

    assert (code, printed, said.count("\n")) == (exit_code, "", 1) and part in said
    assert not speech_path.with_name("讲话.minutes.toml").exists()


def test_notes_by_command_go_to_the_mended_point_and_exports_follow(ask, speech_path):
    """`note --at` takes the ids of the mended outline; the record has the note under the mended heading."""
    ask("note", speech_path, "--at", "1.2", "先记的")
    ask("mend", speech_path, "promote", "1.2")
    ask("note", speech_path, "--at", "2", "后记的")
    data = json.loads(ask("export", speech_path, "--to", "data.json")[1])

    shown = json.dumps(data, ensure_ascii=False)
    assert "先记的" in shown and "后记的" in shown
    markdown = ask("export", speech_path, "--to", "record.markdown")[1]
    section = markdown.split("农村供水稳步改善", 1)[1].split("下半年要抓好的工作")[0]
    assert "先记的" in section and "后记的" in section


def test_check_leaves_out_what_was_dismissed(ask, tmp_path):
    """By the minutes beside the speech; --all shows everything; the rest is counted."""
    path = tmp_path / "稿.txt"
    path.write_text("会上的讲话\n\n一、情况\n县场完成完成任务。\n二、要求\n抓紧。\n", encoding="utf-8")
    session = Session.open(path)
    proof = ProofReading(session)
    proof.dismiss(proof.doubts[0])
    session.close()

    text = ask("check", path)[1]
    data = json.loads(ask("check", path, "--format", "json")[1])
    everything = json.loads(ask("check", path, "--all", "--format", "json")[1])
    assert "县场" not in text and "完成完成" in text and "1 more" in text
    assert (len(data["remarks"]), data["dismissed"], len(everything["remarks"])) == (1, 1, 2)


def test_check_of_minutes_prints_what_is_open(ask, speech_path):
    """The closing gate: as lines with the place, and as data with the kinds."""
    ask("note", speech_path, "--at", "2.1.1", "! 报送计划")
    minutes = speech_path.with_name("讲话.minutes.toml")

    code, text, _ = ask("check", minutes)
    data = json.loads(ask("check", minutes, "--format", "json")[1])
    task = next(one for one in data["matters"] if one["kind"] == "no_lead")
    assert code == 0 and "报送计划" in text
    assert data["blocking"] == len([one for one in data["matters"] if one["blocking"]]) > 10
    assert (task["point"], task["line"], task["column"]) == ("2.1.1", 10, 11) and "报送计划" in task["message"]
    assert all("{" not in one["message"] for one in data["matters"])


def test_broken_minutes_beside_do_not_keep_a_speech_from_being_read(ask, speech_path):
    """Outline and check say what is wrong with them and go on without; not a byte of them changes."""
    minutes = speech_path.with_name("讲话.minutes.toml")
    minutes.write_bytes(b'format = 1\nid = "x"\n[[notes]\n')

    for command in ("outline", "check"):
        code, printed, said = ask(command, speech_path)
        assert code == 0 and printed and "line 3" in said
    assert minutes.read_bytes() == b'format = 1\nid = "x"\n[[notes]\n'
    assert ask("mend", speech_path, "promote", "1.2")[0] == 8
