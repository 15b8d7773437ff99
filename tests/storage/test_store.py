"""An open minutes file: what counts as saved is on the disk, and comes back."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.errors import BrokenMinutesError, NewerFormatError, SaveError
from companion.model.document import Change
from companion.model.ids import new_id
from companion.model.minutes import Anchor
from companion.storage import leftovers
from companion.storage import store as store_module
from companion.storage.damage import read_minutes
from companion.storage.folders import meeting_folder
from companion.storage.journal import journals
from companion.storage.store import MinutesStore
from companion.storage.versions import versions


@pytest.fixture
def path(tmp_path) -> Path:
    """Where the minutes are."""
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk" / "speech.minutes.toml"


def note(text: str, id: str | None = None) -> Change:
    """A change that adds a note."""
    return Change("notes", id or new_id(), {"kind": "comment", "point": "1", "text": text})


def texts(path: Path) -> list[str]:
    """The texts of the notes in a file."""
    return [fields["text"] for fields in read_minutes(path.read_bytes(), path).records("notes").values()]


def runs(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def crash(path: Path, body: str) -> None:
    """Run a program that opens a store `s` and dies by SIGKILL; its helper is never started."""
    program = f"""
import os, signal, sys
from pathlib import Path
from companion.storage import store
from tests.storage.test_store import note
store.MinutesStore._start_link = lambda *_: None
s = store.MinutesStore.open(Path({str(path)!r}), speech_name="speech.txt", speech_sha256="ab")
{body}
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parent.parent.parent, check=False)
    assert done.returncode == -signal.SIGKILL


def test_nothing_is_written_before_a_change(path, tmp_path):
    """Looking at a speech leaves no trace anywhere."""
    MinutesStore.open(path, speech_name="speech.txt").close()

    assert list(path.parent.iterdir()) == []
    assert not (tmp_path / "state").exists()


def test_a_change_reaches_the_file(path):
    """What was noted is in the file when the minutes are closed, with the speech it belongs to."""
    store = MinutesStore.open(path, speech_name="speech.txt", speech_sha256="ab", author="Li")
    store.commit([note("one")])

    assert store.state.saved_at
    assert store.close()
    document = read_minutes(path.read_bytes(), path)
    assert texts(path) == ["one"]
    assert document.record("speech") == {"name": "speech.txt", "sha256": "ab"}
    assert document.extra["author"] == "Li"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_change_is_in_the_journal_before_it_counts(path):
    """When `commit` returns, the line is on this machine's disk, whatever becomes of the program."""
    store = MinutesStore.open(path)
    store.commit([note("one")])

    (journal,) = journals([meeting_folder(path)])
    assert b"one" in journal.read_bytes()
    assert store.state.pending
    assert "this machine" in store.state.sentence
    assert store.flush()
    assert "this machine" not in store.state.sentence
    store.close()
    assert list(journals([meeting_folder(path)])) == []


def test_after_a_crash_the_notes_and_the_half_typed_line_are_there(path):
    """What the file never got comes back at the next start, and then reaches the file."""
    crash(path, "s.commit([note('saved', 'n1')]); s.save_draft('half a li', None)")
    assert not path.exists()

    store = MinutesStore.open(path)

    assert [change.id for change in store.recovered] == ["head", "n1"]
    assert store.draft is not None and store.draft.text == "half a li"
    assert store.document.record("notes", "n1")["text"] == "saved"
    store.close()
    assert texts(path) == ["saved"]


def test_a_crash_right_after_coming_back_loses_nothing(path):
    """Recovered notes and the half-typed line survive a second crash, and a third."""
    crash(path, "s.commit([note('one', 'n1')]); s.save_draft('half')")
    crash(path, "s.poll()")
    crash(path, "s.commit([note('two', 'n2')])")

    store = MinutesStore.open(path)

    assert set(store.document.records("notes")) == {"n1", "n2"}
    assert store.draft is not None and store.draft.text == "half"
    store.save_draft("")
    store.close()
    again = MinutesStore.open(path)
    assert again.draft is None


