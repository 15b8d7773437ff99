"""Several note-takers: each has a file, all are shown, and what sync clients leave behind is merged."""

import time
from pathlib import Path

import pytest

from companion.model.clock import Clock
from companion.model.document import HEAD, Change, Document
from companion.storage.damage import read_minutes
from companion.storage.presence import Presence
from companion.storage.publication import Publication
from companion.storage.recovery import kept_of
from companion.storage.siblings import ASIDE, Neighbourhood, is_copy, is_others, own_minutes
from companion.storage.store import MinutesStore
from tests.storage.test_store import note, texts

NAME = "speech.minutes.toml"


@pytest.fixture
def desk(tmp_path) -> Path:
    """The folder that the note-takers share."""
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def opened(path: Path, author: str = "") -> MinutesStore:
    """Open the minutes of speech.txt."""
    return MinutesStore.open(path, speech_name="speech.txt", speech_sha256="ab", author=author)


def until(condition, seconds: float = 8.0) -> None:
    """Wait for something that a helper does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.03)


def test_the_second_note_taker_has_a_file_of_his_own(desk):
    """The plain name goes to who began; another name goes to another file, with what a name may not hold
    left out."""
    assert own_minutes(desk / "speech.txt", "李") == desk / NAME
    store = opened(desk / NAME, "李")
    store.commit([note("one")])
    store.close()

    assert own_minutes(desk / "speech.txt", "李") == desk / NAME
    assert own_minutes(desk / "speech.txt", "王/../五") == desk / "speech.王-五.minutes.toml"


def test_what_another_writes_appears_within_seconds(desk):
    """One sees the other's file, with his name, and what he adds to it."""
    first = opened(desk / NAME, "李")
    first.commit([note("mine")])
    first.poll()
    second = opened(desk / "speech.王.minutes.toml", "王")
    second.commit([note("his")])
    second.flush()

    until(lambda: (first.poll(), len(first.others) == 1)[1])
    (other,) = first.others.values()
    assert other.author == "王"
    assert [fields["text"] for fields in other.document.records("notes").values()] == ["his"]

    second.commit([note("more")])
    until(lambda: (first.poll(), len(next(iter(first.others.values())).document.records("notes")) == 2)[1])
    first.close()
    second.close()
    assert texts(desk / NAME) == ["mine"]


def test_one_shared_file_works_too(desk):
    """Two programs with one file hear from each other and lose nothing."""
    first, second = opened(desk / NAME), opened(desk / NAME)
    first.commit([note("one", "n1")])
    first.flush()
    second.commit([note("two", "n2")])
    second.flush()

    news = []
    until(lambda: (news.extend(first.poll()), "n2" in first.document.records("notes"))[1])
    assert "n2" in {change.id for change in news}
    first.close()
    second.close()
    assert sorted(texts(desk / NAME)) == ["one", "two"]


def test_someone_else_at_the_same_file_is_noticed(desk):
    """The second sees that the first has the file open; the sign goes when the first leaves."""
    first, second = opened(desk / NAME, "甲"), opened(desk / NAME)
    first.commit([note("one")])
    until(lambda: (first.poll(), (desk / f".{NAME}.lock").exists())[1])

    until(lambda: (second.poll(), second.editing != "")[1])
    assert second.editing.startswith("甲@")
    first.close()
    assert not (desk / f".{NAME}.lock").exists()
    second.close()


COPIES = [
    "speech.minutes.sync-conflict-20260916-103207-ABCDEFG.toml",
    "speech.minutes (HOST's conflicted copy 2026-09-16).toml",
    "speech.minutes (conflicted copy 2026-09-16 103207).toml",
    "speech.minutes (1).toml",
    "speech.minutes-HOST.toml",
    "speech.minutes_conf(1).toml",
    "speech.minutes.toml.orig",
    "speech.minutes - Copy.toml",
    "speech.minutes - 副本.toml",
    "speech.minutes.recovered-20260916T103207.toml",
]


@pytest.mark.parametrize("name", COPIES)
def test_conflict_copies_are_known_by_their_names(name):
    """Every client's way to name a copy is known; another note-taker's file is none."""
    own = Document("d", tables={"speech": {HEAD: {"name": "speech.txt"}}})

    assert is_copy(Path(name), Path(NAME))
    assert not is_others(Path(name), Path(NAME), own)
    assert not is_copy(Path("speech.李.minutes.toml"), Path(NAME))
    assert is_others(Path("speech.李.minutes.toml"), Path(NAME), own)
    assert not is_others(Path("speeches.minutes.toml"), Path(NAME), own)


def test_conflict_copies_are_merged_and_put_aside(desk):
    """What only the copy has comes in; the copy is kept, out of the way; a stranger's file stays."""
    store = opened(desk / NAME)
    store.commit([note("one", "n1")])
    store.flush()
    copy = read_minutes((desk / NAME).read_bytes(), desk / NAME)
    source = (desk / NAME).read_text("utf-8") + '\n[[notes]]\nid = "n2"\ntext = "in the copy"\n'
    (desk / COPIES[0]).write_text(source, "utf-8")
    (desk / COPIES[3]).write_text(source.replace(copy.id, "another-meeting"), "utf-8")

    until(lambda: (store.poll(), store.folded)[1])
    store.close()

    assert sorted(texts(desk / NAME)) == ["in the copy", "one"]
    assert [path.name for path in (desk / ASIDE).iterdir()] == [COPIES[0]]
    assert (desk / COPIES[3]).exists()


