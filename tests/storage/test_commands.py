"""`companion merge` and `companion recover`, and what they rest on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion.cli.main import run
from companion.errors import MissingFileError, NotInFileError
from companion.model.conflicts import alike_notes, figure_conflicts, text_conflicts
from companion.model.document import Change, Document
from companion.session.opening import minutes_for
from companion.storage.damage import read_minutes
from companion.storage.heads import head_of
from companion.storage.merging import merge_files
from companion.storage.store import MinutesStore
from tests.storage.test_marks import joined
from tests.storage.test_store import note, texts

ROOT = Path(__file__).parent.parent.parent


def companion(*words) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal, in English."""
    return subprocess.run(
        [sys.executable, "-m", "companion", *map(str, words), "--lang", "en"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def written(path: Path, author: str, *changes: Change) -> Path:
    """A minutes file of one note-taker."""
    store = MinutesStore.open(path, speech_name="speech.txt", speech_sha256="ab", author=author)
    store.commit(changes)
    store.close()
    return path


def fill(id: str, value: str, author: str = "") -> Change:
    """A figure heard for the first blank."""
    return Change("fills", id, {"n": 1, "point": "1", "value": value, "unit": "亿元", "author": author})


@pytest.fixture
def small(speech_path, monkeypatch) -> tuple[Path, Path]:
    """A small speech and where its minutes are, in Chinese."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return speech_path, speech_path.with_name("讲话.minutes.toml")


def note_at(speech: Path, line: str, *more: str, at: str = "2.1.1") -> int:
    """Add a note as 李; returns the exit code."""
    return run(["note", str(speech), "--at", at, line, "--author", "李", *more])


@pytest.fixture
def two(tmp_path) -> tuple[Path, Path]:
    """The minutes of two note-takers who heard different figures and wrote nearly the same note."""
    first = written(tmp_path / "a.minutes.toml", "李", note("各镇下周报送计划", "n1"), fill("f1", "12.5", "李"))
    second = written(tmp_path / "b.minutes.toml", "王", note("各镇下周要报送计划", "n2"), fill("f2", "15", "王"))
    return first, second


def test_merge_makes_one_file_and_lists_what_is_open(two, tmp_path):
    """All notes of all files are in it, with their authors; the figures and the double are told on stderr."""
    out = tmp_path / "all.minutes.toml"

    done = companion("merge", out, *two)

    assert done.returncode == 0, done.stderr
    assert sorted(texts(out)) == ["各镇下周报送计划", "各镇下周要报送计划"]
    assert read_minutes(out.read_bytes(), out).record("notes", "n2")["author"] == "王"
    assert "2 notes" in done.stdout
    assert "12.5亿元 (李) | 15亿元 (王)" in done.stderr
    assert "twice" in done.stderr


def test_merging_again_or_the_other_way_round_changes_nothing(two, tmp_path):
    """The bytes are the same whatever the order, and after a second time."""
    one, other = tmp_path / "x.minutes.toml", tmp_path / "y.minutes.toml"
    companion("merge", one, *two)
    companion("merge", other, *reversed(two))
    first = one.read_bytes()
    companion("merge", one, *two)

    assert one.read_bytes() == first == other.read_bytes()


def test_minutes_of_different_speeches_are_not_merged(two, tmp_path):
    """A slip of the hand does not mix two meetings."""
    store = MinutesStore.open(tmp_path / "c.minutes.toml", speech_name="other.txt", speech_sha256="cd")
    store.commit([note("x")])
    store.close()

    done = companion("merge", tmp_path / "all.minutes.toml", two[0], tmp_path / "c.minutes.toml")

    assert done.returncode == 9
    assert not (tmp_path / "all.minutes.toml").exists()


def test_a_broken_file_is_not_merged_and_nothing_is_written(two, tmp_path):
    """One sentence, an exit code, and the target as it was."""
    (tmp_path / "bad.minutes.toml").write_bytes(b"")
    before = two[0].read_bytes()

    assert companion("merge", two[0], tmp_path / "bad.minutes.toml").returncode == 8
    assert two[0].read_bytes() == before


def test_recover_lists_and_restores(tmp_path):
    """An earlier version comes back, what was there is kept, and it stays so at the next start."""
    path = written(tmp_path / "a.minutes.toml", "", note("one", "n1"))
    written(path, "", note("two", "n2"))

    listed = companion("recover", path).stdout
    id = listed.splitlines()[-1].split()[0]
    assert "2 notes" in listed and "1 notes" in listed
    done = companion("recover", path, "--restore", id)

    assert done.returncode == 0, done.stderr
    assert texts(path) == ["one"]
    assert len(MinutesStore.open(path).document.records("notes")) == 1
    assert str(path) in companion("recover").stdout
    assert companion("recover", path, "--restore", "nonsense").returncode != 0


def test_recover_mends_an_emptied_file(tmp_path):
    """The artefact of a power cut: the last version goes back into the file."""
    path = written(tmp_path / "a.minutes.toml", "", note("one", "n1"))
    path.write_bytes(b"")
    id = companion("recover", path).stdout.split()[1]

    companion("recover", path, "--restore", id)

    assert texts(path) == ["one"]


def document(*changes: Change) -> Document:
    """A document with these records."""
    made = Document("d")
    made.apply_all(changes)
    return made


def test_two_figures_for_one_blank_are_a_conflict_until_settled():
    """Both figures are shown; once one's own document says which holds, nothing is open."""
    mine, his = document(fill("f1", "12.5", "李")), document(fill("f2", "15", "王"))

    (conflict,) = figure_conflicts([mine, his])
    assert [one.value for one in conflict.fills] == ["12.5", "15"]
    mine.apply_all(conflict.settle(conflict.fills[1], mine))

    assert figure_conflicts([mine, his]) == []
    assert mine.record("fills", "f1")["value"] == "15"


def test_keeping_ones_own_figure_settles_the_others():
    """What the other heard stays in his file, and is no longer open."""
    mine, his = document(fill("f1", "12.5")), document(fill("f2", "15"))
    (conflict,) = figure_conflicts([mine, his])

    mine.apply_all(conflict.settle(conflict.fills[0], mine))

    assert figure_conflicts([mine, his]) == []
    assert his.record("fills", "f2")["value"] == "15"


def test_equal_figures_are_no_conflict():
    """Full-width digits and spaces make no difference."""
    assert figure_conflicts([document(fill("f1", "12.5")), document(fill("f2", "１２.５ "))]) == []


def test_two_texts_are_a_conflict_until_settled():
    """The text that lost is kept beside the one that shows."""
    from companion.model.clock import Clock

    one = Document("d")
    one.join_delta(one.delta(Change("notes", "n", {"text": "base"}), Clock("a").next()))
    other = one.copy()
    for who, where in (("a", one), ("b", other)):
        clock = Clock(who)
        clock.observe(where.latest())
        where.join_delta(where.delta(Change("notes", "n", {"text": who}), clock.next()))
    both = joined(one, other)

    (conflict,) = text_conflicts(both)
    assert {conflict.shown, *conflict.others} == {"a", "b"}
    clock = Clock("c")
    clock.observe(both.latest())
    for change in conflict.settle("a"):
        both.join_delta(both.delta(change, clock.next()))

    assert text_conflicts(both) == []


def test_alike_notes_are_offered_for_folding():
    """Nearly equal notes on one point are a pair; others are not; folding hides one of one's own."""
    mine = document(note("各镇下周报送计划", "n1"), note("完全不同的事", "n3"))
    his = document(note("各镇，下周报送计划。", "n2"))

    (pair,) = alike_notes([mine, his])
    mine.apply_all(pair.fold(mine))

    assert mine.record("notes", "n1")["deleted"] is True
    assert alike_notes([mine, his]) == []


def test_rebase_shows_first_and_applies_after_a_yes(tmp_path):
    """Without a yes nothing changes; with it the minutes belong to the new speech and both hashes are there."""
    old = tmp_path / "speech.txt"
    old.write_text("讲话\n\n同志们：\n一、情况\n（一）河道治理有序推进。共治理河道*公里。\n我就讲到这里。\n", "utf-8")
    companion("note", old, "--at", "1.1", "很好")
    minutes = tmp_path / "speech.minutes.toml"
    before = minutes.read_bytes()
    new = tmp_path / "second.txt"
    new.write_text(old.read_text("utf-8").replace("（一）", "（一）农村供水。新建水厂*座。\n（二）"), "utf-8")

    shown = companion("rebase", minutes, new)
    assert shown.returncode == 0, shown.stderr
    assert "moved: 1" in shown.stdout and "1.1 → 1.2" in shown.stdout
    assert minutes.read_bytes() == before
    assert companion("rebase", minutes, new, "--yes").returncode == 0

    document = read_minutes(minutes.read_bytes(), minutes)
    (fields,) = document.records("notes").values()
    assert fields["point"] == "1.2"
    assert document.record("speech")["name"] == "second.txt"
    assert len(document.record("speech")["earlier_sha256"]) == 1


def test_rebase_of_frozen_minutes_is_recorded_as_a_correction(small, capfd):
    """Minutes signed for issue go over to another issue of the speech with a correction that names the new file."""
    speech, minutes = small
    note_at(speech, "! 报送计划 @县水利局")
    for state in ("in_review", "approved"):
        assert run(["state", str(minutes), state, "--name", "王县长"]) == 0
    second = speech.with_name("讲话（二稿）.txt")
    second.write_text(speech.read_text("utf-8").replace("同志们：", "同志们：\n今天的会很重要。"), "utf-8")

    assert run(["rebase", str(minutes), str(second), "--yes", "--author", "李"]) == 0

    (correction,) = read_minutes(minutes.read_bytes(), minutes).records("corrections").values()
    assert (correction["name"], correction["text"]) == ("李", "改随新讲话稿“讲话（二稿）.txt”")
    assert run(["rebase", str(minutes), str(second), "--yes"]) == 0
    assert len(read_minutes(minutes.read_bytes(), minutes).records("corrections")) == 1


def test_a_reissue_of_another_name_finds_the_minutes_that_went_over_to_it(small):
    """After a rebase the new file opens the minutes that belong to it, not empty ones; another's it does not take."""
    speech, minutes = small
    note_at(speech, "很好")
    second = speech.with_name("二稿.txt")
    second.write_bytes(speech.read_bytes() + "散会。\n".encode())
    run(["rebase", str(minutes), str(second), "--yes"])

    assert minutes_for(second, "李") == minutes == minutes_for(second, "")
    assert minutes_for(second, "王") == second.with_name("二稿.minutes.toml")
    assert minutes_for(speech, "李") == minutes


def test_a_note_that_is_not_in_the_file_yet_has_an_exit_code_of_its_own(small, capfd):
    """Its id is printed, one sentence says where it is, and the other commands show it from the journal."""
    speech, _ = small
    away = speech.parent / "drive" / "讲话.minutes.toml"

    code = note_at(speech, "! 报送计划 >9月底前", "--minutes", str(away))
    out, err = capfd.readouterr()

    assert code == NotInFileError.exit_code and len(out.strip()) == 36
    assert err.count("\n") == 1 and str(away) in err
    assert run(["notes", str(away)]) == 0
    assert "报送计划" in capfd.readouterr().out
    assert run(["notes", str(away.with_name("other.minutes.toml"))] ) == MissingFileError.exit_code
    away.parent.mkdir()
    (away.parent / speech.name).write_bytes(speech.read_bytes())
    assert run(["export", str(away), "--to", "ledger.csv"]) == 0
    assert "报送计划" in capfd.readouterr().out
    assert run(["check", str(away)]) == 0
    assert texts(away) == ["报送计划"]


def test_notes_stand_at_the_points_of_the_mended_outline(small, capfd):
    """A point made of a paragraph's end takes its notes with it, in text and JSON; without the speech that is said."""
    speech, minutes = small
    run(["mend", str(speech), "promote", "2.1", "--author", "李"])
    capfd.readouterr()
    assert note_at(speech, "抓紧", at="3.1") == 0
    document = MinutesStore.open(minutes).document
    (id,) = document.records("notes")
    mended = document.record("notes", id)["point"]
    run(["mend", str(speech), "--remove", next(iter(document.records("mends"))), "--author", "李"])
    capfd.readouterr()

    run(["notes", str(minutes), "--format", "json"])
    (told,) = json.loads(capfd.readouterr().out)["notes"]
    assert told["point"] != mended
    run(["notes", str(speech)])
    assert f"  {told['point']}  " in capfd.readouterr().out
    speech.unlink()
    run(["notes", str(minutes)])
    out, err = capfd.readouterr()
    assert f"  {mended}  " in out and speech.name in err


def test_check_knows_minutes_whatever_they_are_called(small, capfd):
    """A file that begins as minutes do is checked as minutes."""
    speech, minutes = small
    note_at(speech, "! 报送计划")
    renamed = minutes.rename(minutes.with_name("记录备份.toml"))
    capfd.readouterr()

    assert run(["check", str(renamed)]) == 0

    assert "报送计划" in capfd.readouterr().out


def test_merged_minutes_are_a_document_of_their_own(two, tmp_path):
    """They belong to nobody, so that everyone may open them, and are no copy of the first; a file that is there
    stays whose it was."""
    out = tmp_path / "all.minutes.toml"
    merge_files(out, two)
    first, made = head_of(two[0]), head_of(out)

    assert made.author == "" and made.id not in {first.id, head_of(two[1]).id}
    merge_files(two[0], two[1:])
    assert head_of(two[0]) == first
    notes = read_minutes(out.read_bytes(), out).records("notes").values()
    assert {fields["author"] for fields in notes} == {"李", "王"}


def test_an_edit_by_hand_on_one_side_of_a_git_conflict_is_kept(small, capfd):
    """What a person changed in one of the two files that git put together holds; of two such changes both are kept."""
    speech, minutes = small
    note_at(speech, "报送计划")
    base = minutes.read_text("utf-8")
    mine, theirs = base.replace("报送计划", "甲改：报送计划"), base.replace("报送计划", "乙改：报送计划")

    def conflict(one, other):
        return read_minutes(f"<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> x\n".encode(), minutes)

    for document in (conflict(mine, base), conflict(base, mine)):
        assert [fields["text"] for fields in document.records("notes").values()] == ["甲改：报送计划"]
    both = conflict(mine, theirs)
    (fields,) = both.records("notes").values()
    (found,) = text_conflicts(both)
    assert {fields["text"], *found.others} == {"甲改：报送计划", "乙改：报送计划"}


def test_recover_takes_the_speech_for_its_minutes(small, capfd):
    """Who names the speech is shown what is kept of its minutes."""
    speech, minutes = small
    note_at(speech, "报送计划")
    capfd.readouterr()

    assert run(["recover", str(speech)]) == 0

    out = capfd.readouterr().out
    assert str(minutes) in out and "1 条记录" in out
