"""Minutes as TOML: what is written reads back, whatever it is; what is not ours is told for what it is."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import BrokenMinutesError, NewerFormatError, TooLargeError
from companion.model.clock import Clock
from companion.model.document import HEAD, Change, Document
from companion.model.json_values import dump_json, load_json, storable
from companion.storage.damage import read_minutes
from companion.storage.toml_bounds import MAX_BYTES, load_toml
from companion.storage.toml_codec import parse_minutes, render_minutes

PATH = Path("a.minutes.toml")
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
SCALARS = st.one_of(
    st.text(),
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.one_of(st.none(), ZONES)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.text(min_size=1, max_size=8).filter(lambda name: name not in {"id", "stamp", "stamps", "history"})
RECORDS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


def document_of(records, **extra) -> Document:
    """A document with these notes, stamped."""
    document, clock = Document("doc", extra=extra), Clock("abc")
    for number, fields in enumerate(records):
        document.join_delta(document.delta(Change("notes", f"n{number}", fields), clock.next()))
    return document


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORDS, max_size=3), RECORDS)
def test_what_is_written_reads_back(records, head):
    """Fields, marks and texts of every kind survive the file, and a second writing gives the same bytes."""
    document = document_of([{key: storable(value) for key, value in fields.items()} for fields in records])
    document.join_delta(document.delta(Change("meeting", HEAD, storable(head)), Clock("abc").next()))

    data = render_minutes(document)
    read = parse_minutes(data, PATH)

    assert {k: v for k, v in read.tables.items() if v} == {k: v for k, v in document.tables.items() if v}
    assert not read.unmarked
    assert render_minutes(read) == data


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_json_keeps_every_value(value):
    """The journal's form of a value is the value again, with its kind."""
    kept = storable(value)

    again = load_json(dump_json(kept))

    assert again == kept
    assert type(again) is type(kept)


def test_a_record_reads_like_a_note():
    """The golden form: what a person wants to see first stands first, the stamp last."""
    fields = {
        "updated": datetime(2026, 9, 16, 10, 32, tzinfo=timezone(timedelta(hours=8))),
        "author": "李",
        "text": "排出时间表\n[/] \x1b",
        "due": {"raw": "9月底前", "due": date(2026, 9, 30)},
        "path": ["二、", "（二）"],
        "line": 4,
        "quote": "一要搭好平台",
        "point": "2.2.1",
        "kind": "action",
    }
    clock = Clock("abc123", now_ns=lambda: 1_789_524_720 * 10**9)
    document = Document("doc", extra={"author": "李"})
    document.join_delta(document.delta(Change("notes", "0191-a", fields), clock.next()))
    document.join_delta(document.delta(Change("notes", "0191-a", {"text": "排时间表"}), clock.next()))

    assert render_minutes(document).decode() == (Path(__file__).parent / "golden.minutes.toml").read_text("utf-8")


def test_unknown_keys_and_tables_survive():
    """What a newer version of the same format wrote is still there after a change."""
    source = b"""format = 1
id = "doc"
colour = "red"
[plan]
a.b = 1
[[notes]]
id = "n"
text = "x"
mood = { deep = [{ x = 1 }] }
[[stars]]
weight = 2
"""
    document = parse_minutes(source, PATH)
    document.apply(Change("notes", "m", {"text": "y"}))

    again = tomllib.loads(render_minutes(document).decode())

    assert again["plan"] == {"a": {"b": 1}}
    assert again["stars"] == [{"weight": 2}]
    assert again["colour"] == "red"
    assert again["notes"][0]["mood"] == {"deep": [{"x": 1}]}


def test_a_copied_block_with_the_same_id_is_a_note_of_its_own():
    """Who copies a block and changes its text has two notes, each time the same two."""
    copied = b'[[notes]]\nid="n"\ntext="one"\n[[notes]]\nid="n"\ntext="two"\n[[notes]]\ntext="three"\n'
    source = b'format=1\nid="d"\n' + copied

    first, second = parse_minutes(source, PATH), parse_minutes(source, PATH)

    assert [fields["text"] for fields in first.records("notes").values()] == ["one", "two", "three"]
    assert list(first.records("notes")) == list(second.records("notes"))


@pytest.mark.parametrize("id", ['["n"]', "{a = 1}", "7", '""', "true"])
def test_an_id_that_is_no_text_is_replaced(id):
    """Whatever a hand made of an id, the note is there under an id of its own, each time the same one."""
    source = f'format=1\nid="d"\n[[notes]]\nid={id}\ntext="one"\n'.encode()

    read = parse_minutes(source, PATH)

    assert [fields["text"] for fields in read.records("notes").values()] == ["one"]
    assert parse_minutes(source, PATH).records("notes") == read.records("notes")


