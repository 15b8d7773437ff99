"""S3: loaders fed with nonsense. S4: the round trip of many documents. S5: a file damaged in every way."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import resource
import tempfile
import time
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
WORDS = [
    b"[[notes]]\n",
    b"[",
    b"]",
    b'"',
    b"'''",
    b"=",
    b".",
    b"\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"id",
    b"stamp",
    b"history",
]
WORDS += [
    b"<<<<<<< a\n",
    b"=======\n",
    b">>>>>>> b\n",
    b"format = 1\n",
    b"\xff",
    b"{",
    b"}",
    b"1979-05-27",
    b"#",
    b"\\u",
]
SECONDS, MEGABYTES = 2.0, 200


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


def fuzz(inputs: int, seed: int = 1) -> Report:
    """S3: any bytes at all are either read or refused with one of the declared errors, in bounded time."""
    report = Report("S3 loaders fuzzed")
    rng, base = random.Random(seed), sample()
    slowest = 0.0
    for number in range(inputs):
        data = _mangled(rng, base)
        began = time.perf_counter()
        try:
            render_minutes(read_minutes(data, PATH))
        except CompanionError:
            pass
        except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
            report.wrong.append(f"input {number}: {error!r} {data[:60]!r}")
        slowest = max(slowest, time.perf_counter() - began)
    report.tried = inputs
    slowest_bomb, most = _bombs(report)
    report.figures = f"slowest input {slowest:.2f} s; bombs ≤ {slowest_bomb:.2f} s, + {most} MB"
    report.control, report.caught = _unguarded()
    return report


def bombs() -> list[bytes]:
    """Texts made to take a loader's time, stack or memory."""
    made = [
        "a." * 50_000 + "a=1",
        "[" + "a." * 50_000 + "a]",
        "[[" + "a." * 50_000 + "a]]",
        '"a".' * 30_000 + "a=1",
    ]
    made += [
        "x = " + "[" * 200_000,
        "x = " + "{a=" * 100_000,
        "x=" + "9" * 2_000_000,
        "x=0x" + "f" * 2_000_000,
    ]
    made += ["\n".join(f"k{n}=1" for n in range(100_000)), "\n".join(f"[t{n}]" for n in range(50_000))]
    made += ["\n".join(f"a.k{n}=1" for n in range(50_000)), "\n".join("[[a]]\nx=1" for _ in range(50_000))]
    made += ["\n".join("[[a]]\n[a.b]\n[[a.b.c]]" for _ in range(20_000)), 'x="' + "\\u4e00" * 300_000 + '"']
    made += ["x='''" + "'" * 2 + "a''" * 300_000 + "'''", 'x = "' + "a" * 8_000_000 + '"', "#" * 8_000_000]
    made += ["x=[" + "1," * 1_000_000 + "]", "x={" + ",".join(f"a{n}=1" for n in range(100_000)) + "}"]
    made += [
        "x=[" + "{a.b.c=1}," * 50_000 + "]",
        "x=" + "1_" * 500_000 + "1",
        "x=1e" + "9" * 1_000_000,
        "\r" * 4_000_000,
    ]
    made += ["\n" * 8_000_000, "<<<<<<< a\n=======\n>>>>>>> b\n" * 100_000, "a" * 8_000_000 + "=1"]
    made += [". " * 3_000_000, "a .\t" * 200_000 + "b=1"]
    return [text.encode() for text in made] + [b"\0" * 30_000_000, b"\xff" * 8_000_000, b" " * 30_000_000]


def _bombs(report: Report) -> tuple[float, int]:
    slowest, most = 0.0, 0
    for number, data in enumerate(bombs()):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        try:
            read_minutes(data, PATH)
        except CompanionError:
            pass
        except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
            report.wrong.append(f"bomb {number}: {error!r}")
        took = time.perf_counter() - began
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 - len(data) // (1 << 20)
        if took > SECONDS * _slowness() or more > MEGABYTES:
            report.wrong.append(f"bomb {number} {data[:20]!r}: {took:.1f} s, {more} MB")
        slowest, most = max(slowest, took), max(most, more)
    return slowest, most


def _slowness() -> float:
    """How much longer than alone this process takes now, that a busy machine may not fail the row."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _unguarded() -> tuple[str, bool]:
    """The parser alone needs time in the square of a key's parts."""
    took = []
    for parts in (1_000, 4_000):
        began = time.perf_counter()
        tomllib.loads("a." * parts + "a=1")
        took.append(time.perf_counter() - began)
    ratio = took[1] / took[0]
    return f"tomllib alone takes {ratio:.0f} times as long for 4 times the parts", ratio > 7


def _mangled(rng: random.Random, base: bytes) -> bytes:
    data = bytearray(base if rng.random() < 0.8 else b"")
    for _ in range(rng.randint(1, 6)):
        place = rng.randint(0, len(data))
        act = rng.random()
        if act < 0.3 and data:
            data[min(place, len(data) - 1)] = rng.randrange(256)
        elif act < 0.5:
            del data[place : place + rng.randint(1, 60)]
        elif act < 0.8:
            data[place:place] = rng.choice(WORDS) * rng.choice((1, 1, 1, 40))
        else:
            data[place:place] = data[rng.randint(0, len(data)) :][: rng.randint(1, 400)]
    return bytes(data)


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