def test_a_torn_journal_line_spoils_no_other(path):
    """A line cut short by a crash is skipped; those around it count."""
    crash(path, "s.commit([note('one', 'n1')]); s.commit([note('two', 'n2')])")
    (journal,) = journals([meeting_folder(path)])
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*lines[:2], lines[2][:30], b"\xff\x00garbage", *lines[2:]]) + lines[2][:50])

    assert set(MinutesStore.open(path).document.records("notes")) == {"n1", "n2"}


def test_a_journal_that_cannot_be_read_waits_for_better_times(path, monkeypatch):
    """A disk that fails at the start costs nothing: the notes are said to be missing, and come when it can."""
    crash(path, "s.commit([note('one', 'n1')])")
    with monkeypatch.context() as patched:
        patched.setattr(leftovers, "read_entries", _unreadable)
        store = MinutesStore.open(path)
        store.commit([note("two", "n2")])
        assert not store.poll()
        assert "Input/output error" in store.state.sentence
    assert "n1" in {change.id for change in store.poll()}
    assert "error" not in store.state.sentence
    store.close()
    assert sorted(texts(path)) == ["one", "two"]


def test_a_journal_that_was_not_read_is_not_removed(path, monkeypatch):
    """Who leaves before the disk works again leaves the earlier notes where they are."""
    crash(path, "s.commit([note('one', 'n1')])")
    with monkeypatch.context() as patched:
        patched.setattr(leftovers, "read_entries", _unreadable)
        store = MinutesStore.open(path)
        store.commit([note("two", "n2")])
        store.close()

    assert set(MinutesStore.open(path).document.records("notes")) == {"n1", "n2"}


def _unreadable(journal):
    raise OSError(5, "Input/output error")


def test_undo_is_a_change_like_any_other(path):
    """The changes that `commit` returns take back what it did, in the file too."""
    store = MinutesStore.open(path)
    store.commit([note("old", "n")])
    undo = store.commit([Change("notes", "n", {"text": "new", "line": 3})])
    store.commit(undo)
    store.close()

    record = read_minutes(path.read_bytes(), path).record("notes", "n")
    assert record == {"kind": "comment", "point": "1", "text": "old"}


def test_a_refused_change_leaves_the_document_as_it_was(path, monkeypatch):
    """When no disk takes the line, `commit` says so and nothing happened; afterwards all is well again."""
    store = MinutesStore.open(path)
    store.commit([note("one", "n")])

    def full(handle, data):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(SaveError):
            store.commit([Change("notes", "n", {"text": "two"}), note("three")])
    assert store.document.records("notes")["n"]["text"] == "one"
    assert len(store.document.records("notes")) == 1
    assert "No space" in store.state.failure
    assert "NOT SAVED" in store.state.sentence

    store.commit([note("four")])
    assert store.state.failure == ""
    store.close()
    assert sorted(texts(path)) == ["four", "one"]


def test_a_full_state_folder_is_no_obstacle(path, tmp_path):
    """When the state folder takes nothing, the journal goes to the temporary folder, and comes back from
    there."""
    (tmp_path / "state").write_text("in the way")
    crash(path, "s.commit([note('one', 'n1')])")

    store = MinutesStore.open(path)

    assert set(store.document.records("notes")) == {"n1"}
    store.close()
    assert texts(path) == ["one"]


def test_a_journal_of_the_living_is_left_alone(path):
    """A second program with the same minutes takes nothing over from the first."""
    first = MinutesStore.open(path)
    first.commit([note("one", "n1")])
    first.save_draft("typing")

    second = MinutesStore.open(path)
    second.commit([note("two", "n2")])

    assert second.draft is None
    assert len(list(journals([meeting_folder(path)]))) == 2
    first.save_draft("")
    assert second.close()
    assert first.close()
    assert sorted(texts(path)) == ["one", "two"]