def test_half_a_surrogate_pair_becomes_a_sign_that_can_be_written():
    """Text that no encoding can hold is made storable before anything is opened."""
    assert storable("a\ud800b") == "a\ufffd\ufffd\ufffdb" or storable("a\ud800b") == "a\ufffdb"
    assert storable(time(1, 2, tzinfo=UTC)) == time(1, 2)
    assert storable(datetime(2026, 1, 1, tzinfo=timezone(timedelta(seconds=29)))).utcoffset() == timedelta(0)
    with pytest.raises(ValueError):
        storable(10**30)
    with pytest.raises(TypeError):
        storable({1, 2})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\0" * 4096, "empty"),
        ("format = 1".encode("utf-16"), "UTF-16"),
        ("format = 1".encode("utf-16-le"), "UTF-16"),
        (b"[tool.other]\nx = 1\n", "no minutes"),
        (b'format = 1\nid = "d"\n[[notes]]\nid = "n"\ntext = "brea', "breaks off"),
        (b"format = 1\nid = \xb4\xd3\n", "UTF-8"),
        (b'format = 1\nid = "d"\n<<<<<<< a\nx = "\n=======\n>>>>>>> b\n', "conflict"),
        (b'format = 1\nid = "d"\ntext = \xe2\x80\x9chi\xe2\x80\x9d\n', "line 3"),
        (b'format = 1\nid = "d"\n[[notes]]\ntext "x"\n', "“key = value” is wanted"),
        (b'format = 1\nid = "d"\n[[notes]]\ntext = "x\nstatus = "y"\n', "quotation mark is not closed"),
        (b'format = 1\nid = "d"\n[[notes]\nx = 1\n', "bracket"),
        (b'format = 1\nid = "d"\nx = 1\nx = 2\n', "twice"),
        (b'format = 1\nid = "d"\nx = hello\n', "between quotation marks"),
        (b'format = 1\nid = "d"\nx = "a\\qb"\n', "backslash"),
        (b'format = 1\nid = "d"\nx = 1 y\n', "more than belongs"),
    ],
)
def test_damage_is_recognised_for_what_it_is(data, words):
    """Each kind of damage has its own sentence."""
    with pytest.raises(BrokenMinutesError) as caught:
        read_minutes(data, PATH)

    assert words in str(caught.value)


def test_a_byte_order_mark_does_no_harm():
    """A file that Notepad saved with a mark at its start is read."""
    assert read_minutes(b'\xef\xbb\xbfformat = 1\nid = "d"\n', PATH).id == "d"


def test_a_newer_format_is_refused():
    """What a newer version wrote is left alone."""
    with pytest.raises(NewerFormatError):
        read_minutes(b'format = 2\nid = "d"\n', PATH)


def test_gits_conflict_markers_are_split_and_merged():
    """Both sides of a conflict, and the common part, are in the document; the ancestor is not."""
    data = b"""format = 1
id = "d"
[[notes]]
id = "common"
text = "0"
<<<<<<< HEAD
[[notes]]
id = "mine"
text = "1"
||||||| base
[[notes]]
id = "gone"
text = "2"
=======
[[notes]]
id = "theirs"
text = "3"
>>>>>>> other
"""
    assert set(read_minutes(data, PATH).records("notes")) == {"common", "mine", "theirs"}


@pytest.mark.parametrize(
    "bomb",
    [
        "a." * 40_000 + "a = 1",
        "[" + "a." * 40_000 + "a]",
        '"a"."b".' * 20_000 + "a = 1",
        "x = {" + "a." * 40_000 + "a = 1}",
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 50_000,
        "x = " + "1" * 1_000_000,
        "\n".join("[[a]]" if n % 2 else "[a.b]" for n in range(2000)),
        "[a]\n" * 3,
    ],
    ids=lambda bomb: bomb[:12],
)
def test_bombs_are_refused_with_a_sentence(bomb):
    """What would take the parser minutes, or its stack, is refused; the place is told."""
    with pytest.raises(BrokenMinutesError):
        load_toml(bomb.encode(), PATH)


def test_many_dots_in_a_text_are_no_bomb():
    """A line of leader dots, or a long list of names, is a text like any other."""
    text = "a.b.c." * 100 + "……" * 100

    assert load_toml(tomli_w.dumps({"text": text, "list": [1.5] * 100}).encode(), PATH)["text"] == text


def test_too_many_bytes_are_refused_unread():
    """A file beyond the bound is not parsed at all."""
    with pytest.raises(TooLargeError):
        load_toml(b" " * (MAX_BYTES + 1), PATH)


def test_a_key_of_the_users_own_is_no_tag():
    """Keys that look like the sign of a time in the journal come back as they were, beside real times."""
    moment = datetime(2026, 9, 16, 10, 32, tzinfo=UTC)
    for value in ({"$": "x"}, {'a"$': {"$": "date", "v": "y"}, "t": moment}, [moment, {"$": {"$": moment}}]):
        assert load_json(dump_json(value)) == value