def copied(desk: Path, name: str, id: str) -> Path:
    """A copy of the minutes under another name, with a note of its own."""
    copy = desk / name
    copy.write_text((desk / NAME).read_text("utf-8") + f'\n[[notes]]\nid = "{id}"\ntext = "{name}"\n', "utf-8")
    return copy


def test_copies_with_any_name_are_known_by_the_documents_id(desk):
    """A renamed copy is merged, put aside and listed by recover; another meeting's file and what is no minutes stay."""
    store = opened(desk / NAME)
    store.commit([note("one", "n1")])
    store.flush()
    own = store.document.id
    strange = copied(desk, "other.toml", "n4")
    strange.write_text(strange.read_text("utf-8").replace(own, "another-meeting"), "utf-8")
    (desk / "pyproject.toml").write_text('name = "x"\n', "utf-8")
    names = ["backup of x.toml", "副本.toml"]
    for name, id in zip(names, ("n2", "n3"), strict=True):
        copied(desk, name, id)

    until(lambda: (store.poll(), len(store.folded) == 2)[1])
    store.close()

    assert sorted(texts(desk / NAME)) == ["backup of x.toml", "one", "副本.toml"]
    assert sorted(path.name for path in (desk / ASIDE).iterdir()) == names
    assert {copy.name for copy in kept_of(desk / NAME).copies} == set(names)
    assert strange.exists() and (desk / "pyproject.toml").exists()


def test_a_copy_that_someone_has_open_or_that_bears_anothers_name_is_left(desk):
    """Nobody's file is taken away under his hands, and a further note-taker may have begun with a copy."""
    own = written_note(desk / NAME)
    open_copy, anothers = copied(desk, "副本.toml", "n2"), copied(desk, "speech.王.minutes.toml", "n3")
    at_work = Presence(open_copy)
    at_work.renew(put_up=True)
    sign = open_copy.with_name(f".{open_copy.name}.lock")
    neighbourhood = Neighbourhood(desk / NAME, "speech.txt")

    assert [other.path for other in neighbourhood.others(own)] == [anothers]
    assert list(neighbourhood.copies(own)) == []
    assert sign.exists()
    at_work.leave()
    assert [path for path, _ in neighbourhood.copies(own)] == [open_copy]


def test_opening_a_renamed_copy_leaves_the_minutes_where_they_are(desk):
    """The file with the speech's name is the one that stays."""
    own = written_note(desk / NAME)
    (desk / "旧版.toml").write_bytes((desk / NAME).read_bytes())

    assert list(Neighbourhood(desk / "旧版.toml").copies(own)) == []
    assert [path.name for path, _ in Neighbourhood(desk / NAME).copies(own)] == ["旧版.toml"]


def written_note(path: Path) -> Document:
    """Minutes with one note, closed."""
    store = opened(path, "李")
    store.commit([note("one", "n1")])
    store.close()
    return store.document


def test_minutes_of_another_speech_are_not_shown_as_a_colleagues(desk):
    """A file called after 讲话.二稿 is of another meeting; one that knows this issue as an earlier one is of this."""
    own = written_note(desk / NAME)
    for name, sha, earlier in (("speech.二稿.txt", "cd", None), ("speech.三稿.txt", "ef", ["ab"])):
        store = MinutesStore.open(desk / name.replace(".txt", ".minutes.toml"), speech_name=name, speech_sha256=sha)
        store.commit([note("x"), Change("speech", HEAD, {"earlier_sha256": earlier})])
        store.close()

    names = [other.path.name for other in Neighbourhood(desk / NAME).others(own)]

    assert names == ["speech.三稿.minutes.toml"]


def test_a_file_that_vanishes_is_no_deletion(desk):
    """When a sync client takes the file away, the next change puts all of it back."""
    store = opened(desk / NAME)
    store.commit([note("one")])
    store.flush()
    (desk / NAME).unlink()
    store.commit([note("two"), Change("meeting", HEAD, {"title": "T"})])
    store.close()

    assert sorted(texts(desk / NAME)) == ["one", "two"]


def test_two_who_overwrite_each_others_beginning_agree(tmp_path):
    """On a share without locks each may replace the other's new file; they end with one id and all notes."""
    path = tmp_path / NAME
    both = []
    for who in ("b", "a"):
        publication = Publication(path, tmp_path / who, Clock(who))
        publication.begin(f"document-{who}", {}, is_fresh=True)
        publication.take(publication.document.delta(note(who, f"note-{who}"), Clock(f"u{who}").next()))
        both.append(publication)
        publication.publish()
        kept = path.read_bytes()
        path.unlink()
    path.write_bytes(kept)

    for publication in (*both, *both):
        publication.publish()

    document = read_minutes(path.read_bytes(), path)
    assert document.id == "document-a"
    assert set(document.records("notes")) == {"note-a", "note-b"}
