"""S4: the round trip of many documents. S5: a file damaged in every way."""

from __future__ import annotations

import contextlib
import hashlib
import random
import tempfile
import tomllib
from pathlib import Path

import tomli_w
from hypothesis import HealthCheck, given, settings

from companion.errors import CompanionError
from companion.model.clock import Clock
from companion.model.document import Change, Document
from companion.model.json_values import storable
from companion.storage.damage import read_minutes
from companion.storage.publication import Publication
from companion.storage.toml_codec import parse_minutes, render_minutes
from tests.faults.report import Report
from tests.storage.test_toml_codec import RECORDS

PATH = Path("a.minutes.toml")
def sample(notes: int = 6) -> bytes:
    """A minutes file with all that a minutes file may hold."""
    document, clock = Document("doc", extra={"author": "李", "future": {"a": [{"b": 1}]}}), Clock("abc")
    for number in range(notes):
        fields = {
            "kind": "comment",
            "text": f"记录 {number} “引”",
            "path": ["一、"],
            "due": {"raw": "9月底前"},
            "line": number,
        }
        document.join_delta(document.delta(Change("notes", f"n{number}", fields), clock.next()))
    other = document.copy()
    document.join_delta(document.delta(Change("notes", "n1", {"text": "mine"}), clock.next()))
    other.join_delta(other.delta(Change("notes", "n1", {"text": "theirs"}), Clock("xyz").next()))
    document.join(other)
    return render_minutes(document)


def round_trips(documents: int) -> Report:
    """S4: what is written reads back, for documents of every shape."""
    report = Report("S4 TOML round trip")

    @settings(max_examples=documents, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(RECORDS, RECORDS)
    def check(one, two):
        document, clock = Document("doc"), Clock("abc")
        for id, fields in (("a", one), ("b", two)):
            kept = {name: storable(value) for name, value in fields.items()}
            document.join_delta(document.delta(Change("notes", id, kept), clock.next()))
        report.tried += 1
        read = parse_minutes(render_minutes(document), PATH)
        if read.tables != document.tables or read.unmarked:
            report.wrong.append(repr(one)[:80])

    check()
    texts = ("a\r\nb\nc", "plain")
    lost = [text for text in texts if tomllib.loads(tomli_w.dumps({"t": text}, multiline_strings=True))["t"] != text]
    report.control, report.caught = (
        f"tomli_w with multi-line strings changes {len(lost)} of {len(texts)} texts",
        bool(lost),
    )
    return report


def damages(mutations: int, seed: int = 1) -> Report:
    """S5: whatever befell the file, either it is read as it is, or its bytes stay and notes go on beside
    it."""
    report = Report("S5 damaged file")
    rng, base, unreadable, overwritten = random.Random(seed), sample(4), 0, 0
    for number in range(mutations):
        data = _damaged(rng, base)
        with tempfile.TemporaryDirectory(prefix="faults-") as name:
            path = Path(name) / "speech.minutes.toml"
            path.write_bytes(data)
            readable = _is_readable(data)
            unreadable += not readable
            overwritten += not readable and _careless(data) != data
            if not _note_beside(path, Path(name) / "state"):
                report.lost.append(f"mutation {number}: {data[:40]!r}")
            if not readable and hashlib.sha256(path.read_bytes()).digest() != hashlib.sha256(data).digest():
                report.wrong.append(f"mutation {number}: written over {data[:40]!r}")
        report.tried += 1
        report.acknowledged += 1
    report.figures = f"{unreadable} could not be read"
    report.control = f"a saver that takes what it cannot read for empty wrote over {overwritten}"
    report.caught = unreadable > 0 and overwritten > 0
    return report


def _damaged(rng: random.Random, base: bytes) -> bytes:
    kind = rng.randrange(8)
    place = rng.randrange(len(base))
    if kind == 0:
        return base[:place] + bytes([base[place] ^ 1 << rng.randrange(8)]) + base[place + 1 :]
    if kind == 1:
        return base[:place]
    if kind == 2:
        return b"\xef\xbb\xbf" + base[: rng.choice((place, len(base)))]
    if kind == 3:
        return base.decode().encode(rng.choice(("utf-16", "utf-16-le", "gb18030", "utf-32")))
    if kind == 4:
        return base[:place] + b"<<<<<<< HEAD\n" + base[place:] + b"=======\nx\n>>>>>>> b\n"
    if kind == 5:
        return rng.choice((b"", b"\0" * 4096, b"\n\n", base[:place] + b"\0" * (len(base) - place)))
    if kind == 6:
        return base.replace(b'"', rng.choice(("“".encode(), b"'", b"")), rng.randint(1, 9))
    return base.replace(b"format = 1", rng.choice((b"format = 2", b"", b"format = one")))


def _is_readable(data: bytes) -> bool:
    try:
        read_minutes(data, PATH)
    except CompanionError:
        return False
    return True


def _note_beside(path: Path, state: Path) -> bool:
    publication = Publication(path, state, Clock("p"))
    publication.begin("fresh", {}, is_fresh=True)
    publication.damage = None if _is_readable(path.read_bytes()) else CompanionError()
    fields = {"kind": "comment", "text": "typed"}
    publication.take(publication.document.delta(Change("notes", "typed", fields), Clock("u").next()))
    with contextlib.suppress(CompanionError):
        publication.publish()
    holders = [path, *path.parent.glob("*.recovered-*.toml")]
    return any(_is_readable(one.read_bytes()) and b'"typed"' in one.read_bytes() for one in holders)


def _careless(data: bytes) -> bytes:
    try:
        return render_minutes(read_minutes(data, PATH))
    except CompanionError:
        return render_minutes(Document("new"))