def test_two_who_begin_one_file_at_the_same_time_end_with_one(path):
    """Both saw no file; the second takes on the identity of the first, and no note is lost."""
    first = MinutesStore.open(path, speech_sha256="ab", speech_name="s")
    second = MinutesStore.open(path, speech_sha256="ab", speech_name="s")
    first.commit([note("one", "n1")])
    second.commit([note("two", "n2")])
    first.close()
    second.close()

    assert sorted(texts(path)) == ["one", "two"]


def test_a_hand_edit_is_taken_in_and_known_as_newer(path):
    """Who changes a text in an editor finds the change in the open minutes and in the file."""
    store = MinutesStore.open(path)
    store.commit([note("one", "n1"), note("two", "n2")])
    store.flush()
    path.write_text(path.read_text("utf-8").replace('text = "one"', 'text = "by hand"'), "utf-8")
    store.commit([note("three", "n3")])
    assert store.flush()

    assert {change.id for change in store.poll()} | {"n1"} == {"n1"}
    assert store.document.record("notes", "n1")["text"] == "by hand"
    store.close()
    assert texts(path) == ["by hand", "two", "three"]
    assert not read_minutes(path.read_bytes(), path).marks_of("notes", "n1").history


def test_a_hand_edit_between_two_meetings_stays(path):
    """An edit made while nothing ran is not undone by the version kept here, and a removed field stays
    removed."""
    store = MinutesStore.open(path)
    store.commit([Change("notes", "n1", {"text": "one", "speaker": "X", "kind": "comment"})])
    store.close()
    source = path.read_text("utf-8").replace('text = "one"', 'text = "by hand"').replace('speaker = "X"\n', "")
    path.write_text(source, "utf-8")

    store = MinutesStore.open(path)
    assert store.document.record("notes", "n1") == {"text": "by hand", "kind": "comment"}
    store.commit([note("two")])
    store.close()

    assert read_minutes(path.read_bytes(), path).record("notes", "n1") == {
        "text": "by hand",
        "kind": "comment",
    }


def test_a_record_that_went_missing_comes_back(path):
    """Absence is not deletion: a block cut out of the file is there again after the next change."""
    store = MinutesStore.open(path)
    store.commit([note("one", "n1"), note("two", "n2")])
    store.close()
    path.write_bytes(path.read_bytes()[: path.read_bytes().index(b'\n[[notes]]\nid = "n2"')])

    store = MinutesStore.open(path)

    assert set(store.document.records("notes")) == {"n1", "n2"}


BROKEN = {
    "empty": b"",
    "foreign": b"[other]\nx = 1\n",
    "cut": b'format = 1\nid = "d"\n[[notes]]\ntext = "bro',
    "utf16": 'format = 1\nid = "d"\n'.encode("utf-16"),
    "hand": 'format = 1\nid = "d"\n[[notes]]\ntext = “smart”\n'.encode(),
    "newer": b'format = 9\nid = "d"\n',
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_cannot_be_read_is_never_written(path, kind):
    """Its hash stays; notes go on in the journal and in a recovery file beside it."""
    path.write_bytes(BROKEN[kind])
    before = hashlib.sha256(BROKEN[kind]).hexdigest()
    with pytest.raises((BrokenMinutesError, NewerFormatError)):
        MinutesStore.open(path)

    store = MinutesStore.open(path, tolerant=True)
    assert store.damage is not None
    store.commit([note("went on")])
    store.flush(5)
    assert store.state.pending
    assert store.state.delay
    assert not store.close()

    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    (recovery,) = path.parent.glob("speech.minutes.recovered-*.toml")
    assert texts(recovery) == ["went on"]


def test_a_repaired_file_gets_what_was_noted_meanwhile(path):
    """Once a person mended the file, the notes go into it, under the file's own identity."""
    path.write_bytes(BROKEN["hand"])
    store = MinutesStore.open(path, tolerant=True)
    store.commit([note("meanwhile")])
    store.flush(5)

    path.write_text('format = 1\nid = "d"\n[[notes]]\ntext = "mended"\n')
    until = time.monotonic() + 10
    while store.state.pending and time.monotonic() < until:
        store.poll()
        time.sleep(0.05)

    assert not store.state.pending
    assert store.damage is None
    store.close()
    assert sorted(texts(path)) == ["meanwhile", "mended"]
    assert read_minutes(path.read_bytes(), path).id == "d"


def test_an_emptied_file_is_answered_with_the_last_version(path):
    """After a power cut left an empty file, the notes are on the screen, and the file is left alone."""
    store = MinutesStore.open(path)
    store.commit([note("one")])
    store.close()
    path.write_bytes(b"")

    store = MinutesStore.open(path, tolerant=True)

    assert [fields["text"] for fields in store.document.records("notes").values()] == ["one"]


def test_versions_are_kept_outside_the_folder(path):
    """Each close keeps what the file held; nothing lies about beside the minutes."""
    for text in ("one", "two"):
        store = MinutesStore.open(path)
        store.commit([note(text)])
        store.close()

    assert len(versions(meeting_folder(path))) == 2
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_drive_that_hangs_stops_no_one(path, monkeypatch):
    """With a helper that never answers, noting goes on and leaving takes three seconds at most."""
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "PublisherLink", Hung)
        patched.setattr(store_module, "ANSWER_WITHIN", 0.0)
        store = MinutesStore.open(path)
        began = time.monotonic()
        for number in range(50):
            store.commit([note(str(number))])
            store.poll()
        assert time.monotonic() - began < 2
        assert "does not answer" in store.state.sentence
        assert not store.close()
        assert time.monotonic() - began < 5

    again = MinutesStore.open(path)
    assert len(again.document.records("notes")) == 50


class Hung(store_module.PublisherLink):
    """A helper that is stopped the moment it starts."""

    def __init__(self, task):
        super().__init__(task)
        os.kill(self.pid, signal.SIGSTOP)


def test_a_helper_that_died_is_replaced(path, monkeypatch):
    """Killing the helper delays the file and loses nothing."""
    monkeypatch.setattr(store_module, "RESTART_AFTER", 0.0)
    store = MinutesStore.open(path)
    store.commit([note("one")])
    store.flush()
    assert store.helper_pid is not None
    os.kill(store.helper_pid, signal.SIGKILL)
    while store.helper_pid is not None:
        time.sleep(0.01)
    store.commit([note("two")])

    assert store.flush()
    store.close()
    assert texts(path) == ["one", "two"]


def test_no_helper_outlives_the_program(path):
    """When the program is killed, the helper puts the journal into the file and is gone within two
    seconds."""
    program = f"""
import os, signal
from pathlib import Path
from companion.storage.store import MinutesStore
from tests.storage.test_store import note
s = MinutesStore.open(Path({str(path)!r}))
s.commit([note("one")]); s.flush(); s.commit([note("two")])
print(s.helper_pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    until = time.monotonic() + 2
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.02)

    assert not runs(pid)
    assert sorted(texts(path)) == ["one", "two"]


def test_a_draft_knows_where_it_was_typed(path):
    """The half-typed line comes back with its place."""
    place = "from companion.model.minutes import Anchor; at = Anchor('2.1', 'words', 4, 1, ('a',))"
    crash(path, f"{place}; s.save_draft('half', at)")

    draft = MinutesStore.open(path).draft

    assert draft is not None
    assert draft.anchor == Anchor("2.1", "words", 4, 1, ("a",))


def test_loading_our_own_file_is_the_same_as_parsing_it(path):
    """The fast way and the parser agree on every field and mark."""
    store = MinutesStore.open(path)
    store.commit([note("one", "n1"), Change("meeting", "head", {"title": "T"})])
    store.commit([Change("notes", "n1", {"text": "two", "line": 3})])
    store.commit([Change("notes", "n1", {"line": None})])
    store.close()

    fast = MinutesStore.open(path).document
    parsed = read_minutes(path.read_bytes(), path)

    assert fast.tables == parsed.tables
    assert fast.extra == parsed.extra
    for delta in parsed.deltas():
        marks = fast.marks_of(delta.table, delta.id)
        assert {name: marks.of(name, delta.fields) for name in delta.names()} == {
            name: delta.marks.of(name, delta.fields) for name in delta.names()
        }
